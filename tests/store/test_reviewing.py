"""A person's work on a paper: nothing is overwritten unseen, everything can be taken back, decisions outlive new readings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.settings import ReviewSettings
from extractor.store import figures, queue_view, reviewing, shown
from extractor.store.errors import ConflictError, StoreError
from extractor.store.queue_view import Filter
from extractor.store.store import Store
from tests.review.papers import paper, put

SETTINGS = ReviewSettings()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db") as found:
        yield found


def typed(value: str) -> dict[str, object]:
    return {"value": value, "confidence": 1.0, "origin": "analyst"}


def value(store: Store, key: int, name: str) -> str:
    return str(store.shown(key).fields[name].value)


def test_an_edit_shows_and_is_found_and_the_checks_run_anew(store: Store) -> None:
    key = put(store, paper(total="999.00"))
    opened = reviewing.opened(store, key, SETTINGS)
    assert any(check.code == "amount_sum" and check.status == "fail" for check in opened.record.checks)
    after = reviewing.change(store, key, opened.version, [("total_amount", typed("100.00"))], "li", SETTINGS)
    assert [check.status for check in after.record.checks if check.code == "amount_sum"] == ["pass"]
    reviewing.change(store, key, after.version, [("document_number", typed("ZZ-77"))], "li", SETTINGS)
    assert store.find("ZZ-77") == [key]
    assert queue_view.row(store, key)["number"] == "ZZ-77"


def test_a_stale_edit_of_the_same_value_is_refused_with_both_values(store: Store) -> None:
    key = put(store, paper())
    seen = reviewing.opened(store, key, SETTINGS).version
    reviewing.change(store, key, seen, [("total_amount", typed("101.00"))], "li", SETTINGS)
    with pytest.raises(ConflictError) as caught:
        reviewing.change(store, key, seen, [("total_amount", typed("102.00"))], "wang", SETTINGS)
    assert (caught.value.path, caught.value.seen, caught.value.current) == ("total_amount", "100.00", "101.00")
    assert value(store, key, "total_amount") == "101.00"


def test_a_stale_edit_of_another_value_is_taken(store: Store) -> None:
    key = put(store, paper())
    seen = reviewing.opened(store, key, SETTINGS).version
    reviewing.change(store, key, seen, [("total_amount", typed("101.00"))], "li", SETTINGS)
    reviewing.change(store, key, seen, [("document_number", typed("B-2"))], "wang", SETTINGS)
    assert value(store, key, "document_number") == "B-2"


def test_a_stale_edit_of_a_row_is_refused_once_the_rows_moved(store: Store) -> None:
    key = put(store, paper(lines=({"quantity": "1"}, {"quantity": "1"})))
    seen = reviewing.opened(store, key, SETTINGS).version
    lines = [{"quantity": typed("1")}, {"quantity": typed("2")}]
    reviewing.change(store, key, seen, [("lines", lines)], "li", SETTINGS)
    with pytest.raises(ConflictError):
        reviewing.change(store, key, seen, [("lines[0].quantity", typed("5"))], "wang", SETTINGS)


def test_undo_takes_back_change_after_change(store: Store) -> None:
    key = put(store, paper())
    for number in ("B", "C"):
        seen = reviewing.opened(store, key, SETTINGS).version
        reviewing.change(store, key, seen, [("document_number", typed(number))], "li", SETTINGS)
    reviewing.undo(store, key, "li", SETTINGS)
    assert value(store, key, "document_number") == "B"
    reviewing.undo(store, key, "li", SETTINGS)
    assert value(store, key, "document_number") == "A-1"
    assert reviewing.undo(store, key, "li", SETTINGS) is None
    assert len([entry for entry in reviewing.history(store, key) if entry["what"] == "edit"]) == 4


@pytest.mark.parametrize("status", ["reviewed", "junk", "duplicate"])
def test_a_decision_outlives_a_new_reading(store: Store, status: str) -> None:
    key = put(store, paper())
    assert reviewing.decide(store, key, status, "li") == "needs_review"
    assert put(store, paper(number="A-2")) == key
    assert [row["status"] for row in store.documents()] == [status]
    assert queue_view.counts(store) == {status: {"commercial_invoice": 1}}


def test_an_edited_number_outlives_a_new_reading_in_the_columns_too(store: Store) -> None:
    key = put(store, paper())
    seen = reviewing.opened(store, key, SETTINGS).version
    reviewing.change(store, key, seen, [("document_number", typed("MINE"))], "li", SETTINGS)
    put(store, paper(number="THEIRS"))
    assert [row["number"] for row in store.documents()] == ["MINE"]
    assert store.find("MINE") == [key]


def test_a_corrected_line_and_party_outlive_a_new_reading(store: Store) -> None:
    found = paper().with_(review_status="auto_accepted")
    key = put(store, found)
    edits = [("lines[0].net_weight_kg", typed("250")), ("parties[1].name", typed("Beta AG"))]
    reviewing.change(store, key, reviewing.opened(store, key, SETTINGS).version, edits, "li", SETTINGS)

    def stands() -> tuple[str, str, str, bool]:
        now = reviewing.opened(store, key, SETTINGS)
        aside = shown.ASIDE["lines"] in now.record.review_reasons
        weight, name = now.record.lines[0]["net_weight_kg"].value, now.record.parties[1].name.value
        return str(weight), str(name), now.row["status"], aside

    put(store, found.with_(engine={"model": "better"}))
    assert stands() == ("250", "Beta AG", "auto_accepted", False)
    put(store, found.with_(lines=paper(lines=({"description": "Dy oxide"},)).lines))
    assert stands() == ("250", "Beta AG", "needs_review", True)
    assert shown.ASIDE["lines"] in queue_view.row(store, key)["reasons"]
    reviewing.decide(store, key, "reviewed", "li")
    put(store, found.with_(lines=paper(lines=({"description": "Tb oxide"},)).lines))
    assert stands() == ("250", "Beta AG", "reviewed", True)


def test_an_unknown_document_or_version_is_an_error(store: Store) -> None:
    key = put(store, paper())
    with pytest.raises(StoreError):
        reviewing.opened(store, 99, SETTINGS)
    with pytest.raises(StoreError):
        reviewing.Version.parse("1; DROP TABLE edits")
    with pytest.raises(StoreError):
        reviewing.change(store, key, reviewing.Version(99, 0), [("document_number", typed("B"))], "li", SETTINGS)


def test_the_queue_is_ordered_by_what_is_at_stake(store: Store) -> None:
    small = put(store, paper(number="SMALL", kg="10"), "a")
    large = put(store, paper(number="LARGE", kg="9000"), "b")
    sure = put(store, paper(number="SURE", kg="9000", confidence=0.99), "c")
    assert [row["document_id"] for row in queue_view.page(store, Filter())] == [large, small, sure]


def test_two_people_never_get_the_same_paper(store: Store) -> None:
    keys = {put(store, paper(number=f"N{i}"), str(i)) for i in range(3)}
    got = [queue_view.take_next(store, who, Filter()) for who in ("li", "wang", "chen", "zhao")]
    assert set(got[:3]) == keys
    assert got[3] is None


def test_next_goes_down_the_queue_and_a_claim_lapses(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = put(store, paper(kg="9000"), "a")
    second = put(store, paper(kg="10"), "b")
    assert queue_view.take_next(store, "li", Filter()) == first
    assert queue_view.take_next(store, "li", Filter(), after=first) == second
    assert queue_view.claim(store, first, "wang") == "li"
    assert queue_view.claim(store, first, "wang", force=True) == "wang"
    later = __import__("time").time() + queue_view.CLAIM_SECONDS + 1
    monkeypatch.setattr("extractor.store.queue_view.time.time", lambda: later)
    assert queue_view.claim(store, first, "li") == "li"


def test_filters_and_labels(store: Store) -> None:
    first = put(store, paper(total="1.00", client="Nordlicht Antriebe GmbH", confidence=0.7), "a")
    second = put(store, paper(client="Aurora Drive Systems Inc."), "b")
    reviewing.set_tags(store, second, ["urgent"])
    for chosen, expected in (
        (Filter(reason="amount_sum"), [first]),
        (Filter(tag="urgent"), [second]),
        (Filter(client="Aurora Drive Systems Inc."), [second]),
        (Filter(client="Aurora Drive Systems Inc.", reason="amount_sum"), []),
        (Filter(tag="urgent", reason="value"), [second]),
        (Filter(doc_type="export_licence"), []),
        (Filter(days=1), []),
    ):
        assert [row["document_id"] for row in queue_view.page(store, chosen)] == expected
        assert queue_view.count(store, chosen) == len(expected)
    assert queue_view.labels(store) == {"reason": ["amount_sum", "type", "value"], "tag": ["urgent"]}


def test_documents_from_before_the_queue_are_brought_in(store: Store) -> None:
    put(store, paper())
    with store.change() as db:
        db.execute("DELETE FROM queue_labels")
        db.execute("DELETE FROM queue")
    assert queue_view.fill(store) == 1
    assert queue_view.count(store, Filter()) == 1


def test_figures_count_corrections_and_not_confirmations(store: Store) -> None:
    key = put(store, paper())
    seen = reviewing.opened(store, key, SETTINGS).version
    changes = [("document_number", typed("A-1")), ("total_amount", typed("7"))]
    queue_view.claim(store, key, "li")
    reviewing.change(store, key, seen, changes, "li", SETTINGS)
    reviewing.decide(store, key, "reviewed", "li")
    found = {entry["field"]: entry["changed"] for entry in figures.corrections(store)}
    assert found["total_amount"] == 1
    assert found["document_number"] == 0
    assert figures.minutes(store)[0]["papers"] == 1
    assert figures.touchless(store)[0]["papers"] == 1


def test_a_view_that_the_store_lacks_has_no_rows(store: Store) -> None:
    put(store, paper())
    assert figures.view(store, "nothing_of_the_kind; DROP TABLE edits") == []
    assert len(figures.view(store, "review_queue")) == 1


def test_a_grid_counts_the_cells_that_changed(store: Store) -> None:
    key = put(store, paper(lines=({"quantity": "1", "unit": "KGM"}, {"quantity": "2", "unit": "KGM"})))
    opened = reviewing.opened(store, key, SETTINGS)
    lines = opened.record.to_json()["lines"]
    after = [lines[0], {**lines[1], "quantity": typed("3")}]
    reviewing.change(store, key, opened.version, [("lines", after)], "li", SETTINGS)
    reviewing.decide(store, key, "reviewed", "li")
    found = {entry["field"]: (entry["values"], entry["changed"]) for entry in figures.corrections(store)}
    assert (found["lines.quantity"], found["lines.unit"]) == ((2, 1), (2, 0))
