"""Judgements in the store: said once, never taken away, undone by a later row."""

from __future__ import annotations

from typing import Any

from extractor.resolution.judgements import NAME, Judgement, Said, Verdict, standing
from extractor.resolution.screening import LISTED
from extractor.store import entities
from extractor.store.errors import StoreError, UnknownError
from extractor.store.rows import now
from extractor.store.store import Store
from extractor.values.names import normalise


def every(store: Store) -> list[Judgement]:
    """Return all judgements in the order in which they were made, undone ones and undoings too."""
    return [_judgement(row) for row in store.db.query("SELECT * FROM judgements ORDER BY id")]


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement(row["id"], row["left_id"], row["right_id"], Verdict(row["judgement"]), row["who"], row["at"], row["note"],
                     row["undoes"])  # fmt: skip


def said(store: Store) -> Said:
    """Return what people said that still stands, and what follows from it."""
    stand = standing(every(store))
    merged = {key for one in stand if one.name is None for key in one.pair}
    ranks = entities.ranks(store, merged)
    return Said(stand, lambda key: ranks.get(key, (True, "9")))


def say(store: Store, left: str, right: str, verdict: Verdict, who: str, note: str = "") -> Judgement:
    """Keep what a person said of a name or company and a company; what already stands is not said twice.

    `left` is a company's id or `name:` and a name as it was printed. UnknownError for a company that is not known, StoreError
    without who says it, or where both are one.
    """
    if not who.strip():
        raise StoreError("a judgement has a name under it: say who judges")
    if left == right:
        raise StoreError(f"{left} is one company, not two")
    for key in (left, right):
        if not key.startswith((NAME, LISTED)):
            entities.one(store, key)
    with store.change():
        for one in standing(every(store)):
            if one.verdict is verdict and _same_pair(one, left, right):
                return one
        return _keep(store, Judgement(0, left, right, verdict, who.strip(), now(), note))


def _keep(store: Store, said_now: Judgement) -> Judgement:
    row = {"left_id": said_now.left, "right_id": said_now.right, "judgement": str(said_now.verdict), "who": said_now.who,
           "at": said_now.at, "note": said_now.note, "undoes": said_now.undoes}  # fmt: skip
    with store.change() as db:
        key = db.table("judgements").insert(row).last_pk
        entities.bump(db)
    assert isinstance(key, int)
    return one_of(store, key)


def of_name(store: Store, name: str, company_id: str, verdict: Verdict, who: str, note: str = "") -> Judgement:
    """Keep what a person said of a name, as it was printed, and a company."""
    plain = " ".join(name.split())
    if not normalise(plain):
        raise StoreError("a name has letters")
    return say(store, NAME + plain, company_id, verdict, who, note)


def undo(store: Store, judgement_id: int, who: str, note: str = "") -> Judgement:
    """Take back a judgement by a row of its own; StoreError where it does not stand."""
    found = one_of(store, judgement_id)
    if found not in standing(every(store)):
        raise StoreError(f"judgement {judgement_id} does not stand any more")
    if not who.strip():
        raise StoreError("a judgement has a name under it: say who judges")
    return _keep(store, Judgement(0, found.left, found.right, Verdict.UNDO, who.strip(), now(), note, judgement_id))


def one_of(store: Store, judgement_id: int) -> Judgement:
    """Return a judgement; UnknownError for an unknown one."""
    row = next(store.db.query("SELECT * FROM judgements WHERE id = ?", [judgement_id]), None)
    if row is None:
        raise UnknownError(f"there is no judgement {judgement_id}")
    return _judgement(row)


def about(store: Store, company_id: str) -> list[Judgement]:
    """Return all judgements that name a company, latest first, undone ones too."""
    found = store.db.query(
        "SELECT * FROM judgements WHERE left_id = ? OR right_id = ? ORDER BY id DESC", [company_id, company_id]
    )
    return [_judgement(row) for row in found]


def split(store: Store, company_id: str, others: tuple[str, ...], who: str, note: str = "") -> list[Judgement]:
    """Take a company out of its group: undo each `same` that ties it to the others, and remember that they are different.

    Without `others` it is parted from every company that it was tied to. StoreError where nothing ties them directly.
    """
    stand = [one for one in said(store).judgements if one.verdict is Verdict.SAME and one.name is None]
    ties = [one for one in stand if company_id in one.pair and (not others or one.pair & set(others))]
    if not ties:
        raise StoreError(f"no judgement ties {company_id} to {', '.join(others) or 'another company'} directly")
    done = []
    with store.change():
        for tie in ties:
            done.append(undo(store, tie.id, who, note))
            (other,) = tie.pair - {company_id}
            done.append(say(store, company_id, other, Verdict.DIFFERENT, who, note))
    return done


def _same_pair(one: Judgement, left: str, right: str) -> bool:
    if one.name is None or not left.startswith(NAME):
        return one.pair == frozenset((left, right))
    return one.right == right and normalise(one.name) == normalise(left.removeprefix(NAME))
