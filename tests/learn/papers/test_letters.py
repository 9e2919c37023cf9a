"""Letters and packing lists by package: who is printed stays in the truth, sums stay whole."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from extractor.learn.papers import cases, compose, deal, letters, packaged, style
from extractor.learn.papers.blocks import Item, Table
from extractor.learn.papers.families import FAMILIES
from extractor.learn.papers.plan import plan
from extractor.learn.papers.style import Style


def author(seed: int, *names: str) -> Style:
    return replace(style.draw(Random(seed), "CN", "en"), habits=frozenset(names))


def test_a_letter_names_its_seller_above_the_window() -> None:
    for family in (family for family in FAMILIES if family.opening == "window"):
        made = deal.draw(Random(5), 2, "DE")
        paper = compose.trade_paper(Random(5), made, "commercial_invoice", family, style.draw(Random(5), "DE", "en"))
        sellers = [party["name"] for party in paper.truth.parties if party["role"] == "seller"]
        assert [str(name).casefold() for name in sellers] == [made.seller.name.casefold()]


def test_the_buyer_moves_into_the_sentence() -> None:
    people = [Item("Seller", ("Ostfeld GmbH",)), Item("Buyer", ("Brightwater Ltd", "4 Quay Road"))]
    lines, rest = letters.offered(Random(1), author(1), people, "Brightwater Ltd")
    assert "Brightwater Ltd, 4 Quay Road" in lines[0].lines[0] and [item.label for item in rest] == ["Seller"]
    assert letters.offered(Random(1), author(1), people, "Nobody Inc") == ([], people)


def test_headings_of_packages_hold_the_gross_weight_of_their_lines() -> None:
    made = deal.in_cases(Random(3), deal.draw(Random(3), 6, "CN"))
    habit = author(3, "by_package")
    drawn = replace(plan(Random(1), made, "packing_list", habit, total_row=True), weight_unit="KGM", weight_places=2)
    starts = [at for at, good in enumerate(made.goods) if good.packages]
    assert starts[0] == 0 and made.packages == len(starts)
    end = starts[1] if len(starts) > 1 else len(made.goods)
    gross = sum((good.gross for good in made.goods[:end]), Decimal(0))
    assert habit.number(gross, 2) in packaged.heading(Random(1), made, habit, drawn, 0)


def test_pallets_weigh_what_the_goods_weigh() -> None:
    made, habit = deal.draw(Random(8), 5, "CN"), replace(author(8), grouping="", point=".")
    drawn = replace(plan(Random(1), made, "packing_list", habit, total_row=True), weight_unit="KGM", weight_places=3)
    for seed in range(10):
        table = next(block for block in cases.block(Random(seed), made, habit, drawn) if isinstance(block, Table))
        assert abs(sum(Decimal(row.cells[-1]) for row in table.rows) - made.gross) < Decimal("0.02")
