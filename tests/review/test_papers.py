"""One paper over the API: edits, conflicts, undo, decisions, companies, cuts, and what stands on paper never runs as code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.datatypes.page import Page
from extractor.review import pictures
from extractor.store import read_pages, rows
from extractor.store.store import Store
from tests import builders
from tests.review.conftest import Login, TestClient
from tests.review.papers import paper, put

NUMBER = "/api/documents/1"


def edit(web: TestClient, *edits: dict[str, Any], version: str | None = None, path: str = NUMBER) -> Any:
    version = version or web.get(path).json()["version"]
    return web.post(f"{path}/edits", json={"version": version, "edits": list(edits)})


def cell(sheet: dict[str, Any], path: str) -> Any:
    fields = [f for group in [*sheet["groups"], *sheet["parties"]] for f in group["fields"]]
    return next(field["cell"] for field in fields if field["path"] == path)


def test_a_typed_value_is_read_as_paper_is_and_the_checks_run(login: Login) -> None:
    web = login("analyst")
    sheet = edit(
        web, {"path": "total_amount", "value": "EUR 1.234,50"}, {"path": "issue_date", "value": "5 Jun 2025"}
    ).json()
    assert cell(sheet, "total_amount")["text"] == "1234.50"
    assert cell(sheet, "issue_date")["text"] == "2025-06-05"
    assert cell(sheet, "total_amount")["origin"] == "analyst"
    assert [c["code"] for c in sheet["checks"] if c["status"] == "fail"] == ["amount_sum"]
    assert sheet["errors"] == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [({"path": "issue_date", "value": "04/06/2025"}, "may be"), ({"path": "total_amount", "value": "1,234"}, "may be"),
     ({"path": "currency", "value": "apples"}, "currency"), ({"path": "issue_date", "value": " "}, "empty"),
     ({"path": "__proto__", "value": "x"}, "no __proto__"), ({"path": "lines[9].quantity", "value": "1"}, "no lines[9]"),
     ({"path": "parties[0].name", "remove": True}, "party"), ({"path": "parties[7].name", "value": "x"}, "no parties[7]"),
     ({"path": "doc_type", "value": "novel"}, "type"), ({"path": "vessel", "confirm": True}, "to confirm"),
     ({"path": "parties", "role": "king", "value": "x"}, "role"), ({"path": "lines[a].quantity", "value": "1"}, "no lines[a]"),
     ({"path": "lines", "rows": [{"from": None, "cells": {"quantity": "many"}}]}, "number")],
)  # fmt: skip
def test_what_is_not_understood_is_refused_and_nothing_changes(login: Login, change: dict[str, Any], said: str) -> None:
    web = login("analyst")
    before = web.get(NUMBER).json()
    answer = edit(web, {"path": "document_number", "value": "CHANGED"}, change)
    assert answer.status_code == 422
    assert said in answer.json()["message"]
    assert web.get(NUMBER).json() == before


def test_confirming_five_values_leaves_nothing_to_look_at(login: Login) -> None:
    web = login("analyst")
    sheet = web.get(NUMBER).json()
    looks = [f["path"] for g in [*sheet["groups"], *sheet["parties"]] for f in g["fields"] if f["look"]]
    looks += [f"lines[{i}].{n}" for i, line in enumerate(sheet["lines"]) for n, c in line.items() if c["look"]]
    assert len(looks) >= 5
    after = edit(web, *({"path": path, "confirm": True} for path in looks)).json()
    assert not [f for g in [*after["groups"], *after["parties"]] for f in g["fields"] if f["look"]]


def test_all_that_makes_a_paper_wait_is_shown_on_it(login: Login, store_path: Path) -> None:
    missed = ("vessel: perhaps MAERSK (0.41)", "end_user: `End user` stands on page 2, its value was not read")
    found = paper(confidence=0.99)
    more = {**found.fields, "payment_terms": builders.field("30 days", 0.8)}
    found = found.with_(fields=more, review_reasons=missed, engine={"notes": ["page 3: it is damaged"]})
    with Store.open(store_path) as store:
        key = put(store, found, "waits")
    web = login("analyst")
    sheet = web.get(f"/api/documents/{key}").json()
    fields = {f["path"]: f for group in sheet["groups"] for f in group["fields"]}
    assert {"payment_terms", "vessel"} <= {path for path, one in fields.items() if one["look"]}
    assert fields["vessel"]["cell"] is None
    assert "vessel" not in [one["name"] for one in sheet["addable"]]
    vessel, *others = sheet["why"]
    assert vessel == "Vessel or flight: perhaps MAERSK"
    assert others == ["End user: printed on page 2, not read", "page 3: it is damaged"]
    assert web.get(f"/api/documents/{key}?lang=zh").json()["why"][0] != vessel
    after = edit(web, {"path": "vessel", "value": "MAERSK KIEL"}, path=f"/api/documents/{key}").json()
    assert after["why"] == others


def test_a_stale_edit_is_answered_with_both_values(login: Login) -> None:
    web = login("analyst")
    old = web.get(NUMBER).json()["version"]
    assert edit(web, {"path": "document_number", "value": "X-1"}, version=old).status_code == 200
    answer = edit(web, {"path": "document_number", "value": "X-2"}, version=old)
    assert answer.status_code == 409
    assert {answer.json()[k] for k in ("seen", "current")} == {"A-1", "X-1"}
    assert edit(web, {"path": "issue_date", "value": "2025-01-01"}, version=old).status_code == 200


def test_a_grid_keeps_the_place_of_cells_that_did_not_change(login: Login) -> None:
    web = login("analyst")
    rows = [{"from": 0, "cells": {"description": "NdFeB magnet", "quantity": "4", "amount": "100.00"}},
            {"from": None, "cells": {"description": "new", "quantity": "6"}}]  # fmt: skip
    sheet = edit(web, {"path": "lines", "rows": rows}).json()
    assert [line["quantity"]["text"] for line in sheet["lines"]] == ["4", "6"]
    assert sheet["lines"][0]["description"]["origin"] == "text"
    assert sheet["lines"][0]["quantity"]["origin"] == "analyst"


def test_a_party_is_added_and_taken_out_and_undo_brings_it_back(login: Login) -> None:
    web = login("analyst")
    sheet = edit(web, {"path": "parties", "role": "consignee", "value": "Fjordkraft Magneter AS"}).json()
    assert [party["role"] for party in sheet["parties"]] == ["seller", "buyer", "consignee"]
    sheet = edit(web, {"path": "parties[0]", "remove": True}).json()
    assert [party["role"] for party in sheet["parties"]] == ["buyer", "consignee"]
    assert [p["role"] for p in web.post(f"{NUMBER}/undo").json()["parties"]] == ["seller", "buyer", "consignee"]
    assert [p["role"] for p in web.post(f"{NUMBER}/undo").json()["parties"]] == ["seller", "buyer"]
    assert web.post(f"{NUMBER}/undo").status_code == 422


def test_nobody_changes_what_somebody_else_holds_but_a_supervisor_may_take_it(login: Login) -> None:
    version = login("analyst").get(NUMBER).json()["version"]
    web = login("admin")
    assert web.get(NUMBER).json()["held_by"] == "analyst"
    answer = edit(web, {"path": "document_number", "value": "X"}, version=version)
    assert (answer.status_code, answer.json()["holder"]) == (423, "analyst")
    assert web.post(f"{NUMBER}/claim", json={"force": True}).json()["mine"]
    assert edit(web, {"path": "document_number", "value": "X"}, version=version).status_code == 200
    web = login("analyst")
    assert not web.post(f"{NUMBER}/claim", json={"force": True}).json()["mine"]


def test_a_clerk_sees_and_holds_nothing(login: Login) -> None:
    sheet = login("clerk").get(NUMBER).json()
    assert (sheet["held_by"], sheet["mine"], sheet["may"]["edit"]) == ("", False, False)


def decide(web: TestClient, key: int, **body: Any) -> Any:
    path = f"/api/documents/{key}"
    return web.post(f"{path}/decision", json={"version": web.get(path).json()["version"], "status": "reviewed", **body})


def test_a_paper_with_a_failed_check_needs_a_reason_and_a_supervisor(login: Login) -> None:
    answer = decide(login("analyst"), 3)
    assert (answer.status_code, answer.json()["needs"]) == (422, "reason")
    assert decide(login("analyst"), 3, reason="rounded by the seller").status_code == 403
    web = login("analyst")
    web.post("/api/documents/3/release")
    web = login("supervisor")
    assert decide(web, 3).status_code == 422
    assert decide(web, 3, reason="rounded by the seller").json() == {"status": "reviewed", "before": "needs_review"}
    said = web.get("/api/documents/3/history").json()["history"][0]
    assert (said["what"], said["who"], said["after"]) == ("reviewed", "supervisor", "rounded by the seller")


def test_what_was_put_away_is_opened_again_before_it_is_accepted(login: Login) -> None:
    web = login("analyst")
    assert decide(web, 1, status="junk").json()["before"] == "needs_review"
    assert decide(web, 1).status_code == 422
    assert decide(web, 1, status="needs_review").json()["before"] == "junk"
    assert decide(web, 1).status_code == 200


def test_accepting_a_version_that_is_no_more_is_refused(login: Login) -> None:
    web = login("analyst")
    old = web.get(NUMBER).json()["version"]
    edit(web, {"path": "document_number", "value": "X"})
    assert web.post(f"{NUMBER}/decision", json={"version": old, "status": "reviewed"}).status_code == 409


def test_next_gives_the_most_urgent_and_goes_on_after_it(login: Login) -> None:
    web = login("analyst")
    order = [row["document_id"] for row in web.get("/api/queue").json()["papers"]]
    got = [web.post("/api/queue/next", json={"after": after}).json()["document_id"] for after in [order[0], order[1]]]
    assert web.post("/api/queue/next", json={}).json()["document_id"] == order[0]
    assert got == order[1:]
    assert web.post("/api/queue/next", json={"client": "nobody"}).json()["document_id"] is None


def test_next_goes_on_below_what_was_opened_however_much_of_it_was_confirmed(login: Login) -> None:
    web = login("analyst")
    first, second, _ = [row["document_id"] for row in web.get("/api/queue").json()["papers"]]
    path = f"/api/documents/{first}"
    sheet = web.get(path).json()
    looks = [f["path"] for g in [*sheet["groups"], *sheet["parties"]] for f in g["fields"] if f["cell"]]
    assert edit(web, *({"path": one, "confirm": True} for one in looks), path=path).status_code == 200
    assert web.get(path).json()["priority"] < min(row["priority"] for row in web.get("/api/queue").json()["papers"][:2])
    body = {"after": first, "below": sheet["priority"]}
    assert web.post("/api/queue/next", json=body).json()["document_id"] == second


def test_candidates_come_with_reasons_and_a_choice_is_remembered(login: Login, store_path: Path) -> None:
    web = login("analyst")
    found = web.get(f"{NUMBER}/parties/1/candidates").json()["candidates"]
    assert found[0]["id"] == "g-1"
    assert found[0]["reasons"]
    body = {"version": web.get(NUMBER).json()["version"], "choice": "pick", "company_id": "g-1"}
    sheet = web.post(f"{NUMBER}/parties/1/company", json=body).json()
    assert sheet["parties"][1]["entity"]["decision"] == "match"
    page = web.get("/companies/g-1").text
    assert "Nordlicht Antriebe GmbH" in page
    assert 'href="/documents/1"' in page
    body = {"version": sheet["version"], "choice": "none", "company_id": "g-1"}
    assert web.post(f"{NUMBER}/parties/1/company", json=body).json()["parties"][1]["entity"]["decision"] == "new"
    assert web.get(f"{NUMBER}/parties/1/candidates").json()["candidates"] == []
    assert web.post(f"{NUMBER}/undo").json()["parties"][1]["entity"]["id"] == "g-1"


def test_a_company_is_created_once(login: Login) -> None:
    web = login("analyst")
    ids = set()
    for key in (1, 2):
        path = f"/api/documents/{key}"
        body = {"version": web.get(path).json()["version"], "choice": "create", "name": "Lantu Magnetics"}
        ids.add(web.post(f"{path}/parties/0/company", json=body).json()["parties"][0]["entity"]["id"])
    assert len(ids) == 1
    assert [c["name"] for c in web.get("/api/companies?q=lantu").json()["companies"]] == ["Lantu Magnetics"]
    body = {"version": web.get(NUMBER).json()["version"], "choice": "pick", "company_id": "nowhere"}
    assert web.post(f"{NUMBER}/parties/0/company", json=body).status_code == 404


def test_a_rectangle_gives_its_words_and_is_read_again_where_there_are_none(login: Login) -> None:
    web = login("analyst")
    answer = web.post(f"{NUMBER}/pages/1/text", json={"bbox": [45, 5, 100, 30]}).json()
    assert (answer["text"], answer["bbox"]) == ("123.45", [50, 10, 90, 20])
    assert web.post(f"{NUMBER}/pages/1/text", json={"bbox": [200, 200, 300, 300]}).json()["text"] == "read again"
    assert [w["text"] for w in web.get(f"{NUMBER}/pages/1/words").json()["words"]] == ["Total", "123.45"]


@pytest.mark.parametrize(
    ("asked", "pages"),
    [("", 0), ("/pages/3/words", 1), ("/pages/3/picture?width=200", 1), ("/history", 0)],
)  # fmt: skip
def test_what_is_asked_of_one_page_costs_one_page(
    login: Login, store_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, pages: int
) -> None:
    with Store.open(store_path) as store:
        sha256 = read_pages.file_of(store, 1)
        many = (rows.page_row(sha256, Page(number, 595, 842, ())) for number in range(2, 40))
        store.db.table("pages").insert_all(many)
    web = login("analyst")
    made: list[int] = []
    real = Page.from_json

    def counted(data: dict[str, Any]) -> Page:
        made.append(data["number"])
        return real(data)

    monkeypatch.setattr(Page, "from_json", counted)
    monkeypatch.setattr(pictures, "picture", lambda *_: store_path)
    assert web.get(NUMBER + asked).status_code == 200
    assert len(made) == pages


def test_tags_search_and_kept_views(login: Login) -> None:
    web = login("analyst")
    assert web.put(f"{NUMBER}/tags", json={"tags": [" urgent ", "urgent", "客户"]}).json()["tags"] == ["urgent", "客户"]
    assert [row["document_id"] for row in web.get("/api/queue?tag=urgent").json()["papers"]] == [1]
    assert [row["document_id"] for row in web.get("/api/search?q=B-2").json()["papers"]] == [2]
    assert web.put("/api/views", json={"name": "mine", "query": "tag=urgent"}).json()["views"][0]["name"] == "mine"
    assert "mine" in web.get("/").text
    assert web.put("/api/views", json={"name": "mine", "query": ""}).json()["views"] == []
