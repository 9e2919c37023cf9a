"""`extractor status`: where the papers are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from extractor.values.counted import counted

MOST_TOLD = 10


@click.command()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The tracking store.")
@click.option("--json", "as_json", is_flag=True, help="Print the state as JSON.")
def command(store: Path, as_json: bool) -> None:
    """Show what waits in the watch folder and why, the queue, lanes, ages, rate and last errors, and the disk that is left."""
    from extractor.jobs.waiting import waiting
    from extractor.store import inboxes, queue
    from extractor.store.store import Store

    with Store.open(store, create=False) as tracking:
        state = queue.summary(tracking)
        to_review = tracking.db.table("documents").count_where("status = 'needs_review'")
        state |= {"documents": tracking.db.table("documents").count, "needs_review": to_review}
        in_work = {row["place"] for row in queue.open_jobs(tracking)}
        state["inboxes"] = [waiting(inbox, in_work) for inbox in inboxes.known(tracking)]
    state["disk_free_mb"] = shutil.disk_usage(store.parent).free // 1_000_000
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False))
        return
    for name, text in _lines(state):
        click.echo(f"{name:<14}{text}")


def _lines(state: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a person reads."""
    in_work = (f"{count} {name}" for name, count in state["states"].items() if name != "filed")
    yield "documents", f"{state['documents']}, of which {state['needs_review']} wait for a person"
    for inbox in state["inboxes"]:
        yield from _of_inbox(inbox)
    yield "in work", ", ".join(in_work) or "nothing"
    yield "filed", ", ".join(f"{count} {name}" for name, count in state["lanes"].items()) or "nothing"
    yield (
        "last hour",
        f"{counted(state['filed_last_hour'], 'file')}, {state['mean_seconds'] or 0} s each on average",
    )
    if state["oldest_open"]:
        yield "oldest open", f"{state['oldest_open']} since {state['oldest_open_since']}"
    yield "disk left", f"{state['disk_free_mb']:,} MB"
    for error in state["last_errors"]:
        yield "error", f"{error['at']} {error['place']}: {error['message']}"


def _of_inbox(inbox: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if inbox["error"]:
        yield "inbox", f"{inbox['path']}: {inbox['error']}"
        return
    held_up = inbox["held_up"]
    yield "inbox", f"{inbox['path']}: {counted(inbox['waiting'], 'file')} not taken yet"
    for one in held_up[:MOST_TOLD]:
        yield "held up", f"{one['place']} {one['why']}"
    if len(held_up) > MOST_TOLD:
        yield "held up", f"{len(held_up) - MOST_TOLD} more"
