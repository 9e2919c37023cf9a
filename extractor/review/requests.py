"""The shapes of what is sent to the API: bodies and queries, described and checked from here."""

from __future__ import annotations

from extractor.review import papers
from extractor.review.form import TYPES
from extractor.review.shapes import BOX, Shape, integer, obj, string
from extractor.store import people

FILTER: dict[str, Shape] = {
    "status": string(20), "doc_type": string(40), "client": string(400), "reason": string(40), "tag": string(60),
    "who": string(60), "days": integer(0, 36500),
}  # fmt: skip
VERSION = string(40, pattern=r"^\d{1,15}\.\d{1,15}$")
ROW_PROPERTIES: dict[str, Shape] = {
    "from": {"type": ["integer", "null"]},
    "cells": {"type": "object", "additionalProperties": string(4000)},
}
EDIT = obj(
    ("path",), path=string(120), value=string(4000), confirm={"type": "boolean"}, remove={"type": "boolean"},
    role=string(40), page=integer(1, 100_000), bbox=BOX, raw=string(4000),
    rows={"type": "array", "maxItems": 3000, "items": obj(("cells",), **ROW_PROPERTIES)},
)  # fmt: skip
CUT = obj(
    ("pages",), doc_type={"type": ["string", "null"], "enum": [*TYPES, None]},
    pages={"type": "array", "minItems": 1, "maxItems": 5000, "items": integer(1, 100_000)},
)  # fmt: skip
LOGIN = obj(("name", "password"), name=string(60, minLength=1), password=string(200, minLength=1))
NEXT = obj((), after=integer(), below={"type": "number", "minimum": 0}, **FILTER)
EDITS = obj(
    ("version", "edits"), version=VERSION, edits={"type": "array", "minItems": 1, "maxItems": 500, "items": EDIT}
)
DECISION = obj(
    ("version", "status"), version=VERSION, status=string(20, enum=list(papers.STATUSES)), reason=string(500)
)
CLAIM = obj((), force={"type": "boolean"})
TAGS = obj(("tags",), tags={"type": "array", "maxItems": papers.MOST_TAGS, "items": string(papers.LONGEST_TAG)})
CUTS = obj(
    ("documents",), documents={"type": "array", "minItems": 1, "maxItems": 5000, "items": CUT}, reason=string(500)
)
COMPANY = obj(
    ("version", "choice"), version=VERSION, choice=string(10, enum=["pick", "create", "none"]),
    company_id={"type": ["string", "null"], "maxLength": 200}, name=string(300), remember={"type": "boolean"},
)  # fmt: skip
HIT = obj(("name", "key"), name=string(400, minLength=1), key=string(60, minLength=1), note=string(300))
TEXT_IN = obj(("bbox",), bbox=BOX, again={"type": "boolean"})
VIEW = obj(("name", "query"), name=string(60, minLength=1), query=string(1000))
USER = obj(("name",), name=string(60, minLength=1), role=string(20, enum=list(people.ROLES)),
           password=string(200), active={"type": "boolean"})  # fmt: skip
QUEUE_QUERY = {**FILTER, "offset": integer(0, 10_000_000)}
WIDTH = {"width": integer(1, 10_000)}
SEARCH = {"q": string(400)}
UPLOAD = {"name": string(255)}
BEFORE = {"before": integer(0, 2**53)}
