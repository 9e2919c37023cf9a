"""What people said speaks before likeness: confirmed spellings, companies ruled out, groups as one company."""

from extractor.resolution.entities import CompanyEntity
from extractor.resolution.index import CompanyIndex
from extractor.resolution.judged import JudgedCompanies, grouped
from extractor.resolution.judgements import Judgement, Said, Verdict

NORD = CompanyEntity("n", "Nordlicht Antriebe GmbH", country="DE", identifiers=("DE136695976",))
LANTU = CompanyEntity("l", "Ganzhou Lantu Magnetics Co., Ltd.", ("赣州蓝图磁业有限公司",), "CN")
HIKARI = CompanyEntity("h", "Hikari Motor Works K.K.", country="JP")


def known(
    *said: tuple[str, str, Verdict], companies: tuple[CompanyEntity, ...] = (NORD, LANTU, HIKARI)
) -> JudgedCompanies:
    judged = Said(
        tuple(
            Judgement(n, left, right, verdict, "li", "2026-03-04") for n, (left, right, verdict) in enumerate(said, 1)
        )
    )
    return JudgedCompanies(CompanyIndex(grouped(companies, judged)), judged)


def test_without_judgements_the_index_decides() -> None:
    assert known().decide(("Nordlicht Antriebe GmbH",), "DE", None).decision == "match"
    assert known().decide(("Completely Other Trading LLC",), None, None).decision == "new"


def test_a_confirmed_spelling_is_a_match_however_far() -> None:
    found = known(("name:NLA", "n", Verdict.SAME)).explain(("NLA",), None, None)
    assert (found.entity.decision, found.entity.id, found.entity.score) == ("match", "n", 100.0)
    assert "li said on 2026-03-04 that NLA and n are same" in found.reasons[0]


def test_a_confirmed_spelling_from_another_country_is_for_a_person() -> None:
    found = known(("name:NLA", "n", Verdict.SAME)).explain(("NLA",), "US", None)
    assert found.entity.decision == "review"
    assert any("another country: US / DE" in reason for reason in found.reasons)


def test_a_spelling_of_two_companies_is_for_a_person() -> None:
    both = known(("name:NLA", "n", Verdict.SAME), ("name:NLA", "h", Verdict.SAME))
    assert both.decide(("NLA",), None, None).decision == "review"


def test_a_company_that_was_ruled_out_is_not_offered_again() -> None:
    found = known(("name:Nordlicht Antriebe GmbH", "n", Verdict.DIFFERENT))
    decided = found.explain(("NORDLICHT ANTRIEBE GMBH",), "DE", None)
    assert decided.entity.decision != "match"
    assert decided.entity.id != "n"
    assert "are different" in decided.reasons[0]
    assert "n" not in {match.entity.id for match in found.candidates("Nordlicht Antriebe GmbH")}


def test_an_identifier_does_not_win_over_what_a_person_ruled_out() -> None:
    found = known(("name:Nordlicht Antriebe GmbH", "n", Verdict.DIFFERENT))
    assert found.decide(("Nordlicht Antriebe GmbH",), "DE", "DE136695976").id != "n"


def test_unsure_is_never_taken_unseen() -> None:
    found = known(("name:Nordlicht Antriebe GmbH", "n", Verdict.UNSURE))
    assert found.decide(("Nordlicht Antriebe GmbH",), "DE", None).decision == "review"


def test_a_group_answers_as_its_head_by_all_names() -> None:
    branch = CompanyEntity("n2", "Polarlicht Elektro AG", country="DE")
    found = known(("n", "n2", Verdict.SAME), companies=(NORD, branch, LANTU))
    decided = found.decide(("Polarlicht Elektro AG",), "DE", None)
    assert (decided.decision, decided.id, decided.name) == ("match", "n", "Nordlicht Antriebe GmbH")


def test_chinese_and_english_are_equal() -> None:
    found = known(("name:蓝图磁业", "l", Verdict.SAME))
    assert found.decide(("蓝图磁业",), "CN", None).id == "l"
    assert found.decide(("贛州藍圖磁業有限公司",), "CN", None).id == "l"
