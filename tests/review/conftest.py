"""An app with papers and one user of each role, for the tests of review."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source
from extractor.datatypes.record import ErrorRecord, Record, SourceInfo
from extractor.pipeline import Outcome
from extractor.resolution.entities import CompanyEntity
from extractor.review import app
from extractor.review.desk import Cut, Desk
from extractor.settings import LimitSettings, Settings
from extractor.store import entities, people
from extractor.store.store import Store
from tests.review.papers import paper, put

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette asks for another HTTP client than the one that is well known
    from starlette.testclient import TestClient as TestClient

PASSWORD = "correct horse battery"
SMALL = 200_000


class FakeHands:
    """Reads nothing: gives what the tests expect of the pipeline."""

    def take_in(self, path: Path, name: str) -> Sequence[Outcome]:
        info = SourceInfo(name, None, None, (), 0)
        return [Outcome(name, error=ErrorRecord(info, "unsupported", "not read in tests"))]

    def understand(self, source: Source, pages: Sequence[Page], cuts: Sequence[Cut]) -> Sequence[Record]:
        from dataclasses import replace

        base = paper()
        return [
            base.with_(source=replace(base.source, file=source.name, sha256=source.sha256, pages=cut.pages),
                       doc_type=cut.doc_type or "other")
            for cut in cuts
        ]  # fmt: skip

    def read_box(self, source: Source, page: Page, box: Box) -> str:
        return "read again"


@pytest.fixture(scope="session")
def hashed() -> str:
    """Argon2 is slow on purpose: tests that are not about it take the least."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def store_path(tmp_path: Path, hashed: str) -> Path:
    path = tmp_path / "tracking.db"
    with Store.open(path) as store:
        for role in people.ROLES:
            people.add_user(store, role, role, hashed)
        entities.put(store, [CompanyEntity("g-1", "Nordlicht Antriebe GmbH", country="DE")], entities.GAZETTEER)
        put(store, paper(), "a")
        put(store, paper(number="B-2", kg="5"), "b")
        put(store, paper(number="C-3", total="1.00", kg="1"), "c")
    return path


@pytest.fixture
def web(store_path: Path) -> Iterator[TestClient]:
    """A browser that is not logged in."""
    settings = Settings(limits=LimitSettings(file_bytes=SMALL))
    with TestClient(app.create(Desk(store_path, settings, FakeHands())), follow_redirects=False) as client:
        yield client


Login = Callable[[str], TestClient]


@pytest.fixture
def login(web: TestClient) -> Login:
    """Log a role in; its token goes along with every request."""

    def log_in(role: str) -> TestClient:
        web.cookies.clear()
        web.headers.pop("x-csrf-token", None)
        assert web.post("/api/login", json={"name": role, "password": PASSWORD}).status_code == 200
        web.headers["x-csrf-token"] = web.get("/api/me").json()["csrf"]
        return web

    return log_in
