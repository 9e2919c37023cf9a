"""JSON for programs and for our own pages: one function an operation; `endpoints` says at which path and for whom."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, Response

from extractor.review import accounts, cutting, dashboard, intake, papers, pictures, shapes, words
from extractor.review.desk import Cut
from extractor.review.errors import MalformedError
from extractor.review.guard import Call, whole
from extractor.review.requests import (
    BEFORE,
    CLAIM,
    COMPANY,
    CUTS,
    DECISION,
    EDITS,
    HIT,
    LOGIN,
    NEXT,
    QUEUE_QUERY,
    SEARCH,
    TAGS,
    TEXT_IN,
    UPLOAD,
    USER,
    VIEW,
    WIDTH,
)
from extractor.review.shapes import Shape
from extractor.store import choices, people, queue_view, reviewing, uploads
from extractor.store.queue_view import Filter


def _document(call: Call) -> int:
    return call.number("document_id")


async def _body(call: Call, shape: Shape) -> dict[str, Any]:
    """Read the JSON that was sent and hold it against its shape."""
    try:
        data = json.loads(await call.request.body(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise MalformedError("the body is no JSON") from error
    shapes.check(shape, data)
    assert isinstance(data, dict)
    return data


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _query(call: Call, allowed: dict[str, Shape]) -> dict[str, Any]:
    """Read the query: numbers become numbers, what is not described is refused."""
    out: dict[str, Any] = {}
    for name, value in call.request.query_params.items():
        if name == "lang":
            continue
        if name not in allowed:
            raise MalformedError(f"there is no parameter {name[:60]}")
        number = whole(value) if allowed[name].get("type") == "integer" else None
        out[name] = value if number is None else number
        shapes.check(allowed[name], out[name], name)
    return out


def _sheet(call: Call, found: dict[str, Any]) -> Response:
    return JSONResponse(papers.told(found, call.t))


async def log_in(call: Call) -> Response:
    """Log in: the answer sets the session's cookie and names the token that every change has to send."""
    body = await _body(call, LOGIN)
    user = await accounts.authenticate(call, body["name"], body["password"])
    return accounts.begin(call, user, JSONResponse({"name": user.name, "role": user.role}))


async def log_out(call: Call) -> Response:
    """End the session."""
    assert call.session is not None
    people.close_session(call.desk.store, call.session.token)
    return JSONResponse({})


async def me(call: Call) -> Response:
    """Say who is logged in, and the token to send as X-CSRF-Token with every change."""
    assert call.session is not None
    return JSONResponse({"name": call.user.name, "role": call.user.role, "csrf": call.session.csrf})


async def queue(call: Call) -> Response:
    """Return a page of the queue, most urgent first."""
    query = _query(call, QUEUE_QUERY)
    offset = query.pop("offset", 0)
    chosen = Filter(**query)
    return JSONResponse(
        {"papers": queue_view.page(call.desk.store, chosen, offset), "count": queue_view.count(call.desk.store, chosen),
         "counts": queue_view.counts(call.desk.store)}
    )  # fmt: skip


async def take_next(call: Call) -> Response:
    """Claim the most urgent paper that nobody holds, or the next one below `after`."""
    body = await _body(call, NEXT)
    after, below = body.pop("after", None), body.pop("below", None)
    found = queue_view.take_next(call.desk.store, call.user.name, Filter(**body), after, below)
    return JSONResponse({"document_id": found})


async def document(call: Call) -> Response:
    """Return a document as people see it, and hold it for who asks."""
    return _sheet(call, papers.show(call.desk, _document(call), call.user))


async def history(call: Call) -> Response:
    """Return what happened to a document, latest first."""
    reviewing.opened(call.desk.store, _document(call), call.desk.settings.review)
    return JSONResponse({"history": reviewing.history(call.desk.store, _document(call))})


async def page_words(call: Call) -> Response:
    """Return the words of a page with their places."""
    _, page = papers.source_and_page(call.desk, _document(call), call.number("page"))
    return JSONResponse({"words": words.of_page(page)})


