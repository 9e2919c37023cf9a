"""Files that people hand in: kept beside the store while they come, read one after the other in the background."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from extractor.errors import ExtractorError
from extractor.review.desk import Desk
from extractor.review.errors import NotUnderstoodError
from extractor.review.guard import Call
from extractor.store import people, uploads
from extractor.store.store import Store

LONGEST_NAME = 200
_running: set[asyncio.Task[None]] = set()


async def take_in(call: Call, name: str) -> int:
    """Keep what is sent under a name of our own, note the upload, and start reading; return the upload's number."""
    name = clean_name(name)
    folder = Path(tempfile.mkdtemp(prefix="extractor-upload-"))
    path = folder / ("paper" + _suffix(name))
    try:
        with path.open("wb") as target:
            async for chunk in call.request.stream():
                await run_in_threadpool(target.write, chunk)
        if not path.stat().st_size:
            raise NotUnderstoodError("the file is empty")
    except BaseException:
        _away(path)
        raise
    key = uploads.add(call.desk.store, name, call.user.name)
    people.note(call.desk.store, call.user.name, "upload", f"upload {key}", name)
    task = asyncio.create_task(_read(call.desk, key, path, name))
    _running.add(task)
    task.add_done_callback(_running.discard)
    return key


async def finished() -> None:
    """Wait until all files that were handed in are read."""
    while _running:
        await asyncio.gather(*_running, return_exceptions=True)


def clean_name(name: str) -> str:
    """Return a file's name without folders and without what can't be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip()
    if not kept.strip(". "):
        raise NotUnderstoodError("the file has no name")
    return kept[-LONGEST_NAME:]


def _suffix(name: str) -> str:
    """Return the suffix where it is a plain one: some readers go by it; nothing else of the name reaches the disk."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= 6 else ""


async def _read(desk: Desk, key: int, path: Path, name: str) -> None:
    """Read a file and keep what was found; whatever goes wrong is said beside its name."""
    uploads.set_state(desk.store, key, "reading")
    try:
        count, problems, sha256 = await run_in_threadpool(_kept, desk, path, name)
        message = "; ".join([f"{count} documents"] * bool(count) + problems) or "nothing to read"
        uploads.set_state(desk.store, key, "done" if count else "failed", message, sha256)
    except ExtractorError as error:
        uploads.set_state(desk.store, key, "failed", error.sentence())
    except OSError as error:  # the disk is full, or may not be written to
        uploads.set_state(desk.store, key, "failed", error.strerror or str(error))
    finally:
        _away(path)


def _kept(desk: Desk, path: Path, name: str) -> tuple[int, list[str], str | None]:
    """Read a file and keep it, through a store of this thread: copying an original takes as long as it is large.

    Returns how many documents it has, what could not be read, and its SHA-256.
    """
    outcomes = desk.hands.take_in(path, name)
    count, problems, sha256 = 0, [], None
    with Store.open(desk.path, create=False) as store:
        for outcome in outcomes:
            if outcome.error is not None or outcome.source is None:
                problems.append(outcome.error.message if outcome.error else "not read")
                if outcome.error is not None:
                    store.write_error(outcome.error)
                continue
            store.write(outcome.source, outcome.pages, outcome.records)
            count, sha256 = count + len(outcome.records), outcome.source.sha256
    return count, problems, sha256


def _away(path: Path) -> None:
    """Remove a file that was handed in, with what was unpacked beside it."""
    shutil.rmtree(path.parent, ignore_errors=True)
