"""The companies of a store as one process knows them: index and judgements, made anew when either has changed.

A small register is indexed in memory. A large one has its index in a folder beside the store, mapped and not loaded; what
changed since it was written is laid on top, so that a judgement or a new company costs milliseconds whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from extractor import __version__
from extractor.errors import UsageError
from extractor.resolution.index import CompanyIndex
from extractor.resolution.judged import JudgedCompanies, grouped
from extractor.resolution.screening import Screen
from extractor.store import entities, judgements, screening
from extractor.store.store import Store

STAMP = "version"
SMALL = 5_000
"""Companies up to which the index is made in memory: it takes a second."""
_STALE = 0.1
"""Share of companies changed since the index was written from which it is written anew."""
Progress = Callable[[int], None]


class Register:
    """Gives the companies of a store. Each process has one of its own and opens the store only to read."""

    def __init__(self, path: Path, parties_file: str = "") -> None:
        self.path, self.parties_file = path, parties_file
        self._made: tuple[int, JudgedCompanies] | None = None
        self._screen: tuple[int, Screen] | None = None
        self._judged: tuple[int, Screen] | None = None

    def __call__(self) -> JudgedCompanies:
        """Return the companies as they stand now."""
        with Store.reading(self.path) as store:
            return self.of(store)

    def of(self, store: Store) -> JudgedCompanies:
        """Return the companies as an open store has them, changes that are not committed yet among them."""
        version = entities.version(store)
        if self._made is None or self._made[0] != version:
            self._made = version, load(store)
        return self._made[1]

    def screen(self) -> Screen:
        """Return the lists of restricted parties as they stand now."""
        with Store.reading(self.path) as store:
            return self.screen_of(store)

    def screen_of(self, store: Store) -> Screen:
        """Return the lists as an open store has them; their entries are taken apart once for each edition."""
        version, edition = entities.version(store), screening.latest(store)
        if self._judged is None or self._judged[0] != version:
            if self._screen is None or self._screen[0] != edition:
                self._screen = edition, screening.screen(store, self.parties_file)
            self._judged = version, self._screen[1].judged_by(judgements.said(store))
        return self._judged[1]


def prepare(store: Store) -> Register:
    """Take in the shipped companies and return the register of a store; its index is made when it is first asked for."""
    entities.ship(store)
    return Register(store.path)


def load(store: Store, progress: Progress = lambda _: None) -> JudgedCompanies:
    """Return the companies of a store with what people said."""
    said = judgements.said(store)
    if entities.count(store) <= SMALL:
        return JudgedCompanies(CompanyIndex(grouped(entities.every(store), said)), said)
    index, seen = _written(store, progress)
    touched = entities.changed_since(store, seen) | set(said.groups.heads) | set(said.spellings)
    whole = {key for company in touched for key in said.groups.group(company)}
    index.remove(whole - set(map(said.groups.head, whole)))
    index.add(grouped(entities.some(store, whole), said))
    return JudgedCompanies(index, said)


def folder_of(path: Path) -> Path:
    """Return where the index of a large register lies; it may be deleted at any time."""
    return path.with_name(path.stem + "-companies")


def _written(store: Store, progress: Progress) -> tuple[CompanyIndex, int]:
    """Return the index beside the store and the version that it was written at; write it where it is missing or far behind."""
    folder = folder_of(store.path)
    seen = _stamped(folder)
    if seen is not None and seen <= entities.version(store):
        behind = len(entities.changed_since(store, seen))
        # A folder of another form, or one that somebody is just exchanging, can't be mapped: the index is made anew.
        with suppress(UsageError, OSError, ValueError):
            if behind <= max(SMALL, _STALE * entities.count(store)):
                return CompanyIndex.load(folder), seen
    version = entities.version(store)
    index = CompanyIndex()
    index.add(entities.every(store), progress)
    index.save(folder)
    (folder / STAMP).write_text(f"{__version__} {version}", encoding="ascii")
    return index, version


def _stamped(folder: Path) -> int | None:
    """Return the version at which this very program wrote the index: another one may fold names in another way."""
    try:
        program, version = (folder / STAMP).read_text(encoding="ascii").split()
        return int(version) if program == __version__ else None
    except (OSError, ValueError):
        return None
