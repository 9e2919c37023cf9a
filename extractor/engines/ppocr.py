"""PP-OCR through rapidocr on OpenVINO: the models come inside the wheel, nothing is downloaded.

Measured (FACTS): character error .009 against Tesseract's .029; its line classifier turns long upright lines upside
down, so pages are set upright first and it stays off; one thread, because engines that share cores are five to ten
times slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[Any]
    Quad = NDArray[Any]

NAME = "ppocr"
LONGEST_SIDE = 1440
"""Pixels of the longer side at which lines are detected; they are recognised from the full resolution."""
NARROWEST_LINE = [3, 48, 48]
"""Shape to which the crops of short lines are filled up. The library's own 320 pixels cost a fifth of all recognition on
pages of tables, where most lines are short; 4 of 638 lines came out otherwise."""
_INFLATED = 0.16
"""Share of a line's height by which detection boxes reach beyond the ink, above and below."""
_TALLEST_LINE = 64
"""Pixels to which the crop of a line is reduced; the model looks at 48."""
_STEPS_PER_HEIGHT = 6.0
"""The model gives one step for 8 of its 48 pixels of height: a Chinese character is about six steps wide."""
_COLUMN_GAP = 1.5
"""Centres of neighbouring characters further apart than this many line heights belong to two columns."""
_LEAST_SCORE = 0.3
_PRECISION = "f32"
"""OpenVINO takes bfloat16 wherever the processor knows it: without AMX that cost 1.6 times the CPU of recognition, and a
page came out otherwise on another machine."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word in pixels of the image that was read: left, top, right, bottom."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


def version() -> str:
    """Return the engine's version without loading its models."""
    from importlib.metadata import version as of

    return f"ppocr6-{of('rapidocr')}-openvino-{of('openvino')}-{_PRECISION}"


@cache
def _models() -> tuple[Any, Any]:
    """Load detection and recognition, each on one thread."""
    from rapidocr import EngineType, RapidOCR

    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "EngineConfig.openvino.inference_num_threads": 1,
            "EngineConfig.openvino.num_streams": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": LONGEST_SIDE,
            "Rec.rec_img_shape": NARROWEST_LINE,
            **{f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Rec", "Cls")},
        }
    )
    parts: Any = engine  # its loaders carry no types
    return _exact(parts._load_det_model()), _exact(parts._load_rec_model())


def _exact(part: Any) -> Any:
    """Compile a model anew for `_PRECISION`, on one thread: the library knows no setting for it."""
    from openvino import Core

    hints = {"INFERENCE_PRECISION_HINT": _PRECISION, "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}
    part.session.session = Core().compile_model(part.session.model, "CPU", hints).create_infer_request()
    return part


def read(pixels: Pixels) -> list[Reading]:
    """Return the words of an upright RGB page, line by line as detected."""
    bgr = pixels[:, :, ::-1]
    quads = _lines(bgr)
    if not quads:
        return []
    crops = [_crop(bgr, quad) for quad in quads]
    words: list[Reading] = []
    for quad, (text, score, info) in zip(quads, _recognise(crops), strict=True):
        if text.strip() and score >= _LEAST_SCORE:
            words += _words(quad, text, info)
    return words


def read_line(pixels: Pixels) -> tuple[str, float]:
    """Recognise one line image without detection; returns its text and the confidence of its weakest character."""
    import numpy as np

    text, _, info = _recognise([np.ascontiguousarray(pixels[:, :, ::-1])])[0]
    return text, min(info.confs, default=0.0) if text else 0.0


def _lines(bgr: Pixels) -> list[Quad]:
    """Detect lines of print: their four corners, clockwise from the top left, in pixels of the image."""
    import cv2
    import numpy as np

    scale = min(1.0, LONGEST_SIDE / max(bgr.shape[:2]))
    small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else bgr
    found = _models()[0](np.ascontiguousarray(small))
    if found.boxes is None:
        return []
    return [np.asarray(quad, dtype=np.float32) / scale for quad in found.boxes]


def _crop(bgr: Pixels, quad: Quad) -> Pixels:
    """Cut a line out, level, at no more than the height that the model can use; a line on end is laid down."""
    import cv2
    import numpy as np

    width = float(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3])))
    height = float(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))
    scale = min(1.0, _TALLEST_LINE / max(1.0, min(width, height)))
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    # Reducing by warping alone skips pixels: the area is cut first, reduced by averaging, then straightened.
    x0, y0 = np.maximum(np.floor(quad.min(axis=0)).astype(int) - 2, 0)
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int) + 3
    area = np.ascontiguousarray(bgr[y0:y1, x0:x1])
    corners = quad - np.array([x0, y0], dtype=np.float32)
    if scale < 1:
        area = cv2.resize(area, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        corners = corners * scale
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    line = cv2.warpPerspective(area, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(line)) if size[1] >= 1.5 * size[0] else line


def _recognise(crops: list[Pixels]) -> list[tuple[str, float, Any]]:
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    found = _models()[1](TextRecInput(img=crops, return_word_box=True))
    return list(zip(found.txts, found.scores, found.word_results, strict=True))


def _words(quad: Quad, text: str, info: Any) -> list[Reading]:
    """Cut a recognised line into words at its spaces and wide gaps, each with the box of its characters."""
    columns = [column for word in info.word_cols for column in word]
    scores = iter(info.confs)
    groups: list[list[tuple[str, int, float]]] = [[]]
    at = 0
    for character in text:
        score = next(scores, 0.0)
        if character.isspace():
            groups.append([])
            continue
        column = columns[at]
        at += 1
        if groups[-1] and column - groups[-1][-1][1] > _COLUMN_GAP * _STEPS_PER_HEIGHT:
            groups.append([])
        groups[-1].append((character, column, score))
    return [_reading(quad, group, info.line_txt_len) for group in groups if group]


def _reading(quad: Quad, group: list[tuple[str, int, float]], steps: float) -> Reading:
    """Place a word on the line's slanted box by the steps of its first and last character."""
    first, last = group[0], group[-1]
    start = max(0.0, (first[1] + 0.5 - _half_width(first[0])) / steps)
    end = min(1.0, (last[1] + 0.5 + _half_width(last[0])) / steps)
    start = min(start, end)
    upper = (quad[0] + start * (quad[1] - quad[0]), quad[0] + end * (quad[1] - quad[0]))
    lower = (quad[3] + start * (quad[2] - quad[3]), quad[3] + end * (quad[2] - quad[3]))
    if _on_end(quad):
        points = (quad[0], quad[1], quad[2], quad[3])
        xs, ys = [float(p[0]) for p in points], [float(p[1]) for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
    else:
        top = float(upper[0][1] + upper[1][1]) / 2
        bottom = float(lower[0][1] + lower[1][1]) / 2
        shrink = _INFLATED * (bottom - top)
        left, right = float(upper[0][0] + lower[0][0]) / 2, float(upper[1][0] + lower[1][0]) / 2
        box = (min(left, right), min(top, bottom) + shrink, max(left, right), max(top, bottom) - shrink)
    return Reading("".join(c for c, _, _ in group), box, min(score for _, _, score in group))


def _half_width(character: str) -> float:
    """Return half the width of a character in steps."""
    return _STEPS_PER_HEIGHT * (0.42 if ord(character) > 0x2E7F else 0.22)


def _on_end(quad: Quad) -> bool:
    width, height = abs(float(quad[1][0] - quad[0][0])), abs(float(quad[3][1] - quad[0][1]))
    return height >= 1.5 * width
