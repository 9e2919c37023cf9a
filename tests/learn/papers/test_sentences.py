"""Values told in sentences keep what was printed; fields that are told stand nowhere else."""

from random import Random

import pytest

from extractor.learn.papers import deal, joined, percarton, sentences, style
from extractor.learn.papers.header import Entry, simple
from extractor.learn.papers.style import Style

ENGLISH: Style = style.draw(Random(3), "US", "en")
ENTRIES = [
    simple("invoice_no", "document_number", "CI-4471"),
    simple("date", "issue_date", "12 May 2024", "2024-05-12"),
    simple("port_of_loading", "port_of_loading", "Ningbo"),
    simple("port_of_discharge", "port_of_discharge", "Genova"),
    simple("vessel", "vessel", "EVER VALIANT 044W"),
    simple("payment_terms", "payment_terms", "T/T 30 days"),
]


def keys(entries: list[Entry]) -> list[str]:
    return [entry.facts[0].key for entry in entries]


def test_a_voyage_takes_its_ports_and_vessel() -> None:
    lines, rest = sentences.voyage(Random(1), ENGLISH, ENTRIES)
    text = lines[0].lines[0]
    assert all(part in text for part in ("Ningbo", "Genova", "EVER VALIANT 044W"))
    assert keys(rest) == ["document_number", "issue_date", "payment_terms"]


def test_no_voyage_without_both_ports() -> None:
    assert sentences.voyage(Random(1), ENGLISH, ENTRIES[:3]) == ([], ENTRIES[:3])


def test_number_and_date_in_one_sentence() -> None:
    lines, rest = sentences.dated(Random(2), deal.draw(Random(2)), ENGLISH, "commercial_invoice", ENTRIES)
    assert "CI-4471" in lines[0].lines[0] and "12 May 2024" in lines[0].lines[0]
    assert "document_number" not in keys(rest) and "issue_date" not in keys(rest)


@pytest.mark.parametrize(
    ("codes", "parts", "all_one"),
    [
        (["850511", "850511"], ["850511"], True),
        (["850511", "850511", "850511", "850519"], ["1-3", "850519", "4"], False),
        (["850511", "", "850519"], ["850511", "850519", "1", "3"], False),
    ],
)
def test_hs_codes_told_once(codes: list[str], parts: list[str], all_one: bool) -> None:
    text, one = sentences.hs_codes(Random(5), ENGLISH, codes)
    assert one is all_one and all(part in text for part in parts)


def test_two_fields_under_one_label_keep_both_values() -> None:
    made = [joined.items(Random(seed), ENGLISH, ENTRIES) for seed in range(20)]
    assert any(len(items) < len(ENTRIES) for items in made)
    for items in made:
        text = " ".join(line for item in items for line in item.lines)
        assert all(entry.text in text for entry in ENTRIES)


def test_figures_of_one_carton_stand_above_those_of_the_line() -> None:
    from dataclasses import replace

    from extractor.learn.papers.plan import plan

    made = deal.even_cartons(Random(7), deal.draw(Random(7), 2, "CN"))
    author = replace(ENGLISH, habits=frozenset({"per_carton"}))
    drawn = replace(plan(Random(1), made, "packing_list", author, total_row=True), per_carton="cell")
    for good in made.goods:
        first, last = percarton.above(good, "net", author, drawn, "whole").split("\n")
        assert first.startswith("@") and last == "whole"
