"""Turn a digital paper into what arrives: scans, faxes, copies, photographs, in the file types that they come in."""

from __future__ import annotations

import io
import time
from datetime import datetime, timedelta
from random import Random

import cv2
import numpy as np
import pypdfium2
from PIL import Image as Pictures

from extractor.learn.papers import effects
from extractor.learn.papers.effects import Image

_DAY = time.gmtime(0)
"""Files of one seed are the same on every day."""
FAX_WIDTH = 1728
"""Pixels of a fax line (ITU-T T.4, A4)."""


def degrade(pdf: bytes, quality: str, rng: Random) -> tuple[bytes, str]:
    """Return a file's bytes and its ending. `quality`: scan300, scan200, fax, copy, photo."""
    with pypdfium2.PdfDocument(pdf) as document:
        if quality == "fax":
            return _fax(document, rng)
        dpi = {
            "scan300": 300,
            "scan200": 200,
            "copy": rng.choice([200, 240, 300]),
            "photo": rng.choice([190, 210, 230]),
        }[quality]
        colour = quality == "photo" or (quality != "copy" and rng.random() < 0.45)
        pages = []
        for page in document:
            image = _picture(page, dpi, colour)
            image = {"copy": _copy, "photo": _photo}.get(quality, _scan)(image, rng)
            pages.append(_turned(image, rng, 0.05))
    level = {
        "scan300": rng.randint(70, 90),
        "scan200": rng.randint(45, 75),
        "copy": rng.randint(50, 80),
        "photo": rng.randint(60, 88),
    }[quality]
    return _written(pages, dpi, level, quality, rng)


def _picture(page: pypdfium2.PdfPage, dpi: int, colour: bool) -> Image:
    bitmap = page.render(scale=dpi / 72, grayscale=not colour, rev_byteorder=True)
    array = np.asarray(bitmap.to_numpy())
    if not colour:
        return np.ascontiguousarray(array.reshape(array.shape[:2]))
    return np.ascontiguousarray(array[..., :3])


def _scan(image: Image, rng: Random) -> Image:
    image = effects.handwriting(image, rng) if rng.random() < 0.15 else image
    image = effects.skew(image, rng.uniform(-1.3, 1.3)) if rng.random() < 0.85 else image
    image = effects.paper_tone(image, rng)
    image = effects.holes(image, rng) if rng.random() < 0.15 else image
    image = effects.edge_shadow(image, rng) if rng.random() < 0.3 else image
    image = effects.specks(image, rng, rng.randint(0, 40))
    return effects.grain(image, rng, rng.uniform(0.8, 5))


def _copy(image: Image, rng: Random) -> Image:
    image = effects.handwriting(image, rng) if rng.random() < 0.3 else image
    image = effects.skew(image, rng.uniform(-2.5, 2.5))
    image = effects.copied(image, rng)
    image = effects.black_border(image, rng) if rng.random() < 0.5 else image
    image = effects.holes(image, rng) if rng.random() < 0.25 else image
    image = effects.background(image, rng, rng.uniform(2, 10))
    image = effects.specks(image, rng, rng.randint(40, 250))
    return effects.grain(image, rng, rng.uniform(2, 7))


def _photo(image: Image, rng: Random) -> Image:
    return effects.photographed(effects.background(image, rng, rng.uniform(1, 6)), rng)


def _turned(image: Image, rng: Random, chance: float) -> Image:
    """Lay some pages on their side or head."""
    if rng.random() >= chance:
        return image
    return np.ascontiguousarray(np.rot90(image, rng.choice([1, 2, 3])))


def _written(pages: list[Image], dpi: int, level: int, quality: str, rng: Random) -> tuple[bytes, str]:
    pictures = [Pictures.fromarray(page) for page in pages]
    endings = ["pdf", "pdf", "pdf", "pdf"]
    if len(pictures) == 1:
        endings = ["jpg", "jpg", "pdf"] if quality == "photo" else ["pdf", "pdf", "pdf", "pdf", "jpg", "png", "tif"]
    ending = rng.choice(endings)
    out = io.BytesIO()
    first, rest = pictures[0], pictures[1:]
    if ending == "pdf":
        first.save(
            out,
            "PDF",
            resolution=dpi,
            quality=level,
            save_all=True,
            append_images=rest,
            creationDate=_DAY,
            modDate=_DAY,
        )
    elif ending == "jpg":
        first.save(out, "JPEG", quality=level, dpi=(dpi, dpi))
    elif ending == "png":
        first.save(out, "PNG", dpi=(dpi, dpi))
    else:
        first.save(out, "TIFF", compression="jpeg", quality=level, dpi=(dpi, dpi))
    return out.getvalue(), ending


def _fax(document: pypdfium2.PdfDocument, rng: Random) -> tuple[bytes, str]:
    """Send every page by fax: 204 dots an inch across, 98 or 196 down, black and white, a header line."""
    fine = rng.random() < 0.75
    number = f"{rng.randint(100, 999)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)}"
    day = datetime(2022, 1, 3, 7) + timedelta(days=rng.randrange(1700), minutes=rng.randrange(700))
    sender = rng.choice(["EXPORT DEPT", "SALES", "OFFICE"])
    pictures = []
    for at, page in enumerate(document, 1):
        image = _picture(page, 204, colour=False)
        image = effects.skew(image, rng.uniform(-0.9, 0.9))
        image = cv2.resize(image, (FAX_WIDTH, int(image.shape[0] * FAX_WIDTH / image.shape[1]))).astype(np.uint8)
        header = f"{day:%d/%m/%Y %H:%M}   FROM:{sender}   TO:{number}   P.{at:02d}/{len(document):02d}"
        cv2.putText(image, header, (20, 24), cv2.FONT_HERSHEY_PLAIN, 1.4, (0,), 1, cv2.LINE_AA)
        image = effects.grain(image, rng, rng.uniform(4, 22))
        image = effects.specks(image, rng, rng.randint(20, 300))
        if rng.random() < 0.2:
            image[:, rng.randrange(FAX_WIDTH)] = 0
        if not fine:
            image = cv2.resize(image, (FAX_WIDTH, image.shape[0] // 2), interpolation=cv2.INTER_AREA).astype(np.uint8)
        black = np.where(image > rng.randint(120, 165), 255, 0).astype(np.uint8)
        pictures.append(Pictures.fromarray(black).convert("1", dither=Pictures.Dither.NONE))
    out = io.BytesIO()
    dpi = (204, 196 if fine else 98)
    pictures[0].save(out, "TIFF", compression="group4", dpi=dpi, save_all=True, append_images=pictures[1:])
    return out.getvalue(), "tif"
