"""Licences as tables: what is used, reserved and left; the uses behind it; what a person may add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.register.licences import ledger
from extractor.register.linking import folded
from extractor.register.proposals import Proposal
from extractor.register.refresh import control_list, given_terms, load
from extractor.register.shipments import licences, shipments
from extractor.reports.tables import Table
from extractor.settings import LicenceSettings, Settings
from extractor.store import register, volumes
from extractor.store.store import Store

MILLION = Decimal(1_000_000)
MOST_OPEN = 200
"""Unlicensed shipments of one exporter that are looked at for proposals, the newest first."""
COLUMNS = ("licence", "exporter", "end_user", "valid_until", "days_left", "licensed_kg", "used_kg", "reserved_kg",
           "remaining_kg", "uses", "most_uses", "remarks", "terms")  # fmt: skip


def table(store: Store, settings: LicenceSettings, soon: bool = False) -> Table:
    """Return one row for each licence; `soon` leaves those alone that somebody should look at."""
    rows = [row for row in volumes.licences(store) if not soon or remarks(row, settings)]
    return Table(COLUMNS, tuple(_row(row, settings) for row in rows), "Licences")


def _row(row: Mapping[str, Any], settings: LicenceSettings) -> tuple[Any, ...]:
    used = (row["used_mg"] - row["reserved_mg"]) / MILLION
    return (
        row["number"] or "", row["exporter"] or "", row["end_user"] or "", row["valid_until"] or "", row["days_left"],
        _kg(row["licensed_mg"]), used, row["reserved_mg"] / MILLION,
        None if row["licensed_mg"] is None else (row["licensed_mg"] - row["used_mg"]) / MILLION,
        row["uses"], row["most_uses"], ", ".join(remarks(row, settings)), row["terms"],
    )  # fmt: skip


def remarks(row: Mapping[str, Any], settings: LicenceSettings) -> list[str]:
    """Return what somebody should know of a licence: over-drawn, nearly used up, ended, ends soon, used too often."""
    found = []
    if row["allowed_mg"] is not None and row["used_mg"] > row["allowed_mg"]:
        found.append("over-drawn")
    elif row["licensed_mg"] and row["used_mg"] >= Decimal(str(settings.nearly_used)) * row["licensed_mg"]:
        found.append("used up" if row["used_mg"] >= row["licensed_mg"] else "nearly used up")
    if row["most_uses"] is not None and row["uses"] > row["most_uses"]:
        found.append("used too often")
    left = row["days_left"]
    if left is not None and left < 0:
        found.append("ended")
    elif left is not None and left <= settings.expiring_days:
        found.append("ends soon")
    if row["licensed_mg"] is None:
        found.append("no weight read")
    return found


def detail(store: Store, number: str) -> list[Table]:
    """Return the lines and the uses of a licence by its number; nothing where there is none."""
    out = []
    for row in volumes.licences(store):
        if row["number"] == folded(number):
            lines, uses = volumes.licence_parts(store, row["document_id"])
            title = f"Licence {row['number']} (document {row['document_id']})"
            out += [_lines(lines, f"{title}: lines"), _uses(uses, f"{title}: uses")]
    return out


def _lines(lines: Sequence[Mapping[str, Any]], title: str) -> Table:
    columns = ("line", "description", "elements", "hs_code", "grade", "licensed_kg", "used_kg", "remaining_kg")
    rows = (
        (one["number"] + 1, one["description"] or "", one["elements"] or "", one["hs_code"] or "", one["grade"] or "",
         _kg(one["licensed_mg"]), one["used_mg"] / MILLION,
         None if one["licensed_mg"] is None else (one["licensed_mg"] - one["used_mg"]) / MILLION)
        for one in lines
    )  # fmt: skip
    return Table(columns, tuple(rows), title)


def _uses(uses: Sequence[Mapping[str, Any]], title: str) -> Table:
    columns = ("use", "date", "client", "invoices", "kg", "used_so_far_kg", "state", "shipment")
    rows = (
        (one["place"], one["date"] or "", one["client"] or "", one["invoices"], one["net_mg"] / MILLION,
         one["running_mg"] / MILLION, _state(one), one["shipment_id"])
        for one in uses
    )  # fmt: skip
    return Table(columns, tuple(rows), title)


def _state(use: Mapping[str, Any]) -> str:
    return ("reserved" if use["reserved"] else "used") + ("" if use["weighed"] else ", a weight is missing")


def proposals(store: Store, settings: Settings) -> Table:
    """Return shipments that fit a licence without quoting it: for a person to decide, drawn from nothing."""
    known = volumes.licences(store)
    sellers = sorted({row["exporter_key"] for row in known if row["exporter_key"]})
    ids = {row["document_id"] for row in known} | set(volumes.open_shipments(store, sellers, MOST_OPEN))
    found, decided = list(load(store, register.together(store, ids))), register.decisions(store)
    shipped = shipments(found, decided)
    accounts = ledger(shipped, licences(found, decided), settings.licences, control_list(store, settings).status,
                      given_terms(store))  # fmt: skip
    by_id = {shipment.id: shipment for shipment in shipped}

    def row(number: str, proposal: Proposal) -> tuple[Any, ...]:
        shipment = by_id[proposal.shipment_id]
        invoices = " ".join(paper.value("document_number") or "" for paper in shipment.invoices)
        return (number, str(shipment.date or ""), shipment.client.name if shipment.client else "", invoices, proposal.kg,
                Decimal(str(proposal.score)), "; ".join(proposal.reasons), proposal.shipment_id)  # fmt: skip

    columns = ("licence", "date", "client", "invoices", "kg", "score", "reasons", "shipment")
    rows = [row(account.number, one) for account in accounts for one in account.proposals]
    return Table(columns, tuple(rows), "Proposed uses")


def _kg(milligrams: int | None) -> Decimal | None:
    return None if milligrams is None else milligrams / MILLION
