"""The header fields of trade papers: which are printed, how, what they are worth as truth; distractors among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from extractor.learn.papers import identifiers
from extractor.learn.papers.blocks import Item
from extractor.learn.papers.deal import Deal, Place
from extractor.learn.papers.style import Style
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table


@dataclass(frozen=True)
class Entry:
    """One header field: the key of its label, what is printed, what that is worth."""

    label: str
    text: str
    facts: tuple[Fact, ...] = ()


def simple(label: str, key: str, raw: str, value: str | None = None) -> Entry:
    """Return an entry that holds one fact."""
    return Entry(label, raw, (Fact(key, raw if value is None else value, raw),))


def identifier(label: str, key: str, raw: str) -> Entry:
    """Return an entry with an identifier, which the contract wants in capitals without spaces."""
    return simple(label, key, raw, raw.upper().replace(" ", ""))


def country(rng: Random, style: Style, code: str) -> str:
    """Return a printed name of a country."""
    place = table("places")[code]
    if style.both:
        return f"{place['zh'][0]} {place['names'][0]}"
    zh = style.language == "zh" or (style.chinese_first and rng.random() < 0.6)
    return str(rng.choice(place["zh"] if zh else place["names"]))


def _number_entries(rng: Random, deal: Deal, kind: str, style: Style) -> list[Entry]:
    if kind in {"commercial_invoice", "combined"}:
        return [identifier("invoice_no", "document_number", deal.invoice), _date(deal, style, "date")]
    if kind == "proforma_invoice":
        label = rng.choice(["proforma_no", "proforma_no", "invoice_no"])
        return [identifier(label, "document_number", deal.proforma), _date(deal, style, "date")]
    entries = [_date(deal, style, "packing_date", rng.choice([0, 0, 0, 1, 2]))]
    own = rng.random() < 0.45
    if own:
        entries.append(identifier("packing_no", "document_number", deal.packing))
    if rng.random() < (0.75 if own else 0.95):
        entries.append(identifier("ref_invoice_no", "invoice_number", deal.invoice))
    rng.shuffle(entries)
    return entries


def _date(deal: Deal, style: Style, label: str, later: int = 0) -> Entry:
    day = deal.day + timedelta(days=later)
    return simple(label, "issue_date", style.date(day), day.isoformat())


def place_facts(rng: Random, style: Style, key: str, place: Place, bare: bool = False) -> Fact:
    """Return a port as printed; with its country printed behind, both readings count."""
    if style.both:
        pair = (place.chinese, place.english) if style.chinese_first else (place.english, place.chinese)
        english = place.english.upper() if rng.random() < 0.4 else place.english
        both = " ".join(english if name == place.english else name for name in pair)
        return Fact(key, pair[0], both, (pair[1], both))
    if style.language == "zh" or (style.chinese_first and rng.random() < 0.5):
        return Fact(key, place.chinese, place.chinese, (place.english,))
    if bare or rng.random() < 0.6:
        name = place.english.upper() if rng.random() < 0.15 else place.english
        return Fact(key, name, name)
    name = f"{place.english}, {rng.choice(table('places')[place.country]['names'])}"
    return Fact(key, name, name, (place.english,))


def incoterm(rng: Random, deal: Deal, style: Style) -> Entry:
    """Return the delivery term with its place."""
    place = place_facts(rng, style, "incoterm_place", deal.place, bare=True)
    term = Fact("incoterm", deal.incoterm, deal.incoterm)
    if rng.random() < 0.08:
        return Entry("incoterm", deal.incoterm, (term,))
    form = rng.choice(
        [
            "{t} {p}",
            "{t} {p}",
            "{t} {p} (Incoterms 2020)",
            "{t} {p}, Incoterms® 2020",
            "{t}, {p}",
            "{t} - {p}",
            "{t} {p} Incoterms 2020",
            "{t} ({p})",
        ]
    )
    return Entry("incoterm", form.format(t=deal.incoterm, p=place.raw), (term, place))


def payment(rng: Random, deal: Deal, style: Style) -> Entry:
    """Return the payment terms, in both languages on some bilingual papers."""
    english, chinese = deal.payment
    if style.language == "zh":
        return Entry("payment_terms", chinese, (Fact("payment_terms", chinese, chinese, (english,)),))
    if style.both or (style.chinese_first and rng.random() < 0.5):
        both = f"{chinese} {english}"
        return Entry("payment_terms", both, (Fact("payment_terms", chinese, both, (english, both)),))
    return simple("payment_terms", "payment_terms", english)


def _transport(rng: Random, deal: Deal, style: Style, truth: Truth) -> list[Entry]:
    loading = place_facts(rng, style, "port_of_loading", deal.loading)
    discharge = place_facts(rng, style, "port_of_discharge", deal.discharge)
    if discharge.alt and "," in discharge.raw:
        truth.ignore("country_of_destination")
    air = deal.loading.air
    if rng.random() < 0.1 and not style.chinese_first:
        form = rng.choice(["From {a} to {b}", "From {a} To {b} By {v}", "{a} to {b} by {v}", "FROM: {a} TO: {b}"])
        text = form.format(a=loading.raw, b=discharge.raw, v="air" if air else "sea")
        return [Entry("ship_via", text, (loading, discharge))]
    entries = []
    if rng.random() < 0.75:
        entries.append(Entry("port_of_loading", loading.raw, (loading,)))
    if rng.random() < 0.8:
        entries.append(Entry("port_of_discharge", discharge.raw, (discharge,)))
    if rng.random() < 0.3:
        entries.append(_conveyance(deal, air, truth))
    if rng.random() < 0.28:
        entries.append(_waybill(rng, deal, air, truth))
    if rng.random() < 0.2 and not air:
        raw = rng.choice([", ", " / ", " "]).join(deal.containers)
        entries.append(Entry("container_numbers", raw, (Fact("container_numbers", list(deal.containers), raw),)))
        if rng.random() < 0.5:
            entries.append(Entry("seal_no", identifiers.letters(rng, 2) + identifiers.digits(rng, 6)))
    return entries


def _conveyance(deal: Deal, air: bool, truth: Truth) -> Entry:
    """A flight is no vessel, though a reader may well put it there."""
    if air:
        truth.ignore("vessel")
        return Entry("flight", deal.vessel)
    return simple("vessel", "vessel", deal.vessel)


def _waybill(rng: Random, deal: Deal, air: bool, truth: Truth) -> Entry:
    """An air waybill is no bill of lading; some papers name it so all the same."""
    if air and rng.random() < 0.6:
        truth.ignore("bl_number")
        return Entry("awb_number", deal.waybill)
    return identifier("bl_number", "bl_number", deal.waybill)


def _references(rng: Random, deal: Deal) -> list[Entry]:
    entries = []
    for chance, label, key, raw in (
        (0.5, "contract_number", "contract_number", deal.contract),
        (0.38, "purchase_order_number", "purchase_order_number", deal.order),
        (0.22 if deal.seller.country == "CN" else 0.08, "licence_number", "licence_number", deal.licence),
        (0.12, "letter_of_credit_number", "letter_of_credit_number", deal.credit),
    ):
        if rng.random() < chance:
            entries.append(identifier(label, key, raw))
    return entries


def _distractors(rng: Random, deal: Deal, style: Style) -> list[Entry]:
    shipped = style.date(deal.day + timedelta(days=rng.randint(1, 40)))
    choices = [
        Entry("due_date", style.date(deal.day + timedelta(days=rng.choice([14, 30, 45, 60])))),
        Entry("ship_date", shipped), Entry("order_date", style.date(deal.contract_day)),
        Entry("our_ref", rng.choice([identifiers.digits(rng, 5),
                                     f"{identifiers.letters(rng, 2)}-{identifiers.digits(rng, 4)}"])),
        Entry("contact", deal.seller.person),
        Entry("ship_via", rng.choice(["Air freight", "DHL Express",
                                      "FedEx"]) if deal.loading.air else rng.choice(["Sea", "By sea",
                                                                                     "Ocean freight, LCL"])),
    ]  # fmt: skip
    drawn = rng.sample(choices, rng.choice([0, 0, 0, 1, 1, 2, 3]))
    if rng.random() < 0.1:
        drawn.append(Entry("empty", rng.choice(["-", "N/A", "", "TBA", "/", "NIL", "***"])))
    return drawn


def entries(rng: Random, deal: Deal, kind: str, style: Style, truth: Truth) -> list[Entry]:
    """Draw the header of a trade paper, in order of print, and note its truth."""
    first = _number_entries(rng, deal, kind, style)
    rest = _references(rng, deal)
    if rng.random() < (0.75 if kind != "packing_list" else 0.3):
        rest.append(incoterm(rng, deal, style))
    if rng.random() < (0.65 if kind != "packing_list" else 0.05):
        rest.append(payment(rng, deal, style))
    rest += _transport(rng, deal, style, truth)
    if rng.random() < 0.35:
        rest.append(
            simple(
                "country_of_origin", "country_of_origin", country(rng, style, deal.seller.country), deal.seller.country
            )
        )
    if rng.random() < 0.18:
        target = deal.discharge.country
        rest.append(simple("country_of_destination", "country_of_destination", country(rng, style, target), target))
    if kind != "packing_list" and rng.random() < 0.08:
        rest.append(simple("currency", "currency", deal.currency))
    extra = _distractors(rng, deal, style)
    if rng.random() < 0.3:
        rng.shuffle(rest)
    for entry in extra:
        rest.insert(rng.randint(0, len(rest)), entry)
    drawn = first + rest if rng.random() < 0.85 else rest[:1] + first + rest[1:]
    for entry in drawn:
        truth.add(*entry.facts)
    return drawn


def items(rng: Random, style: Style, drawn: list[Entry]) -> tuple[Item, ...]:
    """Give entries their labels; one kind of label is worded once."""
    return tuple(Item(style.label(rng, entry.label), (entry.text,)) for entry in drawn)
