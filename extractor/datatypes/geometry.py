"""Places on a page, in PDF points (1/72 inch) from the top left corner of the page as a person sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left edge, top, right edge, bottom. It refuses to exist with its edges swapped."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"edges swapped: {self}")

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Area in square points."""
        return self.width * self.height

    @property
    def x_mid(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    def x_overlap(self, other: Box) -> float:
        """Return the shared horizontal extent in points, 0 where there is none."""
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def y_overlap(self, other: Box) -> float:
        """Return the shared vertical extent in points, 0 where there is none."""
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def intersection(self, other: Box) -> float:
        """Return the shared area in square points."""
        return self.x_overlap(other) * self.y_overlap(other)

    def holds_middle_of(self, other: Box) -> bool:
        """Say whether the middle of `other` lies inside this box."""
        return self.x0 <= other.x_mid <= self.x1 and self.top <= other.y_mid <= self.bottom

    def as_tuple(self) -> tuple[float, float, float, float]:
        """Return `(x0, top, x1, bottom)`."""
        return (self.x0, self.top, self.x1, self.bottom)


def hull(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of `boxes`; ValueError where there is none."""
    found = list(boxes)
    return Box(
        min(box.x0 for box in found),
        min(box.top for box in found),
        max(box.x1 for box in found),
        max(box.bottom for box in found),
    )


def transformed(box: Box, matrix: tuple[float, ...]) -> Box:
    """Return the box around the four corners of `box` after a 3 x 3 projective matrix, given row by row."""
    a, b, c, d, e, f, g, h, i = matrix
    corners = ((box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom))
    depths = [g * x + h * y + i for x, y in corners]
    xs = [(a * x + b * y + c) / w for (x, y), w in zip(corners, depths, strict=True)]
    ys = [(d * x + e * y + f) / w for (x, y), w in zip(corners, depths, strict=True)]
    return Box(min(xs), min(ys), max(xs), max(ys))
