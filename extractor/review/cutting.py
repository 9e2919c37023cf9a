"""Cutting: other documents of a file's pages, or the same ones as another type. No colleague's paper is put away unseen."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from starlette.concurrency import run_in_threadpool

from extractor.datatypes.page import Source
from extractor.datatypes.record import Record
from extractor.review import papers
from extractor.review.desk import Cut, Desk
from extractor.review.errors import MalformedError, NotUnderstoodError
from extractor.store import people, queue_view, read_pages, reviewing
from extractor.store.errors import ConflictError
from extractor.store.people import User
from extractor.store.store import Store

Json = dict[str, Any]
Pages = tuple[int, ...]
Standing = dict[Pages, Json]
"""The documents of a file by their pages, each with its `version`."""


async def cut(desk: Desk, document_id: int, cuts: Sequence[Cut], user: User, reason: str = "") -> list[Json]:
    """Make other documents of a file's pages, or the same ones as another type; documents that are no more become junk.

    What stays as it is stays untouched. The others are held meanwhile, so nobody works on a paper that is put away; one that
    somebody accepted is given up for a reason only.
    """
    papers.hold(desk, document_id, user)
    sha256 = read_pages.file_of(desk.store, document_id)
    _check(cuts, {page["number"] for page in read_pages.outlines(desk.store, sha256)})
    before = _standing(desk.store, sha256)
    fresh = [cut for cut in cuts if not _stays(cut, before)]
    touched = _touched(before, fresh)
    _refuse_accepted(touched, document_id, reason)
    with _held(desk, [one["id"] for one in touched if one["id"] != document_id], user):
        records = await run_in_threadpool(_understood, desk, papers.source_of(desk, sha256), fresh)
        with desk.store.change():
            if _touched(_standing(desk.store, sha256), fresh) != touched:
                raise ConflictError("a paper of this file", "as you saw it", "changed by somebody else")
            _put_away(desk.store, touched, fresh, user, reason)
            desk.store.write(papers.source_of(desk, sha256), (), records, cut_by_person=True)
            after = _standing(desk.store, sha256)
            for one in fresh:
                _settle(desk, after[one.pages], one, user)
    said = json.dumps([[list(one.pages), one.doc_type] for one in cuts])
    people.note(desk.store, user.name, "cut", f"document {document_id}", said)
    kept = {one.pages for one in cuts}
    return [one for one in reviewing.siblings(desk.store, sha256) if tuple(one["pages"]) in kept]


def _check(cuts: Sequence[Cut], known: Collection[int]) -> None:
    numbers = [number for cut in cuts for number in cut.pages]
    if (
        not numbers
        or any(not cut.pages for cut in cuts)
        or len(set(numbers)) < len(numbers)
        or not set(numbers) <= set(known)
    ):
        raise MalformedError("each document has pages of the file, and no page is in two of them")


def _standing(store: Store, sha256: str) -> Standing:
    return {
        tuple(one["pages"]): {**one, "version": str(reviewing.version(store, one))}
        for one in reviewing.siblings(store, sha256)
    }


def _stays(cut: Cut, before: Standing) -> bool:
    """Say whether a cut is a document that is there already, as the type that it has."""
    known = before.get(cut.pages)
    return known is not None and known["status"] != "junk" and known["doc_type"] == cut.doc_type


def _touched(before: Standing, fresh: Sequence[Cut]) -> list[Json]:
    """Return the documents whose pages the cuts need: each of them becomes another, or is no more."""
    covered = {number for cut in fresh for number in cut.pages}
    again = {cut.pages for cut in fresh}
    return [
        one for pages, one in before.items() if covered & set(pages) and (one["status"] != "junk" or pages in again)
    ]


def _refuse_accepted(touched: Sequence[Json], document_id: int, reason: str) -> None:
    accepted = [one for one in touched if one["status"] == "reviewed" and one["id"] != document_id]
    if accepted and not reason:
        names = ", ".join(
            f"{one['number'] or one['doc_type']} (p{','.join(map(str, one['pages']))})" for one in accepted
        )
        raise NotUnderstoodError(f"{names} is accepted already; say why it is cut anew", needs="reason")


@contextmanager
def _held(desk: Desk, ids: Sequence[int], user: User) -> Iterator[None]:
    """Hold documents while they are cut; HeldError where somebody works on one of them."""
    claimed: list[int] = []
    try:
        for key in ids:
            mine = queue_view.held_by(desk.store, key) == user.name
            papers.hold(desk, key, user)
            claimed += [] if mine else [key]
        yield
    finally:
        for key in claimed:
            queue_view.release(desk.store, key, user.name)


def _understood(desk: Desk, source: Source, cuts: Sequence[Cut]) -> Sequence[Record]:
    """Understand cuts, with pages that a store of this thread gives: there may be thousands."""
    with Store.reading(desk.path) as store:
        pages = read_pages.some(store, source.sha256, [number for cut in cuts for number in cut.pages])
    return desk.hands.understand(source, pages, cuts)


def _put_away(store: Store, touched: Sequence[Json], fresh: Sequence[Cut], user: User, reason: str) -> None:
    """Put away the documents whose pages belong to others now."""
    kept = {cut.pages for cut in fresh}
    for one in touched:
        if tuple(one["pages"]) not in kept:
            why = "; ".join(filter(None, ("its pages belong to other documents", reason)))
            reviewing.decide(store, one["id"], "junk", user.name, why)


def _settle(desk: Desk, document: Mapping[str, Any], cut: Cut, user: User) -> None:
    """Keep the type that a person said as an edit, so that it outlives a new reading; what was decided before is open again."""
    settings = desk.settings.review
    if cut.doc_type:
        seen = reviewing.opened(desk.store, document["id"], settings).version
        said = {"value": cut.doc_type, "confidence": 1.0}
        reviewing.change(desk.store, document["id"], seen, [("doc_type", said)], user.name, settings)
    if document["status"] in {"junk", "reviewed"}:
        reviewing.decide(desk.store, document["id"], "needs_review", user.name, "cut again")
