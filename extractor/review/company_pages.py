"""The pages of companies: who is known, who may be the same and why, what papers propose, and what a person says of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from extractor.resolution.judgements import Judgement, Verdict
from extractor.review import companies as candidates
from extractor.review import dashboard
from extractor.review.desk import Desk
from extractor.review.errors import MalformedError, NotUnderstoodError
from extractor.review.guard import Call, whole
from extractor.store import again, choices, entities, judgements, people, proposals
from extractor.store.store import Store

MOST_CHANGES = 50
LONGEST = 300


async def every(call: Call) -> Response:
    """Show the companies of the register, contradictions, and the names that papers propose."""
    text = call.request.query_params.get("q", "")[:200]
    store = call.desk.store
    said = call.desk.companies().said
    return call.page(
        "companies.html", companies=choices.companies(store, text), q=text, groups=said.groups,
        conflicts=said.conflicts(), proposals=proposals.waiting(store, limit=100),
    )  # fmt: skip


async def one(call: Call) -> Response:
    """Show a company: spellings, group and why, who may be the same, judgements, proposals, papers."""
    key = call.request.path_params["company_id"]
    return call.page("company.html", **_shown(call.desk, key))


def _shown(desk: Desk, key: str) -> dict[str, Any]:
    store, register = desk.store, desk.companies()
    said = register.said
    group = said.groups.group(key)
    company = choices.company(store, key)
    return {
        "company": company,
        "head": said.groups.head(key),
        "group": [{"id": other.id, "name": other.name, "why": [one.sentence() for one in said.groups.why(key, other.id)]}
                  for other in entities.some(store, set(group) - {key})],
        "conflicts": [one.sentence() for one in said.groups.conflicts if key in one.different.pair],
        "near": candidates.near(desk, company["name"], set(group)),
        "judgements": choices.judged(store, key),
        "proposals": proposals.waiting(store, key),
        "changes": [one.sentence() for one, _ in zip(again.changes(store, register, {key}), range(MOST_CHANGES), strict=False)],
        "papers": choices.papers(store, key),
    }  # fmt: skip


async def sent(call: Call) -> Response:
    """Keep what a person says of companies and names; papers that wait are resolved again, accepted ones only listed."""
    action = call.text("action")
    if action not in _ACTIONS:
        raise MalformedError("there is no such thing to say of a company")
    store = call.desk.store
    with store.change():
        said = _ACTIONS[action](store, call)
        touched = {key for one in said for key in (one.right, one.name or one.left)}
        groups = call.desk.companies().said.groups
        touched |= {other for key in touched for other in groups.group(key)}
        again.resolve(store, call.desk.companies(), touched, call.desk.settings.review)
        for one in said:
            people.note(
                store, call.user.name, f"company {one.verdict}", f"{one.left} / {one.right}"[:LONGEST], one.note
            )
    await dashboard.bring_up_to_date(call.desk)
    back = call.text("company") or (said[0].right if said else "")
    return RedirectResponse(f"/companies/{quote(back, safe='')}" if back else "/companies", 303)


def _judge(store: Store, call: Call) -> list[Judgement]:
    verdict, note = Verdict(call.text("action")), call.text("note")[:LONGEST]
    return [judgements.say(store, call.text("left"), call.text("company"), verdict, call.user.name, note)]


def _alias(store: Store, call: Call) -> list[Judgement]:
    name = call.text("name").strip()[:LONGEST]
    if not name:
        raise NotUnderstoodError("a spelling has letters")
    return [
        judgements.of_name(store, name, call.text("company"), Verdict.SAME, call.user.name, call.text("note")[:LONGEST])
    ]


def _undo(store: Store, call: Call) -> list[Judgement]:
    key = _number(call, "judgement")
    before = judgements.one_of(store, key)
    return [before, judgements.undo(store, key, call.user.name, call.text("note")[:LONGEST])]


def _split(store: Store, call: Call) -> list[Judgement]:
    return judgements.split(store, call.text("company"), (), call.user.name, call.text("note")[:LONGEST])


def _accept(store: Store, call: Call) -> list[Judgement]:
    return proposals.accept(store, _number(call, "proposal"), call.user.name)


def _refuse(store: Store, call: Call) -> list[Judgement]:
    return proposals.refuse(store, _number(call, "proposal"), call.user.name)


def _clear(store: Store, call: Call) -> list[Judgement]:
    name, note = call.text("name")[:LONGEST], call.text("note")[:LONGEST]
    return [candidates.rule_out(call.desk, name, call.text("listed"), call.user.name, note)]


def _number(call: Call, name: str) -> int:
    found = whole(call.text(name))
    if found is None:
        raise MalformedError(f"{name} is a number")
    return found


_ACTIONS = {
    "same": _judge, "different": _judge, "unsure": _judge, "alias": _alias, "undo": _undo, "split": _split,
    "accept": _accept, "refuse": _refuse, "clear": _clear,
}  # fmt: skip
"""What a person may say, by the name of its button."""
