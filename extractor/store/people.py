"""Who may use review: users with roles, their sessions, one-time invitations, and failed log-ins.

Tokens and passwords come in as hashes: whoever reads the database can't log in with what stands there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from extractor.store.errors import StoreError, UnknownError
from extractor.store.rows import now
from extractor.store.store import Store

ROLES = ("clerk", "analyst", "supervisor", "admin")
"""Each may do all that those before it may."""
SESSION_SECONDS = 12 * 3600
"""A session ends when nothing was asked of it for so long."""
INVITATION_SECONDS = 24 * 3600


@dataclass(frozen=True)
class User:
    """A person with a role; `password` is a hash."""

    id: int
    name: str
    role: str
    password: str
    active: bool

    def may(self, role: str) -> bool:
        """Say whether this person may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)

    @classmethod
    def of(cls, row: dict[str, Any]) -> User:
        """Read a row of the table `users`."""
        return cls(row["id"], row["name"], row["role"], row["password"], bool(row["active"]))


@dataclass(frozen=True)
class Session:
    """A log-in that holds: who, and the secret that every change has to name."""

    token: str
    csrf: str
    user: User


def users(store: Store) -> list[User]:
    """Return all users by name."""
    return [User.of(row) for row in store.db.query("SELECT * FROM users ORDER BY name")]


def any_user(store: Store) -> bool:
    """Say whether somebody may log in at all."""
    return bool(store.db.table("users").count_where("active"))


def user_named(store: Store, name: str) -> User | None:
    """Return the user of a name, in any case of letters."""
    return next((User.of(row) for row in store.db.query("SELECT * FROM users WHERE name = ?", [name])), None)


def add_user(store: Store, name: str, role: str, password: str) -> User:
    """Add a user; StoreError where the name is taken or the role unknown."""
    if role not in ROLES:
        raise StoreError(f"there is no role {role}")
    with store.change() as db:
        if user_named(store, name) is not None:
            raise StoreError(f"there is a user {name} already")
        db.table("users").insert({"name": name, "role": role, "password": password, "created_at": now()})
    found = user_named(store, name)
    assert found is not None
    return found


def set_user(store: Store, name: str, **changes: Any) -> None:
    """Change role, password or activity of a user and end all sessions; one active admin always stays."""
    if changes.get("role", ROLES[0]) not in ROLES:
        raise StoreError(f"there is no role {changes['role']}")
    with store.change() as db:
        found = user_named(store, name)
        if found is None:
            raise UnknownError(f"there is no user {name}")
        db.table("users").update(found.id, changes)
        if not db.table("users").count_where("active AND role = 'admin'"):
            raise StoreError("the last admin stays one")
        db.execute("DELETE FROM sessions WHERE user_id = ?", [found.id])


def open_session(store: Store, user: User, token: str, csrf: str) -> None:
    """Begin a session under the hash of its token; sessions that ended are swept out."""
    moment = time.time()
    with store.change() as db:
        db.execute("DELETE FROM sessions WHERE seen_at < ?", [moment - SESSION_SECONDS])
        db.table("sessions").insert(
            {"token": token, "user_id": user.id, "csrf": csrf, "created_at": moment, "seen_at": moment}
        )


def session(store: Store, token: str) -> Session | None:
    """Return the session of a token's hash where it still holds, and note that it was used (once a minute is enough)."""
    found = store.db.query(
        "SELECT s.token, s.csrf, s.seen_at, u.* FROM sessions s JOIN users u ON u.id = s.user_id "
        "WHERE s.token = ? AND s.seen_at > ? AND u.active",
        [token, time.time() - SESSION_SECONDS],
    )
    row = next(found, None)
    if row is None:
        return None
    if time.time() - row["seen_at"] > 60:
        with store.change() as db:
            db.execute("UPDATE sessions SET seen_at = ? WHERE token = ?", [time.time(), token])
    return Session(token, row["csrf"], User.of(row))


def close_session(store: Store, token: str) -> None:
    """End a session."""
    with store.change() as db:
        db.execute("DELETE FROM sessions WHERE token = ?", [token])


def invite(store: Store, token: str, role: str) -> None:
    """Keep the hash of a one-time link's token; earlier links for the role end."""
    with store.change() as db:
        db.execute("DELETE FROM invitations WHERE role = ? OR until < ?", [role, time.time()])
        db.table("invitations").insert({"token": token, "role": role, "until": time.time() + INVITATION_SECONDS})


def invited(store: Store, token: str) -> str | None:
    """Return the role that a one-time link gives, None where it is used up, too old or was never made."""
    found = store.db.query("SELECT role FROM invitations WHERE token = ? AND until > ?", [token, time.time()])
    return next((str(row["role"]) for row in found), None)


def use_invitation(store: Store, token: str, name: str, password: str) -> User:
    """Make the user whom a one-time link is for; StoreError where the link does not hold."""
    with store.change() as db:
        role = invited(store, token)
        if role is None:
            raise StoreError("the link was used before or is too old")
        db.execute("DELETE FROM invitations WHERE token = ?", [token])
        return add_user(store, name, role, password)


def failures(store: Store, key: str, seconds: float) -> int:
    """Return how often a log-in failed under a key (name or address) within the last seconds."""
    return store.db.table("attempts").count_where("key = ? AND at > ?", [key, time.time() - seconds])


def failed(store: Store, *keys: str, keep: float = 3600) -> None:
    """Note a failed log-in under each key; those older than `keep` seconds are swept out."""
    with store.change() as db:
        db.execute("DELETE FROM attempts WHERE at < ?", [time.time() - keep])
        db.table("attempts").insert_all({"key": key, "at": time.time()} for key in keys)


def forgive(store: Store, key: str) -> None:
    """Forget the failed log-ins of a key after one that went well."""
    with store.change() as db:
        db.execute("DELETE FROM attempts WHERE key = ?", [key])


def note(store: Store, who: str, action: str, subject: str = "", detail: str = "") -> None:
    """Write a line of the audit trail; lines are never changed."""
    row = {"at": now(), "who": who, "action": action, "subject": subject, "detail": detail}
    with store.change() as db:
        db.table("audit").insert(row)


def audit(store: Store, limit: int = 200, before: int | None = None) -> list[dict[str, Any]]:
    """Return lines of the audit trail, latest first, from before a line's id."""
    return list(store.db.query("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?", [before or 1 << 62, limit]))


def save_view(store: Store, user: User, name: str, query: str) -> None:
    """Keep a filter of the queue under a name; the same name is overwritten, an empty query takes it away."""
    with store.change() as db:
        db.execute("DELETE FROM saved_views WHERE user_id = ? AND name = ?", [user.id, name])
        if query:
            db.table("saved_views").insert({"user_id": user.id, "name": name, "query": query})


def views(store: Store, user: User) -> list[dict[str, Any]]:
    """Return a user's kept filters by name."""
    return list(store.db.query("SELECT name, query FROM saved_views WHERE user_id = ? ORDER BY name", [user.id]))
