"""The app: every route with the least role that it needs. What is not named here is not served."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from extractor.review import accounts, company_pages, dashboard, endpoints, intake, pages
from extractor.review.desk import Desk
from extractor.review.guard import Answer, Shell, guarded
from extractor.review.rendering import HERE
from extractor.store import queue_view, uploads

PAGES: tuple[tuple[str, str, Answer, str | None], ...] = (
    ("GET", "/login", accounts.login, None),
    ("POST", "/login", accounts.login_sent, None),
    ("POST", "/language", accounts.choose_language, None),
    ("GET", "/start/{token}", accounts.start, None),
    ("POST", "/start/{token}", accounts.start_sent, None),
    ("POST", "/logout", accounts.logout, "clerk"),
    ("GET", "/", pages.queue, "clerk"),
    ("GET", "/next", pages.first, "analyst"),
    ("GET", "/documents/{document_id}", pages.paper, "clerk"),
    ("GET", "/documents/{document_id}/history", pages.history, "clerk"),
    ("GET", "/upload", pages.upload, "clerk"),
    ("GET", "/companies", company_pages.every, "clerk"),
    ("POST", "/companies", company_pages.sent, "analyst"),
    ("GET", "/companies/{company_id:path}", company_pages.one, "clerk"),
    ("GET", "/links", pages.links, "analyst"),
    ("POST", "/links", pages.links_sent, "analyst"),
    ("GET", "/search", pages.search, "clerk"),
    ("GET", "/dashboard", dashboard.page, "clerk"),
    ("GET", "/users", accounts.users, "admin"),
    ("POST", "/users", accounts.users_sent, "admin"),
    ("GET", "/audit", accounts.audit, "admin"),
)
"""Method, path, answer, and the least role; None: nobody has to be logged in."""


def create(desk: Desk) -> Starlette:
    """Return the app around a desk; it opens the store when it starts and closes it when it ends."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        desk.open()
        queue_view.fill(desk.store)
        uploads.interrupted(desk.store)
        try:
            yield
        finally:
            await intake.finished()
            desk.close()

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[Middleware(Shell, most_file=desk.settings.limits.file_bytes)],
        exception_handlers={HTTPException: _problem},
    )
    app.state.desk = desk
    return app


def _routes() -> list[BaseRoute]:
    out: list[BaseRoute] = [
        Route(path, guarded(answer, role), methods=[method]) for method, path, answer, role in PAGES
    ]
    for endpoint in endpoints.ENDPOINTS:
        out.append(Route(endpoint.path, guarded(endpoint.answer, endpoint.role), methods=[endpoint.method]))
    out.append(Mount("/static", StaticFiles(directory=HERE / "static")))
    out.append(Route("/{path:path}", guarded(pages.nothing, "clerk"), methods=["GET"]))
    return out


async def _problem(request: Request, error: Exception) -> Response:
    """Answer what the router refuses: an unknown path, a method that a path does not have."""
    assert isinstance(error, HTTPException)
    body = {"error": "refused", "message": str(error.detail)}
    return JSONResponse(body, error.status_code, headers=error.headers)
