"""The pages of companies: what a person says there is kept, followed by papers that wait, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.resolution.entities import CompanyEntity
from extractor.store import entities, judgements, proposals, reviewing
from extractor.store.store import Store
from tests.review.conftest import Login, TestClient
from tests.review.papers import paper, put
from tests.store.test_entities import entity, resolved, two_names


@pytest.fixture
def store(store_path: Path) -> Path:
    with Store.open(store_path) as tracking:
        entities.put(tracking, [
            CompanyEntity("g-2", "Nordlicht Antriebe AG", country="DE"),
            CompanyEntity("l", "Ganzhou Lantu Magnetics Co., Ltd.", (), "CN"),
        ], entities.IMPORT)  # fmt: skip
    return store_path


def say(web: TestClient, action: str, **fields: str) -> int:
    sent = {"csrf": web.headers["x-csrf-token"], "action": action, **fields}
    return int(web.post("/companies", data=sent).status_code)


def stand(path: Path) -> list[tuple[str, str, str]]:
    with Store.open(path) as tracking:
        return [(str(one.verdict), one.left, one.right) for one in judgements.said(tracking).judgements]


def test_a_company_shows_who_may_be_the_same_and_why(login: Login, store: Path) -> None:
    text = login("clerk").get("/companies/g-1").text
    assert "Nordlicht Antriebe AG" in text
    assert "another legal form" in text
    assert "Same: merge" not in text
    assert "Same: merge" in login("analyst").get("/companies/g-1").text


def test_merge_not_the_same_and_undo(login: Login, store: Path) -> None:
    web = login("analyst")
    assert say(web, "same", company="g-1", left="g-2") == 303
    assert "analyst said on" in web.get("/companies/g-2").text
    assert say(web, "undo", company="g-1", judgement="1") == 303
    assert stand(store) == []
    assert say(web, "different", company="g-1", left="g-2") == 303
    assert say(web, "same", company="g-1", left="g-2") == 303
    assert "A contradiction" in web.get("/companies").text
    assert say(web, "split", company="g-1") == 303
    assert "A contradiction" not in web.get("/companies").text
    assert "Nordlicht Antriebe AG" not in web.get("/companies/g-1").text.split("May be the same")[-1].split("<h2>")[0]


def test_a_spelling_reaches_papers_that_wait_and_lists_accepted_ones(login: Login, store: Path) -> None:
    with Store.open(store) as tracking:
        waiting = put(tracking, resolved(tracking, paper(number="W-1", client="NLA Kiel")), "w")
        accepted = put(tracking, resolved(tracking, paper(number="W-2", client="NLA Kiel")), "v")
        reviewing.decide(tracking, accepted, "reviewed", "li")
    web = login("analyst")
    assert say(web, "alias", company="g-1", name="NLA Kiel") == 303
    with Store.open(store) as tracking:
        assert (entity(tracking, waiting, "buyer").id, entity(tracking, accepted, "buyer").id) == ("g-1", None)
    assert "Papers that would be resolved otherwise now" in web.get("/companies/g-1").text


def test_what_is_said_on_one_paper_reaches_the_others(login: Login, store: Path) -> None:
    with Store.open(store) as tracking:
        keys = [put(tracking, resolved(tracking, paper(number=n, client="NLA Kiel")), n) for n in ("W-1", "W-2")]
    web = login("analyst")
    version = web.get(f"/api/documents/{keys[0]}").json()["version"]
    body = {"version": version, "choice": "pick", "company_id": "g-1", "remember": True}
    assert web.post(f"/api/documents/{keys[0]}/parties/1/company", json=body).status_code == 200
    with Store.open(store) as tracking:
        assert [entity(tracking, key, "buyer").id for key in keys] == ["g-1", "g-1"]


def test_proposals_are_shown_and_decided(login: Login, store: Path) -> None:
    with Store.open(store) as tracking:
        put(tracking, resolved(tracking, two_names(paper(number="W-1"), "赣州蓝图磁业")), "w")
        put(tracking, resolved(tracking, two_names(paper(number="W-2"), "别的公司")), "v")
        first, second = (row["id"] for row in proposals.waiting(tracking))
    web = login("analyst")
    assert "赣州蓝图磁业" in web.get("/companies").text
    assert "赣州蓝图磁业" in web.get("/companies/l").text
    assert say(web, "accept", proposal=str(first)) == 303
    assert say(web, "refuse", proposal=str(second)) == 303
    assert [one[0] for one in stand(store)] == ["same", "different"]
    assert "One company?" not in web.get("/companies").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"action": "burn"}, 400), ({"action": "same", "company": "g-1", "left": "nobody"}, 404),
     ({"action": "undo", "judgement": "x"}, 400), ({"action": "undo", "judgement": "99"}, 404),
     ({"action": "alias", "company": "g-1", "name": " "}, 422), ({"action": "clear", "listed": "listed:x", "name": "a"}, 400),
     ({"action": "split", "company": "g-1"}, 422)],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    login: Login, store: Path, fields: dict[str, str], status: int
) -> None:
    web = login("analyst")
    assert say(web, **fields) == status
    assert stand(store) == []


def test_a_clerk_says_nothing(login: Login, store: Path) -> None:
    assert say(login("clerk"), "same", company="g-1", left="g-2") == 403


def test_a_hit_on_a_list_is_shown_on_the_paper_and_ruled_out_there(login: Login, store: Path) -> None:
    from extractor.resolution.screening import Entry, Screen
    from extractor.store import screening

    entry = Entry("watch list", "2026-01-01", "Kuroshio Naval Systems Co., Ltd.", (), "JP")
    found = paper(number="W-1", client="Kuroshio Naval Systems Co., Ltd.")
    hits = [{"role": "buyer", **hit.to_json()} for hit in Screen([entry]).hits((str(found.parties[1].name.value),))]
    with Store.open(store) as tracking:
        source = tracking.path.with_name("list.csv")
        source.write_text("name\nKuroshio Naval Systems Co., Ltd.\n", encoding="utf-8")
        screening.put(tracking, source, [entry], "li")
        key = put(tracking, replace(found, engine={"screening": hits}), "w")
    web = login("analyst")
    sheet = web.get(f"/api/documents/{key}").json()
    assert [hit["key"] for hit in sheet["screening"]] == [entry.key]
    body = {"name": sheet["screening"][0]["name"], "key": entry.key, "note": "a maker of toys"}
    after = web.post(f"/api/documents/{key}/hits", json=body).json()
    assert [hit["open"] for hit in after["screening"]] == [False]
    assert web.post(f"/api/documents/{key}/hits", json={**body, "key": "listed:none"}).status_code == 400
