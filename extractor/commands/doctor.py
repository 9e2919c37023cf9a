"""`extractor doctor`: what is installed, what works, and what to do about what does not."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from extractor import __version__
from extractor.settings import data_dir


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `state` is ok, missing (works without, less well) or broken."""

    name: str
    state: str
    detail: str
    advice: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(as_json: bool) -> None:
    """Look over this installation. Exit status 1 where something is broken, 0 where all that is needed works."""
    found = list(examine())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            mark = {"ok": "ok     ", "missing": "missing", "broken": "BROKEN "}[finding.state]
            click.echo(f"{mark}  {finding.name}: {finding.detail}")
            if finding.advice:
                click.echo(f"         -> {finding.advice}")
    sys.exit(1 if any(finding.state == "broken" for finding in found) else 0)


def examine() -> Iterator[Finding]:
    """Yield what was found, from the ground up."""
    yield Finding(
        "extractor", "ok", f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    yield from _engines()
    yield from _models()
    yield _gazetteers()
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    tight = free < 2
    yield Finding("disk", "missing" if tight else "ok", f"{free:.1f} GB free here", "Make room." if tight else "")


def _engines() -> Iterator[Finding]:
    import numpy as np

    from extractor.engines import ppocr, tesseract
    from extractor.engines.straight import Straight

    if tesseract.available():
        wanted = {"osd"} - tesseract.languages()
        advice = "Install tesseract-ocr-osd: without it pages on their side are found by trying." if wanted else ""
        yield Finding("Tesseract", "missing" if wanted else "ok", tesseract.version(), advice)
    else:
        have = ", ".join(sorted(tesseract.languages())) or "not installed"
        yield Finding("Tesseract", "missing", have, "`make setup` installs it; until then PP-OCR alone reads scans.")
    try:
        ppocr.read(Straight.of(np.full((120, 400, 3), 255, dtype=np.uint8)))
        yield Finding("PP-OCR", "ok", ppocr.version())
    except (ImportError, RuntimeError, OSError) as error:
        yield Finding("PP-OCR", "broken", str(error), "Install the locked packages again: `make setup`.")


def _models() -> Iterator[Finding]:
    folder = data_dir("models")
    parts = {"tagger": "tagger/meta.json", "judge": "judge_header.npz", "word confidence": "word_confidence.json"}
    for name, file in parts.items():
        if (folder / file).is_file():
            yield Finding(f"model {name}", "ok", str(Path("models") / file))
        else:
            yield Finding(f"model {name}", "missing", f"no {file}", "`extractor train` makes it; plain rules stand in.")


def _gazetteers() -> Finding:
    from extractor import gazetteer
    from extractor.errors import ExtractorError
    from extractor.resolution import index

    try:
        detail = f"{len(gazetteer.labels())} labels, {len(gazetteer.units())} units, {len(index.shipped())} companies"
    except ExtractorError as error:
        return Finding("gazetteers", "broken", str(error), "Install the program again: its data is incomplete.")
    return Finding("gazetteers", "ok", detail)
