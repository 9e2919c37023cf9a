"""A producer's return for a month: to whom it sold what, how much, under which papers; and what changed since it was filed.

A return holds all values of a line under plain names; a form (`return_forms.csv`) chooses columns and headings. What still
waits for a person is left out and listed: a return says how much of it a person has confirmed and what is missing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.errors import UsageError
from extractor.gazetteer.returns import Form
from extractor.register.control import ControlList
from extractor.register.linking import own_number
from extractor.register.paper import Paper
from extractor.register.refresh import control_list, load
from extractor.register.rows import CONFIRMED, IN_REVIEW, oxide_kg, parts, state, status
from extractor.register.shipment import Carried, Shipment
from extractor.register.shipments import shipments
from extractor.reports import tables
from extractor.reports.tables import Cell, Table
from extractor.settings import Settings
from extractor.store import register, returns
from extractor.store.store import Store
from extractor.values.products import find_product

PERIOD = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
HOME = "CN"
NUMBERS = frozenset({"net_kg", "oxide_kg", "quantity", "amount"})
GRAM = Decimal("0.001")
Line = dict[str, str]
"""All values of a line of the return as text, absent ones empty; what is frozen when it is filed."""


@dataclass(frozen=True)
class Return:
    """What a producer sold in a month. `missing` is what waits for a person, with the reason."""

    producer_key: str
    producer: str
    period: str
    lines: tuple[Line, ...]
    missing: tuple[Line, ...]

    @property
    def content(self) -> str:
        """The lines as canonical JSON: the same lines give the same bytes."""
        return json.dumps(self.lines, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        """The fingerprint of the lines."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def find_producer(store: Store, name: str) -> tuple[str, str]:
    """Return key and name of a seller; UsageError where none or several are meant."""
    found = returns.producers(store, name)
    if len(found) != 1:
        names = ", ".join(f"{one} ({key})" for key, one in found[:10])
        raise UsageError(f"{name!r} may be {names}" if found else f"no shipment is of a seller {name!r}")
    return found[0]


def build(store: Store, producer: str, period: str, settings: Settings) -> Return:
    """Return what a producer sold in a month, `YYYY-MM`, from an up-to-date register."""
    if not PERIOD.fullmatch(period):
        raise UsageError(f"{period!r} is no month; write it as 2025-06")
    key, name = find_producer(store, producer)
    ids, papers = returns.shipments(store, key, period)
    near = register.together(store, papers)
    found = [one for one in shipments(load(store, near), register.decisions(store)) if one.id in ids]
    control = control_list(store, settings)
    lines: list[Line] = []
    missing: list[Line] = []
    for shipment in sorted(found, key=lambda one: (str(one.date), _numbers(one.invoices), one.id)):
        why = _why_missing(shipment)
        if why:
            missing.append(_missing(shipment, why))
        else:
            lines += [_line(shipment, n, one, name, period, control) for n, one in enumerate(shipment.lines)]
    return Return(key, name, period, tuple(lines), tuple(missing))


def _why_missing(shipment: Shipment) -> str:
    if shipment.date is None:
        return "no date was read"
    if state(shipment) == IN_REVIEW:
        return "a paper waits for a person"
    return "" if shipment.lines else "no line of goods was read"


def _missing(shipment: Shipment, why: str) -> Line:
    return {
        "shipment": shipment.id, "why": why, "date": str(shipment.date or ""), "invoice_number": _numbers(shipment.invoices),
        "client": shipment.client.name if shipment.client else "", "net_kg": tables.plain(shipment.kg),
        "documents": _documents(shipment),
    }  # fmt: skip


def _line(shipment: Shipment, number: int, line: Carried, producer: str, period: str, control: ControlList) -> Line:
    goods = line.goods
    product = find_product(goods.description)
    held = status(line, shipment, control.status)
    named = [part for part in parts(line) if not part.presumed]
    oxide = sum((oxide_kg(part) for part in named), Decimal()).quantize(GRAM) if named else None
    return {
        **_of_shipment(shipment, producer, period),
        "line": str(number + 1),
        "product": product.product if product else "",
        "description": goods.description,
        "grade": goods.grade or "",
        "elements": " ".join(goods.elements),
        "hs_code": goods.hs_code or "",
        "control": held.state,
        "control_codes": " ".join(held.codes),
        "net_kg": tables.plain(line.kg),
        "contained": "; ".join(
            f"{part.element} {_gram(part.likely_kg)} ({_gram(part.low_kg)} to {_gram(part.high_kg)})" for part in named
        ),
        "oxide_kg": tables.plain(oxide),
        "quantity": tables.plain(goods.quantity),
        "unit": goods.unit or "",
        "amount": tables.plain(line.amount),
        "currency": (line.currency or "") if line.amount is not None else "",
    }


def _of_shipment(shipment: Shipment, producer: str, period: str) -> Line:
    """Return what all lines of a shipment have in common."""
    seller, client, end_user = shipment.seller, shipment.client, shipment.end_user
    return {
        "shipment": shipment.id,
        "producer": producer,
        "producer_tax_id": (seller.tax_id if seller else None) or "",
        "period": period,
        "direction": "sold" if shipment.country == HOME else "exported",
        "client": client.name if client else "",
        "country": shipment.country or "",
        "end_user": end_user.name if end_user else "",
        "end_use": _first(shipment.papers, "end_use"),
        "contract_number": _first(shipment.papers, "contract_number"),
        "invoice_number": _numbers(shipment.invoices),
        "invoice_date": str(shipment.date or ""),
        "licence_number": " ".join(own_number(paper) for paper in shipment.licences)
        or _first(shipment.papers, "licence_number"),
        "declaration_number": _first(shipment.papers, "declaration_number"),
        "documents": _documents(shipment),
        "state": state(shipment),
    }


