"""`extractor watch`: a folder into which clerks drop papers."""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from extractor.commands import common


@click.command()
@click.argument("inbox", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option(
    "--store", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The database, made if new."
)
@click.option("--poll", is_flag=True, help="Do not rely on events: for network shares.")
@click.option("--once", is_flag=True, help="End when nothing is left in the folder; broken files fail soon.")
@click.option("--health", type=click.Path(dir_okay=False, path_type=Path), help="Write a health file at each look.")
@click.option(
    "--health-port", type=click.IntRange(0, 65535), help="Answer on this port of 127.0.0.1 how the watcher is."
)
@click.option("--webhook", metavar="URL", help="Send a line of JSON when a paper fails.")
@common.reading_options
@click.pass_obj
def command(config: Path | None, /, inbox: Path, store: Path, poll: bool, once: bool, health: Path | None,
            health_port: int | None, webhook: str | None, **reading: Any) -> None:  # fmt: skip
    """Read what is dropped into INBOX, store it, and move it to done/, review/, failed/ or duplicate/ in it.

    A file is taken when it is whole and quiet. Names of sub-folders become tags. A paper that could not be read has a
    sentence beside it that says why and what to do; dropping it again tries again. Ctrl+C or SIGTERM ends cleanly.
    """
    from extractor.jobs import lanes
    from extractor.jobs.children import Children
    from extractor.jobs.healthpage import served
    from extractor.jobs.watch import Watcher
    from extractor.store import inboxes, known

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    settings = common.settings_with(config, reading)
    workers = max(1, settings.limits.workers)
    lanes.refuse_unsafe(inbox, store)
    with common.open_or_make(store) as tracking, Children(settings, workers, store) as children:
        inboxes.remember(tracking, inbox)
        known.prepare(tracking).of(tracking)
        watcher = Watcher(inbox, tracking, settings, children.submit, workers, health=health, notify=_hook(webhook))
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: watcher.stop.set())
        page = (
            contextlib.nullcontext() if health_port is None else served("127.0.0.1", health_port, lambda: watcher.state)
        )
        with page:
            watcher.run(None if poll or once else _events(inbox, watcher.stop, settings.watch.full_look_seconds), once)


def _events(inbox: Path, stop: Any, seconds: float) -> Iterator[object]:
    """Yield whenever something changes in the inbox, and after a while all the same: events are a hint, no truth."""
    from watchfiles import watch

    yield from watch(inbox, stop_event=stop, rust_timeout=int(seconds * 1000), yield_on_timeout=True)


def _hook(url: str | None) -> Callable[[dict[str, Any]], None] | None:
    if url is None:
        return None
    import urllib.request

    if not url.startswith(("http://", "https://")):
        raise click.BadParameter("a webhook is an http or https address")

    def send(event: dict[str, Any]) -> None:
        body = json.dumps(event).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - checked above
        try:
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
        except OSError as error:
            logging.getLogger("extractor.watch").warning(json.dumps({"event": "webhook failed", "why": str(error)}))

    return send
