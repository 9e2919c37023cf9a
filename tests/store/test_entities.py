"""Companies in the store: put, found, versioned; judged, merged, split, undone; proposed; resolved again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.datatypes.record import Entity, Record
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.judgements import Verdict
from extractor.settings import ReviewSettings
from extractor.store import again, choices, entities, judgements, known, proposals, queue_view, reviewing
from extractor.store.errors import StoreError, UnknownError
from extractor.store.known import Register
from extractor.store.store import Store
from tests.review.papers import paper, put

SETTINGS = ReviewSettings()
NORD = CompanyEntity("n", "Nordlicht Antriebe GmbH", ("Nordlicht Drives",), "DE", ("DE136695976",), "Hafenstr. 1, Kiel")
POLAR = CompanyEntity("p", "Polarlicht Elektro AG", (), "DE")
LANTU = CompanyEntity("l", "Ganzhou Lantu Magnetics Co., Ltd.", ("赣州蓝图磁业有限公司",), "CN")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db") as found:
        entities.put(found, [NORD, POLAR, LANTU], entities.IMPORT, "test.csv")
        yield found


def resolved(store: Store, record: Record) -> Record:
    """The record as the pipeline would give it with the companies of the store."""
    companies = Register(store.path).of(store)
    parties = []
    for party in record.parties:
        names = (str(party.name.value), *party.name.alt)
        country, tax = (None if one is None else str(one.value) for one in (party.country, party.tax_id))
        parties.append(replace(party, entity=companies.decide(names, country, tax)))
    return record.with_(parties=tuple(parties))


def entity(store: Store, key: int, role: str) -> Entity:
    return next(party.entity for party in store.shown(key).parties if party.role == role and party.entity is not None)


# -- companies ---------------------------------------------------------------------------------------------------------


def test_what_is_put_is_read_back(store: Store) -> None:
    assert entities.one(store, "n") == NORD
    assert [one.id for one in entities.every(store)] == ["l", "n", "p"]
    scripts = {row["alias"]: row["script"] for row in choices.company(store, "l")["aliases"]}
    assert scripts == {"赣州蓝图磁业有限公司": "han"}


def test_putting_the_same_again_adds_nothing_and_a_new_name_keeps_the_old(store: Store) -> None:
    assert entities.put(store, [NORD], entities.IMPORT) == entities.Put(0, 1)
    entities.put(store, [replace(NORD, name="Nordlicht Motion GmbH", aliases=())], entities.IMPORT)
    found = entities.one(store, "n")
    assert found.name == "Nordlicht Motion GmbH"
    assert set(found.aliases) == {"Nordlicht Drives", "Nordlicht Antriebe GmbH"}


def test_shipped_companies_come_once(store: Store) -> None:
    entities.ship(store)
    count, version = entities.count(store), entities.version(store)
    assert count > 3
    entities.ship(store)
    assert (entities.count(store), entities.version(store)) == (count, version)


def test_a_company_made_by_a_person_has_one_id_by_name_and_country(store: Store) -> None:
    first = entities.create(store, "Südstern Magnete KG", "DE")
    assert entities.create(store, "SÜDSTERN  magnete kg", "DE") == first
    assert entities.create(store, "Südstern Magnete KG", "AT") != first


def test_companies_are_found_by_id_or_confirmed_name(store: Store) -> None:
    assert entities.named(store, "n") == ["n"]
    assert entities.named(store, "nordlicht antriebe gmbh") == ["n"]
    assert entities.named(store, "赣州蓝图磁业有限公司") == ["l"]
    assert entities.named(store, "Nordlicht") == []


def test_a_spelling_that_was_only_seen_is_no_evidence(store: Store) -> None:
    seen = resolved(store, paper(client="Nordlicht Antriebe GmbH"))
    put(store, seen)
    store.db.execute("UPDATE aliases SET alias = 'Nachtlicht' WHERE origin = 'document'")
    assert "Nachtlicht" not in entities.one(store, "n").names
    assert entities.named(store, "Nachtlicht") == []


# -- judgements --------------------------------------------------------------------------------------------------------


def test_a_judgement_is_a_row_and_is_undone_by_a_row(store: Store) -> None:
    one = judgements.say(store, "n", "p", Verdict.SAME, "li", "annual report")
    assert judgements.said(store).groups.group("p") == ("n", "p")
    judgements.undo(store, one.id, "wang")
    assert judgements.said(store).groups.group("p") == ("p",)
    assert [each.verdict for each in judgements.every(store)] == [Verdict.SAME, Verdict.UNDO]
    with pytest.raises(StoreError, match="does not stand"):
        judgements.undo(store, one.id, "wang")


def test_the_same_is_not_said_twice_and_nobody_judges_unnamed(store: Store) -> None:
    one = judgements.say(store, "n", "p", Verdict.SAME, "li")
    assert judgements.say(store, "p", "n", Verdict.SAME, "wang") == one
    with pytest.raises(StoreError, match="who judges"):
        judgements.say(store, "n", "l", Verdict.SAME, " ")
    with pytest.raises(UnknownError):
        judgements.say(store, "n", "nobody", Verdict.SAME, "li")
    with pytest.raises(StoreError, match="one company"):
        judgements.say(store, "n", "n", Verdict.SAME, "li")


def test_split_is_remembered_for_ever(store: Store) -> None:
    judgements.say(store, "n", "p", Verdict.SAME, "li")
    judgements.split(store, "p", (), "wang")
    judgements.say(store, "n", "p", Verdict.SAME, "li")
    found = judgements.said(store).groups
    assert found.group("n") == ("n",)
    assert len(found.conflicts) == 1
    with pytest.raises(StoreError, match="ties l"):
        judgements.split(store, "l", (), "wang")


def test_the_version_rises_with_each_change(store: Store) -> None:
    versions = [entities.version(store)]
    one = judgements.say(store, "n", "p", Verdict.SAME, "li")
    versions.append(entities.version(store))
    judgements.undo(store, one.id, "li")
    versions.append(entities.version(store))
    entities.create(store, "Südstern Magnete KG")
    versions.append(entities.version(store))
    assert versions == sorted(set(versions))


# -- the register of a process -----------------------------------------------------------------------------------------


def test_a_process_sees_what_another_judged(store: Store) -> None:
    register = Register(store.path)
    assert register().decide(("NLA",), None, None).decision == "new"
    first = register()
    assert register() is first
    judgements.of_name(store, "NLA", "n", Verdict.SAME, "li")
    assert register().decide(("NLA",), None, None).id == "n"


def test_a_large_register_is_written_once_and_changes_are_laid_on_top(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "SMALL", 2)
    judgements.say(store, "n", "p", Verdict.SAME, "li")
    found = known.load(store)
    assert found.decide(("Polarlicht Elektro AG",), "DE", None).id == "n"
    stamp = (known.folder_of(store.path) / "version").read_text()
    made = entities.create(store, "Südstern Magnete KG", "DE")
    judgements.of_name(store, "蓝图", "l", Verdict.SAME, "li")
    later = known.load(store)
    assert (known.folder_of(store.path) / "version").read_text() == stamp
    assert later.decide(("Südstern Magnete KG",), "DE", None).id == made
    assert later.decide(("蓝图",), "CN", None).id == "l"
    assert later.decide(("Ganzhou Lantu Magnetics Co., Ltd.",), "CN", None).id == "l"
    assert [match.entity.id for match in later.candidates("Polarlicht Elektro AG")][:1] == ["n"]


@pytest.mark.parametrize("harm", ["stamp", "folder", "program"])
def test_an_index_that_can_not_be_used_is_made_anew(store: Store, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    monkeypatch.setattr(known, "SMALL", 2)
    known.load(store)
    folder = known.folder_of(store.path)
    if harm == "stamp":
        (folder / known.STAMP).write_text("rubbish")
    elif harm == "program":
        (folder / known.STAMP).write_text("0.0.0 1")
    else:
        for part in next(path for path in folder.iterdir() if path.is_dir()).iterdir():
            part.unlink()
    assert known.load(store).decide(("Polarlicht Elektro AG",), "DE", None).id == "p"


# -- proposals ---------------------------------------------------------------------------------------------------------


def two_names(record: Record, chinese: str) -> Record:
    first, *rest = record.parties
    return record.with_(parties=(replace(first, name=replace(first.name, alt=(chinese,))), *rest))


def test_two_names_of_one_party_are_proposed_and_never_taken(store: Store) -> None:
    before = entities.one(store, "l").names
    put(store, resolved(store, two_names(paper(), "赣州市蓝图磁业集团")), "x")
    put(store, resolved(store, two_names(paper(number="A-2"), "赣州市蓝图磁业集团")), "y")
    (row,) = proposals.waiting(store)
    assert (row["name"], row["company_id"], row["papers"]) == ("赣州市蓝图磁业集团", "l", 2)
    assert entities.one(store, "l").names == before
    (said,) = proposals.accept(store, row["id"], "li")
    assert proposals.waiting(store) == []
    assert Register(store.path)().decide(("赣州市蓝图磁业集团",), None, None).id == "l"
    judgements.undo(store, said.id, "li")
    assert Register(store.path)().decide(("赣州市蓝图磁业集团",), None, None).decision != "match"


def test_a_known_pair_of_names_is_not_proposed(store: Store) -> None:
    put(store, resolved(store, two_names(paper(), "赣州蓝图磁业有限公司")), "x")
    assert proposals.waiting(store) == []


def test_a_refused_proposal_is_remembered(store: Store) -> None:
    put(store, resolved(store, two_names(paper(), "江南电机集团")), "x")
    (row,) = proposals.waiting(store)
    proposals.refuse(store, row["id"], "li")
    put(store, resolved(store, two_names(paper(number="A-2"), "江南电机集团")), "y")
    assert proposals.waiting(store) == []
    with pytest.raises(StoreError, match="refused by li"):
        proposals.accept(store, row["id"], "li")


def test_two_unknown_names_are_proposed_for_one_another(store: Store) -> None:
    record = paper(client="Hainan Coral Motors Co., Ltd.")
    seller, buyer = record.parties
    record = record.with_(parties=(seller, replace(buyer, name=replace(buyer.name, alt=("海南珊瑚电机有限公司",)))))
    put(store, resolved(store, record), "x")
    (row,) = proposals.waiting(store)
    assert (row["name"], row["beside"], row["company_id"]) == (
        "海南珊瑚电机有限公司",
        "Hainan Coral Motors Co., Ltd.",
        "",
    )
    proposals.accept(store, row["id"], "li")
    (made,) = entities.named(store, "Hainan Coral Motors Co., Ltd.")
    assert Register(store.path)().decide(("海南珊瑚电机有限公司",), None, None).id == made


# -- resolved again ----------------------------------------------------------------------------------------------------


def test_waiting_papers_are_resolved_again_and_accepted_ones_only_listed(store: Store) -> None:
    waiting = put(store, resolved(store, paper(client="NLA Kiel")), "x")
    accepted = put(store, resolved(store, paper(number="A-2", client="NLA Kiel")), "y")
    reviewing.decide(store, accepted, "reviewed", "li")
    judgements.of_name(store, "NLA Kiel", "n", Verdict.SAME, "li")
    found = again.resolve(store, Register(store.path).of(store), ["n", "NLA Kiel"], SETTINGS)
    assert [one.document_id for one in found.made] == [waiting]
    assert [one.document_id for one in found.listed] == [accepted]
    assert entity(store, waiting, "buyer").id == "n"
    assert entity(store, accepted, "buyer").decision == "new"
    assert "NLA Kiel: new -> Nordlicht Antriebe GmbH [n]" in found.listed[0].sentence()
    again.apply(store, found.listed, "li", SETTINGS)
    assert entity(store, accepted, "buyer").id == "n"
    assert list(again.changes(store, Register(store.path).of(store))) == []


def test_a_paper_that_waited_only_for_its_company_leaves_the_queue(store: Store) -> None:
    sure = paper(client="Nordlicht Antriebe AG", confidence=0.9999)
    record = resolved(store, sure)
    assert record.parties[1].entity is not None
    assert record.parties[1].entity.decision == "review"
    key = put(store, record, "x")
    held = put(store, resolved(store, paper(number="A-2", client="Nordlicht Antriebe AG", confidence=0.9999)), "y")
    reviewing.decide(store, held, "needs_review", "li", "let me look")
    judgements.of_name(store, "Nordlicht Antriebe AG", "n", Verdict.SAME, "li")
    found = again.resolve(store, Register(store.path).of(store), ["n"], SETTINGS)
    assert found.accepted == (key,)
    assert store.shown(key).review_status == "auto_accepted"
    assert store.shown(held).review_status == "needs_review"


def test_a_paper_of_which_something_was_left_out_still_waits_when_its_company_is_known(store: Store) -> None:
    record = resolved(store, paper(client="Nordlicht Antriebe AG", confidence=0.9999))
    missed = "end_user: `End user` stands on page 1, its value was not read"
    key = put(store, record.with_(review_reasons=(*record.review_reasons, missed)), "x")
    judgements.of_name(store, "Nordlicht Antriebe AG", "n", Verdict.SAME, "li")
    found = again.resolve(store, Register(store.path).of(store), ["n"], SETTINGS)
    assert [one.document_id for one in found.made] == [key]
    assert store.shown(key).review_status == "needs_review"
    assert queue_view.row(store, key)["reasons"] == missed


def test_what_a_person_chose_for_a_paper_stays_and_follows_a_merge(store: Store) -> None:
    key = put(store, resolved(store, paper(client="NLA Kiel")), "x")
    chosen = Entity("match", "p", "Polarlicht Elektro AG", 100.0).to_json()
    seen = reviewing.opened(store, key, SETTINGS).version
    reviewing.change(store, key, seen, [("parties[1].entity", chosen)], "li", SETTINGS)
    judgements.of_name(store, "NLA Kiel", "l", Verdict.SAME, "wang")
    again.resolve(store, Register(store.path).of(store), ["l", "NLA Kiel"], SETTINGS)
    assert entity(store, key, "buyer").id == "p"
    judgements.say(store, "n", "p", Verdict.SAME, "li")
    again.resolve(store, Register(store.path).of(store), ["n", "p"], SETTINGS)
    assert (entity(store, key, "buyer").id, entity(store, key, "buyer").name) == ("n", "Nordlicht Antriebe GmbH")


def test_no_undo_of_a_person_takes_back_what_resolution_wrote(store: Store) -> None:
    key = put(store, resolved(store, paper(client="NLA Kiel")), "x")
    judgements.of_name(store, "NLA Kiel", "n", Verdict.SAME, "li")
    again.resolve(store, Register(store.path).of(store), ["n", "NLA Kiel"], SETTINGS)
    assert reviewing.undo(store, key, "li", SETTINGS) is None
    assert entity(store, key, "buyer").id == "n"


def test_undoing_a_merge_brings_every_paper_back(store: Store) -> None:
    waiting = put(store, resolved(store, paper(client="Polarlicht Elektro AG")), "x")
    accepted = put(store, resolved(store, paper(number="A-2", client="Polarlicht Elektro AG")), "y")
    reviewing.decide(store, accepted, "reviewed", "li")
    register = Register(store.path)
    merged = judgements.say(store, "n", "p", Verdict.SAME, "li")
    found = again.resolve(store, register.of(store), ["n", "p"], SETTINGS)
    again.apply(store, found.listed, "li", SETTINGS)
    assert {entity(store, key, "buyer").id for key in (waiting, accepted)} == {"n"}
    judgements.undo(store, merged.id, "li")
    back = again.resolve(store, register.of(store), ["n", "p"], SETTINGS)
    assert entity(store, waiting, "buyer").id == "p"
    assert [(one.document_id, one.after.id) for one in back.listed] == [(accepted, "p")]
