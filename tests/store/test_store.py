"""The store, on real SQLite: nothing lost, nothing twice, nothing silently wrong."""

import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source, Word
from extractor.datatypes.record import Entity, ErrorRecord, Field, Party, Record, SourceInfo
from extractor.errors import CorruptError
from extractor.register.refresh import refresh
from extractor.settings import Settings
from extractor.stages import intake
from extractor.store import archive, rows
from extractor.store.errors import ContradictionError, LockedStoreError, NewerStoreError, NotAStoreError, StoreError
from extractor.store.store import Store
from tests.builders import field, record


def paper(folder: Path, content: bytes = b"%PDF-1.4 one") -> Source:
    path = folder / f"{len(content)}-{content[-4:].decode()}.pdf"
    path.write_bytes(content)
    sha256 = intake.fingerprint(path)
    assert sha256 is not None
    return Source(path, path.name, sha256, "application/pdf", len(content), 1)


def of(source: Source, found: Record) -> Record:
    info = SourceInfo(source.name, source.sha256, source.media_type, (1,), 1)
    return found.with_(source=info, engine={"extractor": "0", "model": "m1"})


PAGE = Page(1, 595, 842, (Word("钕铁硼", Box(1, 2, 3, 4)),))
INVOICE = record(
    fields={"document_number": "NW-17", "total_amount": "12345678901234567.10"},
    lines=[{"description": "钕铁硼磁体", "net_weight_kg": "37.670001"}],
    parties={"buyer": "Aurora Drive Systems Inc."},
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "tracking.db")


def counts(store: Store) -> dict[str, int]:
    tables = ("sources", "pages", "documents", "records", "fields", "parties", "lines", "edits")
    return {table: store.db.table(table).count for table in tables}


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    assert store.write(source, [PAGE], [of(source, INVOICE)])
    before = counts(store)
    assert not store.write(source, [PAGE], [of(source, INVOICE)])
    assert counts(store) == before


def test_the_same_content_under_another_name_is_one_source(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE)])
    store.write(replace(source, name="copy.pdf"), [PAGE], [of(replace(source, name="copy.pdf"), INVOICE)])
    assert counts(store)["sources"] == counts(store)["records"] == 1
    assert store.db.table("source_names").count == 2


def test_a_better_reading_is_a_new_record_and_the_old_one_stays(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE)])
    better = INVOICE.with_(fields={**INVOICE.fields, "currency": field("USD")})
    assert store.write(source, [PAGE], [of(source, better)])
    assert counts(store)["records"] == 2 and counts(store)["documents"] == 1
    assert next(iter(store.documents()))["record"]["fields"]["currency"]["value"] == "USD"


def test_the_original_is_kept_byte_for_byte(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE)])
    assert store.original(source.sha256).read_bytes() == source.path.read_bytes()


def test_a_file_that_changed_meanwhile_is_refused_whole(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    source.path.write_bytes(b"%PDF-1.4 two")
    with pytest.raises(CorruptError, match="changed"):
        store.write(source, [PAGE], [of(source, INVOICE)])
    assert counts(store)["sources"] == 0
    assert not archive.place_of(store.originals, source.sha256).exists()


def test_no_digit_is_lost(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE)])
    amount = next(store.db.query("SELECT value FROM fields WHERE path = 'total_amount'"))["value"]
    assert amount == "12345678901234567.10"
    assert next(store.db.query("SELECT net_weight_mg FROM lines"))["net_weight_mg"] == 37_670_001


def test_pages_come_back_for_a_new_extraction(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE)])
    assert store.pages(source.sha256) == (PAGE,)


@pytest.mark.parametrize("query", ["钕", "铁硼", "aurora", "NW-17", "Drive Systems"])
def test_search_finds_single_chinese_characters_and_words(store: Store, tmp_path: Path, query: str) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE)])
    assert store.find(query) == [1]
    assert store.find("铽") == [] and store.find('"') == [] and store.find("\0") == []


def test_an_invoice_and_its_packing_list_are_one_trade(store: Store, tmp_path: Path) -> None:
    invoice, packing, again = (paper(tmp_path, b"%PDF-1.4 " + name) for name in (b"inv1", b"pack", b"scan"))
    store.write(invoice, [PAGE], [of(invoice, INVOICE)])
    listed = record(
        "packing_list",
        {"document_number": "PL-1", "invoice_number": "NW-17"},
        [{"net_weight_kg": "40"}],
        {"buyer": "AURORA DRIVE SYSTEMS INC"},
    )
    store.write(packing, [PAGE], [of(packing, listed)])
    store.write(again, [PAGE], [of(again, INVOICE)])
    refresh(store, Settings())
    trades = list(store.db.query("SELECT * FROM trades"))
    assert len(trades) == 1
    assert trades[0]["net_weight_kg"] == 40.0


