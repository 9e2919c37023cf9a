"""Barcodes: what a separator sheet says, and nothing on a page of tables."""

import numpy as np
import zxingcpp

from extractor.engines import barcodes


def sheet(*texts: str) -> np.ndarray:
    page = np.full((1200, 1000), 255, np.uint8)
    for number, text in enumerate(texts):
        kind = zxingcpp.BarcodeFormat.QRCode if text.startswith("http") else zxingcpp.BarcodeFormat.Code128
        image = np.array(zxingcpp.create_barcode(text, kind).to_image(scale=3))
        top = 100 + 500 * number
        page[top : top + image.shape[0], 100 : 100 + image.shape[1]] = image
    return page


def test_codes_are_read_each_once() -> None:
    assert barcodes.read(sheet("PATCHT", "https://example.org/1")) == ("PATCHT", "https://example.org/1")


def test_upside_down() -> None:
    assert barcodes.read(np.ascontiguousarray(sheet("PATCHT")[::-1, ::-1])) == ("PATCHT",)


def test_ruled_paper_has_none() -> None:
    page = np.full((1200, 1000), 255, np.uint8)
    page[::60] = 0
    page[:, ::45] = 0
    assert barcodes.read(page) == ()


def test_bars_on_end_are_found_on_a_sheet_of_their_own() -> None:
    lying = np.ascontiguousarray(np.rot90(sheet("PATCHT")))
    assert barcodes.read(lying, alone=True) == ("PATCHT",)
    assert barcodes.read(lying, alone=False) == ()
    on_end = np.ascontiguousarray(np.rot90(sheet("https://example.org/1")))
    assert barcodes.read(on_end, alone=False) == ("https://example.org/1",)
