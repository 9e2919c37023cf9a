"""The words of the pages in Chinese; a text that is not here stays English."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")


@cache
def words(lang: str) -> dict[str, str]:
    """Return English text to text of the language; empty for English itself."""
    if lang != "zh":
        return {}
    found: dict[str, str] = json.loads((Path(__file__).parent / "chinese.json").read_text(encoding="utf-8"))
    return found
