"""The watch folder: what a clerk drops is read, stored, and found again in a lane beside it.

In this order, each step repeatable: the file settles, is taken (a row), is read in a child process, its original and
rows are committed, then it is moved. Whatever happens in between, the file still lies in the inbox and the row says how
far it came. One process writes; the same content twice is a duplicate, never two documents.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from extractor.datatypes.record import ErrorRecord
from extractor.jobs import healthpage, lanes, settle
from extractor.jobs.duplex import DuplexFolder
from extractor.jobs.lanes import Lane
from extractor.jobs.task import Submit, Task, nothing_in, outcomes_of
from extractor.pipeline import Outcome
from extractor.settings import Settings
from extractor.stages import intake
from extractor.store import queue
from extractor.store.errors import StoreError
from extractor.store.store import Store

log = logging.getLogger("extractor.watch")
AGAIN = frozenset({"internal", "timeout", "missing"})
"""Errors that another try may mend; the others are the file's own."""
LARGE = 5_000_000
"""Bytes from which a file is large: large ones never fill all workers."""
TICK = 0.5
GLANCE = 0.02
"""Seconds from glance to glance at the papers in work: the next one is taken as soon as one is done."""
LIST_SHARE = 20.0
"""The folder is listed again after so many times what the last listing took: a twentieth of the time goes into it."""
AWAKE = 5.0
"""Seconds after the last paper or event in which the folder is looked at without waiting for an event."""


