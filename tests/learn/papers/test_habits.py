"""Habits are drawn for each paper, more often where a family is made of them; a given style keeps its own."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from extractor.learn.papers import compose, deal, habits, style
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.families import FAMILIES, Family


def family(name: str) -> Family:
    return next(each for each in FAMILIES if each.name == name)


def invoice(seed: int, *names: str, kind: str = "commercial_invoice", layout: str = "html_grid_one") -> Paper:
    rng = Random(seed)
    made = deal.draw(rng, 3, "CN")
    author = replace(style.draw(rng, "CN", "en"), habits=frozenset(names))
    return compose.trade_paper(rng, made, kind, family(layout), author)


def test_habits_of_a_family_are_habits_and_the_family_exists() -> None:
    assert {name for own in habits.OWN.values() for name in own} <= set(habits.CHANCES)
    assert set(habits.OWN) <= {each.name for each in FAMILIES}


def test_a_family_made_of_a_habit_shows_it_more_often() -> None:
    def share(name: str) -> float:
        return sum("voyage" in habits.draw(Random(seed), family(name)) for seed in range(300)) / 300

    assert share("html_grid_one") < 0.2 < 0.6 < share("html_shipper")


def test_charges_between_lines_and_total_add_up() -> None:
    seen = 0
    for seed in range(60):
        truth = invoice(seed, "charges").truth
        known = {key: Decimal(str(truth.more[key])) for key in ("freight_amount", "tax_amount") if key in truth.more}
        if "total_amount" not in truth.fields or len(known) < 1:
            continue
        goods = sum(Decimal(line["amount"]) for line in truth.lines)
        seen += Decimal(truth.fields["total_amount"]) > goods
    assert seen > 5


def test_one_hs_code_told_once_is_that_of_each_line() -> None:
    told = 0
    for seed in range(30):
        truth = invoice(seed, "hs_once").truth
        raws = [raw for key, raw in truth.ink if key.endswith("hs_code")]
        told += len(truth.lines) > 1 and len(set(raws)) == 1 and len(raws) == len(truth.lines)
    assert told > 3


def test_prices_of_a_thousand_are_scored_by_nobody() -> None:
    papers = [invoice(seed, "thousand").truth for seed in range(30)]
    assert any("unit_price" in truth.unscored for truth in papers)


def test_a_seller_named_by_the_signature_alone_has_a_name_alone() -> None:
    truth = invoice(4, "signed_only").truth
    sellers = [party for party in truth.parties if party["role"] == "seller"]
    assert [set(seller) for seller in sellers] == [{"role", "name"}]


def test_cartons_of_a_line_hold_the_same() -> None:
    for seed in range(40):
        made = deal.even_cartons(Random(seed), deal.draw(Random(seed), 4, "CN"))
        for good in made.goods:
            assert good.net / good.packages == round(good.net / good.packages, 2)
            assert good.weighed or good.quantity % good.packages == 0
            assert good.gross > good.net
