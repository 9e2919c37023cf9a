"""Plots as SVG text: they scale, print, follow the colours of the page, and every mark can be a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from markupsafe import Markup

WIDTH, HEIGHT = 760, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 26, 34
COLOURS = 8
"""Classes `c0` to `c7` of the style sheet."""
MOST_LABELS = 14


@dataclass(frozen=True)
class Mark:
    """A value with its name and the page behind it."""

    label: str
    value: Decimal
    href: str = ""
    series: str = ""


@dataclass(frozen=True)
class Dot:
    """A value on a day."""

    day: date
    value: Decimal
    label: str
    href: str = ""


def nice(number: Decimal) -> str:
    """Return a number for an axis or a bar: no more places than its size calls for, thousands apart."""
    places = 0 if abs(number) >= 100 or number == number.to_integral_value() else 1 if abs(number) >= 10 else 2
    return f"{number:,.{places}f}".replace(",", " ")


def ceiling(number: Decimal) -> Decimal:
    """Return the next of 1, 2, 2.5, 5 times a power of ten: where an axis ends."""
    if number <= 0:
        return Decimal(1)
    power = Decimal(10) ** number.adjusted()
    return next(step * power for step in map(Decimal, ("1", "2", "2.5", "5", "10")) if step * power >= number)


def stacked(labels: Sequence[str], series: Sequence[str], marks: Mapping[tuple[str, str], Mark], unit: str) -> Markup:
    """Return bars, one a label, of parts, one a series; `marks` by label and series."""
    sums = [sum((marks[one, name].value for name in series if (one, name) in marks), Decimal()) for one in labels]
    top = ceiling(max(sums, default=Decimal()))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    parts = [_axis(top, unit)]
    for place, label in enumerate(labels):
        x, below = LEFT + place * step + step * 0.15, Decimal()
        for name in series:
            mark = marks.get((label, name))
            if mark is None or mark.value <= 0:
                continue
            y, height = _y(below + mark.value, top), float(mark.value / top) * _inner()
            place_of = f'x="{x:.1f}" y="{y:.1f}" width="{step * 0.7:.1f}" height="{height:.1f}"'
            rect = (
                f'<rect class="c{series.index(name) % COLOURS}" {place_of}><title>{escape(mark.label)}</title></rect>'
            )
            parts.append(_linked(rect, mark.href))
            below += mark.value
        parts.append(_below(x + step * 0.35, label, place, len(labels)))
    return _plot("".join(parts), f"{unit} by {', '.join(series)}") + legend(series)


def bars(marks: Sequence[Mark], unit: str) -> Markup:
    """Return bars that lie, longest first as given, each with its name and value."""
    top = max((mark.value for mark in marks), default=Decimal()) or Decimal(1)
    row, names = 24, 230
    parts = []
    for place, mark in enumerate(marks):
        y, length = place * row + 4, float(mark.value / top) * (WIDTH - names - 110)
        name = mark.label if len(mark.label) <= 34 else mark.label[:33] + "…"
        parts.append(
            f'<text x="{names - 8}" y="{y + 13}" text-anchor="end">{escape(name)}<title>{escape(mark.label)}</title></text>'
            + _linked(
                f'<rect class="c0" x="{names}" y="{y}" width="{max(1.0, length):.1f}" height="{row - 8}"/>', mark.href
            )
            + f'<text x="{names + length + 6:.1f}" y="{y + 13}">{nice(mark.value)} {escape(unit)}</text>'
        )
    return _plot("".join(parts), f"{unit} by name", height=max(1, len(marks)) * row + 6)


def burn_down(licensed: Decimal, left: Sequence[Dot], ends: date | None, unit: str) -> Markup:
    """Return what is left of a licence after each use, falling in steps; below zero it is over-drawn."""
    days = [dot.day for dot in left] + ([ends] if ends else [])
    if not days:
        return Markup()
    first, last = min(days), max(days)
    low = min([Decimal(), *(dot.value for dot in left)])
    top = ceiling(licensed)
    parts = [_axis(top, unit, low)]
    x, before = float(LEFT), licensed
    line = f"M{x:.1f} {_y(licensed, top, low):.1f}"
    for dot in left:
        x = _x(dot.day, first, last)
        line += f"L{x:.1f} {_y(before, top, low):.1f}L{x:.1f} {_y(dot.value, top, low):.1f}"
        before = dot.value
    parts.append(f'<path class="line" d="{line}L{WIDTH - RIGHT} {_y(before, top, low):.1f}"/>')
    parts += [
        _dot(dot, _x(dot.day, first, last), _y(dot.value, top, low), "bad" if dot.value < 0 else "") for dot in left
    ]
    if ends is not None:
        x = _x(ends, first, last)
        parts.append(f'<path class="limit" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"><title>ends {ends}</title></path>')
    parts.append(_ends(first, last))
    return _plot("".join(parts), f"{unit} left of the licence")


def scatter(
    dots: Sequence[Dot], unit: str, band: tuple[Decimal, Decimal] | None = None, median: Decimal | None = None
) -> Markup:
    """Return values over time, with the band that is usual and the median, where known."""
    if not dots:
        return Markup()
    first, last = min(dot.day for dot in dots), max(dot.day for dot in dots)
    top = ceiling(max([dot.value for dot in dots] + ([band[1]] if band else [])))
    parts = [_axis(top, unit)]
    if band is not None:
        high, low = _y(band[1], top), _y(band[0], top)
        parts.append(
            f'<rect class="band" x="{LEFT}" y="{high:.1f}" width="{WIDTH - LEFT - RIGHT}" height="{low - high:.1f}"/>'
        )
    if median is not None:
        parts.append(
            f'<path class="limit" d="M{LEFT} {_y(median, top):.1f}H{WIDTH - RIGHT}"><title>median {nice(median)}</title></path>'
        )
    outside = [band is not None and not band[0] <= dot.value <= band[1] for dot in dots]
    parts += [
        _dot(dot, _x(dot.day, first, last), _y(dot.value, top), "bad" if odd else "")
        for dot, odd in zip(dots, outside, strict=True)
    ]
    parts.append(_ends(first, last))
    return _plot("".join(parts), f"{unit} over time")


def legend(series: Sequence[str]) -> Markup:
    """Return the names of the series beside their colours."""
    items = "".join(f'<span><i class="c{n % COLOURS}"></i>{escape(name)}</span>' for n, name in enumerate(series))
    return Markup(f'<p class="legend">{items}</p>')  # noqa: S704 - every text in it is escaped


def _inner() -> int:
    return HEIGHT - TOP - BOTTOM


def _y(value: Decimal, top: Decimal, low: Decimal = Decimal()) -> float:
    return HEIGHT - BOTTOM - float((value - low) / (top - low)) * _inner()


def _x(day: date, first: date, last: date) -> float:
    span = max(1, (last - first).days)
    return LEFT + 8 + (day - first).days / span * (WIDTH - LEFT - RIGHT - 16)


def _axis(top: Decimal, unit: str, low: Decimal = Decimal()) -> str:
    parts = []
    for quarter in range(5):
        value = low + (top - low) * quarter / 4
        y = _y(value, top, low)
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{nice(value)}</text>')
    return "".join(parts) + f'<text x="{LEFT}" y="14" class="unit">{escape(unit)}</text>'


def _below(x: float, label: str, place: int, count: int) -> str:
    if place % max(1, -(-count // MOST_LABELS)):
        return ""
    return f'<text x="{x:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(label)}</text>'


def _ends(first: date, last: date) -> str:
    left = f'<text x="{LEFT}" y="{HEIGHT - 14}">{first}</text>'
    return left + (
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 14}" text-anchor="end">{last}</text>' if last != first else ""
    )


def _dot(dot: Dot, x: float, y: float, kind: str) -> str:
    circle = f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(dot.label)}</title></circle>'
    return _linked(circle, dot.href)


def _linked(body: str, href: str) -> str:
    return f'<a href="{escape(href)}">{body}</a>' if href else body


def _plot(body: str, name: str, height: int = HEIGHT) -> Markup:
    head = f'<svg class="plot" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(name)}">'
    return Markup(f"{head}{body}</svg>")  # noqa: S704 - every text in it is escaped
