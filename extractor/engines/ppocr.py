"""PP-OCR through rapidocr on OpenVINO: the models come inside the wheel, nothing is downloaded.

Measured (FACTS): character error .009 against Tesseract's .029; its line classifier turns long upright lines upside
down, so pages are set upright first and it stays off; one thread, because engines that share cores are five to ten
times slower.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.engines.straight import Pixels, Quad, Straight

NAME = "ppocr"


@dataclass(frozen=True)
class Effort:
    """How closely a page is looked at."""

    longest_side: int
    """Pixels of the longer side at which lines are detected; they are recognised from the full resolution."""
    narrowed: float
    """Width at which the model sees a line, as a share of its own: CPU goes by width."""
    stretched: bool
    """Whether a line is stretched to the width that the model is given; else it is filled up with grey."""


THOROUGH = Effort(1440, 1.0, stretched=False)
QUICK = Effort(1440, 0.8, stretched=True)
"""Narrowed to .8, recognition takes .85 of the CPU and finds the same figures; scores fall by .002."""
_LINE_HEIGHT = 48
_NARROWEST, _WIDEST = 48, 4096
_WIDENING = 1.1
"""From one width that the model is given to the next. A width that it has not seen costs OpenVINO 15 ms of preparation, and
lines of unlike widths in one batch are padded to the widest; both together were 22 % of recognition. Stretching a line, by a
twentieth at most, saves a twentieth more and costs digits: F1 of fields fell from .952 to .946 on 104 pages by other hands."""
_BATCH = 4
"""Lines of one width that are recognised together; fewer go alone. More save nothing."""
_INFLATED = 0.16
"""Share of a line's height by which detection boxes reach beyond the ink, above and below."""
_TALLEST_LINE = 64
"""Pixels to which the crop of a line is reduced; the model looks at 48."""
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
def _models() -> tuple[Any, Any, Any]:
    """Load detection, recognition and the decoder of its steps, each on one thread."""
    from rapidocr import EngineType, RapidOCR

    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "EngineConfig.openvino.inference_num_threads": 1,
            "EngineConfig.openvino.num_streams": 1,
            **{f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Rec", "Cls")},
        }
    )
    parts: Any = engine  # its loaders carry no types
    detection, recognition = parts._load_det_model(), parts._load_rec_model()
    detection.session.session = _compiled(detection.session.model)
    return detection, _compiled(_best_alone(recognition.session.model)), recognition.postprocess_op


def _compiled(model: Any) -> Any:
    """Compile a model for `_PRECISION`, on one thread that no core holds: the library knows no setting for it.

    OpenVINO binds its threads to cores, in each process to the same first one: two workers were no quicker than one.
    """
    from openvino import Core

    threads = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}
    hints = {"INFERENCE_PRECISION_HINT": _PRECISION, **threads}
    return Core().compile_model(model, "CPU", hints).create_infer_request()


def _best_alone(model: Any) -> Any:
    """Let recognition give the best character of each step and its probability, not those of all 18,710 characters."""
    import numpy as np
    import openvino.opset13 as op
    from openvino import Model

    best = op.topk(model.get_results()[0].input_value(0), np.int64(1), 2, "max", "none", index_element_type="i32")
    return Model([best.output(0), best.output(1)], model.get_parameters())


def read(page: Straight, effort: Effort = THOROUGH) -> list[Reading]:
    """Return the words of an upright page, RGB or grey, line by line as detected."""
    quads = _lines(page, effort.longest_side)
    if not quads:
        return []
    crops = [_crop(page.pixels, page.in_picture(quad)) for quad in quads]
    words: list[Reading] = []
    for quad, crop, (text, score, info) in zip(quads, crops, _recognise(crops, effort), strict=True):
        if text.strip() and score >= _LEAST_SCORE:
            words += _words(quad, text, info, info.line_txt_len * crop.shape[0] / crop.shape[1])
    return words


def read_line(pixels: Pixels) -> tuple[str, float]:
    """Recognise one line image without detection; returns its text and the confidence of its weakest character."""
    text, _, info = _recognise([pixels], THOROUGH)[0]
    return text, min(info.confs, default=0.0) if text else 0.0


def _lines(page: Straight, longest_side: int) -> list[Quad]:
    """Detect lines of print: their four corners, clockwise from the top left, in pixels of the page."""
    import cv2
    import numpy as np

    detection = _models()[0]
    width, height = page.size
    scale = min(1.0, longest_side / max(height, width))
    # The network wants sides that are multiples of 32. The library's own way there costs 0.1 s a page.
    size = (max(32, round(width * scale / 32) * 32), max(32, round(height * scale / 32) * 32))
    small = page.reduced(*size)
    mean, deviation = 255 * float(detection.mean[0]), 255 * float(detection.std[0])
    blob = cv2.dnn.blobFromImage(small, 1 / deviation, mean=(mean, mean, mean), swapRB=small.ndim == 3)
    seen = np.repeat(blob, 3, axis=1) if small.ndim == 2 else blob
    quads, _ = detection.postprocess_op(detection.session(seen), (size[1], size[0]))
    back = np.array([width / size[0], height / size[1]], dtype=np.float32)
    return [np.asarray(quad, dtype=np.float32) * back for quad in detection.sorted_boxes(quads)]


