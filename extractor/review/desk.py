"""What every answer of the app is made from: the store, the settings, and the hands that read papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source
from extractor.datatypes.record import Record
from extractor.settings import Settings
from extractor.store import known
from extractor.store.known import Register
from extractor.store.store import Store

if TYPE_CHECKING:
    from extractor.pipeline import Outcome
    from extractor.resolution.judged import JudgedCompanies


@dataclass(frozen=True)
class Cut:
    """Pages that make one document, and its type where a person said it."""

    pages: tuple[int, ...]
    doc_type: str | None = None


class Hands(Protocol):
    """What review asks of the pipeline, handed in by the command: review itself reads nothing. Calls may take seconds."""

    def take_in(self, path: Path, name: str) -> Sequence[Outcome]:
        """Read a file, or the files in an archive or mail."""
        ...

    def understand(self, source: Source, pages: Sequence[Page], cuts: Sequence[Cut]) -> Sequence[Record]:
        """Understand pages anew as the documents that a person says they are; nothing is read again."""
        ...

    def read_box(self, source: Source, page: Page, box: Box) -> str:
        """Read what stands in a box of a page, from its ink."""
        ...


@dataclass
class Desk:
    """The app's surroundings. The store is opened by the thread that answers requests, since SQLite asks for that."""

    path: Path
    settings: Settings
    hands: Hands
    secure: bool = False
    """Whether people reach us by HTTPS: cookies then never travel without it."""
    behind_proxy: bool = False
    _store: list[Store] = field(default_factory=list)
    _register: list[Register] = field(default_factory=list)

    def open(self) -> None:
        """Open the store."""
        self._store.append(Store.open(self.path))
        self._register = [known.prepare(self.store)]

    def close(self) -> None:
        """Close the store."""
        while self._store:
            self._store.pop().close()

    @property
    def store(self) -> Store:
        """The open store."""
        return self._store[-1]

    def companies(self) -> JudgedCompanies:
        """Return the companies of the register with what people said of them, as they stand now."""
        return self._register[-1].of(self.store)

    @property
    def pictures(self) -> Path:
        """Folder of page pictures made so far; it may be deleted at any time."""
        return self.path.with_name(self.path.stem + "-pictures")

    def source(self, row: dict[str, object], path: Path) -> Source:
        """Return the source of a row of `sources`."""
        return Source(
            path=path,
            name=str(row["name"]),
            sha256=str(row["sha256"]),
            media_type=str(row["media_type"]),
            size=int(str(row["size"])),
            page_count=int(str(row["page_count"])),
            parent=None if row["parent"] is None else str(row["parent"]),
        )
