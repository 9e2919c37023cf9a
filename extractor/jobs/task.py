"""A file of the watch folder in work, and what became of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractor.datatypes.record import ErrorRecord, SourceInfo
from extractor.errors import ExtractorError, InternalError, MissingError, ReadTimeoutError
from extractor.jobs import settle
from extractor.pipeline import Outcome

log = logging.getLogger("extractor.watch")


class Running(Protocol):
    """A file that is being read."""

    def done(self) -> bool:
        """Say whether there is a result."""
        ...

    def result(self) -> list[Outcome]:
        """Return what became of the file, or of the files in it; raises what killed the reading process."""
        ...

    def close(self) -> None:
        """Remove what was unpacked for it, once its originals are kept."""
        ...


Submit = Callable[[Path, str], Running]


@dataclass
class Task:
    """A file in work."""

    path: Path
    place: str
    sha256: str
    look: settle.Look
    running: Running
    started: float
    large: bool


def outcomes_of(task: Task) -> list[Outcome]:
    """Return what became of a file; a reading process that died or hung is the file's error."""
    try:
        return task.running.result()
    except ExtractorError as error:
        found: ExtractorError = error
    except TimeoutError:
        found = ReadTimeoutError("reading took longer than allowed")
    except FileNotFoundError:
        found = MissingError("the file was taken away while it was read")
    except Exception as died:  # the border: whatever killed the child must not stop the watcher
        log.exception("%s: the reading process died", task.place)
        found = InternalError(f"the reading process died ({type(died).__name__})")
    info = SourceInfo(task.place, task.sha256, None, (), 0)
    return [Outcome(task.place, error=ErrorRecord(info, found.code, found.sentence()))]