async def page_picture(call: Call) -> Response:
    """Return the picture of a page, at least as wide as asked where we draw it so."""
    width = _query(call, WIDTH).get("width", 1400)
    source, page = papers.source_and_page(call.desk, _document(call), call.number("page"))
    found = await run_in_threadpool(pictures.picture, source, page, width, call.desk.pictures)
    return FileResponse(found, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


async def text_in(call: Call) -> Response:
    """Return what stands in a rectangle of a page; read once more where `again` asks for it or no word is known there."""
    body = await _body(call, TEXT_IN)
    number = call.number("page")
    return JSONResponse(
        await papers.text_in(call.desk, _document(call), number, body["bbox"], body.get("again", False))
    )


async def edits(call: Call) -> Response:
    """Change values: all changes of a request are kept, or none. 409 where a value is no longer what was on the screen."""
    return _sheet(call, papers.edit(call.desk, _document(call), await _body(call, EDITS), call.user))


async def undo(call: Call) -> Response:
    """Take back the last change that still stands."""
    return _sheet(call, papers.undo(call.desk, _document(call), call.user))


async def decision(call: Call) -> Response:
    """Accept a paper, open it again, or put it away."""
    return JSONResponse(papers.decide(call.desk, _document(call), await _body(call, DECISION), call.user))


async def claim(call: Call) -> Response:
    """Hold a paper, or keep holding it; a supervisor may take it from another with `force`."""
    body = await _body(call, CLAIM)
    force = bool(body.get("force")) and call.user.may("supervisor")
    holder = queue_view.claim(call.desk.store, _document(call), call.user.name, force)
    return JSONResponse({"held_by": holder, "mine": holder == call.user.name})


async def release(call: Call) -> Response:
    """Give a paper back."""
    queue_view.row(call.desk.store, _document(call))
    queue_view.release(call.desk.store, _document(call), call.user.name)
    return JSONResponse({})


async def tags(call: Call) -> Response:
    """Replace the tags of a paper."""
    return JSONResponse({"tags": papers.tag(call.desk, _document(call), (await _body(call, TAGS))["tags"])})


async def cut(call: Call) -> Response:
    """Make other documents of the pages of a file, or the same pages another type: they are understood anew."""
    body = await _body(call, CUTS)
    cuts = [Cut(tuple(sorted(entry["pages"])), entry.get("doc_type")) for entry in body["documents"]]
    found = await cutting.cut(call.desk, _document(call), cuts, call.user, " ".join(body.get("reason", "").split()))
    return JSONResponse({"documents": found})


async def candidates(call: Call) -> Response:
    """Return the companies that a party may be, best first, with reasons."""
    return JSONResponse({"candidates": papers.candidates(call.desk, _document(call), call.number("party"))})


async def company(call: Call) -> Response:
    """Say which company a party is: `pick`, `create`, or `none` of those offered."""
    body = await _body(call, COMPANY)
    return _sheet(call, papers.choose_company(call.desk, _document(call), call.number("party"), body, call.user))


async def rule_out(call: Call) -> Response:
    """Say that a party, as it is printed, is not the listed one; this holds for every paper and can be taken back."""
    return _sheet(call, papers.rule_out(call.desk, _document(call), await _body(call, HIT), call.user))


async def companies(call: Call) -> Response:
    """Return companies whose name or spelling holds a text."""
    return JSONResponse({"companies": choices.companies(call.desk.store, _query(call, SEARCH).get("q", ""))})


async def search(call: Call) -> Response:
    """Return papers that hold all words of a query, best first; single Chinese characters count as words."""
    found = call.desk.store.find(_query(call, SEARCH).get("q", ""))
    return JSONResponse({"papers": queue_view.rows(call.desk.store, found)})


async def upload(call: Call) -> Response:
    """Hand in a file: its bytes are the body, its name a parameter. It is read in the background."""
    name = _query(call, UPLOAD).get("name", "")
    return JSONResponse({"upload_id": await intake.take_in(call, name)}, 202)


async def uploaded(call: Call) -> Response:
    """Return the files that were handed in last, and what became of each."""
    return JSONResponse({"uploads": uploads.latest(call.desk.store)})


async def figures(call: Call) -> Response:
    """Return the figures of the dashboard."""
    return JSONResponse(await dashboard.figures_of(call.desk))


async def views(call: Call) -> Response:
    """Return one's kept filters of the queue."""
    return JSONResponse({"views": people.views(call.desk.store, call.user)})


async def save_view(call: Call) -> Response:
    """Keep a filter of the queue under a name; an empty query takes it away."""
    body = await _body(call, VIEW)
    people.save_view(call.desk.store, call.user, body["name"], body["query"])
    return JSONResponse({"views": people.views(call.desk.store, call.user)})


async def users(call: Call) -> Response:
    """Return all users."""
    found = people.users(call.desk.store)
    return JSONResponse({"users": [{"name": u.name, "role": u.role, "active": u.active} for u in found]})


async def save_user(call: Call) -> Response:
    """Add a user, or change role, password or activity of the one of that name."""
    await accounts.save_user(call, await _body(call, USER))
    return await users(call)


async def audit(call: Call) -> Response:
    """Return the last lines of the audit trail."""
    before = _query(call, BEFORE).get("before")
    return JSONResponse({"lines": people.audit(call.desk.store, 200, before)})
