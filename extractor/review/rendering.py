"""Templates to answers. Everything a template prints is escaped; JSON for scripts stands in a data block, never in code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from extractor.review import language
from extractor.review.plainly import plainly
from extractor.store.people import Session

HERE = Path(__file__).resolve().parent


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    found.filters["plainly"] = plainly
    found.filters["spoken"] = lambda name: str(name).replace("_", " ").capitalize()
    return found


def render(template: str, lang: str, session: Session | None, status: int = 200, **values: Any) -> Response:
    """Answer with a template; every template knows the language, the session, and `t`, which translates."""
    words = language.words(lang)
    body = _environment().get_template(template).render(
        t=lambda text: words.get(text, text), lang=lang, session=session, words=words, **values
    )  # fmt: skip
    return HTMLResponse(body, status)
