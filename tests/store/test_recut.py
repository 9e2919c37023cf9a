"""A file that is cut otherwise by a new reading: no page counts twice, nothing that a person did is put away."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extractor.datatypes.page import Source
from extractor.datatypes.record import SourceInfo
from extractor.register.refresh import refresh
from extractor.settings import ReviewSettings, Settings
from extractor.stages import intake
from extractor.store import queue_view, recut, reviewing
from extractor.store.edits import RESOLUTION
from extractor.store.store import Store
from tests.builders import record

Pages = tuple[int, ...]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db") as found:
        yield found


def cut(store: Store, *documents: Pages, by_person: bool = False) -> dict[Pages, str]:
    """Write a file as cut into these documents, an invoice each; return what documents there are, with their standing."""
    path = store.path.with_name("stack.pdf")
    path.write_bytes(b"stack")
    sha256 = intake.fingerprint(path) or ""
    source = Source(path, path.name, sha256, "application/pdf", 5, 3)
    made = [
        record(
            fields={"document_number": f"INV-{pages}", "issue_date": "2025-05-01"},
            lines=[{"description": "NdFeB magnets", "net_weight_kg": "100"}],
            parties={"seller": "Baotou Ltd", "buyer": "ACME GmbH"},
        ).with_(source=SourceInfo(path.name, sha256, "application/pdf", pages, 3), review_status="auto_accepted")
        for pages in documents
    ]
    store.write(source, (), made, cut_by_person=by_person)
    return {pages: str(row["status"]) for pages, row in rows(store).items()}


def rows(store: Store) -> dict[Pages, dict[str, object]]:
    sha256 = next(store.db.query("SELECT sha256 FROM sources"))["sha256"]
    return {tuple(row["pages"]): row for row in reviewing.siblings(store, sha256)}


def key(store: Store, pages: Pages) -> int:
    return int(str(rows(store)[pages]["id"]))


def counted(store: Store) -> list[str]:
    refresh(store, Settings())
    return sorted(row["invoices"] for row in store.db.query("SELECT invoices FROM trades"))


LIVE, GONE = "auto_accepted", "junk"


def test_documents_that_a_new_reading_does_not_name_are_put_away_and_come_back(store: Store) -> None:
    cut(store, (1,), (2,), (3,))
    assert cut(store, (1, 2), (3,)) == {(1,): GONE, (1, 2): LIVE, (2,): GONE, (3,): LIVE}
    assert counted(store) == ["INV-(1, 2)", "INV-(3,)"]
    assert queue_view.counts(store) == {GONE: {"commercial_invoice": 2}, LIVE: {"commercial_invoice": 2}}
    assert reviewing.history(store, key(store, (1,)))[0]["who"] == recut.CUT
    assert cut(store, (1,), (2,), (3,)) == {(1,): LIVE, (1, 2): GONE, (2,): LIVE, (3,): LIVE}
    assert counted(store) == ["INV-(1,)", "INV-(2,)", "INV-(3,)"]


def test_pages_that_a_new_reading_does_not_name_keep_their_document(store: Store) -> None:
    cut(store, (1,), (2,))
    assert cut(store, (1,)) == {(1,): LIVE, (2,): LIVE}


def work(store: Store, pages: Pages, what: str) -> None:
    document, settings = key(store, pages), ReviewSettings()
    if what == "decided":
        reviewing.decide(store, document, "reviewed", "li")
    elif what == "edited":
        version = reviewing.opened(store, document, settings).version
        value = {"value": "2025-05-02", "confidence": 1.0, "origin": "analyst"}
        reviewing.change(store, document, version, [("issue_date", value)], "li", settings)
    elif what == "held":
        queue_view.claim(store, document, "li")
    elif what == "tagged":
        reviewing.set_tags(store, document, ["urgent"])
    elif what == "linked":
        store.db.table("link_decisions").insert(
            {"left_id": document, "right_id": document, "together": 1, "who": "li", "at": "2025"}
        )


@pytest.mark.parametrize("what", ["decided", "edited", "held", "tagged", "linked"])
def test_what_people_worked_on_stays_and_the_new_documents_wait_uncounted(store: Store, what: str) -> None:
    cut(store, (1,), (2,), (3,))
    work(store, (1,), what)
    before = {pages: row["status"] for pages, row in rows(store).items()}
    assert cut(store, (1, 2), (3,)) == {**before, (1, 2): "needs_review"}
    opened = reviewing.opened(store, key(store, (1, 2)), ReviewSettings())
    assert recut.WAITS in opened.record.review_reasons
    assert counted(store) == ["INV-(1,)", "INV-(2,)", "INV-(3,)"]
    reviewing.decide(store, key(store, (1, 2)), "reviewed", "li")
    for old in ((1,), (2,)):
        reviewing.decide(store, key(store, old), "junk", "li")
    assert cut(store, (1, 2), (3,))[1, 2] == "reviewed"
    assert counted(store) == ["INV-(1, 2)", "INV-(3,)"]


def test_a_page_is_in_no_gap_between_what_stays_and_what_goes(store: Store) -> None:
    cut(store, (1, 2), (3,))
    work(store, (3,), "decided")
    found = cut(store, (1,), (2, 3))
    assert found == {(1,): "needs_review", (1, 2): LIVE, (2, 3): "needs_review", (3,): "reviewed"}


def test_what_only_resolution_changed_is_no_work_of_a_person(store: Store) -> None:
    cut(store, (1,), (2,))
    reviewing.decide(store, key(store, (1,)), LIVE, RESOLUTION)
    assert cut(store, (1, 2))[1,] == GONE


@pytest.mark.parametrize("again", [[(1,), (2,)], [(1, 2, 3)]])
def test_a_cut_by_a_person_outlives_new_readings(store: Store, again: Sequence[Pages]) -> None:
    cut(store, (1,), (2,))
    cut(store, (1, 2), by_person=True)
    for old in ((1,), (2,)):
        reviewing.decide(store, key(store, old), "junk", "li")
    found = cut(store, *again)
    assert (found[1, 2], found[1,], found[2,]) == (LIVE, GONE, GONE)
    assert counted(store) == ["INV-(1, 2)"]
