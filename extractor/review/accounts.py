"""Coming in and going out: the first-start link, log-in with throttling, log-out, users, the audit trail."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from extractor.review import language, secrets
from extractor.review.desk import Desk
from extractor.review.errors import LoginNeededError, NothingThereError, NotUnderstoodError, TooOftenError
from extractor.review.guard import COOKIE, LANGUAGE_COOKIE, Call, client_address, whole
from extractor.store import people
from extractor.store.people import User

THROTTLE_SECONDS = 900
MOST_FAILURES = 8
"""Failed log-ins of one name within THROTTLE_SECONDS after which it has to wait."""
MOST_FAILURES_ADDRESS = 40
LONGEST_NAME = 60


def first_link(desk: Desk) -> str | None:
    """Return the path of the one-time link that makes the first admin, None where somebody may log in already."""
    if people.any_user(desk.store):
        return None
    token = secrets.token()
    people.invite(desk.store, secrets.digest(token), "admin")
    return f"/start/{token}"


async def start(call: Call) -> Response:
    """Show the form behind a one-time link."""
    if people.invited(call.desk.store, secrets.digest(call.request.path_params["token"])) is None:
        raise NothingThereError("the link was used before or is too old")
    return call.page("start.html", problem="")


async def start_sent(call: Call) -> Response:
    """Make the user whom the link is for and log in."""
    token = secrets.digest(call.request.path_params["token"])
    if people.invited(call.desk.store, token) is None:
        raise NothingThereError("the link was used before or is too old")
    try:
        name = checked_name(call.text("name"))
        password = await run_in_threadpool(secrets.hashed, call.text("password"))
    except NotUnderstoodError as error:
        return call.page("start.html", 422, problem=str(error))
    user = people.use_invitation(call.desk.store, token, name, password)
    people.note(call.desk.store, name, "first user", name, user.role)
    return begin(call, user, RedirectResponse("/", 303))


async def login(call: Call) -> Response:
    """Show the log-in form."""
    if call.session is not None:
        return RedirectResponse("/", 303)
    return call.page("login.html", problem="", nobody=not people.any_user(call.desk.store), next=_inside(call))


async def login_sent(call: Call) -> Response:
    """Log in, or say only that name and password do not fit together."""
    try:
        user = await authenticate(call, call.text("name"), call.text("password"))
    except (LoginNeededError, TooOftenError) as error:
        nobody = not people.any_user(call.desk.store)
        return call.page("login.html", error.status, problem=str(error), nobody=nobody, next=_inside(call))
    return begin(call, user, RedirectResponse(_inside(call), 303))


async def authenticate(call: Call, name: str, password: str) -> User:
    """Return whom name and password belong to; after too many failures nobody is asked any more for some time."""
    store, address = call.desk.store, f"address:{client_address(call)}"
    name = name.strip()[:LONGEST_NAME]
    key = f"name:{name.casefold()}"
    if (people.failures(store, key, THROTTLE_SECONDS) >= MOST_FAILURES
            or people.failures(store, address, THROTTLE_SECONDS) >= MOST_FAILURES_ADDRESS):  # fmt: skip
        raise TooOftenError("too many log-ins failed")
    user = people.user_named(store, name)
    known = user.password if user is not None and user.active else None
    if not await run_in_threadpool(secrets.fits, password[: secrets.LONGEST_PASSWORD + 1], known):
        people.failed(store, key, address)
        people.note(store, name, "log-in failed", address)
        raise LoginNeededError("name and password do not fit together")
    assert user is not None
    people.forgive(store, key)
    people.note(store, user.name, "log-in", address)
    return user


def begin(call: Call, user: User, answer: Response) -> Response:
    """Open a session and hand its token out in a cookie that no script reads and no other site sends."""
    token = secrets.token()
    people.open_session(call.desk.store, user, secrets.digest(token), secrets.token())
    answer.set_cookie(
        COOKIE, token, max_age=people.SESSION_SECONDS, httponly=True, samesite="strict", secure=call.desk.secure
    )
    return answer


async def logout(call: Call) -> Response:
    """End the session."""
    assert call.session is not None
    people.close_session(call.desk.store, call.session.token)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


async def choose_language(call: Call) -> Response:
    """Remember the language of the pages."""
    answer = RedirectResponse(_inside(call), 303)
    chosen = call.text("language")
    answer.set_cookie(LANGUAGE_COOKIE, chosen if chosen in language.LANGUAGES else "en", samesite="strict",
                      secure=call.desk.secure, max_age=365 * 86400)  # fmt: skip
    return answer


async def users(call: Call) -> Response:
    """Show who may use review."""
    return call.page("users.html", users=people.users(call.desk.store), roles=people.ROLES, problem="")


async def users_sent(call: Call) -> Response:
    """Add or change a user from the form."""
    try:
        body: dict[str, Any] = {
            name: call.text(name) for name in ("name", "role", "password", "active") if call.text(name)
        }
        body["active"] = call.text("active") != "no"
        await save_user(call, body)
    except NotUnderstoodError as error:
        return call.page("users.html", 422, users=people.users(call.desk.store), roles=people.ROLES, problem=str(error))
    return RedirectResponse("/users", 303)


async def save_user(call: Call, body: dict[str, Any]) -> None:
    """Add a user, or change role, password or activity of the one of that name."""
    store = call.desk.store
    name = checked_name(str(body.get("name", "")))
    changes: dict[str, Any] = {key: body[key] for key in ("role", "active") if key in body}
    if changes.get("role", people.ROLES[0]) not in people.ROLES:
        raise NotUnderstoodError(f"there is no role {changes['role']}")
    if body.get("password"):
        changes["password"] = await run_in_threadpool(secrets.hashed, str(body["password"]))
    if people.user_named(store, name) is not None:
        people.set_user(store, name, **changes)
    elif "password" in changes:
        people.add_user(store, name, changes.get("role", people.ROLES[0]), changes["password"])
    else:
        raise NotUnderstoodError("a new user needs a password")
    said = ", ".join(f"{key}={value}" for key, value in changes.items() if key != "password")
    people.note(store, call.user.name, "user changed", name, said + (", password" if "password" in changes else ""))


async def audit(call: Call) -> Response:
    """Show the audit trail."""
    lines = people.audit(call.desk.store, 100, whole(call.request.query_params.get("before", "")))
    return call.page("audit.html", lines=lines)


def checked_name(name: str) -> str:
    """Return a user's name; NotUnderstoodError where it is empty, too long, or holds what can't be seen."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotUnderstoodError(f"a name has 1 to {LONGEST_NAME} letters")
    return name


def _inside(call: Call) -> str:
    """Return the page to go to afterwards, never one of another site."""
    wanted = call.text("next") or call.request.query_params.get("next", "/")
    safe = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if safe else "/"
