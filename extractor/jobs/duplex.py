"""Double-sided stacks from a one-sided feeder: fronts in one file, backs in reverse order in the next.

In the folder `duplex/` of an inbox two files that follow one another become one paper in the inbox. In this order, each
step repeatable: the names of both halves are noted, the paper is written under a hidden name, the halves go to `done/`,
the paper gets its own name, the note goes. What a crash left in between is finished at the next look, before another
pair is begun: there is never more than one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from extractor.errors import CorruptError, ExtractorError
from extractor.jobs import lanes
from extractor.jobs.lanes import DUPLEX, Lane

PAIR, HIDDEN = ".pair.json", ".pair.duplex"
"""Where the names of two halves stand, and their paper until the halves are put away; no scanner writes such names."""
WAITS = (
    "These are the fronts; the backs have not come yet. Scan the turned stack into this folder.\n"
    "这是正面，尚未收到反面。请把翻过来的一叠扫描到此文件夹。\n"
)


class DuplexFolder:
    """The folder `duplex/` of an inbox, where fronts wait for their backs."""

    def __init__(self, inbox: Path) -> None:
        self.inbox = inbox
        self.folder = inbox / DUPLEX

    def without(self, papers: Sequence[Path]) -> list[Path]:
        """Return papers without those that are halves of one."""
        return [path for path in papers if path.parent != self.folder]

    def rests(self, path: Path) -> bool:
        """Say whether a file is a front that was told to wait: only its backs wake it."""
        return path.parent == self.folder and self._note(path).exists()

    def collate_ready(self, settled: Callable[[Path], bool]) -> None:
        """Make one paper of every two halves that are whole; a front that is alone gets a note beside it."""
        if not self.folder.is_dir():
            return
        self._finish()
        halves = [path for path in lanes.papers(self.folder) if path.parent == self.folder]
        while len(halves) >= 2 and settled(halves[0]) and settled(halves[1]):
            self._collate(halves[0], halves[1])
            halves = halves[2:]
        note = self._note(halves[0]) if len(halves) == 1 else None
        if note is not None and not note.exists() and settled(halves[0]):
            note.write_text(WAITS, encoding="utf-8")

    def _collate(self, fronts: Path, backs: Path) -> None:
        pair = self.folder / PAIR
        pair.write_text(json.dumps([fronts.name, backs.name]), encoding="utf-8")
        try:
            collate(fronts, backs, self.folder / HIDDEN)
        except ExtractorError as error:
            for half in (fronts, backs):
                self._put_away(half, Lane.FAILED, lanes.reason(error.code, str(error)))
            pair.unlink()
            return
        self._finish()

    def _finish(self) -> None:
        """Put the halves of a written paper away and give it its name; a note without its paper is of no use."""
        pair, hidden = self.folder / PAIR, self.folder / HIDDEN
        if hidden.exists():
            names = json.loads(pair.read_text(encoding="utf-8"))
            for name in names:
                if (self.folder / name).exists():
                    self._put_away(self.folder / name, Lane.DONE)
            hidden.rename(lanes.free_name(self.inbox, f"{Path(names[0]).stem} (duplex).pdf"))
        pair.unlink(missing_ok=True)

    def _put_away(self, half: Path, lane: Lane, why: str = "") -> None:
        self._note(half).unlink(missing_ok=True)
        lanes.file_away(half, self.inbox, lane, date.today(), why)

    @staticmethod
    def _note(half: Path) -> Path:
        return half.with_name(half.name + ".reason.txt")


def collate(fronts: Path, backs: Path, out: Path) -> Path:
    """Write the pages in reading order to `out`: front 1, last back, front 2, ... and return it.

    The stack is turned over as a whole, so the first back scanned belongs to the last front. CorruptError where the two
    do not have the same number of pages: a sheet was pulled twice, and guessing which would mix two papers.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        front_pages, back_pages = list(PdfReader(fronts).pages), list(PdfReader(backs).pages)
    except PyPdfError as error:
        raise CorruptError(f"{fronts.name} and {backs.name} can't be put together ({error})") from error
    if len(front_pages) != len(back_pages):
        raise CorruptError(f"{fronts.name} has {len(front_pages)} pages and {backs.name} {len(back_pages)}")
    writer = PdfWriter()
    for front, back in zip(front_pages, reversed(back_pages), strict=True):
        writer.add_page(front)
        writer.add_page(back)
    part = out.with_name(out.name + ".part")
    with part.open("wb") as stream:
        writer.write(stream)
    part.replace(out)
    return out
