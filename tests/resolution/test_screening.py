"""Names against lists: near ones are hits, others are not, a longer form holds the listed name, a ruling is remembered."""

import pytest

from extractor.resolution.judgements import Judgement, Said, Verdict
from extractor.resolution.screening import Entry, Screen

SHIP = Entry("control list", "2026-02-24", "Kuroshio Naval Systems Co., Ltd.", ("黑潮舰船系统株式会社",), "JP", ("JP-77",),
             "2026-02-24", "2026-06-01", "2026-12-31")  # fmt: skip
YARD = Entry("watch list", "2026-01-01", "Brennan Yard Holdings LLC", (), "US")


@pytest.mark.parametrize(
    ("name", "listed"),
    [("KUROSHIO NAVAL SYSTEMS CO LTD", SHIP.name), ("Kuroshio Naval System Co., Ltd.", SHIP.name),
     ("黑潮舰船系统株式会社", SHIP.name), ("黑潮舰船系统株式会社 横滨工厂", SHIP.name),
     ("Kuroshio Naval Systems Co., Ltd. Yokohama Plant 2", SHIP.name), ("Brennan Yard Holdings", YARD.name)],
)  # fmt: skip
def test_a_listed_name_is_hit(name: str, listed: str) -> None:
    (hit,) = Screen([SHIP, YARD]).hits((name,))
    assert hit.entry.name == listed
    assert hit.open


@pytest.mark.parametrize(
    "name", ["Nordlicht Antriebe GmbH", "Kuroshio Foods Co., Ltd.", "赣州蓝图磁业有限公司", "", "Brennan LLC"]
)
def test_another_name_is_no_hit(name: str) -> None:
    assert not Screen([SHIP, YARD]).hits((name,))


def test_an_identifier_is_a_hit_under_any_name() -> None:
    (hit,) = Screen([SHIP]).hits(("Something Else",), ("JP-77",))
    assert (hit.score, hit.entry) == (100.0, SHIP)


def test_a_hit_says_list_day_and_suspension() -> None:
    (hit,) = Screen([SHIP]).hits(("Kuroshio Naval Systems",))
    assert "control list" in hit.sentence()
    assert "listed since 2026-02-24, suspended from 2026-06-01 until 2026-12-31, list of 2026-02-24" in hit.sentence()


def test_who_was_ruled_out_stays_visible_and_is_no_reason() -> None:
    said = Said((Judgement(1, "name:Kuroshio Naval Systems", SHIP.key, Verdict.DIFFERENT, "li", "2026-03-04"),))
    (hit,) = Screen([SHIP], said).hits(("KUROSHIO NAVAL SYSTEMS",))
    assert not hit.open
    assert "ruled out: li on 2026-03-04" in hit.sentence()


def test_the_key_is_the_same_in_every_edition() -> None:
    later = Entry("control list", "2026-08-01", "KUROSHIO NAVAL SYSTEMS CO., LTD.", (), "JP")
    assert later.key == SHIP.key
    assert YARD.key != SHIP.key
