"""What stands around the fields: introductions, remarks, bank details, signature and stamp; none of it is truth."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from extractor.learn.papers import identifiers
from extractor.learn.papers.blocks import Block, Gap, Lines, Seal, Sign
from extractor.learn.papers.deal import Deal, licence_number
from extractor.learn.papers.names import Company
from extractor.learn.papers.style import Style
from extractor.learn.papers.truth import Truth
from extractor.learn.papers.words import table


def lead(rng: Random, style: Style) -> str:
    """Return a sentence above the table, or nothing."""
    if rng.random() < 0.8:
        return ""
    return str(rng.choice(table("notes")["lead_zh" if style.language == "zh" else "lead"]))


def remarks(rng: Random, deal: Deal, style: Style, count: int) -> list[str]:
    """Return sentences that name dates, numbers and licences which are not this paper's own."""
    texts = table("notes")["remarks_zh" if style.language == "zh" else "remarks"]
    old = deal.day - timedelta(days=rng.randint(30, 400))
    values = {
        "date": style.date(old),
        "phone": deal.seller.phone,
        "n": rng.randint(1, 9),
        "licence": licence_number(rng, old),
    }
    return [text.format(**values) for text in rng.sample(texts, min(count, len(texts)))]


def bank(rng: Random, deal: Deal, style: Style) -> list[str]:
    """Return bank details: the seller's name again, account numbers, codes."""
    seller = deal.seller
    city = seller.city.split(",")[0]
    account = (
        identifiers.iban(rng, seller.country)
        if seller.country in {"DE", "FR", "IT", "NL", "AT", "CH", "GB", "EE", "PL"}
        else identifiers.digits(rng, rng.randint(12, 19))
    )
    name = rng.choice(table("notes")["banks"]).format(city=city)
    if style.language == "zh":
        return [f"收款人：{seller.chinese or seller.name}", f"开户行：{name}", f"账号：{account}"]
    rows = [f"Beneficiary: {seller.name}", f"Bank: {name}",
            f"{rng.choice(['A/C No.', 'Account No.', 'Account', 'USD A/C'])}: {account}",
            f"{rng.choice(['SWIFT', 'SWIFT Code', 'BIC'])}: {identifiers.swift(rng, seller.country)}"]  # fmt: skip
    return [rng.choice([", ", "; "]).join(rows)] if rng.random() < 0.25 else rows


def footer(rng: Random, deal: Deal, style: Style) -> str:
    """Return the company line at the foot of the page, which some letterheads have; on most papers nothing."""
    if rng.random() > 0.12:
        return ""
    seller = deal.seller
    if style.language == "zh":
        return f"{seller.chinese or seller.name}  电话：{seller.phone}  传真：{seller.fax}"
    joint = rng.choice([" | ", " · ", ", "])
    return joint.join([seller.name, *seller.address, f"Tel {seller.phone}", seller.mail])


def sign(rng: Random, company: Company, style: Style, name: str = "") -> Sign:
    """Return the place of signature, stamped and signed on some papers, headed by `name` where given."""
    words = table("notes")
    zh = style.language == "zh"
    caption = rng.choice(words["caption_zh" if zh else "caption"])
    shape = rng.choice(["round", "round", "oval", "box"]) if company.chinese else rng.choice(["oval", "oval", "box"])
    inner = rng.choice(words["seal_zh" if shape == "round" else "seal"])
    seal = (
        Seal(shape, company.chinese if shape == "round" else company.name.upper(), inner)
        if rng.random() < 0.5
        else None
    )
    scribble = rng.randint(1, 10**6) if rng.random() < 0.5 else 0
    above = name or ((company.chinese if zh else company.name) if rng.random() < 0.3 else "")
    return Sign(caption, above, seal, scribble, rng.choice(["right", "right", "left"]))


def closing(rng: Random, deal: Deal, kind: str, style: Style, truth: Truth, signed: str = "") -> list[Block]:
    """Return what follows the totals; `signed` is the seller's name where it stands by the signature alone."""
    blocks: list[Block] = []
    if rng.random() < 0.5:
        texts = remarks(rng, deal, style, rng.randint(1, 4))
        if rng.random() < 0.3:
            texts = [f"{number}. {text}" for number, text in enumerate(texts, 1)]
        head = (
            []
            if rng.random() < 0.6
            else ["备注：" if style.language == "zh" else rng.choice(["Remarks:", "Notes", "Note:"])]
        )
        blocks.append(Lines(tuple(head + texts), rng.choice([0.85, 0.9, 1.0])))
    if kind != "packing_list" and not signed and rng.random() < 0.45:
        blocks.append(Lines(tuple(bank(rng, deal, style)), rng.choice([0.8, 0.9])))
    if rng.random() < 0.07:
        truth.ignore("country_of_origin")
        made = rng.choice(table("places")[deal.seller.country]["names"]).upper()
        place, cartons = deal.discharge.english.upper(), f"C/NO.1-{deal.packages}"
        blocks.append(Lines(("SHIPPING MARKS:", deal.order, place, cartons, f"MADE IN {made}"), 0.95))
    rng.shuffle(blocks)
    if signed or rng.random() < 0.65:
        blocks += [Gap(1), sign(rng, deal.seller, style, signed)]
    return blocks
