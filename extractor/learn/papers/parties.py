"""The parties of a paper: who is named, in which words, with how much address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from extractor.learn.papers.blocks import Item
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.names import Company
from extractor.learn.papers.style import Style
from extractor.learn.papers.truth import Fact, Truth
from extractor.learn.papers.words import table


@dataclass(frozen=True)
class Printed:
    """A company as one block of lines, and what they are worth."""

    lines: tuple[str, ...]
    facts: tuple[Fact, ...]


def print_company(rng: Random, company: Company, style: Style, *, address: bool, contact: float = 0.35) -> Printed:
    """Print a company: name, perhaps its other name, address, country, tax number, telephone."""
    name_lines, name = _name(rng, company, style)
    lines, facts = list(name_lines), [name]
    if "broken_name" in style.habits:
        lines = [part for line in name_lines for part in _broken(rng, line)]
    plant = ""
    if "plant" in style.habits and address and rng.random() < 0.5:
        plant, name = _plant(rng, company, name, chinese=name_lines[-1] == company.chinese)
        lines.append(plant)
        facts = [name]
    named = len(lines)
    registered = _registered(rng, company, style) if "registered" in style.habits and contact else []
    if registered and rng.random() < 0.3:
        lines.append(registered.pop())
    if address:
        block, found = _address(rng, company, style, chinese=name_lines[-1] == company.chinese)
        lines += block
        facts += [_below(plant, fact) for fact in found] if plant else found
    if company.tax and rng.random() < 0.6:
        label, number = company.tax
        label = "统一社会信用代码" if style.language == "zh" and company.country == "CN" else label
        at = named if "registered" in style.habits and rng.random() < 0.3 else len(lines)
        lines.insert(at, f"{label}: {number}")
        facts.append(Fact("tax_id", number.upper().replace(" ", ""), number))
    if rng.random() < contact:
        lines += _contact(rng, company, style)
    lines += registered
    if rng.random() < 0.07:
        lines = [line.upper() for line in lines]
        facts = [_shouted(fact) for fact in facts]
    return Printed(tuple(lines), tuple(facts))


def _broken(rng: Random, name: str) -> list[str]:
    """Break a name over two lines, before its legal form or in the middle; a short one stands in one."""
    words = name.split()
    if len(words) < 4:
        return [name]
    at = rng.choice([len(words) - 2, len(words) // 2 + 1, len(words) - 1])
    return [" ".join(words[:at]), " ".join(words[at:])]


def _plant(rng: Random, company: Company, name: Fact, *, chinese: bool) -> tuple[str, Fact]:
    """Print a works or branch below the name; the name counts with it and without."""
    city = company.city.split(",")[0]
    words = table("sentences")["plant_zh" if chinese else "plant"]
    place = "" if chinese else city
    plant = rng.choice(words).format(city=place, n=rng.randint(1, 4))
    if name.alt:
        return plant, name
    return plant, replace(name, alt=(f"{name.value} {plant}", f"{name.value}, {plant}"))


def _below(plant: str, fact: Fact) -> Fact:
    """Let an address count with the works above it too."""
    if fact.key != "address" or not isinstance(fact.value, str):
        return fact
    return replace(fact, alt=(*fact.alt, f"{plant}, {fact.value}", *(f"{plant}, {other}" for other in fact.alt)))


def _registered(rng: Random, company: Company, style: Style) -> list[str]:
    """Print further numbers of a company that are no tax number, and how to reach it."""
    words = table("sentences")["registered_zh" if style.language == "zh" else "registered"]
    values = {
        "phone": company.phone, "fax": company.fax, "person": company.person, "n": rng.randint(10000, 999999),
        "domain": company.mail.split("@")[1],
    }  # fmt: skip
    return [text.format(**values) for text in rng.sample(words, rng.choice([1, 2, 2, 3]))]


def _shouted(fact: Fact) -> Fact:
    """The same fact where the author writes capitals throughout."""
    value = fact.value.upper() if isinstance(fact.value, str) else fact.value
    return replace(fact, value=value, raw=fact.raw.upper(), alt=tuple(other.upper() for other in fact.alt))


def _name(rng: Random, company: Company, style: Style) -> tuple[tuple[str, ...], Fact]:
    chinese, latin = company.chinese, company.name
    if not chinese or style.language == "en" or (len(style.languages) == 2 and "zh" not in style.languages):
        return (latin,), Fact("name", latin, latin)
    if style.language == "zh":
        return (chinese,), Fact("name", chinese, chinese)
    form = rng.choice(["zh", "en", "both", "both"])
    if form == "both":
        first, second = (chinese, latin) if style.chinese_first else (latin, chinese)
        return (first, second), Fact("name", first, first, (second,))
    only = chinese if form == "zh" else latin
    return (only,), Fact("name", only, only)


def _address(rng: Random, company: Company, style: Style, chinese: bool) -> tuple[list[str], list[Fact]]:
    if chinese and rng.random() < 0.8:
        text = company.chinese_address
        lead = "地址：" if rng.random() < 0.25 else ""
        if rng.random() < 0.12:
            full = "中国" + text
            return [lead + full], [Fact("address", full, full, (text,)), Fact("country", "CN", "中国")]
        return [lead + text], [Fact("address", text, text)]
    lines = list(company.address)
    if rng.random() < 0.25:
        lines = [", ".join(lines)]
    elif len(lines) == 3 and rng.random() < 0.3:
        lines = [lines[0], f"{lines[1]}, {lines[2]}"]
    bare = ", ".join(lines)
    if rng.random() < 0.3:
        lead = rng.choice(["Add: ", "Address: ", "ADD: "]) if rng.random() < 0.4 else ""
        return [lead + lines[0], *lines[1:]], [Fact("address", bare, lines[-1])]
    name = str(rng.choice(table("places")[company.country]["names"]))
    full = f"{bare}, {name}"
    lines = [*lines[:-1], f"{lines[-1]}, {name}"] if rng.random() < 0.5 else [*lines, name]
    return lines, [Fact("address", full, lines[0], (bare,)), Fact("country", company.country, name)]


def _contact(rng: Random, company: Company, style: Style) -> list[str]:
    telephone = rng.choice(["Tel", "Tel.", "TEL", "Phone", "T"]) if style.language != "zh" else "电话"
    lines = [f"{telephone}: {company.phone}"]
    if rng.random() < 0.4:
        lines[0] += f"  {'Fax' if style.language != 'zh' else '传真'}: {company.fax}"
    if rng.random() < 0.4:
        lines.append(f"{rng.choice(['E-mail', 'Email', 'Mail'])}: {company.mail}")
    if rng.random() < 0.3:
        lines.append(f"{rng.choice(['Attn', 'Contact', 'ATTN'])}: {company.person}")
    return lines


def seller(rng: Random, deal: Deal, style: Style, truth: Truth, *, letterhead: bool, signed: bool = False) -> Printed:
    """Print the seller and note its truth; `signed` where only a signature names it."""
    if signed:
        lines, name = _name(rng, deal.seller, replace(style, language=style.languages[0]))
        truth.add_party("seller", [name])
        return Printed(lines, (name,))
    if letterhead:
        style = replace(style, habits=style.habits - {"broken_name"})
    printed = print_company(rng, deal.seller, style, address=rng.random() < 0.82, contact=0.7 if letterhead else 0.35)
    truth.add_party("seller", printed.facts)
    return printed


def others(rng: Random, deal: Deal, kind: str, style: Style, truth: Truth) -> list[Item]:
    """Print the buyer and whom else the paper names, in order, and note their truth."""
    with_address = rng.random() < 0.88
    named = [("buyer", deal.buyer)]
    same = rng.random() < 0.35
    if rng.random() < (0.34 if kind != "packing_list" else 0.4):
        named.append(("consignee", deal.buyer if same else deal.consignee))
    if rng.random() < 0.1:
        named.append(("notify_party", deal.notify))
    if rng.random() < 0.07:
        named.append(("end_user", deal.end_user))
    items = []
    for role, company in named:
        printed = print_company(
            rng, company, style, address=with_address and (role == "buyer" or rng.random() < 0.8), contact=0.25
        )
        truth.add_party(role, printed.facts)
        items.append(Item(style.label(rng, role), printed.lines, strong=rng.random() < 0.4))
    if named[-1][0] == "consignee" and rng.random() < 0.1:
        truth.ignore("notify_party")
        items.append(
            Item(
                style.label(rng, "notify_party"),
                (rng.choice(["SAME AS CONSIGNEE", "Same as consignee", "As consignee"]),),
            )
        )
    return items
