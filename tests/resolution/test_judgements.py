"""What follows from judgements does not depend on their order, can be taken back, and never merges what is different."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from extractor.resolution.judgements import Groups, Judgement, Said, Verdict, groups, standing

COMPANIES = "abcdefgh"
PAIRS = st.tuples(st.sampled_from(COMPANIES), st.sampled_from(COMPANIES)).filter(lambda pair: pair[0] != pair[1])
VERDICTS = st.sampled_from([Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE])
SAYINGS = st.lists(st.tuples(PAIRS, VERDICTS), max_size=14)


def judgements(sayings: Iterable[tuple[tuple[str, str], Verdict]]) -> list[Judgement]:
    return [
        Judgement(n, left, right, verdict, "li", "2026-01-01") for n, ((left, right), verdict) in enumerate(sayings, 1)
    ]


def undoing(key: int, undoes: int) -> Judgement:
    return Judgement(key, "a", "b", Verdict.UNDO, "li", "2026-01-02", undoes=undoes)


def parts(found: Groups) -> set[frozenset[str]]:
    return {frozenset(group) for group in found.members.values()}


@given(SAYINGS, st.randoms(use_true_random=False))
def test_the_order_of_judgements_does_not_matter(
    sayings: list[tuple[tuple[str, str], Verdict]], chance: random.Random
) -> None:
    shuffled = list(sayings)
    chance.shuffle(shuffled)
    first, second = groups(judgements(sayings)), groups(judgements(shuffled))
    assert first.members == second.members
    assert {one.different.pair for one in first.conflicts} == {one.different.pair for one in second.conflicts}


@given(SAYINGS)
def test_what_is_different_is_never_merged_and_a_conflict_is_told(
    sayings: list[tuple[tuple[str, str], Verdict]],
) -> None:
    said = judgements(sayings)
    found = groups(said)
    for one in said:
        if one.verdict is Verdict.DIFFERENT:
            assert found.head(one.left) != found.head(one.right)
    for conflict in found.conflicts:
        ends = [one.pair for one in conflict.chain]
        assert conflict.different.left in ends[0] | ends[-1]
        assert all(one.verdict is Verdict.SAME for one in conflict.chain)


@given(SAYINGS, st.tuples(PAIRS, VERDICTS))
def test_undo_restores_what_was(
    sayings: list[tuple[tuple[str, str], Verdict]], last: tuple[tuple[str, str], Verdict]
) -> None:
    before = judgements(sayings)
    after = judgements([*sayings, last])
    key = len(after)
    assert groups(standing([*after, undoing(key + 1, key)])) == groups(standing(before))
    again = [*after, undoing(key + 1, key), undoing(key + 2, key + 1)]
    assert groups(standing(again)) == groups(standing(after))


@given(SAYINGS)
def test_every_merge_can_be_explained(sayings: list[tuple[tuple[str, str], Verdict]]) -> None:
    found = groups(judgements(sayings))
    for group in found.members.values():
        for other in group[1:]:
            chain = found.why(group[0], other)
            assert chain
            assert {group[0], other} <= set().union(*(one.pair for one in chain))
    assert all(len(group) > 1 for group in found.members.values())


@given(st.lists(PAIRS, max_size=10))
def test_without_contradiction_groups_are_what_same_reaches(pairs: list[tuple[str, str]]) -> None:
    expected = [{company} for company in COMPANIES]
    for left, right in pairs:
        one, other = (next(part for part in expected if key in part) for key in (left, right))
        if one is not other:
            one |= other
            expected.remove(other)
    found = groups(judgements([(pair, Verdict.SAME) for pair in pairs]))
    assert parts(found) == {frozenset(part) for part in expected if len(part) > 1}
    assert not found.conflicts


def test_a_conflict_keeps_merges_that_it_does_not_touch() -> None:
    same, different = Verdict.SAME, Verdict.DIFFERENT
    found = groups(judgements([(("a", "b"), same), (("b", "c"), same), (("c", "d"), same), (("a", "c"), different)]))
    assert parts(found) == {frozenset("cd")}
    (conflict,) = found.conflicts
    assert [one.pair for one in conflict.chain] == [frozenset("ab"), frozenset("bc")]
    assert "li said" in conflict.sentence()


def test_the_head_is_the_least_by_rank() -> None:
    found = groups(judgements([(("a", "b"), Verdict.SAME)]), {"a": 2, "b": 1}.__getitem__)
    assert (found.head("a"), found.group("a")) == ("b", ("b", "a"))


def test_names_are_judged_width_and_case_aside() -> None:
    said = Said((Judgement(1, "name:NORDLICHT　ＧｍｂＨ", "b", Verdict.SAME, "li"),
                 Judgement(2, "b", "a", Verdict.SAME, "li")))  # fmt: skip
    assert set(said.of_name(Verdict.SAME, "Nordlicht GmbH")) == {"a"}
    assert not said.of_name(Verdict.DIFFERENT, "Nordlicht GmbH")


def test_a_name_that_is_and_is_not_a_company_is_told() -> None:
    said = Said(
        (Judgement(1, "name:Nordlicht", "a", Verdict.SAME), Judgement(2, "name:nordlicht", "a", Verdict.DIFFERENT))
    )
    ((same, different),) = said.contradictions
    assert (same.id, different.id) == (1, 2)
