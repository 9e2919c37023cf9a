"""Image files become pixels: upright, without colour where they have none, at the resolution that they state."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFile

from extractor.engines import picture
from extractor.errors import CorruptError, TooLargeError

RAMP = np.tile(np.arange(0, 240, 2, dtype=np.uint8), (80, 1))
"""80 rows, 120 columns, brighter to the right."""


def saved(path: Path, image: Image.Image, **how: Any) -> Path:
    image.save(path, **how)
    return path


@pytest.mark.parametrize(
    ("mode", "dimensions"), [("L", 2), ("1", 2), ("RGB", 3), ("P", 3), ("RGBA", 3), ("CMYK", 3), ("LA", 3)]
)
def test_grey_stays_grey(tmp_path: Path, mode: str, dimensions: int) -> None:
    image = Image.fromarray(RAMP).convert(mode)
    path = saved(tmp_path / f"page.{'tif' if mode == 'CMYK' else 'png'}", image)
    pixels, _ = picture.load(path, 1, 0)
    assert pixels.ndim == dimensions and pixels.dtype == np.uint8
    green = pixels if dimensions == 2 else pixels[:, :, 1]
    assert green[:, -10:].mean() > 200 and green[:, :20].mean() < 60


def test_sixteen_bits_are_brought_to_eight(tmp_path: Path) -> None:
    path = saved(tmp_path / "deep.tif", Image.fromarray(RAMP.astype(np.uint16) * 257))
    pixels, _ = picture.load(path, 1, 0)
    assert np.abs(pixels.astype(int) - RAMP).max() <= 1


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    clear = np.zeros((80, 120, 4), np.uint8)
    clear[30:40, 20:100, 3] = 255
    pixels, _ = picture.load(saved(tmp_path / "clear.png", Image.fromarray(clear)), 1, 0)
    assert pixels[0, 0].tolist() == [255, 255, 255] and pixels[35, 50].tolist() == [0, 0, 0]


@pytest.mark.parametrize(("orientation", "shape"), [(1, (80, 120)), (3, (80, 120)), (6, (120, 80)), (8, (120, 80))])
def test_photographs_are_upright_by_their_note(tmp_path: Path, orientation: int, shape: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / "photo.jpg", Image.fromarray(RAMP).convert("RGB"), exif=exif, quality=95)
    pixels, _ = picture.load(path, 1, 0)
    assert pixels.shape[:2] == shape
    bright = {1: pixels[:, -10:], 3: pixels[:, :10], 6: pixels[-10:], 8: pixels[:10]}[orientation]
    assert bright.mean() > 200


def test_faxes_have_dots_of_two_sizes(tmp_path: Path) -> None:
    pages = [Image.fromarray(np.zeros((1000, 1728), np.uint8) + 255 * n).convert("1") for n in (0, 1)]
    path = saved(
        tmp_path / "fax.tif", pages[0], save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 98)
    )
    assert picture.frame_count(path, 0) == 2
    first, dpi = picture.load(path, 1, 0)
    second, _ = picture.load(path, 2, 0)
    assert dpi == pytest.approx(204, rel=0.01)
    assert first.shape == second.shape == pytest.approx((2082, 1728), abs=2)
    assert first.max() == 0 and second.min() == 255


def test_a_photograph_without_resolution_is_taken_for_a4(tmp_path: Path) -> None:
    path = saved(tmp_path / "phone.png", Image.new("RGB", (827, 1169)))
    assert picture.load(path, 1, 0)[1] == pytest.approx(100, abs=0.1)


def test_what_is_too_large_or_cut_off_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(
        tmp_path / "page.png", Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300), np.uint8))
    )
    with pytest.raises(TooLargeError):
        picture.frame_count(path, 10_000)
    with pytest.raises(TooLargeError):
        picture.load(path, 1, 10_000)
    path.write_bytes(path.read_bytes()[:20_000])
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as another library may leave it
    with pytest.raises(CorruptError):
        picture.load(path, 1, 0)
