"""Companies behind `名称：`, as VAT invoices print them: whose name it is says a heading above, or a word written downward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import Segment
from extractor.stages.extract.goingon import going_on
from extractor.stages.extract.labelled import Labelled, Place
from extractor.stages.extract.surroundings import WHOLE, Surroundings
from extractor.values import labels
from extractor.values.labelhits import is_cjk
from extractor.values.labels import LabelMatch

_ABOVE, _LEFT = 2.0, 4.0
"""Heights from a heading down to the name, from a word written downward to the name at its right."""
_FEWEST = 2
"""Characters of a word that is written downward."""


def named_blocks(page: Surroundings) -> Iterator[Labelled]:
    """Yield the headings and the upright words beside which a name stands behind a label of its own."""
    for index, segment in enumerate(page.layout.segments):
        if not _is_name_label(segment) or page.is_taken(segment.box):
            continue
        owner = _heading(page, segment) or _upright(page, segment)
        if owner is None:
            continue
        value = index if labels.split_labels(segment.text)[0][1] else _beside(page, index)
        if value is None:
            continue
        first = page.layout.segments[value]
        lines = (first.words, *going_on(page, value, first.box.x0, first.box.x0))
        meanings, box, how = owner
        yield Labelled(meanings, segment.page, box, (Place(how, lines, 0.5),), (index,))


def _is_name_label(segment: Segment) -> bool:
    found = labels.best(segment.text)
    return found is not None and found.delimited and labels.means(segment.text, "name")


def _beside(page: Surroundings, index: int) -> int | None:
    line = page.layout.lines[page.layout.segments[index].line]
    right = line[line.index(index) + 1 :][:1]
    return right[0] if right and not page.is_label(page.layout.segments[right[0]]) else None


Owner = tuple[tuple[LabelMatch, ...], Box, str]


def _heading(page: Surroundings, name: Segment) -> Owner | None:
    """Return the heading right above a name, which begins where it begins: `购买方信息`."""
    height = max(1.0, name.box.height)
    for other in page.layout.segments:
        gap = (name.box.top - other.box.bottom) / height
        if -0.5 < gap < _ABOVE and abs(other.box.x0 - name.box.x0) < height:
            meanings = _whole(other.text)
            if meanings:
                return meanings, other.box, "below"
    return None


def _upright(page: Surroundings, name: Segment) -> Owner | None:
    """Return the word that is written downward left of a name, one character a line, at no more than a few heights."""
    height = max(1.0, name.box.height)
    first = [segment.words[0] for segment in page.layout.segments]
    near = [
        word.box
        for word in first
        if len(word.text) == 1 and is_cjk(word.text) and -1 < name.box.x0 - word.box.x1 < _LEFT * height
    ]
    texts = {word.box: word.text for word in first}
    for run in _runs(sorted(near, key=lambda box: box.top), height):
        meanings = _whole("".join(texts[box] for box in run)) if len(run) >= _FEWEST else ()
        if meanings and run[0].top - height < name.box.y_mid < run[-1].bottom:
            return meanings, hull(run), "right"
    return None


def _runs(boxes: Sequence[Box], height: float) -> Iterator[list[Box]]:
    """Yield the boxes that stand right over one another."""
    run: list[Box] = []
    for box in boxes:
        if run and (box.top - run[-1].bottom > height or abs(box.x_mid - run[-1].x_mid) > 0.5 * height):
            yield run
            run = []
        run.append(box)
    if run:
        yield run


def _whole(text: str) -> tuple[LabelMatch, ...]:
    """Return what a text means that is the label of a company's role and nothing else."""
    meanings = labels.match(text.strip())
    whole = bool(meanings) and not meanings[0].rest and not meanings[0].weak and meanings[0].score >= WHOLE
    return meanings if whole and meanings[0].kind == "party" else ()
