"""What the reading commands share: their options, the progress bar, the way work is run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extractor import settings as module
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.pipeline import Outcome

Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(function: Command) -> Command:
    """Add the options that say how papers are read; each overrides its setting."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Read every page anew."),
        click.option("--plan", type=click.Choice(["accurate", "fast"]), help="How much care each scanned page gets."),
        click.option(
            "--engine", type=click.Choice(["auto", "tesseract", "ppocr"]), help="Read ink with this engine only."
        ),
        click.option("--cluster", metavar="ADDRESS", help="Read on the workers of the Dask scheduler at this address."),
        click.option("--workers", type=click.IntRange(min=1), help="Processes that read files side by side."),
    ):
        function = option(function)
    return function


def settings_with(config: Path | None, reading: dict[str, Any]) -> Settings:
    """Return the settings with what the command line says on top."""
    settings = module.load(config)
    ocr = {name: reading[name] for name in ("engine", "plan") if reading.get(name)}
    if reading.get("no_cache"):
        ocr["cache"] = False
    limits = {name: reading[name] for name in ("workers", "cluster") if reading.get(name)}
    return replace(settings, ocr=replace(settings.ocr, **ocr), limits=replace(settings.limits, **limits))


def results(
    paths: Iterable[Path],
    settings: Settings,
    store: Path | None = None,
    wanted: Callable[[Path], bool] = lambda _: True,
) -> Iterator[Outcome]:
    """Yield one outcome a file, in order, with a progress bar where a person watches; `store` knows the companies.

    Files that are not `wanted` are left out.
    """
    from extractor.jobs import local

    work = local.gather(paths)
    if not sys.stderr.isatty():
        yield from local.run(work, settings, store, wanted=wanted)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=len(work))

        def told(what: str) -> None:
            bar.update(task, description=what)

        for outcome in local.run(work, settings, store, told, wanted, ended=lambda: bar.advance(task)):
            told(outcome.name)
            yield outcome
