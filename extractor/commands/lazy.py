"""A group of commands that imports each one when it is called, not when it is listed."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

Table = Mapping[str, tuple[str, str]]
"""Command name to its module under `extractor.commands` and its one-line help."""


class LazyGroup(click.Group):
    """A group over a table; `--help` is written from the table and imports no command."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command of this name in it, or its `command`."""
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(f"extractor.commands.{self.table[cmd_name][0]}")
        found: click.Command = getattr(module, cmd_name.replace("-", "_"), None) or module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])
