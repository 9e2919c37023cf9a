"""Why a paper waits for a person, in plain words: the record's own reasons are short and name paths of the contract."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.review import form

Translate = Callable[[str], str]

_UNSURE = re.compile(r"(?P<path>[\w.\[\]]+): (?P<share>[01]\.\d\d) < [01]\.\d\d")
_EXPECTED = re.compile(r"\d+\.\d\d wrong values are to be expected")
_PERHAPS = re.compile(r"(?P<path>[\w.]+): perhaps (?P<value>.*) \(\d\.\d\d\)", re.DOTALL)
_UNREAD = re.compile(r"(?P<path>[\w.]+): `(?P<label>.*)` stands on page (?P<page>\d+), its value was not read")
_MISSING = re.compile(r"required_present: (?P<path>\w+) was not found")
_CHECK = re.compile(r"(?P<code>[a-z]+(?:_[a-z]+)+): (?P<message>.+)", re.DOTALL)
_LINE = re.compile(r"lines\[(?P<number>\d+)\]\.(?P<name>\w+)")
_PARTY = re.compile(r"(?:parties\[(?P<number>\d+)\]|(?P<role>[a-z_]+))\.(?P<part>\w+)")


def plainly(reason: str, t: Translate) -> str:
    """Return a reason for review as a person would say it; one of an unknown form stays as it is.

    `t` translates a text of the pages. `doc_type: 0.92 < 0.95` is told as `Kind of paper: unsure (92 %)`.
    """
    if found := _UNSURE.fullmatch(reason):
        return f"{_name(found['path'], t)}: {t('unsure')} ({round(100 * float(found['share']))} %)"
    if _EXPECTED.match(reason):
        return t("Several values are a little unsure")
    if found := _PERHAPS.fullmatch(reason):
        return f"{_name(found['path'], t)}: {t('perhaps')} {found['value']}"
    if found := _UNREAD.fullmatch(reason):
        return f"{_name(found['path'], t)}: {t('printed on page {page}, not read').format(page=found['page'])}"
    if found := _MISSING.fullmatch(reason):
        return f"{_name(found['path'], t)}: {t('not found')}"
    if found := _CHECK.fullmatch(reason):
        return found["message"]
    return reason


def _name(path: str, t: Translate) -> str:
    """Return what a path of the contract is called on the pages: `lines[2].quantity` is the quantity of line 3."""
    if path == "doc_type":
        return t("Kind of paper")
    if found := _LINE.fullmatch(path):
        item = form.LINE_FIELDS.get(found["name"])
        return f"{t('Line')} {int(found['number']) + 1}, {t(item.label if item else _spoken(found['name']))}"
    if found := _PARTY.fullmatch(path):
        part = form.PARTY_FIELDS.get(found["part"])
        who = _spoken(found["role"]) if found["role"] else "Company"
        return f"{t(who)}, {t(part.label if part else _spoken(found['part']))}"
    item = form.FIELDS.get(path)
    return t(item.label if item else _spoken(path))


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
