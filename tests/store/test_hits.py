"""Hits on lists as people see them: none is lost by an edit, one that was ruled out stays visible."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractor.resolution.judgements import Verdict
from extractor.resolution.screening import Entry, Screen
from extractor.settings import ReviewSettings
from extractor.store import judgements, reviewing
from extractor.store.store import Store
from tests.review.papers import paper, put

ENTRY = Entry("watch list", "2026-01-01", "Kuroshio Naval Systems Co., Ltd.", (), "JP")
NAME = "KUROSHIO NAVAL SYSTEMS"


def test_a_hit_outlives_edits_and_is_closed_and_opened_by_judgements(tmp_path: Path) -> None:
    settings = ReviewSettings()
    found = paper(client=NAME, total="999.00")
    hits = [{"role": "buyer", **hit.to_json()} for hit in Screen([ENTRY]).hits((NAME,))]

    def listed(store: Store) -> list[str]:
        reasons = reviewing.opened(store, key, settings).record.review_reasons
        return [reason for reason in reasons if reason.startswith("listed_party: buyer")]

    with Store.open(tmp_path / "t.db") as store:
        key = put(store, replace(found, engine={"screening": hits}), "x")
        seen = reviewing.opened(store, key, settings).version
        edit = {"value": "100.00", "confidence": 1.0, "origin": "analyst"}
        reviewing.change(store, key, seen, [("total_amount", edit)], "li", settings)
        assert len(listed(store)) == 1
        said = judgements.of_name(store, "Kuroshio  Naval Systems", ENTRY.key, Verdict.DIFFERENT, "li")
        assert listed(store) == []
        assert [hit["open"] for hit in store.shown(key).engine["screening"]] == [False]
        judgements.undo(store, said.id, "li")
        assert len(listed(store)) == 1
