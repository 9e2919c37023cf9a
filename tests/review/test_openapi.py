"""The API does as it says: whatever fits its description, and whatever does not, is never answered with a 500."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.review import endpoints, openapi, shapes
from extractor.review.errors import MalformedError
from tests.review.conftest import Login

DESCRIPTION = openapi.describe(endpoints.ENDPOINTS)
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
HARMLESS = [e for e in endpoints.ENDPOINTS if e.path not in {"/api/logout", "/api/login", "/api/uploads"}]


@pytest.mark.parametrize("endpoint", HARMLESS, ids=[f"{e.method} {e.path}" for e in HARMLESS])
def test_no_request_is_answered_with_a_500(login: Login, endpoint: endpoints.Endpoint) -> None:
    web = login("admin")
    operation: Any = SCHEMA[endpoint.path][endpoint.method]
    answers: set[int] = set()

    @settings(max_examples=8, database=None, suppress_health_check=list(HealthCheck))
    @given(case=st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=_negative())))
    def send(case: Any) -> None:
        path = endpoint.path
        for name, value in (case.path_parameters or {}).items():
            path = path.replace(f"{{{name}}}", str(value))
        body = {} if endpoint.body is None else {"json": _plain(case.body)}
        answer = web.request(endpoint.method, path, params=_plain(case.query), **body)
        answers.add(answer.status_code)
        assert answer.status_code < 500, answer.text
        declared = DESCRIPTION["paths"][endpoint.path][endpoint.method.lower()]["responses"]
        assert str(answer.status_code) in declared

    send()
    assert answers


def _negative() -> Any:
    from schemathesis import GenerationMode

    return GenerationMode.NEGATIVE


def _plain(value: Any) -> Any:
    """What JSON can carry; schemathesis marks what is left out with an object of its own."""
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value if isinstance(value, str | int | float | bool) else None


def test_the_description_names_every_route_with_its_role(login: Login) -> None:
    found = login("clerk").get("/api/openapi.json").json()
    assert found == DESCRIPTION
    for endpoint in endpoints.ENDPOINTS:
        operation = found["paths"][endpoint.path][endpoint.method.lower()]
        assert f"Role: {endpoint.role or 'anybody'}." in operation["description"]


@pytest.mark.parametrize(
    ("shape", "data", "where"),
    [(shapes.obj(("a",), a=shapes.string(3)), {"a": "four"}, "body.a"), (shapes.obj(("a",)), {}, "lacks a"),
     (shapes.obj(), {"b": 1}, "no b"), (shapes.integer(0, 5), 6, "out of range"), (shapes.integer(), True, "integer"),
     (shapes.BOX, [0, 0, 1], "entries"), (shapes.BOX, [0, 0, 1, float("nan")], "body[3]"),
     (shapes.string(9, pattern="^a$"), "b", "fit"), (shapes.string(9, enum=["x"]), "y", "none of"),
     (shapes.string(9), "\ud800", "half")],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_place(shape: shapes.Shape, data: Any, where: str) -> None:
    with pytest.raises(MalformedError, match=r".*") as caught:
        shapes.check(shape, data)
    assert where in str(caught.value)
