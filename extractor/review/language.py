"""The words of the pages in Chinese; a text that is not here stays English."""

from __future__ import annotations

LANGUAGES = ("en", "zh")


def words(lang: str) -> dict[str, str]:
    """Return English text to text of the language; empty for English itself."""
    return _CHINESE if lang == "zh" else {}


_CHINESE: dict[str, str] = {}
