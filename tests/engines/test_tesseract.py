"""Tesseract as a guest: what it says when it fails becomes an error of ours, or no opinion."""

import numpy as np
import pytesseract
import pytest

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Word
from extractor.engines import secondlook, tesseract
from extractor.engines.straight import Straight
from extractor.errors import ExtractorError, InternalError, ReadTimeoutError

PIXELS = np.full((200, 300), 255, np.uint8)
FAILURES = [
    (RuntimeError("Tesseract process timeout"), ReadTimeoutError),
    (pytesseract.TesseractError(1, "no data"), InternalError),
]


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pytesseract, "image_to_data", fail)
    monkeypatch.setattr(pytesseract, "image_to_osd", fail)
    monkeypatch.setattr(tesseract, "languages", lambda: frozenset({"osd"}))
    monkeypatch.setattr(tesseract, "language", lambda: "eng")


@pytest.mark.parametrize(("error", "wanted"), FAILURES)
def test_a_failure_is_an_error_of_ours(
    monkeypatch: pytest.MonkeyPatch, error: Exception, wanted: type[ExtractorError]
) -> None:
    failing(monkeypatch, error)
    with pytest.raises(wanted):
        tesseract.read(Straight.of(PIXELS))


@pytest.mark.parametrize(("error", "_"), FAILURES)
def test_an_orientation_that_is_not_told(monkeypatch: pytest.MonkeyPatch, error: Exception, _: type) -> None:
    failing(monkeypatch, error)
    assert tesseract.orientation(Straight.of(PIXELS)) is None


@pytest.mark.parametrize(("error", "_"), FAILURES)
def test_without_its_answer_a_second_look_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, error: Exception, _: type
) -> None:
    failing(monkeypatch, error)
    words = [Word("1,200.50", Box(100, 45, 140, 55), 0.6, "tesseract")]
    assert secondlook.look_again(words, (), Straight.of(PIXELS), 72, "tesseract", second=True) == words
