"""Papers written as letters: the window of an envelope with the sender's line above, the buyer named in a sentence."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from extractor.learn.papers.blocks import Block, Gap, Item, Lines, Pairs, Side
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.parties import Printed, print_company
from extractor.learn.papers.style import Style
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table


def sender(rng: Random, deal: Deal, style: Style, truth: Truth) -> Printed:
    """Print the seller for a letter's line above the window, and note its truth; its tax number stands in the footer."""
    plain_style = replace(style, habits=style.habits - {"broken_name", "plant", "registered"})
    company = replace(deal.seller, tax=None)
    printed = print_company(rng, company, plain_style, address=True, contact=0)
    facts = list(printed.facts)
    if deal.seller.tax:
        number = deal.seller.tax[1]
        facts.append(Fact("tax_id", number.upper().replace(" ", ""), number))
    truth.add_party("seller", facts)
    return Printed(printed.lines, tuple(facts))


def footer(rng: Random, deal: Deal) -> str:
    """Return the company's line at the foot of a letter."""
    seller, joint = deal.seller, rng.choice([" · ", " | ", ", "])
    tax = [f"{seller.tax[0]} {seller.tax[1]}"] if seller.tax else []
    head = rng.choice(["Managing director", "Geschäftsführer", "CEO", "Registered office"])
    said = seller.city.split(",")[0] if head == "Registered office" else seller.person
    return joint.join([seller.name, f"Reg. {rng.randint(10000, 999999)}", *tax, f"{head}: {said}"])


def opening(
    rng: Random, style: Style, title: str, seller: Printed, people: tuple[Item, ...], fields: tuple[Item, ...]
) -> list[Block]:
    """Arrange a letter: the brand on top, sender's line, buyer in the window, header fields on the right, title below."""
    brand = seller.lines[0].split()[0].upper() if seller.lines[0].isascii() else seller.lines[0]
    joint = rng.choice([" · ", " - ", " | ", ", "])
    small = Lines((joint.join(seller.lines),), 0.65)
    first, others = people[0], people[1:]
    label = () if rng.random() < 0.6 else (first.label,)
    window: tuple[Block, ...] = (small, Gap(0.4), Lines((*label, *first.lines)))
    named: list[Block] = (
        [Lines((rng.choice(table("sentences")["information"]),), bold=True)] if rng.random() < 0.5 else []
    )
    form, colon = rng.choice([("rows", ""), ("rows", ":"), ("colon", ":")])
    right: tuple[Block, ...] = (*named, Pairs(fields, form, 1, colon))
    heading = Lines((title,), 1.4, bold=True)
    below: list[Block] = [Lines((f"{item.label}: {', '.join(item.lines)}",)) for item in others]
    return [
        Lines((brand,), rng.choice([1.6, 2.0]), bold=True, align=rng.choice(["right", "left", "center"])), Gap(1.2),
        Side((window, right), (1.2, 1)), Gap(0.8), heading, Gap(0.4), *below, Gap(0.4),
    ]  # fmt: skip


def offered(rng: Random, style: Style, people: list[Item], buyer: str) -> tuple[list[Lines], list[Item]]:
    """Name the buyer in the sentence that leads to the goods; return it with the parties that are left."""
    at = next((at for at, item in enumerate(people) if buyer in item.lines), None)
    if at is None:
        return [], people
    words = table("sentences")["offered_zh" if style.language == "zh" else "offered"]
    joint = "，" if style.language == "zh" else ", "
    text = rng.choice(words).format(all=joint.join(people[at].lines))
    return [Lines(tuple(text.split("\n")))], [*people[:at], *people[at + 1 :]]
