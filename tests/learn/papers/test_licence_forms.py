"""Licences in other arrangements and inland papers: their truth is whole whatever the form."""

from decimal import Decimal
from random import Random

import pytest

from extractor.learn.papers import deal, inland, licence_forms, other_forms, permit, style
from extractor.learn.papers.families import FAMILIES, Family
from extractor.learn.papers.words import table

MIXED = [family for family in FAMILIES if family.header == "mixed"]
WIDE = [family for family in FAMILIES if family.goods == "wide"]
INLAND = [family for family in FAMILIES if "inland" in family.kinds]


@pytest.mark.parametrize("family", MIXED, ids=lambda family: family.name)
def test_licence_has_its_number_dates_and_parties_once(family: Family) -> None:
    for seed in range(15):
        made = deal.draw(Random(seed), 3, "CN", controlled=True)
        truth = licence_forms.licence(Random(seed), made, family).truth
        assert {"document_number", "issue_date", "valid_until", "currency", "total_amount"} <= set(truth.fields)
        roles = [party["role"] for party in truth.parties]
        assert {"exporter", "importer", "issuing_authority"} <= set(roles) and len(roles) == len(set(roles))
        assert Decimal(truth.fields["total_amount"]) == sum(Decimal(line["amount"]) for line in truth.lines)


def test_goods_under_one_code_share_it() -> None:
    family = next(family for family in MIXED if family.goods == "boxes")
    for seed in range(15):
        made = deal.draw(Random(seed), 4, "CN", controlled=True)
        lines = licence_forms.licence(Random(seed), made, family).truth.lines
        assert len({line["hs_code"] for line in lines}) == 1


@pytest.mark.parametrize("family", WIDE, ids=lambda family: family.name)
def test_permit_with_a_total_in_its_table(family: Family) -> None:
    made = deal.draw(Random(3), 2, "DE", controlled=True)
    truth = permit.permit(Random(3), made, family).truth
    assert len(truth.lines) == 2 and "total_amount" in truth.fields


@pytest.mark.parametrize("family", INLAND, ids=lambda family: family.name)
def test_inland_papers_are_invoices_with_tax_or_packing_lists(family: Family) -> None:
    kinds = set()
    for seed in range(20):
        truth = inland.paper(Random(seed), deal.draw(Random(seed), 3), family).truth
        kinds.add(truth.doc_type)
        assert truth.lines and {party["role"] for party in truth.parties} >= {"seller", "buyer"}
        if truth.doc_type == "commercial_invoice":
            parts = Decimal(truth.more["net_amount"]) + Decimal(truth.more["tax_amount"])
            assert Decimal(truth.fields["total_amount"]) == parts
    assert kinds == {"commercial_invoice", "packing_list"}


def test_a_contract_and_a_report_are_drawn_from_their_words() -> None:
    rng, words = Random(1), table("others")
    made = deal.draw(rng, 3, "CN")
    parties = ["seller", "buyer", "buyer_zh", "person", "phone", "country", "pol", "pod"]
    numbers = ["contract", "order", "invoice", "date", "date2", "account", "n", "kg", "goods"]
    values = dict.fromkeys(parties + numbers, "x")
    for chosen in words["contract"]:
        assert len(other_forms.contract(rng, made, style.draw(rng, "CN", "en"), chosen, values)) > 5
    for chosen in words["report"]:
        assert len(other_forms.report(rng, made, style.draw(rng, "CN", "en"), chosen, values)) > 4
