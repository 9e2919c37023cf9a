"""What happens to paper: skew, noise, shadows, holes, handwriting, perspective; each takes an image and returns one.

Images are numpy arrays of bytes, grey (two axes) or colour (three); white paper is 255.
"""

from __future__ import annotations

from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.learn.papers.words import table

Image = NDArray[np.uint8]


def _bytes(array: Any) -> Image:
    clipped: Image = np.clip(array, 0, 255).astype(np.uint8)
    return clipped


def _noise(rng: Random) -> np.random.Generator:
    return np.random.default_rng(rng.randrange(2**32))


def skew(image: Image, degrees: float, fill: int = 255) -> Image:
    """Turn a page by a few degrees about its middle."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    filled = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(fill, fill, fill))
    return filled.astype(np.uint8)


def grain(image: Image, rng: Random, strength: float) -> Image:
    """Add sensor noise."""
    small = _noise(rng).normal(0, strength, image.shape[:2]).astype(np.float32)
    return _bytes(image.astype(np.float32) + (small if image.ndim == 2 else small[..., None]))


def specks(image: Image, rng: Random, count: int) -> Image:
    """Add dust: small dark dots."""
    image = image.copy()
    height, width = image.shape[:2]
    for _ in range(count):
        middle = (rng.randrange(width), rng.randrange(height))
        shade = rng.randint(20, 150)
        cv2.circle(image, middle, rng.choice([0, 1, 1, 2]), (shade,) * (1 if image.ndim == 2 else 3), -1)
    return image


def paper_tone(image: Image, rng: Random) -> Image:
    """Make white paper greyish or yellowish, ink less than black."""
    low, high = rng.randint(0, 60), rng.randint(225, 253)
    toned = low + image.astype(np.float32) * (high - low) / 255
    if image.ndim == 3 and rng.random() < 0.5:
        toned[..., 2] *= rng.uniform(0.9, 0.99)
    return _bytes(toned)


def edge_shadow(image: Image, rng: Random) -> Image:
    """Darken one edge, as a lid that does not close."""
    height, width = image.shape[:2]
    size = int(rng.uniform(0.01, 0.05) * width)
    ramp = np.linspace(rng.uniform(0.35, 0.8), 1, size, dtype=np.float32)
    out = image.astype(np.float32)
    side = rng.choice(["left", "right", "top", "bottom"])
    if side in {"left", "right"}:
        ramp = ramp if side == "left" else ramp[::-1]
        area = out[:, :size] if side == "left" else out[:, width - size :]
        area *= ramp[None, :] if image.ndim == 2 else ramp[None, :, None]
    else:
        ramp = ramp if side == "top" else ramp[::-1]
        area = out[:size] if side == "top" else out[height - size :]
        area *= ramp[:, None] if image.ndim == 2 else ramp[:, None, None]
    return _bytes(out)


def holes(image: Image, rng: Random) -> Image:
    """Punch two holes at the left edge."""
    image = image.copy()
    height, width = image.shape[:2]
    x, radius = int(width * 0.035), int(width * 0.013)
    for y in (int(height * 0.37), int(height * 0.63)):
        shade = rng.randint(20, 120)
        cv2.circle(image, (x, y), radius, (shade,) * (1 if image.ndim == 2 else 3), -1)
    return image


def black_border(image: Image, rng: Random) -> Image:
    """Show the copier's lid around the sheet."""
    image = image.copy()
    height, width = image.shape[:2]
    for _ in range(rng.randint(1, 3)):
        size = int(rng.uniform(0.004, 0.02) * width)
        side, shade = rng.randrange(4), rng.randint(0, 40)
        rows = slice(0, size) if side == 0 else slice(height - size, height) if side == 1 else slice(0, height)
        columns = slice(0, size) if side == 2 else slice(width - size, width) if side == 3 else slice(0, width)
        image[rows, columns] = shade
    return image


