"""The one door: who asks, whether the role allows it, whether the request comes from our own page, what goes out with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.errors import ExtractorError
from extractor.review import language, secrets
from extractor.review.desk import Desk
from extractor.review.errors import ForbiddenError, LoginNeededError, NothingThereError, OversizedError, ReviewError
from extractor.review.rendering import render
from extractor.store import people
from extractor.store.errors import ConflictError, UnknownError
from extractor.store.people import Session, User

COOKIE = "extractor_session"
LANGUAGE_COOKIE = "extractor_language"
SAFE = frozenset({"GET", "HEAD"})
LONGEST_NUMBER = 15
"""Digits: SQLite has room for 18, and JSON for 15 in every program."""
MOST_BODY = 4_000_000
"""Bytes of a request that carries no file."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass
class Call:
    """One request that came through the door. `session` is None only where nobody has to be logged in."""

    request: Request
    desk: Desk
    session: Session | None
    lang: str = "en"
    form: FormData | None = None

    @property
    def user(self) -> User:
        """Who asks."""
        assert self.session is not None
        return self.session.user

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Answer with a page."""
        return render(template, self.lang, self.session, status, path=self.request.url.path, **values)

    def t(self, text: str) -> str:
        """Translate a text of the pages."""
        return language.words(self.lang).get(text, text)

    def number(self, name: str) -> int:
        """Return a number of the address; NothingThereError where it can be that of nothing."""
        found = whole(str(self.request.path_params[name]))
        if found is None:
            raise NothingThereError(f"there is no such {name.removesuffix('_id')}")
        return found

    def text(self, name: str) -> str:
        """Return a field of the form, '' where it was not sent."""
        found = self.form.get(name, "") if self.form is not None else ""
        return found if isinstance(found, str) else ""


def whole(text: str) -> int | None:
    """Return the whole number that a text is, None where it is none or larger than any that the store gives out."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


Answer = Callable[[Call], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(answer: Answer, role: str | None) -> Endpoint:
    """Return the endpoint that lets in whom `role` lets in (None: anybody) and turns our errors into answers."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        call = Call(request, desk, _session(request, desk), _language(request))
        try:
            if role is not None:
                _admit(call, role)
            if request.method not in SAFE:
                await _check_origin(call)
            return await answer(call)
        except ExtractorError as error:
            return refused(call, error)

    return endpoint


def client_address(call: Call) -> str:
    """Return the address that asks; behind a proxy uvicorn has put the one that the proxy saw."""
    return call.request.client.host if call.request.client else ""


def refused(call: Call, error: ExtractorError) -> Response:
    """Answer with what is wrong: a page for people, JSON for programs."""
    status, details = _status(error)
    wants_json = call.request.url.path.startswith("/api/")
    if wants_json:
        body = {"error": type(error).__name__.removesuffix("Error").lower(), "message": str(error) or error.advice,
                "advice": error.chinese if call.lang == "zh" else error.advice, **details}  # fmt: skip
        return JSONResponse(body, status)
    if isinstance(error, LoginNeededError):
        path = call.request.url.path
        return RedirectResponse(f"/login?next={quote(path)}" if path != "/" else "/login", 303)
    return call.page(
        "error.html", status, message=str(error), advice=error.chinese if call.lang == "zh" else error.advice
    )


def _status(error: ExtractorError) -> tuple[int, dict[str, Any]]:
    if isinstance(error, ConflictError):
        return 409, {"path": error.path, "seen": error.seen, "current": error.current}
    if isinstance(error, UnknownError):
        return 404, {}
    if isinstance(error, ReviewError):
        return error.status, error.details
    return 422, {}


def _session(request: Request, desk: Desk) -> Session | None:
    token = request.cookies.get(COOKIE, "")
    return people.session(desk.store, secrets.digest(token)) if token else None


def _language(request: Request) -> str:
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in language.LANGUAGES else "en"


def _admit(call: Call, role: str) -> None:
    if call.session is None:
        raise LoginNeededError("nobody is logged in")
    if not call.session.user.may(role):
        raise ForbiddenError(f"this needs the role {role}")


async def _check_origin(call: Call) -> None:
    """Refuse a change that another site's page sends: its origin is another, and it can't know the session's token."""
    request = call.request
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForbiddenError("the request comes from another site")
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        call.form = await request.form(max_files=0, max_fields=50)
    if call.session is not None:
        sent = request.headers.get("x-csrf-token") or call.text("csrf")
        if not secrets.same(sent, call.session.csrf):
            raise ForbiddenError("the request lacks this session's token")
    elif request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise ForbiddenError("the request comes from another site")


class Shell:
    """Around the whole app: a limit for what is sent, and the headers that keep a browser safe."""

    def __init__(self, app: ASGIApp, most_file: int) -> None:
        self.app, self.most_file = app, most_file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counted, and its answer back, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.most_file if scope["path"] == "/api/uploads" else MOST_BODY
        sizes = [int(value) for name, value in scope["headers"] if name == b"content-length" and value.isdigit()]
        counted = 0

        async def counting() -> Message:
            nonlocal counted
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > most:
                raise OversizedError(f"more than {most:,} bytes were sent")
            return message

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                if b"cache-control" not in known:
                    more.append((b"cache-control", b"no-store"))
                message["headers"] = [*message["headers"], *more]
            await send(message)

        if sizes and max(sizes) > most:
            answer = JSONResponse({"error": "oversized", "message": f"more than {most:,} bytes were sent"}, 413)
            await answer(scope, receive, dressed)
            return
        await self.app(scope, counting, dressed)
