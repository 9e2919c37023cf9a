"""Values told in sentences: the voyage, number and date, the terms, packages and weights."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from extractor.learn.papers import spelling
from extractor.learn.papers.blocks import Lines
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.header import Entry
from extractor.learn.papers.style import Style
from extractor.learn.papers.words import table

Entries = list[Entry]


def _take(entries: Entries, *keys: str) -> tuple[dict[str, Entry], Entries]:
    """Part the entries that hold one of these facts first from the rest."""
    taken = {entry.facts[0].key: entry for entry in entries if entry.facts and entry.facts[0].key in keys}
    return taken, [entry for entry in entries if not any(entry is other for other in taken.values())]


def voyage(rng: Random, style: Style, entries: Entries) -> tuple[list[Lines], Entries]:
    """Tell ports and vessel in a sentence, and return it with the entries that are left."""
    taken, rest = _take(entries, "port_of_loading", "port_of_discharge", "vessel", "bl_number")
    if not {"port_of_loading", "port_of_discharge"} <= set(taken):
        return [], entries
    words = table("sentences")["voyage_zh" if style.language == "zh" else "voyage"]
    said = rng.choice(words["vessel" if "vessel" in taken else "bare"])
    values = {key: entry.text for key, entry in taken.items()}
    if "bl_number" in taken:
        said += rng.choice(words["bill"])
    via = rng.choice(["SINGAPORE", "BUSAN", "Port Klang"])
    return [Lines((said.format(**values, via=via),))], rest


def dated(rng: Random, deal: Deal, style: Style, kind: str, entries: Entries) -> tuple[list[Lines], Entries]:
    """Tell the paper's number and date, or the invoice that a packing list belongs to, in a sentence."""
    words = table("sentences")
    zh = "_zh" if style.language == "zh" else ""
    if kind == "packing_list":
        taken, rest = _take(entries, "invoice_number", "contract_number", "letter_of_credit_number")
        if "invoice_number" not in taken:
            return [], entries
        said = [rng.choice(words["regarding" + zh])]
        said += [rng.choice(words[key + zh]) for key in ("contract_number", "letter_of_credit_number") if key in taken]
        values = {key: entry.text for key, entry in taken.items()}
        day = style.date(deal.day - timedelta(days=rng.choice([0, 0, 1, 2])))
        return [Lines(tuple(text.format(**values, day=day) for text in said))], rest
    taken, rest = _take(entries, "document_number", "issue_date")
    if len(taken) < 2:
        return [], entries
    name = {"proforma_invoice": "proforma"}.get(kind, "invoice")
    said_once = rng.choice(words[f"dated_{name}{zh}"])
    text = said_once.format(number=taken["document_number"].text, day=taken["issue_date"].text)
    return [Lines((text,))], rest


def town_and_day(rng: Random, deal: Deal, style: Style, entries: Entries) -> tuple[list[Lines], Entries]:
    """Tell the seller's town before the date, as letters do: `Jena, 4 July 2025`."""
    taken, rest = _take(entries, "issue_date")
    if not taken or style.language == "zh":
        return [], entries
    city = deal.seller.city.split(",")[0]
    said = rng.choice(["{}, {}", "{}, {}", "{}, den {}" if style.country in {"DE", "AT"} else "{}, {}", "{}  {}"])
    return [Lines((said.format(city, taken["issue_date"].text),), align=rng.choice(["right", "left"]))], rest


def terms(rng: Random, style: Style, entries: Entries) -> tuple[list[Lines], Entries]:
    """Tell delivery term, payment and origin in a paragraph below the table."""
    taken, rest = _take(entries, "incoterm", "payment_terms", "country_of_origin")
    if len(taken) < 2:
        return [], entries
    words = table("sentences")["terms_zh" if style.language == "zh" else "terms"]
    said = [rng.choice(words[key]).format(entry.text) for key, entry in taken.items()]
    said.insert(rng.randint(1, len(said)), rng.choice(words["between"]).format(n=rng.randint(2, 9)))
    return [Lines((("" if style.language == "zh" else " ").join(said),))] if rng.random() < 0.6 else [
        Lines(tuple(f"{number}. {text}" for number, text in enumerate(said, 1)))
    ], rest


def weights(rng: Random, deal: Deal, style: Style, net: str, gross: str, quantity: str = "") -> Lines:
    """Tell packages, weights and on some papers the quantity in a sentence; all are printed with their units."""
    english, chinese = deal.packages_in.split("|")
    zh = style.language == "zh" or (style.chinese_first and rng.random() < 0.3)
    text = rng.choice(table("sentences")[("all" if quantity else "weights") + ("_zh" if zh else "")])
    return Lines(
        (
            text.format(
                n=deal.packages, words=spelling.count_words(deal.packages), word=chinese if zh else english,
                capitals=english.upper(), net=net, gross=gross, quantity=quantity,
            ),
        )
    )  # fmt: skip


def hs_codes(rng: Random, style: Style, codes: list[str]) -> tuple[str, bool]:
    """Name the HS code of all goods, or the codes by item numbers; `codes` holds the printed code of each line.

    The second value says whether one code is for all.
    """
    words = table("sentences")["hs_zh" if style.language == "zh" else "hs"]
    if len(set(codes)) == 1:
        return rng.choice(words["all"]).format(codes[0]), True
    items: dict[str, list[int]] = {}
    for number, code in enumerate(codes, 1):
        if code:
            items.setdefault(code, []).append(number)
    form = rng.choice(words["items"])
    return rng.choice(["   ", "; ", ", "]).join(
        form.format(numbers=_ranges(rng, numbers), code=code) for code, numbers in items.items()
    ), False


def _ranges(rng: Random, numbers: list[int]) -> str:
    """Print item numbers: 1-3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    joint = rng.choice([", ", "/", " & "])
    return joint.join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
