"""The watch folder: every paper ends in one lane, each content is stored once, whatever happens in between."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread, Timer
from typing import Any

import pytest
from reportlab.pdfgen import canvas

from extractor.datatypes.record import ErrorRecord, SourceInfo
from extractor.jobs import lanes
from extractor.jobs.task import Running
from extractor.jobs.watch import Watcher
from extractor.pipeline import Outcome, process
from extractor.settings import Settings, WatchSettings
from extractor.stages import intake
from extractor.store import queue
from extractor.store.store import Store
from extractor.tools import Tools

QUICK = replace(
    Settings(), watch=WatchSettings(quiet_seconds=0.0, back_off_seconds=0.01, give_up_seconds=0.2, stop_seconds=1)
)
TOOLS = Tools(QUICK)


def drop(folder: Path, name: str, text: str = "Dear Sirs, nothing of weight.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    page = canvas.Canvas(str(path), invariant=1)
    page.drawString(72, 700, text)
    page.save()
    return path


class Done:
    """Reading that has already ended."""

    def __init__(self, ended: Callable[[], list[Outcome]]) -> None:
        self.ended = ended

    def done(self) -> bool:
        return True

    def result(self) -> list[Outcome]:
        return self.ended()

    def close(self) -> None:
        """Nothing was unpacked for it."""


def here(path: Path, place: str) -> Running:
    (item,) = intake.listed(path)
    return Done(lambda: [process(replace(item, name=place), TOOLS)])


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "tracking.db") as opened:
        yield opened


def lane_of(inbox: Path) -> dict[str, str]:
    """Every file below the inbox: its name and the lane it is in, empty where it still waits."""
    found = {}
    for path in inbox.rglob("*"):
        if path.is_file() and not path.name.endswith(".reason.txt"):
            parts = path.relative_to(inbox).parts
            found[path.name] = parts[0] if parts[0] in {str(lane) for lane in lanes.Lane} else ""
    return found


def watch(
    inbox: Path, store: Store, submit: Callable[[Path, str], Running] = here, settings: Settings = QUICK
) -> Watcher:
    watcher = Watcher(inbox, store, settings, submit)
    watcher.run(once=True)
    return watcher


def test_papers_go_to_their_lanes_and_broken_ones_say_why(inbox: Path, store: Store) -> None:
    drop(inbox, "letter.pdf")
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.4 not much more %%EOF")
    watch(inbox, store)
    assert lane_of(inbox) == {"letter.pdf": "done", "broken.pdf": "failed"} or lane_of(inbox)["letter.pdf"] == "review"
    assert lane_of(inbox)["broken.pdf"] == "failed"
    (reason,) = inbox.rglob("broken.pdf.reason.txt")
    assert "文件" in reason.read_text(encoding="utf-8")
    assert store.db.table("documents").count == 1


def test_what_was_unpacked_for_a_paper_is_let_go_of_once_it_is_stored(inbox: Path, store: Store) -> None:
    path = drop(inbox, "a.pdf")
    sha256 = intake.fingerprint(path) or ""
    kept: list[bool] = []

    def noting(path: Path, place: str) -> Running:
        running = here(path, place)
        running.close = lambda: kept.append(store.has_source(sha256))  # type: ignore[method-assign]
        return running

    watch(inbox, store, noting)
    assert kept == [True]


def test_one_content_under_many_names_is_one_document(inbox: Path, store: Store) -> None:
    first = drop(inbox, "a.pdf")
    for name in ("b.pdf", "c.pdf"):
        shutil.copy(first, inbox / name)
    watch(inbox, store)
    assert sorted(lane_of(inbox).values())[:2] == ["duplicate", "duplicate"]
    assert store.db.table("documents").count == 1


def test_copies_dropped_at_once_are_no_two_documents_with_many_workers(inbox: Path, store: Store) -> None:
    first = drop(inbox, "a.pdf")
    for name in ("b.pdf", "c.pdf", "d.pdf"):
        shutil.copy(first, inbox / name)
    Watcher(inbox, store, QUICK, here, workers=4).run(once=True)
    assert sorted(lane_of(inbox).values())[:3] == ["duplicate"] * 3
    assert store.db.table("documents").count == 1


def test_one_name_with_many_contents_are_many_documents(inbox: Path, store: Store) -> None:
    for text in ("one", "two", "three"):
        drop(inbox, "scan.pdf", f"Dear Sirs, this is letter number {text}.")
        watch(inbox, store)
    assert store.db.table("documents").count == 3
    assert "" not in lane_of(inbox).values()


def test_folders_are_tags(inbox: Path, store: Store) -> None:
    drop(inbox, "ACME/may/a.pdf")
    watch(inbox, store)
    assert {row["tag"] for row in store.db.table("tags").rows} == {"ACME", "may"}


def test_a_file_that_changes_while_it_is_read_is_taken_again(inbox: Path, store: Store) -> None:
    path = drop(inbox, "a.pdf", "Dear Sirs, first version of this letter.")
    seen: list[str] = []

    def changing(paper: Path, place: str) -> Running:
        running = here(paper, place)
        if not seen:
            time.sleep(0.01)
            drop(inbox, "a.pdf", "Dear Sirs, second version of this letter.")
        seen.append(place)
        return running

    watch(inbox, store, changing)
    assert len(seen) == 2
    assert not path.exists()
    assert store.db.table("documents").count == 1


@pytest.mark.parametrize(
    "wrong", [TimeoutError(), RuntimeError("killed"), MemoryError()], ids=["hangs", "dies", "eats"]
)
def test_a_reader_that_fails_is_tried_three_times_and_the_rest_goes_on(
    inbox: Path, store: Store, wrong: Exception
) -> None:
    drop(inbox, "bad.pdf", "Dear Sirs, poison.")
    drop(inbox, "good.pdf", "Dear Sirs, all is well here.")
    tries: list[str] = []

    def failing() -> list[Outcome]:
        tries.append("")
        raise wrong

    watch(inbox, store, lambda path, place: Done(failing) if path.name == "bad.pdf" else here(path, place))
    assert len(tries) == 3
    assert lane_of(inbox)["bad.pdf"] == "failed"
    assert lane_of(inbox)["good.pdf"] in {"done", "review"}


def test_dropping_a_failed_paper_again_tries_again(inbox: Path, store: Store) -> None:
    drop(inbox, "a.pdf")
    error = ErrorRecord(SourceInfo("a.pdf", None, None, (), 0), "encrypted", "locked")
    watch(inbox, store, lambda path, place: Done(lambda: [Outcome(place, error=error)]))
    (failed,) = inbox.rglob("failed/**/a.pdf")
    failed.rename(inbox / "a.pdf")
    watch(inbox, store)
    assert lane_of(inbox)["a.pdf"] in {"done", "review"}


def test_nothing_is_lost_while_the_disk_is_full(inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(inbox, "a.pdf")
    real, left = lanes.file_away, [OSError(28, "No space left on device")]

    def full(*args: object, **named: object) -> Path:
        if left:
            raise left.pop()
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(lanes, "file_away", full)
    watch(inbox, store)
    assert lane_of(inbox)["a.pdf"] in {"done", "review"}
    assert store.db.table("documents").count == 1


def quick(path: Path, place: str) -> Running:
    """A stand-in for the reader that takes no time, so that what is tested is the way to the lane."""
    source = intake.identify(intake.Item(path, place), QUICK.limits)
    return Done(lambda: [Outcome(place, source, (), ())])


def test_a_large_drop_with_the_watcher_down_and_another_while_it_is_busy(inbox: Path, store: Store) -> None:
    for number in range(150):
        drop(inbox, f"down-{number:03}.pdf", f"Dear Sirs, letter number {number}.")
    taken: list[str] = []

    def busy(path: Path, place: str) -> Running:
        if len(taken) == 20:
            for number in range(150):
                drop(inbox, f"busy-{number:03}.pdf", f"Dear Sirs, later letter number {number}.")
        taken.append(place)
        return quick(path, place)

    watch(inbox, store, busy)
    assert len(lane_of(inbox)) == 300
    assert set(lane_of(inbox).values()) == {"done"}
    assert store.db.table("sources").count == 300


def test_a_fresh_scan_is_not_kept_waiting_behind_old_ones(inbox: Path, store: Store) -> None:
    for number in range(40):
        os.utime(
            drop(inbox, f"old-{number:02}.pdf", f"Dear Sirs, letter number {number}."), (1_700_000_000, 1_700_000_000)
        )
    drop(inbox, "fresh.pdf", "Dear Sirs, this one is urgent.")
    order: list[str] = []

    def noting(path: Path, place: str) -> Running:
        order.append(place)
        return quick(path, place)

    watch(inbox, store, noting)
    assert order.index("fresh.pdf") < 3


def test_a_folder_moved_in_is_taken_whole_with_its_names_as_tags(tmp_path: Path, inbox: Path, store: Store) -> None:
    for name in ("x/1.pdf", "x/y/2.pdf", "3.pdf"):
        drop(tmp_path / "ACME", name, f"Dear Sirs, letter {name}.")
    (tmp_path / "ACME").rename(inbox / "ACME")
    watch(inbox, store, quick)
    assert sorted(path.name for path in (inbox / "done").rglob("*.pdf")) == ["1.pdf", "2.pdf", "3.pdf"]
    assert {row["tag"] for row in store.db.table("tags").rows} == {"ACME", "x", "y"}


def test_a_file_renamed_while_it_is_read_ends_in_one_lane(inbox: Path, store: Store) -> None:
    drop(inbox, "a.pdf", "Dear Sirs, a letter that gets another name.")
    renamed: list[str] = []

    def renaming(path: Path, place: str) -> Running:
        running = here(path, place)
        if not renamed:
            path.rename(inbox / "b.pdf")
        renamed.append(place)
        return running

    watch(inbox, store, renaming)
    assert renamed == ["a.pdf", "b.pdf"]
    assert set(lane_of(inbox)) == {"b.pdf"}
    assert store.db.table("documents").count == 1


@pytest.mark.parametrize("moment", ["begin", "take", "store", "file"])
def test_a_store_that_somebody_else_locks_is_waited_for(
    inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    drop(inbox, "a.pdf", "Dear Sirs, the store is locked for a while.")
    if moment == "begin":
        queue.take(store, "0" * 64, "moved before the crash.pdf")
    store.db.execute("pragma busy_timeout = 20")
    other = sqlite3.connect(store.path)
    told: list[dict[str, object]] = []

    def lock(*_: object) -> None:
        if not told and not other.in_transaction:
            other.execute("begin immediate")

    def note(event: dict[str, object]) -> None:
        told.extend([event] if event["event"] == "waiting" else [])
        if told:
            other.rollback()

    def read(path: Path, place: str) -> Running:
        running = quick(path, place)
        if moment == "store":
            lock()
        return running

    def file_away(*args: Any) -> Path:
        target = moved_to(*args)
        lock()
        return target

    moved_to = lanes.file_away
    if moment == "file":
        monkeypatch.setattr(lanes, "file_away", file_away)
    elif moment != "store":
        lock()
    watcher = Watcher(inbox, store, QUICK, read)
    monkeypatch.setattr(watcher, "_say", note)
    watcher.run(once=True)
    other.close()
    assert told and "held by another program" in str(told[0]["why"])
    assert lane_of(inbox) == {"a.pdf": "done"}
    assert queue.open_jobs(store) == []
    job = next(row for row in store.db.table("jobs").rows if row["place"] == "a.pdf")
    assert (inbox / job["filed_as"]).name == "a.pdf"


def test_a_file_that_waits_for_another_try_waits_on_after_a_restart(inbox: Path, store: Store) -> None:
    drop(inbox, "a.pdf")
    slow = replace(QUICK, watch=replace(QUICK.watch, back_off_seconds=1000, attempts=3))
    info = SourceInfo("a.pdf", None, None, (), 0)
    tries: list[str] = []

    def failing(_path: Path, place: str) -> Running:
        tries.append(place)
        return Done(lambda: [Outcome(place, None, (), (), ErrorRecord(info, "timeout", "slow"))])

    for _ in range(2):
        watcher = Watcher(inbox, store, slow, failing)
        for number in range(5):
            watcher.step(time.monotonic() + number)
    assert tries == ["a.pdf"]
    (job,) = queue.open_jobs(store)
    assert 900 < job["not_before"] - time.time() < 1001


@pytest.mark.parametrize("what", ["vanished", "pair", "front"])
def test_the_watcher_rests_once_nothing_is_left_to_do(
    inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("extractor.jobs.watch.AWAKE", 1.0)
    names = {"vanished": ["a.pdf"], "pair": ["duplex/1.pdf", "duplex/2.pdf"], "front": ["duplex/1.pdf"]}[what]
    papers = [drop(inbox, name, f"Dear Sirs, {name}.") for name in names]
    settings = replace(QUICK, watch=replace(QUICK.watch, quiet_seconds=1000.0 if what == "vanished" else 0.0))
    watcher = Watcher(inbox, store, settings, quick)
    rested: list[bool] = []

    def hints() -> Iterator[object]:
        rested.append(True)
        watcher.stop.set()
        yield None

    def late() -> None:
        if what == "vanished":
            papers[0].unlink()

    timers = [Timer(0.3, late), Timer(8.0, watcher.stop.set)]
    for timer in timers:
        timer.start()
    watcher.run(hints())
    for timer in timers:
        timer.cancel()
    assert rested


def test_an_inbox_that_is_gone_for_a_while_is_waited_for(inbox: Path, store: Store) -> None:
    drop(inbox, "a.pdf", "Dear Sirs, the share went away and came back.")
    watcher = Watcher(inbox, store, QUICK, quick)
    away = inbox.rename(inbox.parent / "unmounted")

    def come_back() -> None:
        time.sleep(0.2)
        away.rename(inbox)

    coming = Thread(target=come_back)
    coming.start()
    watcher.run(once=True)
    coming.join()
    assert lane_of(inbox) == {"a.pdf": "done"}


def test_a_slow_writer_is_waited_for(inbox: Path, store: Store) -> None:
    whole = drop(inbox.parent, "whole.pdf").read_bytes()
    target = inbox / "slow.pdf"
    settings = replace(QUICK, watch=replace(QUICK.watch, quiet_seconds=0.3, give_up_seconds=60))

    def write() -> None:
        with target.open("wb") as stream:
            for start in range(0, len(whole), 200):
                stream.write(whole[start : start + 200])
                stream.flush()
                time.sleep(0.05)

    writer = Thread(target=write)
    writer.start()
    time.sleep(0.1)
    watch(inbox, store, settings=settings)
    writer.join()
    assert lane_of(inbox)["slow.pdf"] in {"done", "review"}


def test_a_crash_between_store_and_lane_is_no_duplicate(inbox: Path, store: Store) -> None:
    path = drop(inbox, "a.pdf")
    sha256 = intake.fingerprint(path) or ""
    queue.take(store, sha256, "a.pdf")
    outcome = process(intake.Item(path, "a.pdf"), TOOLS)
    assert outcome.source is not None
    store.write(outcome.source, outcome.pages, outcome.records)
    watch(inbox, store)
    assert lane_of(inbox)["a.pdf"] in {"done", "review"}
    assert store.db.table("documents").count == 1


def test_killed_again_and_again(tmp_path: Path, inbox: Path) -> None:
    """SIGKILL at random moments: at the end every file is in one lane, every document there once, originals as they were."""
    contents = {}
    for number in range(8):
        path = drop(inbox, f"{number}.pdf", f"Dear Sirs, this is letter number {number} of a series.")
        contents[intake.fingerprint(path)] = path.read_bytes()
    config = tmp_path / "extractor.toml"
    config.write_text("[watch]\nquiet_seconds = 0.1\nback_off_seconds = 0.1\n", encoding="utf-8")
    command = [sys.executable, "-m", "extractor", "--config", str(config), "watch", str(inbox), "--store",
               str(tmp_path / "t.db"), "--poll", "--once"]  # fmt: skip
    rng = random.Random(4)
    for _ in range(5):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as running:
            time.sleep(rng.uniform(0.8, 3.0))
            os.killpg(running.pid, signal.SIGKILL)
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=90)
    assert len(lane_of(inbox)) == 8
    assert set(lane_of(inbox).values()) <= {"done", "review"}
    with Store.open(tmp_path / "t.db") as store:
        assert store.db.table("documents").count == 8
        assert {sha: store.original(str(sha)).read_bytes() for sha in contents} == contents
