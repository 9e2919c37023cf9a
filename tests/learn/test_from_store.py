"""What people accepted becomes truth; what they only looked at, or what was computed, does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.datatypes.page import Origin
from extractor.errors import UsageError
from extractor.learn import evaluate, from_store, improve
from extractor.learn.improve import Comparison
from extractor.learn.train import Plan
from extractor.settings import ReviewSettings, Settings
from extractor.store import reviewing
from extractor.store.store import Store
from tests.builders import field
from tests.review.papers import paper, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "t.db"
    with Store.open(found) as store:
        first = put(store, paper(), "a")
        put(store, paper(number="B-2"), "b")
        seen = reviewing.opened(store, first, ReviewSettings()).version
        typed = {"value": "RIGHT-1", "confidence": 1.0, "origin": "analyst"}
        reviewing.change(store, first, seen, [("document_number", typed)], "li", ReviewSettings())
        reviewing.decide(store, first, "reviewed", "li")
    return found


def test_only_accepted_papers_are_truth_as_they_were_corrected(path: Path) -> None:
    with Store.open(path) as store:
        found = list(from_store.papers(store))
    assert [paper.truths[0]["fields"]["document_number"] for paper in found] == ["RIGHT-1"]
    assert found[0].pages[0].words[0].text == "Total"
    assert found[0].truths[0]["parties"][0] == {"role": "seller", "name": "Ganzhou Lantu Magnetics Co., Ltd."}


def test_what_was_computed_is_no_truth_of_the_page() -> None:
    record = paper().with_(fields={"total_amount": field("1", origin=Origin.DERIVED), "vessel": field("MV Aurora")})
    assert from_store.truth(record)["fields"] == {"vessel": "MV Aurora"}


def test_the_export_is_what_evaluate_reads(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        assert from_store.export(store, tmp_path / "out") == 1
    ((name, truth),) = evaluate.read_truths(tmp_path / "out").items()
    assert truth["documents"][0]["doc_type"] == "commercial_invoice"
    assert (tmp_path / "out" / f"{name}.pdf").read_bytes() == b"paper a"
    assert json.dumps(truth)


def test_no_family_is_learnt_from_and_measured_on(path: Path) -> None:
    with Store.open(path) as store:
        base = next(iter(from_store.papers(store)))
    from dataclasses import replace

    many = [replace(base, name=f"p{i}", layout=f"family {i % 20}") for i in range(100)]
    learn, held = from_store.split(many)
    assert learn
    assert held
    assert not {paper.layout for paper in learn} & {paper.layout for paper in held}


def test_too_few_papers_change_nothing(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too few"):
        improve.improve(Settings(), path, tmp_path / "models", Plan(), lambda text: None)
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize(
    ("old", "new", "better"),
    [((0.8, 0.9), (0.85, 0.9), True), ((0.8, 0.9), (0.85, 0.89), False), ((0.8, 0.9), (0.8, 0.9), False),
     ((None, 0.9), (None, 0.91), True), ((None, 0.9), (None, 0.9), False)],
)  # fmt: skip
def test_new_models_are_taken_only_where_nothing_gets_worse(
    old: tuple[float | None, float], new: tuple[float | None, float], better: bool
) -> None:
    assert Comparison(5, 2, old[0], new[0], old[1], new[1]).better is better


def test_new_models_come_with_a_card_and_a_way_back(tmp_path: Path) -> None:
    out, new = tmp_path / "models", tmp_path / "new"
    for folder, text in ((out, "old"), (new, "new")):
        (folder / "tagger").mkdir(parents=True)
        (folder / "tagger" / "meta.json").write_text(text)
        (folder / "CARD.md").write_text(f"# {text}\n")
    improve.put_in_place(new, out, Comparison(5, 2, 0.8, 0.9, 0.9, 0.9))
    assert (out / "tagger" / "meta.json").read_text() == "new"
    assert "80.00 % before, 90.00 % now" in (out / "CARD.md").read_text()
    improve.back(out)
    assert (out / "tagger" / "meta.json").read_text() == "old"
    assert sorted(path.name for path in out.iterdir()) == ["CARD.md", "tagger"]
    with pytest.raises(UsageError):
        improve.back(out)
