"""From the end of a write to the stored record: digital one-page papers dropped one by one into a watched folder.

    python -m benches.watch [--papers 30] [--flood 1000]

The settling time (how long a file must be quiet) is taken off, for it is a setting. `--flood` drops so many at once.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benches.chaos import paper
from benches.measure import table
from extractor.store.store import Store

QUIET = 1.0
"""Seconds that a file must be quiet here."""
PATIENCE = 3600.0


@contextmanager
def watching(folder: Path) -> Iterator[Path]:
    """Run `extractor watch` on a folder; yields the inbox."""
    inbox = folder / "inbox"
    inbox.mkdir()
    config = folder / "extractor.toml"
    config.write_text(f"[watch]\nquiet_seconds = {QUIET}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "extractor",
        "--config",
        str(config),
        "watch",
        str(inbox),
        "--store",
        str(folder / "t.db"),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        try:
            yield inbox
        finally:
            running.send_signal(signal.SIGTERM)


def wait_for(store: Store, count: int) -> float:
    """Return the moment when so many documents stand in the store."""
    until = time.monotonic() + PATIENCE
    while store.db.table("documents").count < count:
        if time.monotonic() > until:
            raise SystemExit(f"fewer than {count} documents after {PATIENCE:.0f} s")
        time.sleep(0.01)
    return time.monotonic()


def measure(inbox: Path, store: Store, papers: int, flood: int) -> list[tuple[str, str]]:
    """Drop papers one by one, then many at once; returns what is to be told."""
    seconds: list[float] = []
    paper(inbox / "first.pdf", -1)
    wait_for(store, 1)  # the first one waits for the engines to load
    for number in range(papers):
        paper(inbox / f"{number:04}.pdf", number)
        written = time.monotonic()
        seconds.append(wait_for(store, number + 2) - written)
    rows = [
        ("papers", str(papers)),
        ("settling time", f"{QUIET:.1f} s"),
        ("write to record, median", f"{statistics.median(seconds):.2f} s"),
        ("the same without settling", f"{statistics.median(seconds) - QUIET:.2f} s"),
        ("slowest", f"{max(seconds):.2f} s"),
    ]
    if flood:
        for number in range(flood):
            paper(inbox / f"flood-{number:05}.pdf", 100_000 + number)
        written = time.monotonic()
        took = wait_for(store, papers + 1 + flood) - written
        rows.append((f"{flood} at once", f"{took:.0f} s, {flood / took:.1f} a second"))
    return rows


def main() -> None:
    """Drop, wait, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=int, default=30)
    parser.add_argument("--flood", type=int, default=0, metavar="FILES", help="then so many at once")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="watch-") as name,
        watching(Path(name)) as inbox,
        Store.open(Path(name) / "t.db") as store,
    ):
        table("Watch folder", ("what", "value"), measure(inbox, store, given.papers, given.flood))


if __name__ == "__main__":
    main()
