"""Reading, side by side in one run: CPU against what a user would take instead, and how much of the print is found.

    python -m benches.reading [--pages 6] [--long]

Pages are generated (split `measure`) with a digital twin that knows the print. `--long` adds memory on 1,000 pages.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from benches import inkpages
from benches.inkpages import Pair, fold
from benches.measure import cost, cpu_now, table, tree_memory_mb
from extractor.datatypes.page import Page
from extractor.engines import pdf, ppocr, reader, tesseract
from extractor.learn import corpus, papers
from extractor.settings import LimitSettings, Settings
from extractor.stages import intake, sheets, text

SEED = 5151
LIMITS = LimitSettings()
KEY = re.compile(r"(?=\S*\d)[A-Z0-9][A-Z0-9.,/-]{3,}")
"""A word that decides something: a number or identifier of four characters or more."""


def keys_found(found: str, twin: Page) -> tuple[int, int]:
    """Return how many of the twin's numbers and identifiers stand in a text, and how many there are."""
    body = fold(found)
    wanted = {fold(word.text) for word in twin.words if KEY.fullmatch(word.text)}
    return sum(word in body for word in wanted), len(wanted)


def plain_tesseract(image: Path) -> str:
    """Read a picture as a user would: the command, with its defaults."""
    command = ["tesseract", str(image), "stdout", "-l", "eng+chi_sim"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def settings_of(engine: str, plan: str) -> Settings:
    """Return settings without a cache."""
    base = Settings()
    return replace(base, ocr=replace(base.ocr, engine=engine, plan=plan, cache=False))


class Meter:
    """Counts the CPU that goes into the engines themselves."""

    def __init__(self) -> None:
        self.engines = 0.0

    def watch(self, module: Any, *names: str) -> None:
        """Wrap functions of an engine."""
        for name in names:
            setattr(module, name, self._timed(getattr(module, name)))

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            before = cpu_now()
            try:
                return function(*args, **kwargs)
            finally:
                self.engines += cpu_now() - before

        return timed


WAYS = (("accurate", "auto", "accurate"), ("fast", "auto", "fast"), ("PP-OCR alone", "ppocr", "fast"),
        ("Tesseract alone", "tesseract", "fast"))  # fmt: skip
"""Name, engine and plan of what is held beside the plain command."""


@dataclass
class Tally:
    """What one way of reading cost and found, over pages."""

    cpu: float = 0.0
    engines: float = 0.0
    wrong: int = 0
    letters: int = 0
    right: int = 0
    keys: int = 0

    def add(self, other: Tally) -> None:
        """Add another's counts."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def scans(folder: Path, count: int) -> None:
    """Compare plans and engines with the plain command, quality by quality; pages altered here count in no sum."""
    meter = Meter()
    meter.watch(ppocr, "read", "read_line")
    meter.watch(tesseract, "words", "orientation")
    speed = {name: Tally() for name in ("plain", *(name for name, *_ in WAYS))}
    rows = []
    for quality in (*corpus.INK, *inkpages.ALTERED):
        found = inkpages.of_quality(folder, quality, count, SEED)
        for name, engine, plan in (("plain", "", ""), *WAYS):
            tally = _plain(found, folder) if not engine else _read(found, settings_of(engine, plan), meter)
            if quality in corpus.INK:
                speed[name].add(tally)
            rows.append([quality, name, str(len(found)), f"{tally.wrong / max(1, tally.letters):.3f}",
                         f"{tally.right / max(1, tally.keys):.3f}", f"{tally.cpu / len(found):.2f}"])  # fmt: skip
    table("By quality (generated pages, families not trained on)",
          ["quality", "read by", "pages", "character error", "numbers and identifiers found", "CPU s/page"], rows)  # fmt: skip
    summary = [
        [name, f"{all_.cpu / speed['plain'].cpu:.2f}x", f"{all_.right / max(1, all_.keys):.3f}",
         f"{(all_.cpu - all_.engines) / all_.engines:.1%}" if all_.engines else "-"]
        for name, all_ in speed.items()
    ]  # fmt: skip
    table("CPU against `tesseract -l eng+chi_sim`", ["read by", "CPU", "found", "overhead around the engines"], summary)


def _plain(found: Sequence[Pair], folder: Path) -> Tally:
    images = [inkpages.image_of(pair.sheet, folder) for pair in found]
    with cost() as spent:
        read = [plain_tesseract(image) for image in images]
    return _tally(found, read, spent.cpu, 0.0)


def _read(found: Sequence[Pair], settings: Settings, meter: Meter) -> Tally:
    use = reader.build(settings)
    text.read(found[0].sheet, use, LIMITS)  # the engine is loaded before the clock runs
    meter.engines = 0.0
    with cost() as spent:
        read = [inkpages.printed(text.read(pair.sheet, use, LIMITS)) for pair in found]
    return _tally(found, read, spent.cpu, meter.engines)


def _tally(found: Sequence[Pair], read: Sequence[str], cpu: float, engines: float) -> Tally:
    tally = Tally(cpu, engines)
    for pair, got in zip(found, read, strict=True):
        want = fold(inkpages.printed(pair.twin))
        hit, of = keys_found(got, pair.twin)
        tally.add(Tally(0.0, 0.0, Levenshtein.distance(want, fold(got)), len(want), hit, of))
    return tally


def digital(folder: Path, count: int) -> None:
    """Compare words and CPU of digital pages with pdfplumber."""
    import pdfplumber

    papers.generate(count, seed=SEED + 1, out=folder / "text", split="measure", quality="digital")
    files = sorted((folder / "text").glob("*.pdf"))
    same = total = 0
    with cost() as theirs:
        their_words = []
        for path in files:
            with pdfplumber.open(path) as opened:
                their_words.append([[w["text"] for w in page.extract_words()] for page in opened.pages])
    with cost() as ours:
        our_words = [
            [[w.text for w in pdf.read_print(path, n + 1).words] for n in range(len(their_words[i]))]
            for i, path in enumerate(files)
        ]
    for mine, other in zip(our_words, their_words, strict=True):
        for a, b in zip(mine, other, strict=True):
            same += len(set(a) & set(b))
            total += len(set(b))
    pages = sum(len(pages) for pages in their_words)
    table("Digital pages", ["pages", "CPU against pdfplumber.extract_words", "same words"],
          [[str(pages), f"{ours.cpu / theirs.cpu:.2f}x", f"{same / max(1, total):.4f}"]])  # fmt: skip


def again(folder: Path, count: int) -> None:
    """Compare a second run over the same scans with the first."""
    papers.generate(count, seed=SEED + 2, out=folder / "again", split="measure", quality="scan200")
    base = Settings()
    use = reader.build(replace(base, ocr=replace(base.ocr, cache_dir=str(folder / "cache"))))
    found = [s for path in sorted((folder / "again").glob("*.pdf"))
             for s in sheets.cut(intake.identify(intake.Item(path, path.name), LIMITS))]  # fmt: skip
    with cost() as first:
        for sheet in found:
            text.read(sheet, use, LIMITS)
    with cost() as second:
        for sheet in found:
            text.read(sheet, use, LIMITS)
    table("Second run", ["pages", "CPU of the first"], [[str(len(found)), f"{second.cpu / first.cpu:.1%}"]])


def workers(folder: Path) -> None:
    """Compare one worker with two on a folder of digital files and on one long scanned file."""
    files = folder / "many"
    papers.generate(150, seed=SEED + 3, out=files, split="measure", quality="digital")
    rows = []
    for what, target in (("150 digital files", files), ("one file of scanned pages", _long(folder, "scan200", 40))):
        base = 0.0
        for count in (1, 2):
            wall, peak = _extract(target, count)
            base = base or wall
            rows.append([what, str(count), f"{wall:.1f}", f"{base / wall:.2f}x", f"{peak:.0f}"])
    table("Workers", ["of", "workers", "wall s", "pages a second against one", "peak memory MB"], rows)


def memory(folder: Path, pages: int) -> None:
    """Show peak memory on one file with many pages, digital and scanned."""
    rows = []
    for quality in ("digital", "scan200"):
        for count in (pages // 10, pages):
            wall, peak = _extract(_long(folder, quality, count), 2)
            rows.append([quality, str(count), f"{peak:.0f}", f"{wall:.0f}"])
    table("Memory, two workers, one file", ["pages are", "pages", "peak memory MB", "wall s"], rows)


def _long(folder: Path, quality: str, pages: int) -> Path:
    """Make a folder with one file of at least so many pages, whole papers one after the other."""
    from pypdf import PdfReader, PdfWriter

    papers.generate(4, seed=SEED + 4, out=folder / f"long-{quality}", split="measure", quality=quality)
    parts = [PdfReader(path) for path in sorted((folder / f"long-{quality}").glob("*.pdf"))]
    writer = PdfWriter()
    while len(writer.pages) < pages:
        for part in parts:
            writer.append(part)
    target = folder / f"file-{quality}-{pages}"
    target.mkdir()
    writer.write(target / "long.pdf")
    return target


def _extract(target: Path, count: int) -> tuple[float, float]:
    """Run the command on a folder; return wall seconds and the peak of all its processes in MB."""
    command = [sys.executable, "-m", "extractor", "extract", str(target), "--out", str(target / "out.jsonl"),
               "--workers", str(count), "--no-cache"]  # fmt: skip
    started, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, tree_memory_mb(process.pid))
            time.sleep(0.1)
    return time.perf_counter() - started, peak


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=6, help="pages of each quality")
    parser.add_argument("--long", type=int, default=0, metavar="PAGES", help="also memory on a file of this many pages")
    chosen = parser.parse_args(arguments)
    os.environ.update(OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")
    from importlib.metadata import version

    engines = ", ".join(f"{name} {version(name)}" for name in ("rapidocr", "openvino", "pypdfium2", "pdfplumber"))
    print(f"## Reading: Tesseract {tesseract.version()}, {engines}")
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        digital(folder, 20)
        scans(folder, chosen.pages)
        again(folder, 3)
        workers(folder)
        if chosen.long:
            memory(folder, chosen.long)


if __name__ == "__main__":
    main()