def _crop(pixels: Pixels, quad: Quad) -> Pixels:
    """Cut a line out of the picture, level, at no more than the height that the model can use; one on end is laid down."""
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
    area = np.ascontiguousarray(pixels[y0:y1, x0:x1])
    corners = quad - np.array([x0, y0], dtype=np.float32)
    if scale < 1:
        area = cv2.resize(area, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        corners = corners * scale
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    line = cv2.warpPerspective(area, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(line)) if size[1] >= 1.5 * size[0] else line


def _widths() -> Iterator[int]:
    """Yield the widths that the model is given, multiples of 8, each wider by `_WIDENING`."""
    width = _NARROWEST
    while width < _WIDEST:
        yield width
        width = max(width + 8, round(width * _WIDENING / 8) * 8)
    yield _WIDEST


_WIDTHS = tuple(_widths())


def _given_width(ink: int, stretched: bool) -> int:
    """Return the width that the model is given for a line of this width: the next one, or the nearest to stretch it to."""
    at = min(bisect_left(_WIDTHS, ink), len(_WIDTHS) - 1)
    below, above = _WIDTHS[max(0, at - 1)], _WIDTHS[at]
    return below if stretched and ink * ink < below * above else above


def _recognise(crops: list[Pixels], effort: Effort) -> list[tuple[str, float, Any]]:
    """Return text, score and steps of each line; lines that are given one width go together."""
    import numpy as np

    _, recognition, decoder = _models()
    inks = [max(1, round(crop.shape[1] * _LINE_HEIGHT / crop.shape[0] * effort.narrowed)) for crop in crops]
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for index, ink in enumerate(inks):
        alike[_given_width(ink, effort.stretched)].append(index)
    found: list[tuple[str, float, Any]] = [("", 0.0, None)] * len(crops)
    for width, members in alike.items():
        for some in _batches(members):
            drawn = [
                width if effort.stretched and inks[index] >= _NARROWEST else min(inks[index], width) for index in some
            ]
            shown = [_shown(crops[index], ink, width) for index, ink in zip(some, drawn, strict=True)]
            recognition.infer([np.stack(shown)])
            scores, best = (recognition.get_output_tensor(n).data[:, :, 0] for n in (0, 1))
            texts, infos = decoder.decode(best, scores, True, drawn, width, remove_duplicate=True)
            for index, (text, score), info in zip(some, texts, infos, strict=True):
                found[index] = (text, score, info)
    return found


def _batches(members: list[int]) -> Iterator[list[int]]:
    """Cut lines of one width into batches of `_BATCH`, what is left one by one: each other size is prepared anew."""
    whole = len(members) - len(members) % _BATCH
    yield from (members[at : at + _BATCH] for at in range(0, whole, _BATCH))
    yield from ([index] for index in members[whole:])


def _shown(crop: Pixels, ink: int, width: int) -> Pixels:
    """Return a line as the model sees it: `ink` wide, grey beside it, values from -1 to 1."""
    import cv2
    import numpy as np

    out = np.zeros((3, _LINE_HEIGHT, width), dtype=np.float32)
    drawn = cv2.resize(crop, (ink, _LINE_HEIGHT))
    channels = drawn[:, :, ::-1].transpose(2, 0, 1) if drawn.ndim == 3 else drawn  # the model was taught BGR
    out[:, :, :ink] = channels / np.float32(127.5) - 1
    return out


def _words(quad: Quad, text: str, info: Any, square: float) -> list[Reading]:
    """Cut a recognised line into words at its spaces and wide gaps, each with the box of its characters.

    `square` is the number of steps that a line height is wide, about a Chinese character: six, less where a line was narrowed.
    """
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
        if groups[-1] and column - groups[-1][-1][1] > _COLUMN_GAP * square:
            groups.append([])
        groups[-1].append((character, column, score))
    return [_reading(quad, group, info.line_txt_len, square) for group in groups if group]


def _reading(quad: Quad, group: list[tuple[str, int, float]], steps: float, square: float) -> Reading:
    """Place a word on the line's slanted box by the steps of its first and last character."""
    first, last = group[0], group[-1]
    start = max(0.0, (first[1] + 0.5 - _half_width(first[0]) * square) / steps)
    end = min(1.0, (last[1] + 0.5 + _half_width(last[0]) * square) / steps)
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
    """Return half the width of a character in line heights."""
    return 0.42 if ord(character) > 0x2E7F else 0.22


def _on_end(quad: Quad) -> bool:
    width, height = abs(float(quad[1][0] - quad[0][0])), abs(float(quad[3][1] - quad[0][1]))
    return height >= 1.5 * width
