"""Coming in: the first link works once, wrong passwords are throttled, nobody learns which names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.review import accounts, app, secrets
from extractor.review.desk import Desk
from extractor.review.errors import NotUnderstoodError
from extractor.settings import Settings
from extractor.store import people
from extractor.store.store import Store
from tests.review.conftest import PASSWORD, FakeHands, Login, TestClient


def test_the_first_link_makes_one_admin_and_then_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new.db", Settings(), FakeHands())
    desk.open()
    link = accounts.first_link(desk)
    assert link is not None
    desk.close()
    with TestClient(app.create(desk), follow_redirects=False) as web:
        assert web.get("/").headers["location"] == "/login"
        assert "Nobody may log in yet" in web.get("/login").text
        assert web.get("/start/" + "x" * 43).status_code == 404
        assert web.post(link, data={"name": "li", "password": "short"}).status_code == 422
        assert web.post(link, data={"name": "li", "password": PASSWORD}).status_code == 303
        assert web.get("/api/me").json()["role"] == "admin"
        assert web.get(link).status_code == 404
        web.cookies.clear()
        assert web.post(link, data={"name": "wang", "password": PASSWORD}).status_code == 404
    desk.open()
    assert accounts.first_link(desk) is None
    desk.close()


def test_too_many_failures_lock_a_name_for_a_while(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "MOST_FAILURES", 2)
    for expected in (401, 401, 429, 429):
        assert web.post("/api/login", json={"name": "Admin", "password": "wrong"}).status_code == expected
    assert web.post("/api/login", json={"name": "admin", "password": PASSWORD}).status_code == 429
    assert web.post("/api/login", json={"name": "clerk", "password": PASSWORD}).status_code == 200


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(web: TestClient) -> None:
    answers = [web.post("/api/login", json={"name": n, "password": "wrong"}) for n in ("admin", "nobody")]
    assert answers[0].json() == answers[1].json()


def test_the_form_logs_in_and_out(web: TestClient) -> None:
    page = web.post("/login", data={"name": "clerk", "password": "wrong"})
    assert page.status_code == 401
    assert "do not fit together" in page.text
    assert web.post("/login", data={"name": "clerk", "password": PASSWORD}).status_code == 303
    token = re.search(r'name="csrf" value="([^"]+)"', web.get("/").text)
    assert token is not None
    assert web.post("/logout", data={"csrf": token[1]}).status_code == 303
    assert web.get("/").status_code == 303


def test_an_admin_adds_and_changes_users_and_the_last_one_stays(login: Login) -> None:
    web = login("admin")
    assert web.put("/api/users", json={"name": "new", "role": "analyst"}).status_code == 422
    assert web.put("/api/users", json={"name": "new", "role": "analyst", "password": PASSWORD}).status_code == 200
    assert web.put("/api/users", json={"name": "new", "role": "king"}).status_code == 400
    assert web.put("/api/users", json={"name": "admin", "role": "clerk"}).status_code == 422
    assert web.get("/users").text.count("<tr>") == len(people.ROLES) + 2
    said = [line["action"] for line in web.get("/api/audit").json()["lines"]]
    assert "user changed" in said
    assert "user changed" in web.get("/audit").text


def test_what_is_kept_of_a_password_and_a_token_gives_neither_away(store_path: Path, login: Login) -> None:
    token = login("admin").cookies["extractor_session"]
    with Store.open(store_path) as store:
        kept = " ".join(str(row) for table in ("users", "sessions") for row in store.db.table(table).rows)
    assert PASSWORD not in kept
    assert token not in kept
    assert "$argon2id$" in kept


def test_a_session_ends_by_itself(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    web = login("clerk")
    monkeypatch.setattr(people, "SESSION_SECONDS", -1)
    assert web.get("/api/me").status_code == 401


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a\x00b", "a\u202eb"])
def test_a_name_that_cannot_be_seen_is_none(name: str) -> None:
    with pytest.raises(NotUnderstoodError):
        accounts.checked_name(name)


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_has_a_length(password: str) -> None:
    with pytest.raises(NotUnderstoodError):
        secrets.hashed(password)


def test_the_language_is_remembered(login: Login) -> None:
    web = login("clerk")
    answer = web.post("/language", data={"language": "zh", "next": "/upload"})
    assert answer.headers["location"] == "/upload"
    assert 'lang="zh-Hans"' in web.get("/").text
    assert 'lang="en"' in web.get("/?lang=en").text
