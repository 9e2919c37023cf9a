"""Pages of a file, found one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Source, Word
from extractor.store import read_pages
from extractor.store.errors import UnknownError
from extractor.store.store import Store
from tests.review.papers import paper, put

SHA256 = hashlib.sha256(b"many pages").hexdigest()
PAGES = (
    Page(1, 595.32, 841.92, (Word("one", Box(1, 2, 3, 4)),), rotation=90),
    Page(2, 0, 0, (), state=PageState.FAILED, notes=("the page is damaged",)),
    Page(10, 300, 400, (Word("ten", Box(1, 2, 3, 4), 0.5, "ppocr"),), state=PageState.OCR),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db") as found:
        path = tmp_path / "x.pdf"
        path.write_bytes(b"many pages")
        found.write(Source(path, path.name, SHA256, "application/pdf", 10, 10), PAGES, ())
        yield found


def test_a_page_is_given_by_its_number(store: Store) -> None:
    assert [read_pages.page(store, SHA256, number) for number in (1, 2, 3, 10)] == [*PAGES[:2], None, PAGES[2]]
    assert read_pages.page(store, "cd" * 32, 1) is None


def test_some_pages_come_in_page_order(store: Store) -> None:
    assert read_pages.some(store, SHA256, {10, 1, 4}) == (PAGES[0], PAGES[2])
    assert read_pages.some(store, SHA256, ()) == ()


def test_the_outlines_of_pages_say_what_failed(store: Store) -> None:
    first, failed, last = read_pages.outlines(store, SHA256)
    assert first == {"number": 1, "width": 595.32, "height": 841.92, "state": "text", "notes": []}
    assert (failed["state"], failed["notes"]) == ("failed", ["the page is damaged"])
    assert last["number"] == 10


def test_the_file_of_a_document_is_known(store: Store) -> None:
    key = put(store, paper())
    assert store.has_source(read_pages.file_of(store, key))
    with pytest.raises(UnknownError):
        read_pages.file_of(store, key + 1)
