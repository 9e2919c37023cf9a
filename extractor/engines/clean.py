"""Put the picture of a page right before it is read: flat, straight, without seals.

What pays was measured (FACTS): background division on low contrast (.648 -> .068 character error), the red channel on
stamped pages (.100 -> .055), deskew for the order of lines. What hurts is left alone: thresholds, enlarging, median
filters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.engines.straight import Matrix, Pixels, Straight, drawn, drawn_small

_OVERVIEW_SIDE = 1200
_WORKING_SIDE = 1000
"""Pixels of the longer side at which shape and skew are estimated."""
_STEP = 4
MOST_SKEW = 10.0
_LEAST_SKEW = 0.15
_LEAST_SEAL = 0.0005
"""Share of a page that is red where it bears a seal."""
_BANDS, _FEWEST_LETTERS = 6, 8
"""Bands in which a page is searched for print, and the marks that it takes."""
_SHEET_SHARE = (0.25, 0.97)
"""A sheet of paper on a desk covers this share of a photograph; more, and there is no desk to be seen."""


@dataclass(frozen=True)
class Cleaned:
    """A page made ready to be read: grey and evenly lit, and straight wherever it is looked at."""

    page: Straight
    seals: tuple[tuple[float, float, float, float], ...]
    """Boxes of red or blue stamps, in pixels of the straight page."""


def one_channel(pixels: Pixels) -> Pixels:
    """Return a picture without colour as one channel, a third of all later work; what has colour stays as it is."""
    if pixels.ndim == 2:
        return pixels
    sample = _thinned(pixels)
    grey = np.array_equal(sample[:, :, 0], sample[:, :, 1]) and np.array_equal(sample[:, :, 1], sample[:, :, 2])
    return cv2.extractChannel(pixels, 1) if grey else pixels


def _grey(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)


def overview(pixels: Pixels) -> Pixels:
    """Return a picture reduced to what shape, skew and light are judged by: each full-size pass costs more than those."""
    return _small(pixels, _OVERVIEW_SIDE)


def clean(pixels: Pixels, view: Pixels | None = None) -> Cleaned:
    """Flatten, straighten and take seals out of an upright picture; `view` is its overview where there is one.

    All is judged by the overview; the picture becomes one channel: colour cost three times the work and found no more (20
    pages of five qualities).
    """
    view = overview(pixels) if view is None else view
    forward, size = _flattening(pixels, view)
    angle = skew(view if forward is None else drawn_small(view, pixels, forward, size))
    if abs(angle) >= _LEAST_SKEW:
        turning = np.vstack([cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0), [0, 0, 1]])
        forward = turning if forward is None else turning @ forward
    mask = _seals(pixels, forward, size)
    sealed = mask is not None and mask.mean() >= _LEAST_SEAL
    pixels, view = (_red(pixels), _red(view)) if sealed else (_grey(pixels), _grey(view))
    boxes = tuple(_grown(box) for box in _seal_boxes(mask)) if mask is not None and sealed else ()
    return Cleaned(_evenly_lit(Straight(pixels, forward, size), view), boxes)


def _thinned(pixels: Pixels) -> Pixels:
    """Return every fourth pixel of every fourth row: enough to see a stamp, a sixteenth of the work."""
    return np.ascontiguousarray(pixels[::_STEP, ::_STEP])


def _grown(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (edge * _STEP for edge in box)
    return left, top, right, bottom


def turn(pixels: Pixels, degrees: int) -> Pixels:
    """Turn a picture clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(pixels, k=-(degrees // 90) % 4))


def is_blank(pixels: Pixels) -> bool:
    """Say whether a page carries no print: what is darker than the paper is specks, or the scanner's border.

    Looked at band by band: the first one settles it on nearly every page that has print.
    """
    grey = _small(_grey(pixels), _OVERVIEW_SIDE)
    height, width = grey.shape
    inner = grey[height // 25 : -height // 25, width // 25 : -width // 25]
    letters, step = 0, max(1, -(-inner.shape[0] // _BANDS))
    for top in range(0, inner.shape[0], step):
        letters += _letters(inner[top : top + step])
        if letters >= _FEWEST_LETTERS:
            return False
    return True


def _letters(grey: Pixels) -> int:
    """Count the marks that may be letters."""
    even = cv2.divide(grey, cv2.medianBlur(cv2.dilate(grey, np.ones((13, 13), np.uint8)), 45), scale=255)
    count, _, stats, _ = cv2.connectedComponentsWithStats((even < 170).astype(np.uint8))
    return int((stats[1:count, cv2.CC_STAT_AREA] >= 6).sum())


def skew(pixels: Pixels) -> float:
    """Return the angle in degrees by which lines of print run down to the right, between -10 and 10.

    The right angle makes rows of pixels as unequal as they can be: dark lines and white gaps. It is looked for on a
    picture of half the size first: there all angles cost a quarter.
    """
    grey = _small(_grey(pixels), _WORKING_SIDE)
    ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    margin_y, margin_x = grey.shape[0] // 20, grey.shape[1] // 20
    ink = ink[margin_y:-margin_y, margin_x:-margin_x]
    if not ink.any():
        return 0.0
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) if min(ink.shape) > 1 else ink
    best = _sharpest(half, np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 1.0))
    best = _sharpest(half, np.arange(best - 0.8, best + 0.81, 0.2))
    best = _sharpest(ink, np.arange(best - 0.15, best + 0.16, 0.05))
    return float(best) if abs(best) <= MOST_SKEW else 0.0


def _sharpest(ink: Pixels, angles: NDArray[np.float64]) -> float:
    height, width = ink.shape
    middle = (width / 2, height / 2)
    scores = []
    for angle in angles:
        turned = cv2.warpAffine(
            ink, cv2.getRotationMatrix2D(middle, float(angle), 1.0), (width, height), flags=cv2.INTER_NEAREST
        )
        rows = turned.sum(axis=1, dtype=np.float64)
        scores.append(float(np.square(np.diff(rows)).sum()))
    return float(angles[int(np.argmax(scores))])


def _flattening(pixels: Pixels, view: Pixels) -> tuple[Matrix | None, tuple[int, int]]:
    """Return what cuts a photographed sheet out of its background without perspective, and its size; none for a scan."""
    corners = _sheet_corners(view)
    if corners is None:
        return None, (pixels.shape[1], pixels.shape[0])
    corners = corners * (pixels.shape[1] / view.shape[1])
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    height = int(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    return cv2.getPerspectiveTransform(corners.astype(np.float32), target), (width, height)


def _sheet_corners(pixels: Pixels) -> NDArray[np.float64] | None:
    """Find the four corners of a bright sheet on a darker ground, clockwise from the top left."""
    grey = _grey(pixels)
    small = cv2.GaussianBlur(_small(grey, 600), (7, 7), 0)
    edge = np.concatenate([small[:4].ravel(), small[-4:].ravel(), small[:, :4].ravel(), small[:, -4:].ravel()])
    level, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if (edge < level).mean() < 0.5:
        return None  # the paper reaches the picture's edge: a scan
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    if not contours:
        return None
    largest = cv2.convexHull(max(contours, key=cv2.contourArea))
    share = cv2.contourArea(largest) / small.size
    outline = cv2.approxPolyDP(largest, 0.03 * cv2.arcLength(largest, closed=True), closed=True)
    if len(outline) != 4 or not _SHEET_SHARE[0] < share < _SHEET_SHARE[1]:
        return None
    points = outline.reshape(4, 2).astype(np.float64) * (grey.shape[1] / small.shape[1])
    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = [sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin()]
    return points[order] if len(set(order)) == 4 else None


def _small(pixels: Pixels, side: int) -> Pixels:
    """Reduce a picture by averaging; halving first is quicker: whole steps cost next to nothing."""
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    while pixels.shape[1] >= 2 * size[0] and pixels.shape[0] >= 2 * size[1]:
        pixels = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _seal_mask(pixels: Pixels) -> NDArray[np.bool_]:
    """Mark ink that is clearly red: seals are, print is not."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    hue, saturation, value = hsv[:, :, 0], hsv[:, :, 1], hsv[:, :, 2]
    mask: NDArray[np.bool_] = ((hue < 12) | (hue > 165)) & (saturation > 70) & (value > 90)
    return mask


def _seals(pixels: Pixels, forward: Matrix | None, size: tuple[int, int]) -> NDArray[np.bool_] | None:
    """Mark red ink on the page as it will be drawn, thinned; None on a picture without colour."""
    if pixels.ndim == 2:
        return None
    mask = _seal_mask(_thinned(pixels))
    if forward is None or not mask.any():
        return mask
    thin = np.diag([1 / _STEP, 1 / _STEP, 1.0])
    matrix = thin @ forward @ np.linalg.inv(thin)
    drawn = cv2.warpPerspective(
        mask.astype(np.uint8), matrix, (-(-size[0] // _STEP), -(-size[1] // _STEP)), flags=cv2.INTER_NEAREST
    )
    found: NDArray[np.bool_] = drawn > 0
    return found


def _red(pixels: Pixels) -> Pixels:
    """Take the red channel: a seal goes as white as the paper, dark print under it stays."""
    return cv2.extractChannel(pixels, 0)


def _seal_boxes(mask: NDArray[np.bool_]) -> tuple[tuple[float, float, float, float], ...]:
    """Return boxes of red areas that have the size and roundness of a seal."""
    scale = 600 / max(mask.shape)
    small = cv2.resize(mask.astype(np.uint8), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    joined = cv2.dilate(small, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = []
    for left, top, width, height, _area in (tuple(int(v) for v in stats[index]) for index in range(1, count)):
        if min(width, height) >= 25 and max(width, height) <= 3.0 * min(width, height):
            boxes.append((left / scale, top / scale, (left + width) / scale, (top + height) / scale))
    return tuple(boxes)


def _paper(grey: Pixels) -> Pixels:
    """Return the brightness of the paper behind the print, much reduced."""
    ground: Pixels = cv2.medianBlur(cv2.dilate(_small(grey, 500), np.ones((7, 7), np.uint8)), 21)
    return ground


def _is_uneven(paper: Pixels) -> bool:
    """Say whether the paper is unevenly lit or dark; a clean white page is left alone."""
    low, high = np.percentile(paper, (5, 95))
    return bool(low <= 225 or high - low >= 25)


def _evenly_lit(page: Straight, view: Pixels) -> Straight:
    """Divide by the paper's own brightness, as it is on the sheet; what lies around a photographed sheet says nothing."""
    forward = page.forward
    paper = _paper(view if forward is None else drawn_small(view, page.pixels, forward, page.size))
    if not _is_uneven(paper):
        return page
    rows, columns = page.pixels.shape
    if forward is not None:  # the picture's light, from that of the straight page
        share = paper.shape[1] / page.size[0]
        shrunk = np.diag([share, share, 1.0])
        paper = drawn(
            paper,
            shrunk @ page.back @ np.linalg.inv(shrunk),
            (max(1, round(columns * share)), max(1, round(rows * share))),
        )
    ground = cv2.resize(np.maximum(paper, 1), (columns, rows), interpolation=cv2.INTER_LINEAR)
    return replace(page, pixels=cv2.divide(page.pixels, ground, scale=255))


def rules(page: Straight, dpi: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return the ruling lines of a page as thin boxes in pixels: long level and upright runs of ink."""
    scale = min(1.0, 150 / dpi)
    small = _grey(page.reduced(*(max(1, round(side * scale)) for side in page.size)))
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    unit = dpi * scale
    found: list[tuple[float, float, float, float]] = []
    for length, shape in ((0.45 * unit, "level"), (0.16 * unit, "upright")):
        size = max(8, int(length))
        kernel = np.ones((1, size) if shape == "level" else (size, 1), np.uint8)
        bridge = np.ones((1, 5) if shape == "level" else (5, 1), np.uint8)
        runs = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, kernel)
        for left, top, width, height in _outlined(runs):
            if min(width, height) <= max(3, 0.05 * unit):
                found.append((left / scale, top / scale, (left + width) / scale, (top + height) / scale))
    return tuple(found)


def _outlined(mask: Pixels) -> list[tuple[int, int, int, int]]:
    """Return left, top, width and height of each connected area, from the top down; labelling them costs more."""
    contours, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return []
    boxes = [cv2.boundingRect(contour) for contour, node in zip(contours, tree[0], strict=True) if node[3] < 0]
    return sorted(((box[0], box[1], box[2], box[3]) for box in boxes), key=lambda box: (box[1], box[0]))
