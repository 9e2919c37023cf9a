"""The dashboard: work left, what needed nobody, what was corrected, how long it took, what was traded."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from extractor.register.refresh import refresh
from extractor.reports import svg
from extractor.review.desk import Desk
from extractor.review.guard import Call
from extractor.review.plainly import Translate
from extractor.store import figures, queue_view, register
from extractor.store.store import Store

KEPT_SECONDS = 30
"""The same figures answer for so long: to count a million papers takes seconds."""
MOST_REFRESHED = 500
"""Changed papers up to which the register is brought up to date here; more are left to the commands of the register."""
_kept: dict[str, tuple[float, dict[str, Any]]] = {}


async def page(call: Call) -> Response:
    """Show the dashboard."""
    found = await figures_of(call.desk)
    return call.page("dashboard.html", figures=found, plots=_plots(found, call.t))


async def figures_of(desk: Desk) -> dict[str, Any]:
    """Return all figures, counted beside the thread that answers."""
    key = str(desk.path)
    at, found = _kept.get(key, (0.0, {}))
    if time.monotonic() - at > KEPT_SECONDS or not found:
        found = await run_in_threadpool(_count, desk)
        _kept[key] = (time.monotonic(), found)
    return found


async def bring_up_to_date(desk: Desk) -> None:
    """Bring the register up to date, where little changed, beside the thread that answers."""

    def work() -> None:
        with Store.open(desk.path, create=False) as store:
            _refresh(desk, store)

    await run_in_threadpool(work)


def _refresh(desk: Desk, store: Store) -> None:
    if len(register.changed(store, MOST_REFRESHED + 1)) <= MOST_REFRESHED:
        refresh(store, desk.settings)


def _count(desk: Desk) -> dict[str, Any]:
    with Store.open(desk.path, create=False) as store:
        _refresh(desk, store)
        months = figures.touchless(store)
        papers, unseen = sum(row["papers"] for row in months), sum(row["unseen"] for row in months)
        return {
            "counts": queue_view.counts(store),
            "touchless": months,
            "touchless_share": unseen / papers if papers else None,
            "corrections": figures.corrections(store),
            "minutes": figures.minutes(store),
            "volumes": figures.view(store, "volumes_by_client_month"),
            "licences": figures.view(store, "licence_balance"),
        }


def _plots(found: Mapping[str, Any], t: Translate) -> dict[str, str]:
    """Return the plots as SVG; only those that have something to show."""
    waiting = found["counts"].get("needs_review", {})
    plots = {
        "waiting": _bars((t(name.replace("_", " ").capitalize()), count) for name, count in waiting.items()),
        "touchless": _bars((row["month"], round(100 * row["unseen"] / row["papers"])) for row in found["touchless"]),
        "minutes": _bars((row["day"], row["minutes"]) for row in found["minutes"] if row["minutes"] is not None),
        "volumes": _bars(_volumes(found["volumes"]).items()),
    }
    return {name: plot for name, plot in plots.items() if plot}


def _volumes(rows: Iterable[Mapping[str, Any]]) -> dict[str, Decimal]:
    """Return kilograms by month; a month of which no weight is known is left out, for it is not 0 kg."""
    out: dict[str, Decimal] = {}
    for row in rows:
        kg = row.get("kg", row.get("net_kg", row.get("net_weight_kg")))
        if kg is not None:
            month = str(row.get("month") or "no date")
            out[month] = out.get(month, Decimal()) + Decimal(str(kg))
    return dict(sorted(out.items()))


def _bars(pairs: Iterable[tuple[str, Any]]) -> str:
    marks = [svg.Mark(str(label), Decimal(str(value))) for label, value in pairs]
    return svg.bars(marks, "") if any(mark.value for mark in marks) else ""
