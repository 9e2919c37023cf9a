"""Volumes out of the register's lines: grouped, added up in whole milligrams, bounded by dates, statuses and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.errors import UsageError
from extractor.store.store import Store

CLIENT = ("l.client_key", "min(l.client)")
SELLER = ("l.seller_key", "min(l.seller)")
QUARTER = "substr(l.month, 1, 4) || '-Q' || ((CAST(substr(l.month, 6, 2) AS INTEGER) + 2) / 3)"
DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "client": CLIENT,
    "seller": SELLER,
    "producer": SELLER,
    "end_user": ("l.end_user", "l.end_user"),
    "country": ("l.country", "l.country"),
    "product": ("l.product", "l.product"),
    "class": ("l.class", "l.class"),
    "hs": ("l.hs_code", "l.hs_code"),
    "grade": ("l.grade", "l.grade"),
    "element": ("e.element", "e.element"),
    "elements": ("l.elements", "l.elements"),
    "control": ("l.control", "l.control"),
    "licence": ("l.licence", "l.licence"),
    "currency": ("l.currency", "l.currency"),
    "state": ("l.state", "l.state"),
    "shipment": ("l.shipment_id", "l.shipment_id"),
}
"""What volumes can be asked by: what rows are grouped by, and what is shown of it."""
PERIODS: Mapping[str, tuple[str, str]] = {
    "month": ("l.month", "l.month"),
    "quarter": (QUARTER, QUARTER),
    "year": ("substr(l.month, 1, 4)", "substr(l.month, 1, 4)"),
}
OF_SHIPMENT = frozenset({"client", "seller", "producer", "end_user", "country", "state", "shipment"})
"""Dimensions that all lines of a shipment share: its first line stands for it when shipments are counted."""
SUMS = ("net_mg", "unweighed", "confirmed_mg", "in_review_mg")
MONEY = ("amount_micro", "priced_micro", "priced_mg")
CONTAINED = ("low_mg", "likely_mg", "high_mg", "oxide_mg")
SUM_OF = {
    "net_mg": "l.net_mg",
    "unweighed": "l.net_mg IS NULL",
    "confirmed_mg": "CASE WHEN l.state = 'confirmed' THEN l.net_mg END",
    "in_review_mg": "CASE WHEN l.state = 'in_review' THEN l.net_mg END",
    "amount_micro": "l.amount_micro",
    "priced_micro": "CASE WHEN l.net_mg > 0 THEN l.amount_micro END",
    "priced_mg": "CASE WHEN l.net_mg > 0 AND l.amount_micro IS NOT NULL THEN l.net_mg END",
    **{name: f"e.{name}" for name in CONTAINED},
}

NOT_CONTAINED = "l.net_mg IS NULL OR e.high_mg = 0"
"""By element, a line of which nobody knows how much of it is in it counts as unweighed."""


@dataclass(frozen=True)
class Question:
    """What to add up. `only` bounds dimensions to values; dates are ISO 8601, both included."""

    by: tuple[str, ...] = ("client",)
    period: str | None = None
    since: str | None = None
    until: str | None = None
    only: Mapping[str, str] = field(default_factory=dict)
    presumed: bool = False
    """Whether elements that only a grade suggests are added up as well."""
    states: tuple[str, ...] = ()
    """Standings of shipments that count: confirmed, accepted, in_review; empty: all."""


def sums(store: Store, question: Question) -> list[dict[str, Any]]:
    """Return one row for each group, by its keys in order; `money` holds one entry for each currency.

    With `element` a line counts once in each element that it holds; its whole net weight is then that of the carriers.
    UsageError names a dimension or period that there is not.
    """
    columns = _columns(question)
    tables, where, args = _from(question)
    names = (*SUMS, *MONEY, *(CONTAINED if "element" in question.by else ()))
    ids = ", ".join(f"{group} AS g{n}" for n, (group, _) in enumerate(columns.values()))
    shown = ", ".join(f"{show} AS k{n}" for n, (_, show) in enumerate(columns.values()))
    groups = ", ".join(group for group, _ in columns.values())
    sums_of = {**SUM_OF, "unweighed": NOT_CONTAINED} if "element" in question.by else SUM_OF
    added = ", ".join(f"coalesce(sum({sums_of[name]}), 0) AS {name}" for name in names)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in store.db.query(
        f"SELECT {ids}, {shown}, l.currency, count(l.amount_micro) AS amounts, sum(l.number = 0) AS shipments, {added} "
        f"FROM {tables} WHERE {where} GROUP BY {groups}, l.currency ORDER BY {groups}, l.currency", args
    ):  # fmt: skip
        key = tuple(row[f"g{n}"] for n in range(len(columns)))
        blank = {"money": [], "shipments": 0, **dict.fromkeys(names, 0)}
        into = found.setdefault(key, {**{name: row[f"k{n}"] for n, name in enumerate(columns)}, **blank})
        for name in (*SUMS, *names[len(SUMS) + len(MONEY) :], "shipments"):
            into[name] += row[name]
        if row["amounts"]:
            into["money"].append({name: row[name] for name in ("currency", *MONEY)})
    if not OF_SHIPMENT.issuperset({*question.by, *question.only}):
        for row in store.db.query(
            f"SELECT {ids}, count(DISTINCT l.shipment_id) AS shipments FROM {tables} WHERE {where} GROUP BY {groups}",
            args,
        ):
            found[tuple(row[f"g{n}"] for n in range(len(columns)))]["shipments"] = row["shipments"]
    return list(found.values())


def _columns(question: Question) -> dict[str, tuple[str, str]]:
    """Return the columns to group by, the period last."""
    for name in (*question.by, *question.only):
        if name not in DIMENSIONS:
            raise UsageError(f"there is no dimension {name!r}; known are {', '.join(DIMENSIONS)}")
    if question.period is not None and question.period not in PERIODS:
        raise UsageError(f"there is no period {question.period!r}; known are {', '.join(PERIODS)}")
    columns = {name: DIMENSIONS[name] for name in question.by}
    if question.period is not None:
        columns["period"] = PERIODS[question.period]
    if not columns:
        raise UsageError("name at least one dimension or a period")
    return columns


def _from(question: Question) -> tuple[str, str, list[Any]]:
    """Return tables, conditions and arguments."""
    tables, where, args = "shipment_lines l", ["1"], list[Any]()
    if "element" in (*question.by, *question.only):
        join = "JOIN" if "element" in question.only else "LEFT JOIN"
        presumed = "" if question.presumed else " AND e.presumed = 0"
        tables += f" {join} line_elements e ON e.line_id = l.id{presumed}"
    for bound, sign in ((question.since, ">="), (question.until, "<=")):
        if bound is not None:
            where.append(f"l.date {sign} ?")
            args.append(bound)
    for name, value in question.only.items():
        shown = DIMENSIONS[name][1].removeprefix("min(").removesuffix(")")
        where.append(f"({DIMENSIONS[name][0]} = ? OR {shown} = ? COLLATE NOCASE)")
        args += [value, value]
    if question.states:
        where.append(f"l.state IN ({','.join('?' * len(question.states))})")
        args += question.states
    return tables, " AND ".join(where), args


def undated(store: Store) -> tuple[int, int]:
    """Return how many shipments have no date, and their milligrams: no period has them."""
    row = next(store.db.query("SELECT count(*) AS n, coalesce(sum(net_mg), 0) AS mg FROM shipments WHERE date IS NULL"))
    return row["n"], row["mg"]


def licences(store: Store) -> list[dict[str, Any]]:
    """Return every licence with what is used, reserved and left, by number; weights in milligrams."""
    return list(store.db.query(
        "SELECT a.*, (SELECT coalesce(sum(u.net_mg), 0) FROM licence_uses u WHERE u.document_id = a.document_id "
        "AND (u.gone_on IS NULL OR u.gone_on > date('now'))) AS reserved_mg, "
        "CAST(julianday(a.valid_until) - julianday(date('now')) AS INTEGER) AS days_left "
        "FROM licence_accounts a ORDER BY a.number, a.document_id"
    ))  # fmt: skip


def licence_parts(store: Store, document_id: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a licence's lines, and its uses with the shipments behind them."""
    lines = list(store.db.query("SELECT * FROM licence_lines WHERE document_id = ? ORDER BY number", [document_id]))
    uses = list(store.db.query(
        "SELECT u.*, s.client, s.invoices, u.gone_on IS NULL OR u.gone_on > date('now') AS reserved FROM licence_uses u "
        "JOIN shipments s ON s.id = u.shipment_id WHERE u.document_id = ? ORDER BY u.place", [document_id]
    ))  # fmt: skip
    return lines, uses


def open_shipments(store: Store, seller_keys: Sequence[str], limit: int) -> list[int]:
    """Return the papers of shipments of sellers that need a licence, or may, and quote none: what may be proposed."""
    found: list[int] = []
    for key in seller_keys:
        found += [row["document_id"] for row in store.db.query(
            "SELECT p.document_id FROM shipment_papers p JOIN (SELECT id FROM shipments WHERE seller_key = ? AND "
            "unlicensed = 1 ORDER BY date DESC LIMIT ?) s ON s.id = p.shipment_id", [key, limit])]  # fmt: skip
    return found
