"""Train the spaCy tagger from papers with truth, from nothing, reproducibly.

An example is one line of print; its entities are found by holding the truth's values against the line: names and texts
by their letters, numbers by value, dates by day. What the truth does not hold (a bank number, a phone) stays unmarked,
so that the tagger learns from context which number is which.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.datatypes.layout import Layout, join_texts
from extractor.engines import tagger as engine
from extractor.learn import scoring
from extractor.stages.extract.tags import LABELS
from extractor.values import dates, numbers

Progress = Callable[[str], None]

DATE_FIELDS = frozenset({"issue_date", "valid_from", "valid_until"})
_NUMBER = re.compile(r"[0-9\uff10-\uff19][0-9\uff10-\uff19.,' ]*[0-9\uff10-\uff19]|[0-9\uff10-\uff19]")
_DATE = re.compile(r"[\w年月日./,\- ]{6,24}")
_SHORTEST_TEXT = 3
_SHORTEST_PART = 8
BATCH = 64

Marked = tuple[str, list[tuple[int, int, str]]]


@dataclass(frozen=True)
class Truths:
    """The values of one paper by how they are recognised in print."""

    texts: tuple[tuple[str, str], ...]
    """(letters and digits only, label), longest first."""
    numbers: dict[Decimal, str]
    dates: frozenset[str]


def gather(document: dict[str, Any]) -> Truths:
    """Collect what can be marked from a truth document of the contract."""
    texts: list[tuple[str, str]] = []
    figures: dict[Decimal, str] = {}
    days: set[str] = set()
    parts: list[dict[str, Any]] = [document.get("fields", {}), *document.get("parties", []), *document.get("lines", [])]
    for name, value in ((name, value) for part in parts for name, value in part.items()):
        for text in _variants(value):
            if name in DATE_FIELDS:
                days.add(text)
            elif name in scoring.NUMERIC and name in LABELS:
                figures[Decimal(text)] = LABELS[name]
            elif name in LABELS:
                texts.append((_fold(text)[0], LABELS[name]))
    texts.sort(key=lambda item: -len(item[0]))
    return Truths(tuple(texts), figures, frozenset(days))


def _variants(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield value["value"]
        yield from value.get("alt", ())
    elif isinstance(value, str):
        yield value


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the text's letters and digits in lower case, and the offset of each in the text."""
    kept = [(character.casefold(), index) for index, character in enumerate(text) if character.isalnum()]
    kept = [(folded[0], index) for folded, index in kept]
    return "".join(folded for folded, _ in kept), [index for _, index in kept]


def mark(text: str, truths: Truths) -> Marked:
    """Return the line with its entities as (start, end, label), none overlapping, longest texts first."""
    taken = [False] * len(text)
    spans: list[tuple[int, int, str]] = []
    for start, end, label in _found(text, truths):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            spans.append((start, end, label))
    return text, sorted(spans)


def _found(text: str, truths: Truths) -> Iterator[tuple[int, int, str]]:
    folded, offsets = _fold(text)
    for value, label in truths.texts:
        if len(value) < _SHORTEST_TEXT:
            continue
        at = folded.find(value)
        if at >= 0:
            yield offsets[at], offsets[at + len(value) - 1] + 1, label
        elif len(folded) >= _SHORTEST_PART and folded in value:  # one line of a value that was wrapped
            yield offsets[0], offsets[-1] + 1, label
    for match in _DATE.finditer(text):
        if any(reading.isoformat() in truths.dates for reading in dates.readings(match.group().strip())):
            yield match.start(), match.end(), "DATE"
    for match in _NUMBER.finditer(text):
        for reading in numbers.readings(match.group()):
            if reading.value in truths.numbers:
                yield match.start(), match.end(), truths.numbers[reading.value]
                break


def lines_of(layout: Layout) -> Iterator[str]:
    """Yield the lines of a page as the extraction shows them to the tagger: each segment, and each whole line."""
    for line in layout.lines:
        texts = [layout.segments[index].text for index in line]
        yield from texts
        if len(texts) > 1:
            yield join_texts(texts)


def train(
    examples: list[Marked], held_out: list[Marked], out: Path, seed: int, epochs: int, say: Progress
) -> dict[str, Any]:
    """Train a pipeline on `examples`, measure it on `held_out`, save it to `out`; return the figures per label."""
    import spacy
    from spacy.training import Example
    from thinc.util import fix_random_seed

    fix_random_seed(seed)
    engine.register_tokenizer()
    pipeline = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": engine.TOKENIZER}}})
    pipeline.add_pipe("ner", config={"model": _MODEL})

    def as_examples(marked: Iterable[Marked]) -> list[Example]:
        made = []
        for text, spans in marked:
            doc = pipeline.make_doc(text)
            kept = [span for start, end, label in spans if (span := doc.char_span(start, end, label)) is not None]
            reference = doc.copy()
            reference.set_ents(kept)
            made.append(Example(doc, reference))
        return made

    training = as_examples(examples)
    optimizer = pipeline.initialize(lambda: training[:2000])
    shuffler = random.Random(seed)
    for epoch in range(epochs):
        shuffler.shuffle(training)
        losses: dict[str, float] = {}
        for start in range(0, len(training), BATCH):
            batch = training[start : start + BATCH]
            pipeline.update(batch, sgd=optimizer, losses=losses, drop=0.2)
        say(f"tagger: epoch {epoch + 1} of {epochs}, loss {losses['ner']:.0f}")
    figures: dict[str, Any] = pipeline.evaluate(as_examples(held_out))
    pipeline.meta["name"], pipeline.meta["version"] = "trade_tagger", "1"
    performance = {key: figures[key] for key in ("ents_p", "ents_r", "ents_f", "ents_per_type")}
    pipeline.meta["performance"] = performance
    pipeline.to_disk(out)
    return performance


_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    },
}
