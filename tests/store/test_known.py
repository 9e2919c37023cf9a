"""What ingest and watch see: a process beside the one that writes resolves against the store and follows its changes."""

from __future__ import annotations

from pathlib import Path

from extractor.datatypes.record import Party, Record
from extractor.jobs.child import tools_with
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.judgements import Verdict
from extractor.settings import Settings
from extractor.stages import resolve
from extractor.store import entities, judgements, known
from extractor.store.store import Store
from tests.builders import field, record


def named(found: Record, path: Path) -> list[tuple[str, str | None]]:
    tools = tools_with(Settings(), path)
    return [(party.entity.decision, party.entity.id) for party in resolve.name_companies(found, tools.companies).parties
            if party.entity is not None]  # fmt: skip


def test_the_pipeline_resolves_against_the_store_and_what_people_said(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    paper = record(parties={"buyer": "Nordlicht Antriebe GmbH", "seller": "NLA Kiel"})
    with Store.open(path) as store:
        known.prepare(store)
        assert named(paper, path) == [("new", None), ("new", None)]
        entities.put(store, [CompanyEntity("n", "Nordlicht Antriebe GmbH", country="DE")], entities.IMPORT)
        judgements.of_name(store, "NLA Kiel", "n", Verdict.SAME, "li")
        assert named(paper, path) == [("match", "n"), ("match", "n")]
        judgements.of_name(store, "Nordlicht Antriebe GmbH", "n", Verdict.DIFFERENT, "li")
        assert named(paper, path)[0][0] != "match"


def test_one_process_keeps_its_index_until_something_changes(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        register = known.prepare(store)
        first = register.of(store)
        assert register() is first
        entities.create(store, "Nordlicht Antriebe GmbH", "DE")
        assert register() is not first
        assert register().decide(("Nordlicht Antriebe GmbH",), "DE", None).decision == "match"


def test_lists_of_the_store_reach_the_record(tmp_path: Path) -> None:
    from extractor.resolution.screening import Entry
    from extractor.store import screening

    path = tmp_path / "t.db"
    table = tmp_path / "list.csv"
    table.write_text("name\nKuroshio Naval Systems\n", encoding="utf-8")
    tools = tools_with(Settings(), path)
    paper = record(parties={"buyer": "Kuroshio Naval Systems Co., Ltd.", "issuing_authority": "Kuroshio Naval Systems"})
    with Store.open(path) as store:
        known.prepare(store)
        assert resolve.listed_parties(paper, tools.lists) == []
        screening.put(store, table, [Entry("watch list", "2026-01-01", "Kuroshio Naval Systems")], "li")
        (hit,) = resolve.listed_parties(paper, tools.lists)
    assert (hit["role"], hit["list"], hit["open"]) == ("buyer", "watch list", True)


def test_a_store_is_opened_to_read_without_being_changed(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        entities.create(store, "Nordlicht Antriebe GmbH", "DE")
    with Store.reading(path) as store:
        assert entities.count(store) == 1


def test_shipped_companies_are_known_without_a_store() -> None:
    from extractor.gazetteer.table import rows

    row = next(rows("companies"))
    party = Party("seller", field(row["name_en"]))
    found = resolve.name_companies(record().with_(parties=(party,)), tools_with(Settings(), None).companies)
    assert found.parties[0].entity is not None
    assert found.parties[0].entity.id == row["id"]