def test_a_proforma_is_no_trade(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    store.write(source, [PAGE], [of(source, INVOICE.with_(doc_type="proforma_invoice"))])
    refresh(store, Settings())
    assert list(store.db.query("SELECT * FROM trades")) == []


def test_matched_companies_and_their_spellings_are_remembered(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    party = Party(
        "buyer", field("AURORA DRIVE SYSTEMS"), entity=Entity("match", "aurora", "Aurora Drive Systems Inc.", 99)
    )
    store.write(source, [PAGE], [of(source, INVOICE.with_(parties=(party,)))])
    assert [row["alias"] for row in store.db.query("SELECT alias FROM aliases")] == ["AURORA DRIVE SYSTEMS"]


def test_a_failure_is_remembered_once(store: Store) -> None:
    error = ErrorRecord(SourceInfo("a.pdf", None, None, (), 0), "corrupt", "torn")
    store.write_error(error)
    store.write_error(error)
    assert store.db.table("failures").count == 1


def test_a_store_larger_than_memory_opens(tmp_path: Path) -> None:
    path = tmp_path / "tracking.db"
    Store.open(path).close()
    with path.open("r+b") as file:
        file.truncate(1 << 40)  # a hole: it takes no room on the disk
    with Store.open(path) as store:
        assert "documents" in store.db.table_names()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="looks at the locks that Linux shows")
def test_opening_a_store_again_keeps_the_locks_of_this_process(tmp_path: Path) -> None:
    """Without them the next program that closes the store deletes the log of this one, and what it writes is lost."""
    path = tmp_path / "tracking.db"
    other = (
        sys.executable,
        "-c",
        f"import sqlite3; c = sqlite3.connect({str(path)!r}); c.execute('VACUUM'); c.close()",
    )
    with Store.open(path) as first:
        first.write_error(ErrorRecord(SourceInfo("a.pdf", None, None, (), 0), "corrupt", "torn"))
        Store.open(path).close()
        Store.reading(path).close()
        subprocess.run(other, check=True)
        first.write_error(ErrorRecord(SourceInfo("b.pdf", None, None, (), 0), "corrupt", "torn"))
        count = f"import sqlite3; print(*sqlite3.connect({str(path)!r}).execute('SELECT count(*) FROM failures').fetchone())"
        told = subprocess.run((sys.executable, "-c", count), check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "2"
    with Store.open(path) as again:
        assert again.db.table("failures").count == 2


def test_what_is_no_store_is_said(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello, this is no database")
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE x (y)")
    for name in ("text", "other"):
        with pytest.raises(NotAStoreError):
            Store.open(tmp_path / name)
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path / "missing", create=False)


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.db")
    store.db.table("_sqlite_migrations").insert({"migration_set": "extractor", "name": "m999", "applied_at": "2030"})
    store.close()
    with pytest.raises(NewerStoreError):
        Store.open(tmp_path / "a.db")


def test_a_locked_store_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.store.connection.WAIT_SECONDS", 0.1)
    Store.open(tmp_path / "a.db").close()
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    source = paper(tmp_path)
    with Store.open(tmp_path / "a.db") as store, pytest.raises(LockedStoreError):
        store.write(source, [PAGE], [of(source, INVOICE)])
    other.close()


def test_a_write_waits_while_another_process_writes(store: Store, tmp_path: Path) -> None:
    source = paper(tmp_path)
    other = sqlite3.connect(store.path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO failures (name, sha256, code, message, at) VALUES ('a.pdf', '', 'corrupt', 'torn', '')")
    ending = Timer(0.3, other.commit)
    ending.start()
    assert store.write(source, [PAGE], [of(source, INVOICE)])
    ending.join()
    other.close()
    assert counts(store)["documents"] == store.db.table("failures").count == 1


def test_a_rule_of_the_store_that_is_broken_is_told_as_that(store: Store) -> None:
    with pytest.raises(ContradictionError, match="FOREIGN KEY"), store.change() as db:
        db.table("lines").insert({"record_id": 999, "number": 0})


def test_foreign_keys_hold(store: Store, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.db.table("lines").insert({"record_id": 999, "number": 0})
    assert list(store.db.query("PRAGMA foreign_key_check")) == []


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_milligrams_lose_nothing(kilograms: object) -> None:
    exact = rows.milligrams(format(kilograms, "f"))
    assert exact is not None and exact == int(kilograms * 1_000_000)  # type: ignore[operator]


def test_a_record_survives_json() -> None:
    assert Record.from_json(json.loads(json.dumps(INVOICE.to_json()))) == INVOICE
    seen = Field("5", 0.5, field("5").origin, "5 kg", 2, Box(1, 2, 3, 4), ("five",))
    assert Field.from_json(seen.to_json()) == seen
