"""The command line: names the commands and loads the one that is called.

Nothing heavy is imported here: `extractor --help` must answer at once, so each command's module is loaded when it runs, and
the one-line helps stand in this table.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from extractor import __version__, stopping
from extractor.commands.lazy import LazyGroup
from extractor.errors import ExtractorError, PathError

STOPPED = 130
"""Exit status after Ctrl+C, as shells give it."""

COMMANDS: dict[str, tuple[str, str]] = {
    "extract": ("extract", "Read papers and print their records as JSON lines."),
    "ingest": ("ingest", "Read papers into a tracking store."),
    "review": ("review", "Open the web app in which people correct papers."),
    "resolve": ("resolve", "Say which known company a name means, how sure, and why."),
    "entities": ("entities", "List, merge, split, import and export the known companies."),
    "screen": ("screen", "Hold names and papers against lists of restricted parties."),
    "control-list": ("control_list", "Show which export controls hold, and switch them by date."),
    "report": ("report", "Say what the papers of a store add up to."),
    "watch": ("watch", "Read what is dropped into a folder, and file it."),
    "status": ("status", "Show what the watch folder has done and what is left."),
    "searchable": ("searchable", "Write a paper as a PDF that can be searched."),
    "demo": ("demo", "Read the samples into demo/tracking.db and show what was found."),
    "doctor": ("doctor", "Say what is installed, what works, and what to do about what does not."),
    "evaluate": ("evaluate", "Score a folder of papers that have truth files beside them."),
    "train": ("train", "Train all models from nothing on generated papers."),
    "generate": ("train", "Write invented papers with their truth."),
    "settings": ("settings", "Print every setting with its value and meaning."),
}
"""Command name to its module under `extractor.commands` and its one-line help."""


@click.group(cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="extractor")
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settings file instead of ./extractor.toml.",
)
@click.pass_context
def group(ctx: click.Context, config: Path | None) -> None:
    """Read rare-earth trade papers and keep the account of every trade.

    Start with `extractor doctor`, then `extractor extract FILE`.
    """
    ctx.obj = config


def main() -> None:
    """Run the command line; an error of ours, or of a disk, ends with a sentence and exit status, never with a traceback."""
    stopping.listen()
    try:
        try:
            status = group.main(prog_name="extractor", standalone_mode=False)
        finally:
            sys.stdout.flush()  # a disk that is full shows here at the latest
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("extractor: stopped", err=True)
        sys.exit(STOPPED)
    except ExtractorError as error:
        _end(error)
    except BrokenPipeError:
        sys.stderr.close()  # the reader, such as `head`, has seen enough
        sys.exit(0)
    except OSError as error:
        if error.filename is None:  # most likely the output, and what is left of it would be tried once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _end(PathError(f"{error.filename or 'the output'}: {error.strerror or error}"))
    sys.exit(status if isinstance(status, int) else 0)


def _end(error: ExtractorError) -> NoReturn:
    click.echo(f"extractor: {error.sentence()}", err=True)
    sys.exit(error.exit_status)
