"""The forms of a producer's return: which columns, under which headings, from which values. A new form needs no code."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.gazetteer.table import rows_of

Form = tuple[tuple[str, str], ...]
"""Heading and field of each column, in order."""


def return_forms(file: str = "") -> Mapping[str, Form]:
    """Return the forms of `return_forms.csv`, or those of a user's own file with the same columns, by name."""
    found: dict[str, Form] = {}
    for row in rows_of("return_forms", file):
        found[row["form"]] = (*found.get(row["form"], ()), (row["column"], row["field"]))
    return found
