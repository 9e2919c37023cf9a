"""Indicators in the store: kept while their facts hold, set aside with a reason, told again only on new facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.store import indicators
from extractor.store.store import Store


def row(fingerprint: str, **changes: Any) -> dict[str, Any]:
    found = {"code": "W1", "severity": "high", "shipment_id": "s1", "document_id": None, "message": "too heavy",
             "legal_basis": "a law", "cites": "[]", "readings": '["one", "other"]', "fingerprint": fingerprint}  # fmt: skip
    return found | changes


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "tracking.db")


def shown(store: Store, dismissed: bool = False) -> list[tuple[str, str]]:
    return [(one["fingerprint"], one["message"]) for one in indicators.listed(store, dismissed)]


def test_writing_twice_changes_nothing(store: Store) -> None:
    indicators.replace(store, [row("a"), row("b")])
    first = list(indicators.listed(store))
    indicators.replace(store, [row("b"), row("a")])
    assert list(indicators.listed(store)) == first
    assert first[0]["readings"] == ["one", "other"]


def test_what_is_no_longer_found_goes_and_words_may_change(store: Store) -> None:
    indicators.replace(store, [row("a"), row("b")])
    indicators.replace(store, [row("a", message="in other words")])
    assert shown(store) == [("a", "in other words")]


def test_a_dismissal_holds_until_the_facts_change(store: Store) -> None:
    indicators.replace(store, [row("a"), row("b")])
    key = next(one["id"] for one in indicators.listed(store) if one["fingerprint"] == "a")
    indicators.dismiss(store, key, "weighed again", "li")
    assert shown(store) == [("b", "too heavy")]
    indicators.replace(store, [row("a"), row("b")])
    assert shown(store) == [("b", "too heavy")]
    indicators.replace(store, [row("b")])
    indicators.replace(store, [row("a"), row("b")])
    assert shown(store) == [("b", "too heavy")], "the same facts come back: still set aside"
    indicators.replace(store, [row("a2"), row("b")])
    assert shown(store) == [("b", "too heavy"), ("a2", "too heavy")]
    aside = next(one for one in indicators.listed(store, dismissed=True) if one["fingerprint"] == "a")
    assert (aside["dismissed_by"], aside["dismissed_reason"]) == ("li", "weighed again")


@pytest.mark.parametrize(("key", "reason", "who"), [(99, "because", "li"), (1, " ", "li"), (1, "because", "")])
def test_a_dismissal_needs_an_indicator_a_reason_and_a_name(store: Store, key: int, reason: str, who: str) -> None:
    indicators.replace(store, [row("a")])
    with pytest.raises(UsageError):
        indicators.dismiss(store, key, reason, who)
    assert shown(store) == [("a", "too heavy")]
