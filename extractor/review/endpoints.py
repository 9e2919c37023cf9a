"""Every operation of the API in one table: method, path, function, least role, and the shape of what is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

from extractor.review import api, openapi
from extractor.review.guard import Answer, Call
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


@dataclass(frozen=True)
class Endpoint:
    """An operation of the API. `role` None: nobody has to be logged in; `body` None: nothing is sent."""

    method: str
    path: str
    answer: Answer
    role: str | None
    summary: str
    body: Shape | None = None
    query: tuple[tuple[str, Shape], ...] = ()
    raw: bool = False
    """Whether the body is a file's bytes."""


async def description(call: Call) -> Response:
    """Describe this API (OpenAPI 3.1)."""
    return JSONResponse(openapi.describe(ENDPOINTS))


def _q(shape: dict[str, Shape]) -> tuple[tuple[str, Shape], ...]:
    return tuple(shape.items())


_ONE: Callable[[str], str] = "/api/documents/{document_id}".__add__
ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("POST", "/api/login", api.log_in, None, "Log in", LOGIN),
    Endpoint("POST", "/api/logout", api.log_out, "clerk", "Log out"),
    Endpoint("GET", "/api/me", api.me, "clerk", "Who is logged in"),
    Endpoint("GET", "/api/openapi.json", description, "clerk", "This description"),
    Endpoint("GET", "/api/queue", api.queue, "clerk", "A page of the queue", query=_q(QUEUE_QUERY)),
    Endpoint("POST", "/api/queue/next", api.take_next, "analyst", "Claim the next paper", NEXT),
    Endpoint("GET", _ONE(""), api.document, "clerk", "A document"),
    Endpoint("GET", _ONE("/history"), api.history, "clerk", "What happened to a document"),
    Endpoint("GET", _ONE("/pages/{page}/words"), api.page_words, "clerk", "Words of a page"),
    Endpoint("GET", _ONE("/pages/{page}/picture"), api.page_picture, "clerk", "Picture of a page", query=_q(WIDTH)),
    Endpoint("POST", _ONE("/pages/{page}/text"), api.text_in, "analyst", "Text in a rectangle", TEXT_IN),
    Endpoint("POST", _ONE("/edits"), api.edits, "analyst", "Change values", EDITS),
    Endpoint("POST", _ONE("/undo"), api.undo, "analyst", "Take back the last change"),
    Endpoint("POST", _ONE("/decision"), api.decision, "analyst", "Accept or put away", DECISION),
    Endpoint("POST", _ONE("/claim"), api.claim, "analyst", "Hold a paper", CLAIM),
    Endpoint("POST", _ONE("/release"), api.release, "analyst", "Give a paper back"),
    Endpoint("PUT", _ONE("/tags"), api.tags, "analyst", "Replace the tags", TAGS),
    Endpoint("POST", _ONE("/cut"), api.cut, "analyst", "Cut a file into other documents", CUTS),
    Endpoint("GET", _ONE("/parties/{party}/candidates"), api.candidates, "analyst", "Companies that a party may be"),
    Endpoint("POST", _ONE("/parties/{party}/company"), api.company, "analyst", "Say which company a party is", COMPANY),
    Endpoint("POST", _ONE("/hits"), api.rule_out, "analyst", "Say that a party is not a listed one", HIT),
    Endpoint("GET", "/api/companies", api.companies, "clerk", "Companies", query=_q(SEARCH)),
    Endpoint("GET", "/api/search", api.search, "clerk", "Papers that hold some words", query=_q(SEARCH)),
    Endpoint("GET", "/api/uploads", api.uploaded, "clerk", "Files handed in"),
    Endpoint("POST", "/api/uploads", api.upload, "clerk", "Hand in a file", query=_q(UPLOAD), raw=True),
    Endpoint("GET", "/api/figures", api.figures, "clerk", "Figures of the dashboard"),
    Endpoint("GET", "/api/views", api.views, "clerk", "Kept filters"),
    Endpoint("PUT", "/api/views", api.save_view, "clerk", "Keep a filter", VIEW),
    Endpoint("GET", "/api/users", api.users, "admin", "Users"),
    Endpoint("PUT", "/api/users", api.save_user, "admin", "Add or change a user", USER),
    Endpoint("GET", "/api/audit", api.audit, "admin", "The audit trail", query=_q(BEFORE)),
)
"""Every operation, with the least role that may use it."""