@dataclass
class Watcher:
    """Watches one inbox. `submit` starts reading a file; `workers` files are read side by side."""

    inbox: Path
    store: Store
    settings: Settings
    submit: Submit
    workers: int = 1
    stop: Event = field(default_factory=Event)
    health: Path | None = None
    notify: Callable[[dict[str, Any]], None] | None = None
    state: dict[str, Any] = field(default_factory=dict)
    """The last look: when, how many papers wait, how many are in work."""
    _tasks: list[Task] = field(default_factory=list)
    _later: dict[Path, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an unsafe inbox and prepare to watch files settle."""
        lanes.refuse_unsafe(self.inbox, self.store.path)
        self._settling = settle.Settling(self.settings.watch.quiet_seconds)
        self._first_seen: dict[Path, float] = {}
        self._waiting: list[Path] = []
        self._filed: set[Path] = set()
        self._list_again = 0.0
        self._duplex = DuplexFolder(self.inbox)
        self._awake_until = 0.0
        self._once = False
        self._told: set[Path] = set()
        self._begun = False
        self._moved: list[tuple[str, str, str]] = []
        """Content, place and new place of files that lie in their lane, as long as that is not written down."""

    def run(self, hints: Iterator[object] | None = None, once: bool = False) -> None:
        """Look, take, finish until told to stop; `once`: until nothing is left. `hints` wakes up on changes."""
        self._once = once
        while not self.stop.is_set():
            try:
                left = self.step(time.monotonic())
            except (StoreError, OSError) as error:
                self._say({"event": "waiting", "why": str(error)})
                left = True  # a locked store, a full disk, an inbox that is gone: nothing is lost, all is tried again
                self.stop.wait(self.settings.watch.back_off_seconds)
            if once and not left:
                break
            self._pause(hints)
        self._give_back()

    def step(self, now: float) -> bool:
        """Do what can be done now; says whether anything is left in the inbox or in work."""
        self._begin()
        self._write_moved()
        self._finish_ready()
        self._duplex.collate_ready(lambda path: self._is_settled(path, now))
        waiting = self._listed(now)
        for path in self._in_turn(waiting):
            if len(self._tasks) >= self.workers or self.stop.is_set():
                break
            if self._later.get(path, 0.0) <= now and self._is_settled(path, now):
                self._take(path)
        self._write_health(len(waiting))
        return bool(waiting or self._tasks)

    def _listed(self, now: float) -> list[Path]:
        """Return the files that wait; a long list is made anew seldom, so that a drop of many thousands costs no more."""
        if now >= self._list_again:
            started = time.monotonic()
            found = lanes.papers(self.inbox)
            for path in self._first_seen.keys() - {path for path in found if not self._duplex.rests(path)}:
                self._forget(path)  # taken away, put together, or waiting for its backs: nothing comes of looking at it
            self._waiting = self._duplex.without(found)
            self._list_again = now + LIST_SHARE * (time.monotonic() - started)
        self._waiting = [path for path in self._waiting if path not in self._filed]
        self._filed.clear()
        return self._waiting

    # -- choosing ------------------------------------------------------------------------------------------------------

    def _in_turn(self, waiting: Sequence[Path]) -> Iterator[Path]:
        """Yield files in a fair order: the newest, the oldest, the next newest; large ones leave a worker free."""
        busy = {task.path for task in self._tasks}
        open_to_large = self.workers == 1 or sum(task.large for task in self._tasks) < self.workers - 1
        old, new = 0, len(waiting) - 1
        while old <= new:
            path = waiting[new] if (len(waiting) - new) <= old + 1 else waiting[old]
            old, new = (old, new - 1) if path == waiting[new] else (old + 1, new)
            if path not in busy and (open_to_large or not _is_large(path)):
                yield path

    def _is_settled(self, path: Path, now: float) -> bool:
        first = self._first_seen.setdefault(path, now)
        if self._settling.settled(path, now):
            return True
        unchanged = min(now - first, self._settling.waiting(path, now))
        if unchanged > AWAKE and path not in self._told:
            self._told.add(path)
            self._say({"event": "not taken yet", "file": path.relative_to(self.inbox).as_posix(),
                       "why": settle.lack(path)})  # fmt: skip
        limits = self.settings.watch
        if self._once and unchanged > limits.give_up_once_seconds and not settle.held_for_writing(path):
            return True
        return unchanged > limits.give_up_seconds

    # -- taking --------------------------------------------------------------------------------------------------------

    def _take(self, path: Path) -> None:
        look, sha256 = settle.look_at(path), intake.fingerprint(path)
        if look is None or sha256 is None:
            return  # taken away, or not to be opened yet
        if any(task.sha256 == sha256 for task in self._tasks):
            self._later[path] = time.monotonic() + TICK
            return  # its twin is being read; once that is stored, it is a duplicate
        place = path.relative_to(self.inbox).as_posix()
        known = queue.job(self.store, sha256, place)
        is_open = known is not None and known["state"] in queue.OPEN
        if self.store.has_source(sha256) and not is_open:
            first = queue.first_name(self.store, sha256) or "another file"
            queue.take(self.store, sha256, place)
            self._file(path, place, sha256, Lane.DUPLICATE, lanes.came_before(first))
            return
        queue.take(self.store, sha256, place, lanes.tags(path, self.inbox))
        running = self.submit(path, place)
        self._tasks.append(Task(path, place, sha256, look, running, time.monotonic(), look.size > LARGE))

    # -- finishing -----------------------------------------------------------------------------------------------------

    def _finish_ready(self) -> None:
        for task in [task for task in self._tasks if task.running.done()]:
            self._finish(task)
            task.running.close()
            self._tasks.remove(task)

    def _finish(self, task: Task) -> None:
        outcomes = outcomes_of(task)
        if settle.look_at(task.path) != task.look:
            self._settling.forget(task.path)  # changed or gone since it was taken: what was read is not what lies there
            return
        for outcome in outcomes:
            if outcome.error is None and outcome.source is not None:
                self.store.write(outcome.source, outcome.pages, outcome.records)
            elif outcome.error is not None:
                self.store.write_error(outcome.error)
        self._log(task, outcomes)
        error = next((outcome.error for outcome in outcomes if outcome.error is not None), None)
        if error is not None and self._tries_again(task, error):
            return
        if error is not None or not outcomes:
            self._fail(task, error)
            return
        doubtful = any(r.review_status == "needs_review" for outcome in outcomes for r in outcome.records)
        seconds = round(time.monotonic() - task.started, 3)
        self._file(task.path, task.place, task.sha256, Lane.REVIEW if doubtful else Lane.DONE, seconds=seconds)

    def _tries_again(self, task: Task, error: ErrorRecord) -> bool:
        known = queue.job(self.store, task.sha256, task.place)
        attempts = (known["attempts"] if known is not None else 0) + 1
        if error.code not in AGAIN or attempts >= self.settings.watch.attempts:
            return False
        wait = self._wait(attempts)
        self._later[task.path] = time.monotonic() + wait
        queue.change(self.store, task.sha256, task.place, state="waiting", attempts=attempts, code=error.code,
                     message=error.message, not_before=time.time() + wait)  # fmt: skip
        return True

    def _wait(self, attempts: int) -> float:
        return float(self.settings.watch.back_off_seconds * 2 ** (attempts - 1))

    def _fail(self, task: Task, error: ErrorRecord | None) -> None:
        told = error or nothing_in(task)
        queue.change(self.store, task.sha256, task.place, code=told.code, message=told.message)
        self._file(task.path, task.place, task.sha256, Lane.FAILED, f"{told.message}\n{told.chinese}")
        if self.notify is not None:
            self.notify({"event": "failed", "file": task.place, "code": told.code})

    def _file(
        self, path: Path, place: str, sha256: str, lane: Lane, why: str = "", seconds: float | None = None
    ) -> None:
        """Choose the lane in the store, then move the file: a crash between the two moves it again at the next start."""
        queue.change(self.store, sha256, place, state="stored", lane=str(lane), seconds=seconds)
        target = lanes.file_away(path, self.inbox, lane, date.today(), why)
        self._moved.append((sha256, place, target.relative_to(self.inbox).as_posix()))
        self._filed.add(path)
        self._forget(path)
        self._write_moved()

    def _write_moved(self) -> None:
        """Write down where files lie now; a store that is locked just then is told at the next look."""
        while self._moved:
            sha256, place, filed_as = self._moved[0]
            queue.change(self.store, sha256, place, state="filed", filed_as=filed_as)
            self._moved.pop(0)

    def _forget(self, path: Path) -> None:
        self._settling.forget(path)
        self._first_seen.pop(path, None)
        self._later.pop(path, None)

    def _begin(self) -> None:
        """Once: close rows whose file was moved before the last run could write it down; let the others wait out their time."""
        if self._begun:
            return
        for row in queue.open_jobs(self.store):
            path = self.inbox / row["place"]
            if not path.exists():
                queue.change(self.store, row["sha256"], row["place"], state="filed")
            elif row["state"] == "waiting":
                # The clock may have been set back.
                left = min(row["not_before"] - time.time(), self._wait(row["attempts"]))
                self._later[path] = time.monotonic() + left
        self._begun = True

    def _pause(self, hints: Iterator[object] | None) -> None:
        """Wait for the next look: a moment while something happens, or did just now; else until an event or the full look.

        An event that comes while its forerunner is being told can be lost, so the first seconds do not rely on any.
        """
        if self._tasks or self._first_seen:
            self._awake_until = time.monotonic() + AWAKE
        if hints is None or time.monotonic() < self._awake_until:
            until = time.monotonic() + TICK
            while not self.stop.wait(GLANCE) and time.monotonic() < until:
                if any(task.running.done() for task in self._tasks):
                    return
        else:
            next(hints, None)
            self._awake_until = time.monotonic() + AWAKE

    def _give_back(self) -> None:
        """Finish what is in work if it comes to an end soon; the rest stays in the inbox, taken but not stored."""
        until = time.monotonic() + self.settings.watch.stop_seconds
        while self._tasks and time.monotonic() < until:
            self._finish_ready()
            time.sleep(0.05)
        self._say({"event": "stopped", "given_back": [task.place for task in self._tasks]})

    def _log(self, task: Task, outcomes: Sequence[Outcome]) -> None:
        seconds = round(time.monotonic() - task.started, 3)
        for outcome in outcomes:
            self._say({"event": "read", "file": outcome.name, "seconds": seconds, "pages": len(outcome.pages),
                       "documents": [record.doc_type for record in outcome.records],
                       "error": outcome.error.code if outcome.error else None})  # fmt: skip

    def _say(self, event: dict[str, Any]) -> None:
        log.info(json.dumps(event, ensure_ascii=False))

    def _write_health(self, waiting: int) -> None:
        self.state = {"at": time.time(), "inbox": str(self.inbox), "waiting": waiting, "in_work": len(self._tasks)}
        if self.health is not None:
            healthpage.note(self.health, self.state)


def _is_large(path: Path) -> bool:
    look = settle.look_at(path)
    return look is not None and look.size > LARGE
