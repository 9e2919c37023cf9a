"""Put the picture of a page right before it is read: flat, straight, without seals. The one home of OpenCV.

What pays was measured (FACTS): background division on low contrast (.648 -> .068 character error), the red channel on
stamped pages (.100 -> .055), deskew for the order of lines. What hurts is left alone: thresholds, enlarging, median
filters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]
"""Rows of RGB or grey bytes; OpenCV's own types are too wide to say more."""
Matrix = NDArray[Any]

_OVERVIEW_SIDE = 1200
_WORKING_SIDE = 1000
"""Pixels of the longer side at which shape and skew are estimated."""
_STEP = 4
MOST_SKEW = 10.0
_LEAST_SKEW = 0.15
_SHEET_SHARE = (0.25, 0.97)
"""A sheet of paper on a desk covers this share of a photograph; more, and there is no desk to be seen."""


@dataclass(frozen=True)
class Cleaned:
    """A page made ready: `pixels` to be read, and how its coordinates lead back to the picture that came in."""

    pixels: Pixels
    back: Matrix
    """3 x 3: from cleaned pixels to pixels of the picture as it came."""
    seals: tuple[tuple[float, float, float, float], ...]
    """Boxes of red or blue stamps, in pixels of the cleaned picture."""


def overview(pixels: Pixels) -> Pixels:
    """Return a picture reduced to what shape, skew and light are judged by: each full-size pass costs more than those."""
    return _small(pixels, _OVERVIEW_SIDE)


def clean(pixels: Pixels, view: Pixels | None = None) -> Cleaned:
    """Flatten, straighten and take seals out of an upright RGB picture; `view` is its overview where there is one."""
    view = overview(pixels) if view is None else view
    flat, back = _flatten(pixels, view)
    angle = skew(view if flat is pixels else flat)
    if abs(angle) >= _LEAST_SKEW:
        flat, turn = _rotate(flat, angle)
        back = back @ turn
    mask = _seal_mask(_thinned(flat))
    seals = tuple(_grown(box) for box in _seal_boxes(mask))
    return Cleaned(_even_light(_without_seals(flat, mask), view if flat is pixels else None), back, seals)


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
    """Say whether a page carries no print: what is darker than the paper is specks, or the scanner's border."""
    grey = _small(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 1200)
    height, width = grey.shape
    inner = grey[height // 25 : -height // 25, width // 25 : -width // 25]
    even = cv2.divide(inner, cv2.medianBlur(cv2.dilate(inner, np.ones((13, 13), np.uint8)), 45), scale=255)
    ink = (even < 170).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    letters = sum(1 for index in range(1, count) if stats[index, cv2.CC_STAT_AREA] >= 6)
    return letters < 8


def skew(pixels: Pixels) -> float:
    """Return the angle in degrees by which lines of print run down to the right, between -10 and 10.

    The right angle makes rows of pixels as unequal as they can be: dark lines and white gaps.
    """
    grey = _small(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), _WORKING_SIDE)
    ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    margin_y, margin_x = grey.shape[0] // 20, grey.shape[1] // 20
    ink = ink[margin_y:-margin_y, margin_x:-margin_x]
    if not ink.any():
        return 0.0
    best = _sharpest(ink, np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 1.0))
    best = _sharpest(ink, np.arange(best - 0.8, best + 0.81, 0.2))
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


def _rotate(pixels: Pixels, angle: float) -> tuple[Pixels, Matrix]:
    """Turn a picture about its middle; cubic, because linear interpolation costs digits (F1 .949 to .941 on 300 dpi scans)."""
    height, width = pixels.shape[:2]
    forward = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    return _warped(pixels, forward, (width, height)), np.linalg.inv(forward)


