"""`extractor settings`: every setting, its value, and what it means."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from extractor import settings as module


def meanings(section: type[Any]) -> dict[str, str]:
    """Return the docstring that stands under each field of a settings class."""
    body = ast.parse(inspect.getsource(section)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for statement, following in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            text = following.value if isinstance(following, ast.Expr) else None
            found[statement.target.id] = str(text.value) if isinstance(text, ast.Constant) else ""
    return found


@click.command()
@click.pass_obj
def command(config: Path | None) -> None:
    """Print the settings in force as TOML; the output is a valid `extractor.toml`."""
    import json

    settings = module.load(config)
    for section in fields(settings):
        values = getattr(settings, section.name)
        click.echo(f"[{section.name}]  # {(type(values).__doc__ or '').splitlines()[0]}")
        notes = meanings(type(values))
        for item in fields(values):
            note = " ".join(notes[item.name].split())
            value = json.dumps(getattr(values, item.name), ensure_ascii=False)
            click.echo(f"{item.name} = {value}" + (f"  # {note}" if note else ""))
        click.echo()
