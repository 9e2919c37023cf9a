"""What people do with one paper: open, edit, undo, decide, read again. Rules of who may what stand here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source
from extractor.review import changes, companies, sheet, words
from extractor.review.desk import Desk
from extractor.review.errors import ForbiddenError, HeldError, NothingThereError, NotUnderstoodError
from extractor.review.plainly import Translate, plainly
from extractor.store import again, people, queue_rows, queue_view, read_pages, reviewing, stakes
from extractor.store.errors import ConflictError
from extractor.store.people import User
from extractor.store.reviewing import Opened, Version

Json = dict[str, Any]
STATUSES = ("reviewed", "needs_review", "junk", "duplicate")
LONGEST_TAG = 40
MOST_TAGS = 20


def show(desk: Desk, document_id: int, user: User) -> Json:
    """Return a document for its page; an analyst who opens it holds it, unless somebody else does."""
    opened = reviewing.opened(desk.store, document_id, desk.settings.review)
    holder = queue_view.held_by(desk.store, document_id)
    if user.may("analyst") and holder == "":
        holder = queue_view.claim(desk.store, document_id, user.name)
    return _sheet(desk, opened, user, holder)


def told(found: Json, t: Translate) -> Json:
    """Return a sheet with what was left out on the paper, in plain words."""
    return {**found, "why": [plainly(reason, t) for reason in found["left_out"]]}


def edit(desk: Desk, document_id: int, body: Json, user: User) -> Json:
    """Keep what was changed on a page, and return the document as it then is."""
    hold(desk, document_id, user)
    seen = _version(body)
    opened = reviewing.opened(desk.store, document_id, desk.settings.review)
    edits = changes.from_request(opened.record, body["edits"])
    after = reviewing.change(desk.store, document_id, seen, edits, user.name, desk.settings.review)
    return _sheet(desk, after, user, user.name)


def undo(desk: Desk, document_id: int, user: User) -> Json:
    """Take back the last change that still stands."""
    hold(desk, document_id, user)
    after = reviewing.undo(desk.store, document_id, user.name, desk.settings.review)
    if after is None:
        raise NotUnderstoodError("there is nothing to undo")
    return _sheet(desk, after, user, user.name)


def decide(desk: Desk, document_id: int, body: Json, user: User) -> Json:
    """Accept a paper, open it again, or put it away as junk or duplicate.

    A paper with a failed check of severity error is accepted only with a reason, by a supervisor.
    """
    hold(desk, document_id, user)
    status, reason = body["status"], " ".join(str(body.get("reason", "")).split())
    opened = reviewing.opened(desk.store, document_id, desk.settings.review)
    if status == "reviewed":
        if opened.row["status"] in {"junk", "duplicate"}:
            raise NotUnderstoodError("a paper that was put away is opened again before it is accepted")
        if _version(body) != opened.version:
            raise ConflictError("the paper", str(body["version"]), str(opened.version))
        failed = [c.message for c in opened.record.checks if c.status == "fail" and c.severity == "error"]
        if failed and not reason:
            raise NotUnderstoodError(f"a check fails: {failed[0]}; say why the paper is right", needs="reason")
        if failed and not user.may("supervisor"):
            raise ForbiddenError("a paper with a failed check is accepted by a supervisor")
    before = reviewing.decide(desk.store, document_id, status, user.name, reason)
    people.note(desk.store, user.name, f"{before} -> {status}", f"document {document_id}", reason)
    return {"status": status, "before": before}


def tag(desk: Desk, document_id: int, tags: Sequence[str]) -> list[str]:
    """Replace a document's tags and return them."""
    queue_view.row(desk.store, document_id)
    wanted = list(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    if len(wanted) > MOST_TAGS or any(len(tag) > LONGEST_TAG or not tag.isprintable() for tag in wanted):
        raise NotUnderstoodError(f"a paper has at most {MOST_TAGS} tags of {LONGEST_TAG} letters")
    reviewing.set_tags(desk.store, document_id, wanted)
    return queue_rows.tags(desk.store.db, document_id)


def candidates(desk: Desk, document_id: int, index: int) -> list[Json]:
    """Return the companies that a party may be."""
    record = reviewing.opened(desk.store, document_id, desk.settings.review).record
    if index >= len(record.parties):
        raise NothingThereError(f"the document has no party {index}")
    return companies.candidates(desk, record.parties[index])


def choose_company(desk: Desk, document_id: int, index: int, body: Json, user: User) -> Json:
    """Carry out what a person says of a party's company; other papers that wait for it are resolved again."""
    hold(desk, document_id, user)
    opened = reviewing.opened(desk.store, document_id, desk.settings.review)
    if index >= len(opened.record.parties):
        raise NothingThereError(f"the document has no party {index}")
    with desk.store.change():
        entity = companies.decide(desk, opened.record, index, body, user.name)
        edits = [(f"parties[{index}].entity", entity)]
        after = reviewing.change(desk.store, document_id, _version(body), edits, user.name, desk.settings.review)
        touched = {
            stakes.text(opened.record.parties[index].name),
            *filter(None, (entity["id"], body.get("company_id"))),
        }
        again.resolve(desk.store, desk.companies(), touched, desk.settings.review)
    return _sheet(desk, after, user, user.name)


def rule_out(desk: Desk, document_id: int, body: Json, user: User) -> Json:
    """Keep that a name is not an entry of a list; papers that waited for nothing else leave the queue."""
    hold(desk, document_id, user)
    companies.rule_out(desk, body["name"], body["key"], user.name, str(body.get("note", "")))
    return _sheet(desk, reviewing.opened(desk.store, document_id, desk.settings.review), user, user.name)


def source_and_page(desk: Desk, document_id: int, number: int) -> tuple[Source, Page]:
    """Return the file of a document and one of its pages."""
    sha256 = read_pages.file_of(desk.store, document_id)
    page = read_pages.page(desk.store, sha256, number)
    if page is None:
        raise NothingThereError(f"the file has no page {number}")
    return source_of(desk, sha256), page


async def text_in(desk: Desk, document_id: int, number: int, edges: Sequence[float], again: bool) -> Json:
    """Return what stands in a rectangle: the words read there, or, where there are none or on demand, read once more."""
    source, page = source_and_page(desk, document_id, number)
    x0, top, x1, bottom = edges
    box = Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
    text, around = words.within(page, box)
    if again or not text:
        text, around = await run_in_threadpool(desk.hands.read_box, source, page, box), box
    return {"text": text, "page": number, "bbox": [round(edge, 1) for edge in (around or box).as_tuple()]}


def source_of(desk: Desk, sha256: str) -> Source:
    """Return a file of the store."""
    return desk.source(reviewing.source(desk.store, sha256), desk.store.original(sha256))


def hold(desk: Desk, document_id: int, user: User) -> None:
    """Claim the paper, or keep the claim alive; HeldError where somebody else works on it."""
    holder = queue_view.claim(desk.store, document_id, user.name)
    if holder != user.name:
        raise HeldError(f"{holder} works on this paper", holder=holder)


def _version(body: Json) -> Version:
    return Version.parse(str(body["version"]))


def _sheet(desk: Desk, opened: Opened, user: User, holder: str) -> Json:
    sha256 = opened.row["sha256"]
    row = queue_view.row(desk.store, opened.row["id"])
    return {
        **sheet.sheet(opened, read_pages.outlines(desk.store, sha256), desk.settings.review),
        "held_by": holder,
        "mine": holder == user.name,
        "may": {"edit": user.may("analyst"), "override": user.may("supervisor")},
        "indicators": reviewing.indicators(desk.store, opened.row["id"]),
        "screening": opened.record.engine.get("screening", []),
        "tags": queue_rows.tags(desk.store.db, opened.row["id"]),
        "siblings": reviewing.siblings(desk.store, sha256),
        "priority": row["priority"],
        "stake": {"kg": row["kg"], "stake": round(row["stake"], 3), "unsure": round(row["unsure"], 3)},
    }