def handwriting(image: Image, rng: Random) -> Image:
    """Add a remark or a mark by hand in the lower part of the page, where little is printed."""
    image = image.copy()
    height, width = image.shape[:2]
    ink = (
        (rng.randint(20, 90),) if image.ndim == 2 else (rng.randint(120, 190), rng.randint(30, 70), rng.randint(10, 50))
    )
    thick = max(1, width // 800)
    spot = (rng.randint(int(width * 0.1), int(width * 0.7)), rng.randint(int(height * 0.6), int(height * 0.95)))
    if rng.random() < 0.6:
        text = rng.choice(table("notes")["handwriting"])
        cv2.putText(image, text, spot, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, width / 1500, ink, thick, cv2.LINE_AA)
    else:
        axes = (int(width * rng.uniform(0.03, 0.12)), int(width * rng.uniform(0.01, 0.04)))
        cv2.ellipse(image, spot, axes, rng.uniform(-15, 15), 15, 350, ink, thick, cv2.LINE_AA)
    return image


def copied(image: Image, rng: Random) -> Image:
    """Copy a copy: blur, harden, lose thin strokes or fill them."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    for _ in range(2):
        blurred = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.5, 0.9)).astype(np.float32)
        middle, steep = rng.uniform(135, 190), rng.uniform(0.035, 0.07)
        grey = _bytes(255 / (1 + np.exp(-(blurred - middle) * steep)))
    return _bytes(rng.randint(10, 50) + grey.astype(np.float32) * rng.uniform(0.7, 0.85))


def background(image: Image, rng: Random, strength: float) -> Image:
    """Lay slow changes of brightness over the page."""
    height, width = image.shape[:2]
    coarse = _noise(rng).normal(0, 1, (5, 4)).astype(np.float32)
    field = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * strength
    return _bytes(image.astype(np.float32) + (field if image.ndim == 2 else field[..., None]))


def photographed(image: Image, rng: Random) -> Image:
    """Photograph a page on a dark desk: perspective, uneven light, slight blur."""
    page = image if image.ndim == 3 else cv2.cvtColor(image, cv2.COLOR_GRAY2RGB)
    height, width = page.shape[:2]
    margin = 0.06
    frame = (int(width * (1 + 2 * margin)), int(height * (1 + 2 * margin)))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)

    def jitter(x: float, y: float) -> tuple[float, float]:
        return x + rng.uniform(-0.035, 0.035) * width, y + rng.uniform(-0.03, 0.03) * height

    targets = np.array([jitter(x + margin * width, y + margin * height) for x, y in corners], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, targets)
    desk = _noise(rng).normal(rng.randint(30, 90), 6, (frame[1] // 8, frame[0] // 40, 1))
    desk = np.repeat(desk, 3, axis=2) * np.array([1.0, rng.uniform(0.8, 1), rng.uniform(0.6, 1)])
    scene = cv2.resize(desk.astype(np.float32), frame, interpolation=cv2.INTER_LINEAR)
    warped = cv2.warpPerspective(page.astype(np.float32), matrix, frame, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.ones(page.shape[:2], np.float32), matrix, frame)[..., None]
    scene = scene * (1 - mask) + warped * mask
    return _lit(scene, rng)


def _lit(scene: Any, rng: Random) -> Image:
    height, width = scene.shape[:2]
    y, x = np.mgrid[0:height:16, 0:width:16].astype(np.float32)
    cx, cy = rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height
    far = np.sqrt(((x - cx) / width) ** 2 + ((y - cy) / height) ** 2)
    light = cv2.resize(1 - far * rng.uniform(0.1, 0.4), (width, height))[..., None]
    tint = np.array([1.0, rng.uniform(0.94, 1.0), rng.uniform(0.8, 1.0)])
    lit = cv2.GaussianBlur(scene * light * tint * rng.uniform(0.88, 1.0), (0, 0), rng.uniform(0.4, 0.9))
    return grain(_bytes(lit), rng, rng.uniform(1.5, 4))