def _first(papers: Sequence[Paper], name: str) -> str:
    return next((value for paper in papers if (value := paper.value(name))), "")


def _numbers(papers: Sequence[Paper]) -> str:
    return " ".join(number for paper in papers if (number := paper.value("document_number")))


def _documents(shipment: Shipment) -> str:
    return " ".join(str(paper.document_id) for paper in shipment.papers)


def _gram(kg: Decimal) -> str:
    return tables.plain(kg.quantize(GRAM))


# -- forms, manifest, files --------------------------------------------------------------------------------------------


def table(lines: Sequence[Line], form: Form) -> Table:
    """Return lines in the columns of a form. UsageError names a field that there is not."""
    known = set(lines[0]) if lines else {field for _, field in form}
    unknown = [field for _, field in form if field not in known and field != "change"]
    if unknown:
        raise UsageError(f"a return has no field {unknown[0]!r}; known are {', '.join(sorted(known))}")
    return Table(
        tuple(heading for heading, _ in form), tuple(tuple(_cell(line, field) for _, field in form) for line in lines)
    )


def _cell(line: Line, field: str) -> Cell:
    text = line.get(field, "")
    return Decimal(text) if field in NUMBERS and text else text


def manifest(made: Return, form: str, files: Mapping[str, str]) -> dict[str, Any]:
    """Return what goes with a return: fingerprints, counts, how much of it a person confirmed, and what is missing."""
    weights = {
        state_: _total(line for line in made.lines if line["state"] == state_) for state_ in (CONFIRMED, "accepted")
    }
    whole = sum(weights.values(), Decimal())
    amounts: dict[str, Decimal] = {}
    for line in made.lines:
        if line["amount"]:
            amounts[line["currency"] or "?"] = amounts.get(line["currency"] or "?", Decimal()) + Decimal(line["amount"])
    return {
        "producer": made.producer,
        "producer_key": made.producer_key,
        "period": made.period,
        "form": form,
        "sha256": made.sha256,
        "files": dict(files),
        "lines": len(made.lines),
        "shipments": len({line["shipment"] for line in made.lines}),
        "net_kg": tables.plain(whole),
        "value": {currency: tables.plain(amount) for currency, amount in sorted(amounts.items())},
        "confirmed_share": tables.plain((weights[CONFIRMED] / whole).quantize(Decimal("0.0001"))) if whole else None,
        "lines_without_weight": sum(not line["net_kg"] for line in made.lines),
        "missing": list(made.missing),
        "missing_kg": tables.plain(_total(made.missing)),
        "made_by": f"extractor {__version__}",
    }


def _total(lines: Sequence[Line] | Iterator[Line]) -> Decimal:
    return sum((Decimal(line["net_kg"]) for line in lines if line["net_kg"]), Decimal())


def write(made: Return, form_name: str, form: Form, folder: Path, changes: Sequence[Line] = ()) -> list[Path]:
    """Write a return as CSV, XLSX and JSON with its manifest, and what changed since it was filed; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"return-{re.sub(r'[^0-9A-Za-z]+', '-', made.producer).strip('-').casefold() or 'producer'}-{made.period}"
    paths = _write_table(table(made.lines, form), folder / stem)
    if changes:
        paths += _write_table(
            table(changes, (("Change", "change"), ("Shipment", "shipment"), *form)), folder / f"{stem}-changes"
        )
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    last = folder / f"{stem}-manifest.json"
    last.write_text(json.dumps(manifest(made, form_name, files), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*paths, last]


def _write_table(found: Table, stem: Path) -> list[Path]:
    paths = [stem.with_name(f"{stem.name}.{form}") for form in ("csv", "json", "xlsx")]
    for path in paths[:2]:
        path.write_text(tables.render(found, path.suffix[1:]), encoding="utf-8", newline="")
    tables.write_xlsx(found, paths[2])
    return paths


# -- filing ------------------------------------------------------------------------------------------------------------


def file(store: Store, made: Return, form: str, who: str) -> int | None:
    """Freeze a return, or an amendment where one was filed; None where nothing changed since."""
    before = returns.last_filed(store, made.producer_key, made.period)
    if before is not None and before["sha256"] == made.sha256:
        return None
    return returns.file(store, {
        "producer_key": made.producer_key, "producer": made.producer, "period": made.period, "form": form,
        "content": made.content, "manifest": json.dumps(manifest(made, form, {}), ensure_ascii=False),
        "sha256": made.sha256, "filed_by": who, "amends": None if before is None else before["id"],
    })  # fmt: skip


def as_filed(store: Store, producer: str, period: str) -> Return:
    """Return the last filed return of a period as it was filed; UsageError where there is none."""
    key, name = find_producer(store, producer)
    row = returns.last_filed(store, key, period)
    if row is None:
        raise UsageError(f"no return of {name} for {period} was filed")
    return Return(key, row["producer"], period, tuple(row["content"]), tuple(row["manifest"]["missing"]))


def changes(before: Sequence[Line], after: Sequence[Line]) -> list[Line]:
    """Return the difference of two returns, line by line: added, removed, and changed ones before and after."""
    old, new = ({(line["shipment"], line["line"]): line for line in lines} for lines in (before, after))
    out: list[Line] = []
    for key in sorted({*old, *new}):
        if key not in new:
            out.append({**old[key], "change": "removed"})
        elif key not in old:
            out.append({**new[key], "change": "added"})
        elif _facts(old[key]) != _facts(new[key]):
            out += [{**old[key], "change": "before"}, {**new[key], "change": "after"}]
    return out


def _facts(line: Line) -> Line:
    """Return what of a line is reported; who looked at it and in which documents it stands is not."""
    return {name: value for name, value in line.items() if name not in {"state", "documents"}}
