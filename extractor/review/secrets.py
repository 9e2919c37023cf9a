"""Passwords and tokens: only their hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from extractor.review.errors import NotUnderstoodError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_hex())


def hashed(password: str) -> str:
    """Return the argon2id hash of a new password; NotUnderstoodError where it is too short to be one."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise NotUnderstoodError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _hasher().hash(password)


def fits(password: str, known: str | None) -> bool:
    """Say whether a password is the one whose hash is known; for an unknown user it takes as long and says no."""
    try:
        return _hasher().verify(known or _nobodys(), password) and known is not None
    except (VerificationError, InvalidHashError):
        return False


def token() -> str:
    """Return a new secret of 256 bits, fit for a URL."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """Return what is kept of a token. It is random and long: a fast hash is enough."""
    return hashlib.sha256(text.encode()).hexdigest()


def same(a: str, b: str) -> bool:
    """Compare two secrets in a time that does not tell how much of them agrees."""
    return secrets.compare_digest(a.encode(), b.encode())