def _warped(pixels: Pixels, forward: Matrix, size: tuple[int, int]) -> Pixels:
    """Draw a picture anew through a 3 x 3 matrix; of a grey one a single channel, which is a third of the work."""
    sample = _thinned(pixels)
    grey = np.array_equal(sample[:, :, 0], sample[:, :, 1]) and np.array_equal(sample[:, :, 1], sample[:, :, 2])
    drawn = cv2.warpPerspective(
        np.ascontiguousarray(pixels[:, :, 0]) if grey else pixels,
        forward,
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return _coloured(drawn) if grey else drawn


def _coloured(grey: Pixels) -> Pixels:
    """Return a grey picture with three equal channels; `numpy.repeat` takes ten times as long."""
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)


def _flatten(pixels: Pixels, view: Pixels) -> tuple[Pixels, Matrix]:
    """Cut a photographed sheet out of its background and take the perspective away; a scan stays as it is."""
    corners = _sheet_corners(view)
    if corners is None:
        return pixels, np.eye(3)
    corners = corners * (pixels.shape[1] / view.shape[1])
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    height = int(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    forward = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return _warped(pixels, forward, (width, height)), np.linalg.inv(forward)


def _sheet_corners(pixels: Pixels) -> NDArray[np.float64] | None:
    """Find the four corners of a bright sheet on a darker ground, clockwise from the top left."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
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


def _small(grey: Pixels, side: int) -> Pixels:
    scale = side / max(grey.shape[:2])
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey


def _seal_mask(pixels: Pixels) -> NDArray[np.bool_]:
    """Mark ink that is clearly red: seals are, print is not."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    hue, saturation, value = hsv[:, :, 0], hsv[:, :, 1], hsv[:, :, 2]
    mask: NDArray[np.bool_] = ((hue < 12) | (hue > 165)) & (saturation > 70) & (value > 90)
    return mask


def _without_seals(pixels: Pixels, mask: NDArray[np.bool_]) -> Pixels:
    """Take the red channel where there is red ink: the seal goes as white as the paper, dark print under it stays."""
    if mask.mean() < 0.0005:
        return pixels
    red = np.ascontiguousarray(pixels[:, :, 0])
    return _coloured(red)


def _seal_boxes(mask: NDArray[np.bool_]) -> tuple[tuple[float, float, float, float], ...]:
    """Return boxes of red areas that have the size and roundness of a seal."""
    if mask.mean() < 0.0005:
        return ()
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


def _even_light(pixels: Pixels, view: Pixels | None) -> Pixels:
    """Divide by the paper's own brightness where it is uneven or dark; a clean white page is left alone.

    `view` is an overview of the same page before it was turned a little: its light tells whether there is work to do.
    """
    grey = cv2.cvtColor(pixels if view is None else view, cv2.COLOR_RGB2GRAY)
    paper = _paper(grey)
    low, high = np.percentile(paper, (5, 95))
    if low > 225 and high - low < 25:
        return pixels
    if view is not None:
        grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        paper = _paper(grey)
    ground = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(grey, np.maximum(ground, 1), scale=255)
    return _coloured(even)


def rules(pixels: Pixels, dpi: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return the ruling lines of a straight page as thin boxes in pixels: long level and upright runs of ink."""
    scale = min(1.0, 150 / dpi)
    reduced = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    small = cv2.cvtColor(reduced, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    unit = dpi * scale
    found: list[tuple[float, float, float, float]] = []
    for length, shape in ((0.45 * unit, "level"), (0.16 * unit, "upright")):
        size = max(8, int(length))
        kernel = np.ones((1, size) if shape == "level" else (size, 1), np.uint8)
        bridge = np.ones((1, 5) if shape == "level" else (5, 1), np.uint8)
        runs = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, kernel)
        count, _, stats, _ = cv2.connectedComponentsWithStats(runs)
        for index in range(1, count):
            left, top, width, height = (int(v) for v in stats[index, :4])
            if min(width, height) <= max(3, 0.05 * unit):
                found.append((left / scale, top / scale, (left + width) / scale, (top + height) / scale))
    return tuple(found)
