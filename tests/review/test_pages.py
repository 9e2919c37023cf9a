"""The pages: they show what is there in both languages, and what stands on a paper never runs as code."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.datatypes.page import Source
from extractor.datatypes.record import Record
from extractor.pipeline import Outcome
from extractor.review import intake
from extractor.store import archive, people, queue_view, register, reviewing
from extractor.store.store import Store
from tests.review.conftest import PASSWORD, FakeHands, Login
from tests.review.papers import paper, put
from tests.review.test_papers import decide, edit

EVIL = "<img src=x onerror=alert(1)></script><script>alert(1)</script>\"'"


def evil(found: Record) -> Record:
    """The record with the evil text in every value, name and reason."""
    data = re.sub(r'("value": ")[^"]*"', r'\1@@"', json.dumps(found.to_json()))
    quoted = json.dumps(EVIL)[1:-1]
    changed = Record.from_json(json.loads(data.replace("@@", quoted)))
    return changed.with_(doc_type="commercial_invoice", review_reasons=(EVIL,), review_status="needs_review")


@pytest.mark.parametrize(
    "path", ["/", "/documents/{key}", "/documents/{key}/history", "/search?q=onerror", "/companies", "/upload", "/dashboard"]
)  # fmt: skip
def test_what_stands_on_a_paper_is_never_code(login: Login, store_path: Path, path: str) -> None:
    web = login("admin")
    with Store.open(store_path) as store:
        source = evil(paper())
        key = put(store, source, "evil")
        store.db.execute(
            "UPDATE queue SET file = ?, client = ?, number = ? WHERE document_id = ?", [EVIL, EVIL, EVIL, key]
        )
        store.db.conn.commit()
        reviewing.set_tags(store, key, [EVIL])
    with Store.open(store_path) as store:
        people.note(store, EVIL, EVIL, EVIL, EVIL)
        store.db.table("companies").insert({"id": "e", "name": EVIL, "origin": "x", "created_at": "x"})
        store.db.table("uploads").insert({"name": EVIL, "who": EVIL, "at": "x", "state": "done", "message": EVIL})
        assert queue_view.row(store, key)["file"] == EVIL
    edit(web, {"path": "remarks", "value": EVIL}, path=f"/api/documents/{key}")
    text = web.get(path.format(key=key)).text
    assert "<img src=x" not in text
    assert "<script>alert" not in text
    assert text.count("</script>") == text.count("<script")


def test_a_file_is_handed_in_and_its_outcome_said(login: Login) -> None:
    web = login("clerk")
    answer = web.post("/api/uploads?name=../../etc/<b>scan.pdf", content=b"%PDF-1.4 not really")
    assert answer.status_code == 202
    assert web.portal is not None
    web.portal.call(intake.finished)
    row = web.get("/api/uploads").json()["uploads"][0]
    assert (row["name"], row["state"], row["message"]) == ("<b>scan.pdf", "failed", "not read in tests")
    assert web.post("/api/uploads?name=a.pdf", content=b"").status_code == 422
    assert web.post("/api/uploads?name=%20", content=b"x").status_code == 422


def test_an_original_is_copied_beside_the_thread_that_answers(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(self: FakeHands, path: Path, name: str) -> list[Outcome]:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        found = paper(number="UP-1")
        placed = found.with_(source=replace(found.source, file=name, sha256=sha256))
        return [Outcome(name, Source(path, name, sha256, "application/pdf", 4, 1), (), (placed,))]

    threads: list[threading.Thread] = []
    keep = archive.keep
    monkeypatch.setattr(FakeHands, "take_in", read)

    def kept(*given: Any) -> Any:
        threads.append(threading.current_thread())
        return keep(*given)

    monkeypatch.setattr(archive, "keep", kept)
    web = login("clerk")
    portal = web.portal
    assert portal is not None
    answering = portal.call(threading.current_thread)
    web.post("/api/uploads?name=scan.pdf", content=b"%PDF")
    portal.call(intake.finished)
    row = web.get("/api/uploads").json()["uploads"][0]
    assert (row["state"], [one["number"] for one in row["documents"]]) == ("done", ["UP-1"])
    assert len(threads) == 1
    assert threads[0] is not answering


def test_an_upload_that_the_disk_refuses_is_said_to_have_failed(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: FakeHands, path: Path, name: str) -> list[Outcome]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FakeHands, "take_in", full)
    web = login("clerk")
    web.post("/api/uploads?name=scan.pdf", content=b"%PDF")
    assert web.portal is not None
    web.portal.call(intake.finished)
    row = web.get("/api/uploads").json()["uploads"][0]
    assert (row["state"], row["message"]) == ("failed", "No space left on device")


def test_the_figures_say_what_people_did(login: Login) -> None:
    web = login("analyst")
    edit(web, {"path": "document_number", "value": "NEW-1"})
    assert decide(web, 1).status_code == 200
    found = web.get("/api/figures").json()
    assert found["counts"]["reviewed"] == {"commercial_invoice": 1}
    assert {row["field"]: row["changed"] for row in found["corrections"]}["document_number"] == 1
    assert "Work left" in web.get("/dashboard").text


@pytest.mark.parametrize(
    "path", ["/", "/upload", "/companies", "/documents/1", "/documents/1/history", "/search?q=A-1", "/users"]
)
def test_every_page_is_there_in_both_languages(login: Login, path: str) -> None:
    web = login("admin")
    mark = "&" if "?" in path else "?"
    english, chinese = (web.get(f"{path}{mark}lang={lang}") for lang in ("en", "zh"))
    assert english.status_code == chinese.status_code == 200
    assert "退出" in chinese.text
    assert "Log out" in english.text


def test_plots_speak_the_language_of_the_page(login: Login) -> None:
    web = login("analyst")
    assert "Commercial invoice<title>" in web.get("/dashboard").text
    assert "商业发票<title>" in web.get("/dashboard?lang=zh").text


def test_password_is_not_in_any_answer(login: Login) -> None:
    web = login("admin")
    assert "argon2" not in web.get("/users").text + web.get("/api/users").text
    assert PASSWORD not in web.get("/audit").text


def test_an_accepted_paper_is_in_the_volumes_of_its_client(login: Login) -> None:
    web = login("analyst")
    edit(web, {"path": "total_net_weight_kg", "value": "2 t"})
    assert decide(web, 1).status_code == 200
    found = {row["client"]: row for row in web.get("/api/figures").json()["volumes"]}
    assert "Nordlicht Antriebe GmbH" in found
    assert "2025-06" in web.get("/dashboard").text


def test_a_person_says_which_papers_belong_together(login: Login, store_path: Path) -> None:
    web = login("analyst")
    assert web.get("/links").status_code == 200
    assert web.post("/links", data={"left": "1", "right": "2", "together": "no"}).status_code == 303
    with Store.open(store_path) as store:
        assert register.decisions(store) == {frozenset((1, 2)): False}
    for bad in ({"left": "1", "right": "x", "together": "no"}, {"left": "1", "right": "2", "together": "perhaps"}):
        assert web.post("/links", data=bad).status_code == 400
    assert web.post("/links", data={"left": "1", "right": "99", "together": "no"}).status_code == 404


def test_a_doubtful_link_is_shown_with_its_reasons(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    left = {"left_type": "commercial_invoice", "left_number": EVIL, "left_id": 1}
    right = {"right_type": "packing_list", "right_number": None, "right_id": 2}
    link = {"kind": "same_shipment", "score": 0.61, **left, **right, "reasons": [EVIL, "the weights agree"]}
    monkeypatch.setattr(register, "doubtful", lambda store: [link])
    text = login("analyst").get("/links").text
    assert "61 %" in text
    assert "the weights agree" in text
    assert "<img src=x" not in text
