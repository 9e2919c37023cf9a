"""Cutting a file: other documents of the same pages, and what colleagues did to them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.datatypes.page import Page, Source
from extractor.datatypes.record import Record
from extractor.review.desk import Cut
from extractor.settings import ReviewSettings
from extractor.store import queue_view, reviewing
from extractor.store.store import Store
from tests.review.conftest import FakeHands, Login, TestClient
from tests.review.papers import paper

NUMBER = "/api/documents/1"


@pytest.fixture
def stack(store_path: Path) -> list[int]:
    """A file of three pages, each an invoice; the keys of its documents."""
    path = store_path.with_name("stack.bin")
    path.write_bytes(b"stack")
    sha256 = hashlib.sha256(b"stack").hexdigest()
    records = []
    for number in (1, 2, 3):
        found = paper(number=f"S-{number}")
        records.append(found.with_(source=replace(found.source, sha256=sha256, pages=(number,), page_count=3)))
    with Store.open(store_path) as store:
        source = Source(path, "stack.pdf", sha256, "application/pdf", 5, 3)
        store.write(source, [Page(number, 595, 842, ()) for number in (1, 2, 3)], records)
        return [one["id"] for one in reviewing.siblings(store, sha256)]


def cut(web: TestClient, key: int, *documents: tuple[list[int], str | None], **more: str) -> Any:
    sent = [{"pages": pages, "doc_type": doc_type} for pages, doc_type in documents]
    return web.post(f"/api/documents/{key}/cut", json={"documents": sent, **more})


def standing(store_path: Path, keys: Sequence[int]) -> dict[tuple[int, ...], str]:
    with Store.open(store_path) as store:
        sha256 = reviewing.opened(store, keys[0], ReviewSettings()).row["sha256"]
        return {tuple(one["pages"]): one["status"] for one in reviewing.siblings(store, sha256)}


def test_a_type_is_changed_by_understanding_the_pages_anew(login: Login) -> None:
    web = login("analyst")
    found = web.post(f"{NUMBER}/cut", json={"documents": [{"pages": [1], "doc_type": "packing_list"}]}).json()[
        "documents"
    ]
    assert [(one["id"], one["doc_type"]) for one in found] == [(1, "packing_list")]
    assert web.get(NUMBER).json()["doc_type"] == {"value": "packing_list", "confidence": 1.0, "look": False}
    for bad in ([], [{"pages": [2]}], [{"pages": [1]}, {"pages": [1]}]):
        assert web.post(f"{NUMBER}/cut", json={"documents": bad}).status_code == 400


def test_joined_pages_put_the_papers_that_they_were_away(login: Login, store_path: Path, stack: list[int]) -> None:
    answer = cut(login("analyst"), stack[0], ([1, 2], None), ([3], "commercial_invoice"))
    assert [one["pages"] for one in answer.json()["documents"]] == [[1, 2], [3]]
    assert standing(store_path, stack) == {
        (1,): "junk", (1, 2): "needs_review", (2,): "junk", (3,): "needs_review"
    }  # fmt: skip
    with Store.open(store_path) as store:
        assert queue_view.held_by(store, stack[1]) == ""


def test_a_paper_that_somebody_holds_is_not_cut_away(login: Login, store_path: Path, stack: list[int]) -> None:
    before = standing(store_path, stack)
    with Store.open(store_path) as store:
        queue_view.claim(store, stack[2], "supervisor")
    answer = cut(login("analyst"), stack[0], ([1, 2, 3], None))
    assert (answer.status_code, answer.json()["holder"]) == (423, "supervisor")
    assert standing(store_path, stack) == before
    with Store.open(store_path) as store:
        assert [queue_view.held_by(store, key) for key in stack] == ["analyst", "", "supervisor"]


def test_an_accepted_paper_is_given_up_for_a_reason_only(login: Login, store_path: Path, stack: list[int]) -> None:
    with Store.open(store_path) as store:
        reviewing.decide(store, stack[1], "reviewed", "supervisor")
    before = standing(store_path, stack)
    web = login("analyst")
    answer = cut(web, stack[0], ([1, 2], None))
    assert (answer.status_code, answer.json()["needs"]) == (422, "reason")
    assert "S-2 (p2) is accepted already" in answer.json()["message"]
    assert standing(store_path, stack) == before
    assert cut(web, stack[0], ([1, 2], None), reason="one invoice of two pages").status_code == 200
    assert standing(store_path, stack)[2,] == "junk"
    said = web.get(f"/api/documents/{stack[1]}/history").json()["history"][0]
    assert said["after"] == "its pages belong to other documents; one invoice of two pages"


def test_what_stays_as_it_is_is_not_touched(login: Login, store_path: Path, stack: list[int]) -> None:
    with Store.open(store_path) as store:
        reviewing.decide(store, stack[2], "reviewed", "supervisor")
        queue_view.claim(store, stack[2], "supervisor")
        record = store.shown(stack[2])
    answer = cut(login("analyst"), stack[0], ([1, 2], None), ([3], "commercial_invoice"))
    assert answer.status_code == 200
    with Store.open(store_path) as store:
        assert store.shown(stack[2]) == record
    assert standing(store_path, stack)[3,] == "reviewed"


def test_an_accepted_paper_of_another_type_is_looked_at_again(login: Login, store_path: Path, stack: list[int]) -> None:
    with Store.open(store_path) as store:
        reviewing.decide(store, stack[0], "reviewed", "analyst")
    assert cut(login("analyst"), stack[0], ([1], "packing_list")).status_code == 200
    assert standing(store_path, stack)[1,] == "needs_review"


def test_what_somebody_changed_while_the_pages_were_understood_is_not_put_away(
    login: Login, store_path: Path, stack: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = FakeHands.understand

    def slow(self: FakeHands, source: Source, pages: Sequence[Page], cuts: Sequence[Cut]) -> Sequence[Record]:
        assert [page.number for page in pages] == [1, 2]
        with Store.open(store_path) as store:
            reviewing.decide(store, stack[1], "reviewed", "supervisor")
        return real(self, source, pages, cuts)

    monkeypatch.setattr(FakeHands, "understand", slow)
    assert cut(login("analyst"), stack[0], ([1, 2], None)).status_code == 409
    assert standing(store_path, stack) == {(1,): "needs_review", (2,): "reviewed", (3,): "needs_review"}


def test_a_paper_that_was_put_away_comes_back_with_its_pages(login: Login, store_path: Path, stack: list[int]) -> None:
    web = login("analyst")
    joined = cut(web, stack[0], ([1, 2], None)).json()["documents"][0]["id"]
    assert cut(web, joined, ([1], None), ([2], None)).status_code == 200
    assert standing(store_path, stack) == {
        (1,): "needs_review", (1, 2): "junk", (2,): "needs_review", (3,): "needs_review"
    }  # fmt: skip
