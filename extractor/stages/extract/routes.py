"""Both ends of a voyage behind one label: `Shipped by: Shenzhen to Nhava Sheva by sea`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.gazetteer import port_words
from extractor.stages.extract import wordkinds
from extractor.stages.extract.candidates import Candidate, words_of
from extractor.stages.extract.labelled import Labelled, Place
from extractor.values.labels import LabelMatch

ROUTE = re.compile(
    r"(?:(?:.{1,60}?\s)?from\s+)?(?P<start>\S[^:]{2,40}?)\s+(?:to|-->?|→|至|/)\s+(?P<end>\S[^:]{2,40}?)"
    r"(?:\s+(?:by|via|per)\s+[\w ./&-]{2,40})?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?:[^,;:\d]{2,40},\s+)?(?P<start>[^,;:–—-]{2,30}?)\s+[–—-]\s+(?P<end>[^,;:–—-]{2,30})")
"""Two ports with a dash between, the way before them: `Sea freight LCL, Ningbo – Koper`."""
_ROUTE_LINES = 2
_PORTS = frozenset({"port_of_loading", "port_of_discharge"})


def find(place: Place, labelled: Labelled, match: LabelMatch) -> Iterator[Candidate]:
    """Both ends of a voyage that one label announces: `Shipped by: Shenzhen to Nhava Sheva by sea`."""
    text = place.text.strip() if len(place.lines) <= _ROUTE_LINES else place.texts[0].strip()
    found = ROUTE.fullmatch(text) or _between_ports(text, match)
    if found is None or (match.field not in _PORTS and "/" in text):
        return  # a vessel and its voyage are parted by a stroke, too
    for name, end in (("port_of_loading", found["start"]), ("port_of_discharge", found["end"])):
        value = wordkinds.place(end, match)
        if value is not None:
            at = text.find(end)
            words = words_of(place.words, at, at + len(end))
            evidence = {"label": match.score, "fit": value.fit, "route": 1.0, f"at_{place.how}": 1.0}
            yield Candidate(name, value.value, words, labelled.page, "route", evidence, value.alt, end)


def _between_ports(text: str, match: LabelMatch) -> re.Match[str] | None:
    """Return two known ports that a dash joins behind a label of the way; a port's own name may hold a dash."""
    found = _DASHED.fullmatch(text) if match.field not in _PORTS else None
    known = found is not None and all("".join(end.casefold().split()) in port_words() for end in found.groups())
    return found if known else None
