"""The pages that people look at."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from extractor.review import dashboard, form, papers
from extractor.review.errors import MalformedError, NothingThereError
from extractor.review.guard import Call, whole
from extractor.store import people, queue_view, register, reviewing, uploads
from extractor.store.queue_view import PAGE, Filter

MOST_LINKS = 200
STATUSES = ("needs_review", "auto_accepted", "reviewed", "junk", "duplicate")
AGES = ((0, "any"), (1, "1 day"), (7, "1 week"), (30, "30 days"))


async def queue(call: Call) -> Response:
    """Show the queue with its filters."""
    chosen, offset = _filter(call), whole(call.request.query_params.get("offset", "")) or 0
    store = call.desk.store
    found = queue_view.page(store, chosen, offset)
    return call.page(
        "queue.html",
        papers=found,
        chosen=chosen,
        offset=offset,
        size=PAGE,
        count=queue_view.count(store, chosen),
        most=queue_view.MOST_COUNTED,
        counts=queue_view.counts(store),
        labels=queue_view.labels(store, chosen.status),
        statuses=STATUSES,
        ages=AGES,
        types=form.TYPES,
        views=people.views(store, call.user),
        holders=[user.name for user in people.users(store)],
        query=_as_query(chosen),
        link=lambda **changes: "/?" + _as_query(chosen, **changes),
    )


async def paper(call: Call) -> Response:
    """Show a paper: its page and its values side by side."""
    shown = papers.show(call.desk, call.number("document_id"), call.user)
    csrf = call.session.csrf if call.session else ""
    return call.page("paper.html", paper=papers.told(shown, call.t), types=form.TYPES, roles=form.ROLES, csrf=csrf)


async def first(call: Call) -> Response:
    """Open the most urgent paper that nobody holds."""
    found = queue_view.take_next(call.desk.store, call.user.name, _filter(call))
    return RedirectResponse(f"/documents/{found}" if found is not None else "/?empty=1", 303)


async def upload(call: Call) -> Response:
    """Show where files are handed in, and what became of the last ones."""
    return call.page("upload.html", uploads=uploads.latest(call.desk.store))


async def links(call: Call) -> Response:
    """Show the pairs of papers of which a person has to say whether they belong together."""
    return call.page("links.html", links=register.doubtful(call.desk.store)[:MOST_LINKS])


async def links_sent(call: Call) -> Response:
    """Keep what a person says of two papers; the register follows when it is next brought up to date."""
    left, right, said = whole(call.text("left")), whole(call.text("right")), call.text("together")
    if left is None or right is None or said not in {"yes", "no"}:
        raise MalformedError("two papers, and yes or no")
    for key in (left, right):
        queue_view.row(call.desk.store, key)
    register.decide(call.desk.store, left, right, said == "yes", call.user.name)
    people.note(call.desk.store, call.user.name, "link", f"documents {left} and {right}", said)
    await dashboard.bring_up_to_date(call.desk)
    return RedirectResponse("/links", 303)


async def search(call: Call) -> Response:
    """Show the papers that hold all words of a query."""
    text = call.request.query_params.get("q", "")[:400]
    found = queue_view.rows(call.desk.store, call.desk.store.find(text)) if text.strip() else []
    return call.page("search.html", papers=found, q=text)


async def history(call: Call) -> Response:
    """Show what happened to a paper."""
    key = call.number("document_id")
    opened = reviewing.opened(call.desk.store, key, call.desk.settings.review)
    return call.page("history.html", document=opened.row, entries=reviewing.history(call.desk.store, key))


async def nothing(call: Call) -> Response:
    """Say that there is no such page."""
    raise NothingThereError("there is no such page")


def _filter(call: Call) -> Filter:
    query = call.request.query_params
    chosen: dict[str, Any] = {
        name: query[name][:400]
        for name in ("status", "doc_type", "client", "reason", "tag", "who") if query.get(name)
    }  # fmt: skip
    return Filter(**chosen, days=min(36500, whole(query.get("days", "")) or 0))


def _as_query(chosen: Filter, **changes: Any) -> str:
    values = {**{name: getattr(chosen, name) for name in Filter.__dataclass_fields__}, **changes}
    return urlencode({name: value for name, value in values.items() if value})
