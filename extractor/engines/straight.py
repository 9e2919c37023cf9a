"""A picture of a page that stands straight, drawn only where and as large as somebody looks at it.

To draw a whole page anew costs 70 ms of CPU, a thirtieth of reading it; what the engines look at is the page reduced, to find
its lines, and each line, which is cut out and set level anyway: once, from the picture as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]
"""Rows of grey or RGB bytes; OpenCV's own types are too wide to say more."""
Matrix = NDArray[Any]
Quad = NDArray[Any]
"""Four corners, clockwise from the top left."""

# One thread: engines that share cores are five to ten times slower.
cv2.setNumThreads(1)


@dataclass(frozen=True)
class Straight:
    """A picture as it came, and how it is to be drawn: all places that go in and out are those of the straight page."""

    pixels: Pixels
    """The picture as it came, skewed or askew, one channel where colour says nothing."""
    forward: Matrix | None
    """3 x 3: from the picture to the straight page; None where they are the same."""
    size: tuple[int, int]
    """Width and height of the straight page in pixels."""

    @classmethod
    def of(cls, pixels: Pixels) -> Straight:
        """Return a picture that stands straight already."""
        return cls(pixels, None, (pixels.shape[1], pixels.shape[0]))

    @cached_property
    def back(self) -> Matrix:
        """3 x 3: from the straight page to the picture."""
        return np.eye(3) if self.forward is None else np.linalg.inv(self.forward)

    @cached_property
    def whole(self) -> Pixels:
        """The whole page at full size."""
        if self.forward is None:
            return self.pixels
        return drawn(self.pixels, self.forward, self.size)

    def reduced(self, width: int, height: int) -> Pixels:
        """Return the whole page at a smaller size: reduced by averaging, then drawn."""
        if self.forward is None:
            return averaged(self.pixels, (width, height))
        share = min(1.0, max(width / self.size[0], height / self.size[1]))
        rows, columns = self.pixels.shape[:2]
        small = averaged(self.pixels, (max(1, round(columns * share)), max(1, round(rows * share))))
        shrunk = np.diag([small.shape[1] / columns, small.shape[0] / rows, 1.0])
        wanted = np.diag([width / self.size[0], height / self.size[1], 1.0])
        return drawn(small, wanted @ self.forward @ np.linalg.inv(shrunk), (width, height))

    def in_picture(self, quad: Quad) -> Quad:
        """Return where corners on the straight page lie in the picture."""
        if self.forward is None:
            return quad
        points = np.column_stack([quad, np.ones(len(quad))]) @ self.back.T
        corners: Quad = (points[:, :2] / points[:, 2:]).astype(np.float32)
        return corners

    def cut(self, left: int, top: int, right: int, bottom: int) -> Pixels:
        """Return a box of the page at full size, cut at the page's edges."""
        left, top, right, bottom = max(0, left), max(0, top), min(self.size[0], right), min(self.size[1], bottom)
        if self.forward is None:
            return self.pixels[top:bottom, left:right]
        shift = np.array([[1.0, 0, -left], [0, 1, -top], [0, 0, 1]])
        return drawn(self.pixels, shift @ self.forward, (max(0, right - left), max(0, bottom - top)))


def averaged(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Return a picture at another width and height: reduced by averaging, or enlarged."""
    shrinks = size[0] < pixels.shape[1] and size[1] < pixels.shape[0]
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def drawn(pixels: Pixels, forward: Matrix, size: tuple[int, int]) -> Pixels:
    """Draw a picture anew; cubic, because linear interpolation costs digits (F1 .949 to .941 on 300 dpi scans)."""
    if min(size) < 1:
        return pixels[:0, :0]
    return cv2.warpPerspective(pixels, forward, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def drawn_small(view: Pixels, pixels: Pixels, forward: Matrix, size: tuple[int, int]) -> Pixels:
    """Draw the overview of a picture as the picture itself will be drawn, reduced by as much."""
    scale = view.shape[1] / pixels.shape[1]
    reduce = np.diag([scale, scale, 1.0])
    small = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    return cv2.warpPerspective(
        view, reduce @ forward @ np.linalg.inv(reduce), small, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
