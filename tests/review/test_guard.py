"""The door holds on every route: without a session, without the token, with too small a role, from another site."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from extractor.review import app, endpoints, guard
from extractor.store import people
from tests.review.conftest import PASSWORD, SMALL, Login, TestClient

CHANGING = [e for e in endpoints.ENDPOINTS if e.method != "GET" and e.role is not None]
GUARDED = [e for e in endpoints.ENDPOINTS if e.role is not None]
RESERVED = [e for e in GUARDED if e.role != people.ROLES[0]]
PAGES = [page for page in app.PAGES if page[3] is not None]


def filled(path: str) -> str:
    """A path with its parameters filled in."""
    path = re.sub(r"{document_id(:int)?}|{page(:int)?}", "1", path)
    return re.sub(r"{\w+(:int)?}", "0", path)


def ids(entries: list[endpoints.Endpoint]) -> list[str]:
    return [f"{entry.method} {entry.path}" for entry in entries]


@pytest.mark.parametrize("endpoint", GUARDED, ids=ids(GUARDED))
def test_nothing_of_the_api_answers_without_a_session(web: TestClient, endpoint: endpoints.Endpoint) -> None:
    assert web.request(endpoint.method, filled(endpoint.path), json={}).status_code == 401


@pytest.mark.parametrize(("method", "path", "_answer", "_role"), PAGES, ids=[f"{m} {p}" for m, p, _, _ in PAGES])
def test_no_page_answers_without_a_session(
    web: TestClient, method: str, path: str, _answer: object, _role: str
) -> None:
    answer = web.request(method, filled(path))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login")


@pytest.mark.parametrize("endpoint", CHANGING, ids=ids(CHANGING))
@pytest.mark.parametrize("token", ["", "x" * 43])
def test_no_change_without_the_sessions_token(login: Login, endpoint: endpoints.Endpoint, token: str) -> None:
    web = login("admin")
    answer = web.request(endpoint.method, filled(endpoint.path), json={}, headers={"x-csrf-token": token})
    assert answer.status_code == 403


@pytest.mark.parametrize("endpoint", CHANGING, ids=ids(CHANGING))
def test_no_change_with_the_token_of_another_session(login: Login, endpoint: endpoints.Endpoint) -> None:
    theirs = login("supervisor").headers["x-csrf-token"]
    web = login("admin")
    answer = web.request(endpoint.method, filled(endpoint.path), json={}, headers={"x-csrf-token": theirs})
    assert answer.status_code == 403


@pytest.mark.parametrize("endpoint", CHANGING, ids=ids(CHANGING))
def test_no_change_from_another_site(login: Login, endpoint: endpoints.Endpoint) -> None:
    web = login("admin")
    headers = {"origin": "https://elsewhere.example"}
    assert web.request(endpoint.method, filled(endpoint.path), json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("endpoint", RESERVED, ids=ids(RESERVED))
def test_a_smaller_role_is_refused(login: Login, endpoint: endpoints.Endpoint) -> None:
    assert endpoint.role is not None
    web = login(people.ROLES[people.ROLES.index(endpoint.role) - 1])
    assert web.request(endpoint.method, filled(endpoint.path), json={}).status_code == 403


@pytest.mark.parametrize("path", ["/users", "/audit", "/next"])
def test_a_page_is_refused_to_a_smaller_role(login: Login, path: str) -> None:
    assert login("clerk").get(path).status_code == 403


@pytest.mark.parametrize("path", ["/logout", "/users", "/language"])
def test_a_form_needs_the_token_too(login: Login, path: str) -> None:
    web = login("admin")
    del web.headers["x-csrf-token"]
    assert web.post(path, data={"name": "x", "password": "long enough password", "role": "admin"}).status_code == 403


def test_a_log_in_from_another_sites_form_is_refused(web: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    assert web.post("/login", data={"name": "admin", "password": PASSWORD}, headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/login", "/static/style.css", "/", "/nowhere", "/api/me"])
def test_every_answer_tells_the_browser_to_be_strict(web: TestClient, path: str) -> None:
    answer = web.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(web: TestClient) -> None:
    cookie = web.post("/api/login", json={"name": "clerk", "password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()


def test_a_session_ends_with_log_out_and_with_a_change_of_the_user(login: Login) -> None:
    web = login("clerk")
    assert web.post("/api/logout").status_code == 200
    assert web.get("/api/me").status_code == 401
    clerk = login("clerk").cookies[guard.COOKIE]
    login("admin").put("/api/users", json={"name": "clerk", "active": False})
    web.cookies.clear()
    web.cookies.set(guard.COOKIE, clerk)
    assert web.get("/api/me").status_code == 401
    assert web.post("/api/login", json={"name": "clerk", "password": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/companies/..%2f..%2fetc%2fpasswd",
     "/documents/..%2f1", "/api/documents/1/pages/..%2f1/picture", "/start/..%2f..%2fetc%2fpasswd",
     "/api/documents/999999999999999999999/history", "/api/documents/1/pages/99/picture"],
)  # fmt: skip
def test_a_path_leads_out_of_nothing(login: Login, path: str) -> None:
    answer = login("admin").get(path)
    assert answer.status_code in {400, 404}
    assert "root:" not in answer.text
    assert "create(" not in answer.text


HUGE = ["9" * 16, "9" * 20, "9" * 5000, "²"]


@pytest.mark.parametrize("number", HUGE, ids=["16 digits", "20 digits", "5000 digits", "raised"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/documents/{}"), ("GET", "/documents/{}/history"), ("GET", "/api/documents/{}"),
     ("GET", "/api/documents/{}/history"), ("GET", "/api/documents/1/pages/{}/words"), ("POST", "/api/documents/{}/undo"),
     ("GET", "/api/documents/1/parties/{}/candidates")],
)  # fmt: skip
def test_a_number_that_is_that_of_nothing_is_not_found(login: Login, method: str, path: str, number: str) -> None:
    answer = login("admin").request(method, path.format(number))
    assert answer.status_code == 404
    assert "there is no such" in answer.text


@pytest.mark.parametrize("number", HUGE, ids=["16 digits", "20 digits", "5000 digits", "raised"])
@pytest.mark.parametrize("path", ["/audit?before={}", "/?offset={}", "/?days={}"])
def test_a_number_asked_for_that_is_none_asks_for_nothing(login: Login, path: str, number: str) -> None:
    web = login("admin")
    assert web.get(path.format(number)).text == web.get(path.partition("?")[0]).text


@pytest.mark.parametrize("number", HUGE, ids=["16 digits", "20 digits", "5000 digits", "raised"])
def test_a_form_with_such_a_number_is_refused(login: Login, number: str) -> None:
    web = login("admin")
    assert web.post("/links", data={"left": number, "right": "2", "together": "no"}).status_code == 400
    assert web.post("/links", data={"left": "1", "right": "1" + "0" * 15, "together": "no"}).status_code == 400
    assert web.post("/companies", data={"action": "undo", "judgement": number}).status_code == 400


INJECTION = "x' OR '1'='1'; DROP TABLE users; --"


@pytest.mark.parametrize(
    "path",
    [f"/?client={quote(INJECTION)}&reason={quote(INJECTION)}&tag={quote(INJECTION)}&who={quote(INJECTION)}",
     f"/?status={quote(INJECTION)}&doc_type={quote(INJECTION)}&days={quote(INJECTION)}&offset={quote(INJECTION)}",
     f"/api/queue?client={quote(INJECTION)}", f"/search?q={quote(INJECTION)}", f"/api/search?q={quote(INJECTION)}",
     "/api/search?q=%22%20OR%20NEAR(%20*%20%5E%20-", f"/companies?q={quote(INJECTION)}",
     f"/api/companies?q={quote(INJECTION)}"],
)  # fmt: skip
def test_what_is_asked_for_is_never_sql(login: Login, path: str) -> None:
    web = login("admin")
    answer = web.get(path)
    assert answer.status_code == 200
    assert not answer.json().get("papers", []) if path.startswith("/api/queue") else True
    assert len(web.get("/api/users").json()["users"]) == len(people.ROLES)


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_beyond_the_limit_is_refused(login: Login, chunked: bool) -> None:
    web = login("clerk")
    body = b"x" * (SMALL + 1)
    content = iter([body[:1000], body[1000:]]) if chunked else body
    answer = web.post("/api/uploads?name=a.pdf", content=content)
    assert answer.status_code == 413
    assert web.get("/api/uploads").json()["uploads"] == []


def test_a_huge_body_elsewhere_is_refused(login: Login) -> None:
    web = login("admin")
    assert web.post("/api/queue/next", content=b"[" * (guard.MOST_BODY + 1)).status_code == 413
    assert web.post("/api/queue/next", content=b"[" * 100_000).status_code == 400


def test_after_log_in_one_goes_to_our_own_pages_only(web: TestClient) -> None:
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        answer = web.post("/login", data={"name": "clerk", "password": PASSWORD, "next": wanted})
        assert answer.headers["location"] == "/"
        web.cookies.clear()
