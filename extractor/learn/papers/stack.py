"""Stacks: the papers of one trade in one file, as a clerk scans them in one go, with what lies between them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from extractor.learn.papers import compose, families, inland, licence, licence_forms, other, permit
from extractor.learn.papers import deal as deals
from extractor.learn.papers.compose import Paper


def paper(rng: Random, kind: str, split: str | None, deal: deals.Deal | None = None) -> Paper:
    """Compose one paper of a kind; of this deal, or of a new one."""
    if kind not in {"licence", "permit"}:
        made = deal or deals.draw(rng)
        family = families.draw_family(rng, kind, split, len(made.goods))
        if kind == "inland":
            return inland.paper(rng, made, family)
        return other.other_paper(rng, made, family) if kind == "other" else compose.trade_paper(rng, made, kind, family)
    family = families.draw_family(rng, kind, split)
    if kind == "licence":
        made = deal or deals.draw(rng, rng.choice([1, 1, 2, 3, 4]), "CN", controlled=True)
        make = licence_forms.licence if family.header == "mixed" else licence.chinese_licence
        return make(rng, made, family)
    states = ["DE", "US", "JP", "KR", "GB", "FR", "SE", "EE", "NL", "IN", "MY", "AU", "TW", "CH", "CA", "AT"]
    made = deal or deals.draw(rng, rng.choice([1, 1, 2, 3]), rng.choice(states), controlled=True)
    return permit.permit(rng, made, family)


def stack(rng: Random, split: str | None) -> list[Paper]:
    """Compose two to five papers of one deal in the order of a pile."""
    controlled = rng.random() < 0.6
    deal = deals.draw(rng, rng.choice([1, 2, 2, 3, 4]), "CN" if controlled else None, controlled=controlled)
    kinds = ["commercial_invoice", "packing_list"]
    if controlled and rng.random() < 0.7:
        kinds.append("licence")
    if rng.random() < 0.2:
        kinds.insert(0, "proforma_invoice")
    if rng.random() < 0.35:
        rng.shuffle(kinds)
    papers = [paper(rng, kind, split, deal) for kind in kinds]
    if rng.random() < 0.5:
        family = families.draw_family(rng, "other", split)
        sort = rng.choice(["blank", "slip", "letter", "form"])
        papers.insert(rng.randint(0, len(papers)), other.other_paper(rng, deal, family, sort))
    if rng.random() < 0.25:
        papers.append(paper(rng, "commercial_invoice", split))
    return [replace(one, theme=replace(one.theme, page="A4")) for one in papers]
