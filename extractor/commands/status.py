"""`extractor status`: where the papers are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click


@click.command()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The tracking store.")
@click.option("--json", "as_json", is_flag=True, help="Print the state as JSON.")
def command(store: Path, as_json: bool) -> None:
    """Show the watch folder's queue, lanes, ages, rate and last errors, and the disk that is left."""
    from extractor.store import queue
    from extractor.store.store import Store

    with Store.open(store, create=False) as tracking:
        state = queue.summary(tracking)
        waiting = tracking.db.table("documents").count_where("status = 'needs_review'")
        state |= {"documents": tracking.db.table("documents").count, "needs_review": waiting}
    state["disk_free_mb"] = shutil.disk_usage(store.parent).free // 1_000_000
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False))
        return
    click.echo(f"documents     {state['documents']}, of which {state['needs_review']} wait for a person")
    click.echo(
        "in work       "
        + (", ".join(f"{n} {name}" for name, n in state["states"].items() if name != "filed") or "nothing")
    )
    click.echo("filed         " + (", ".join(f"{n} {name}" for name, n in state["lanes"].items()) or "nothing"))
    click.echo(f"last hour     {state['filed_last_hour']} files, {state['mean_seconds'] or 0} s each on average")
    if state["oldest_open"]:
        click.echo(f"oldest open   {state['oldest_open']} since {state['oldest_open_since']}")
    click.echo(f"disk left     {state['disk_free_mb']:,} MB")
    for error in state["last_errors"]:
        click.echo(f"error         {error['at']} {error['place']}: {error['message']}")
