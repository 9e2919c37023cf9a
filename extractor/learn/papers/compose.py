"""Compose a trade paper: invoice, proforma, packing list, or invoice and packing list in one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from extractor.learn.papers import cases, goods_table, habits, header, joined, notes, parties, sentences, totals
from extractor.learn.papers import deal as deals
from extractor.learn.papers import style as styles
from extractor.learn.papers.blocks import Band, Block, Gap, Item, Lines, Pairs, Rule, Side, Theme
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.families import Family
from extractor.learn.papers.plan import plan as planned
from extractor.learn.papers.style import Style
from extractor.learn.papers.themes import draw_theme
from extractor.learn.papers.truth import Fact, Truth

_TITLES = {"commercial_invoice": "title_invoice", "proforma_invoice": "title_proforma", "packing_list": "title_packing",
           "combined": "title_combined"}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A composed document: what to draw, and what is on it."""

    blocks: tuple[Block, ...]
    theme: Theme
    truth: Truth
    renderer: str


def trade_paper(rng: Random, deal: Deal, kind: str, family: Family, style: Style | None = None) -> Paper:
    """Compose one trade paper of a family."""
    if style is None:
        style = _habitual(rng, styles.draw(rng, deal.seller.country), family)
    truth = Truth("commercial_invoice" if kind == "combined" else kind, family.name)
    if kind == "packing_list" and rng.random() < 0.12:
        deal = deals.by_cartons(rng, deal)
    if kind == "packing_list" and "per_carton" in style.habits:
        deal = deals.even_cartons(rng, deal)
    if "hs_once" in style.habits:
        deal = deals.one_code(deal)
    if kind == "combined":
        truth.ignore("gross_weight_kg", "package_count")
    title = style.label(rng, _TITLES[kind])
    signed = "signed_only" in style.habits and family.opening not in {"letterhead", "corner"}
    letterhead = not signed and (
        family.opening in {"letterhead", "corner"} or (family.opening in {"band", "right"} and rng.random() < 0.5)
    )
    seller = parties.seller(rng, deal, style, truth, letterhead=letterhead, signed=signed)
    items = parties.others(rng, deal, kind, style, truth)
    if not letterhead and not signed:
        label = "" if family.parties == "side" and rng.random() < 0.05 else style.label(rng, "seller")
        items.insert(0, Item(label, seller.lines, strong=rng.random() < 0.4))
    entries = header.entries(rng, deal, kind, style, truth)
    title, entries = _numbered_title(rng, style, title, entries)
    told, entries = _told(rng, deal, kind, style, entries)
    fields = (joined.items if "joined" in style.habits else header.items)(rng, style, entries)
    late = rng.randint(1, 3) if len(fields) > 5 and rng.random() < 0.15 else 0
    late = max(late, len(fields) // 2) if "numbered" in style.habits else late
    fields, last = fields[: len(fields) - late], fields[len(fields) - late :]
    blocks = [
        *_opening(rng, family, title, seller.lines if letterhead else ()),
        *told["first"],
        *_arranged(rng, family, style, tuple(items), fields),
        *told["above"],
    ]
    blocks += _goods(rng, deal, kind, family, style, truth)
    if last:
        blocks += _late(rng, style, last)
    running = _running(rng, deal, title, style, entries[0].text if entries else "ORIGINAL")
    blocks += [*told["below"], *notes.closing(rng, deal, kind, style, truth, seller.lines[0] if signed else "")]
    return Paper(
        tuple(blocks),
        draw_theme(rng, style, family.renderer, "" if signed else notes.footer(rng, deal, style), running),
        truth,
        family.renderer,
    )


def _habitual(rng: Random, style: Style, family: Family) -> Style:
    """Give an author habits; one who writes values in both languages may write units so too."""
    style = replace(style, habits=habits.draw(rng, family))
    if not style.both or rng.random() < 0.5:
        return style
    units = {code: f"{rng.choice(zh[:2])} {rng.choice(en[:2])}" for code, (en, zh) in styles.UNITS.items()}
    return replace(style, units=units)


def _running(rng: Random, deal: Deal, title: str, style: Style, first: str) -> str:
    """Draw what is repeated on top of each page; nothing on most papers."""
    if rng.random() > 0.08:
        return ""
    named = [] if "signed_only" in style.habits else [f"{title} {deal.seller.name}"]
    return rng.choice([title, first, *named, "ORIGINAL", "COPY"])


def _late(rng: Random, style: Style, fields: tuple[Item, ...]) -> list[Block]:
    """Print header fields below the table, on some papers as numbered terms."""
    if "numbered" not in style.habits:
        head = Lines((style.label(rng, "terms_head"),), bold=True)
        return [head, Pairs(fields, rng.choice(["colon", "rows"]), 1, style.colon or ":"), Gap(0.5)]
    mark, start = rng.choice(["{}. ", "{}) ", "({}) ", "{}、"]), rng.choice([1, 1, 2])
    items = tuple(replace(item, label=mark.format(at) + item.label) for at, item in enumerate(fields, start))
    return [Pairs(items, rng.choice(["colon", "colon", "rows"]), 1, style.colon or ":"), Gap(0.5)]


def _told(
    rng: Random, deal: Deal, kind: str, style: Style, entries: list[header.Entry]
) -> tuple[dict[str, list[Block]], list[header.Entry]]:
    """Tell some header fields in sentences: first of all, above the table, below it."""
    told: dict[str, list[Block]] = {"first": [], "above": [], "below": []}
    if "dated" in style.habits:
        lines, entries = sentences.dated(rng, deal, style, kind, entries)
        told["first"] += [*lines, Gap(0.5)] if lines else []
    if "city_date" in style.habits and not told["first"]:
        lines, entries = sentences.town_and_day(rng, deal, style, entries)
        told["first"] += [*lines, Gap(0.5)] if lines else []
    if "voyage" in style.habits:
        lines, entries = sentences.voyage(rng, style, entries)
        told["above"] += [*lines, Gap(0.5)] if lines else []
    if "terms" in style.habits and kind != "packing_list":
        lines, entries = sentences.terms(rng, style, entries)
        told["below"] += [*lines, Gap(0.4)] if lines else []
    return told, entries


def _numbered_title(
    rng: Random, style: Style, title: str, entries: list[header.Entry]
) -> tuple[str, list[header.Entry]]:
    """Let some papers name their number in the title: `Proforma Invoice No. 4711`."""
    first = next((e for e in entries if any(fact.key == "document_number" for fact in e.facts)), None)
    if first is None or rng.random() > 0.06:
        return title, entries
    mark = "编号：" if style.language == "zh" else rng.choice(["No. ", "No.: ", "# ", "Nr. ", "NO."])
    return f"{title} {mark}{first.text}", [entry for entry in entries if entry is not first]


def _opening(rng: Random, family: Family, title: str, seller: tuple[str, ...]) -> list[Block]:
    big = Lines((title,), 1.7, bold=True, align="center")
    if family.opening == "letterhead":
        head = [Lines(seller[:1], 1.35, bold=True, align="center"), Lines(seller[1:], 0.9, align="center")]
        return [*head, *([Rule()] if rng.random() < 0.6 else []), Gap(0.5), big, Gap(0.5)]
    if family.opening == "corner":
        left = (Lines(seller[:1], 1.3, bold=True), Lines(seller[1:], 0.9))
        return [Side((left, (Lines((title,), 1.8, bold=True, align="right"),)), (3, 2)), Gap(1)]
    name: list[Block] = [Lines(seller[:1], 1.2, bold=True), Lines(seller[1:], 0.95), Gap(0.6)] if seller else []
    if family.opening == "band":
        return [Band(title), Gap(0.6), *name]
    if family.opening == "right":
        return [Lines((title,), 1.7, bold=True, align="right"), *name, Gap(0.5)]
    return [big, *name, Gap(0.6)]


def _pairs(rng: Random, family: Family, style: Style, fields: tuple[Item, ...]) -> Pairs:
    colon = style.colon if family.header in {"rows", "colon", "inline"} else rng.choice(["", "", ":"])
    if family.header in {"colon", "inline"}:
        colon = colon or ":"
    return Pairs(fields, family.header, min(family.columns, max(1, len(fields))), colon)


def _arranged(
    rng: Random, family: Family, style: Style, people: tuple[Item, ...], fields: tuple[Item, ...]
) -> list[Block]:
    """Put parties and header fields where the family wants them."""
    head = _pairs(rng, family, style, fields)
    if not people or not fields:
        return [*([Pairs(people, "above", 1, style.colon)] if people else []), *([head] if fields else []), Gap(0.8)]
    if family.parties == "beside":
        boxes = Pairs(people, "above", 1, style.colon)
        both = ((boxes,), (head,))
        return [Side(both if rng.random() < 0.8 else both[::-1], (1, 1)), Gap(0.8)]
    if family.parties == "form":
        left = Pairs(people, "cell", 1)
        right = Pairs(fields, "cell", max(1, family.columns - 1))
        return [Side(((left,), (right,)), (1, 1), boxed=True), Gap(0.4)]
    forms = {"side": ("above", min(len(people), 3)), "boxes": ("cell", min(len(people), 2)),
             "stack": ("above" if rng.random() < 0.5 else "colon", 1),
             "rows": ("rows", 1), "grid": ("grid", 2 if len(people) > 1 else 1), "inline": ("inline", 1)}  # fmt: skip
    form, columns = forms[family.parties]
    if form in {"inline", "colon"} and rng.random() < 0.3:
        joint = rng.choice([" ", ", ", "  ", "; "])
        people = tuple(replace(item, lines=(joint.join(item.lines),)) for item in people)
    block = Pairs(people, form, columns, style.colon or ":")
    pair: list[Block] = [block, Gap(0.6), head] if family.order == "parties-header" else [head, Gap(0.6), block]
    return [*pair, Gap(0.8)]


def _goods(rng: Random, deal: Deal, kind: str, family: Family, style: Style, truth: Truth) -> list[Block]:
    money = kind != "packing_list"
    term, rule = "", rng.choice(family.rule)
    if money and not family.listed and "incoterm" not in truth.fields and style.language != "zh" and rng.random() < 0.4:
        term = f"{deal.incoterm} {deal.place.english.upper()}"
        truth.add(
            Fact("incoterm", deal.incoterm, deal.incoterm),
            Fact("incoterm_place", deal.place.english, deal.place.english.upper()),
        )
    drawn = planned(rng, deal, kind, style, total_row=family.totals in {"row", "both"})
    goods = goods_table.build(rng, deal, kind, style, truth, drawn, rule, term)
    shown = goods.currency_shown
    lead = notes.lead(rng, style)
    if money and shown:
        truth.add(Fact("currency", deal.currency, shown))
    listed = (
        cases.block(rng, deal, style, drawn) if "cases" in style.habits and (not money or kind == "combined") else []
    )
    below = totals.block(rng, deal, kind, family, style, truth, drawn, currency_shown=bool(shown))
    return [
        *([Lines((lead,), 0.95)] if lead else []),
        *goods.blocks,
        *(listed + below if listed and rng.random() < 0.5 else below + listed),
        Gap(0.5),
    ]
