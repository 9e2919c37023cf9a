"""Barcodes on a page, by zxing-cpp: separator sheets that clerks put between papers, QR codes of e-invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

WORKING_SIDE = 1800
"""Pixels of the longer side at which codes are looked for: bars of a separator sheet are wide."""
SHORTEST = 3
"""Characters below which a code is rather a pattern in a table's rules."""


def read(pixels: Pixels, alone: bool = True) -> tuple[str, ...]:
    """Return what the codes of a page say, each once, in steady order.

    Bars on end are looked for where the code may stand `alone`, on a sheet of few words: it is half of the work.
    """
    import zxingcpp

    # Nobody prints light bars on dark ground here: not looking for them saves a fifth.
    step = max(1, round(max(pixels.shape[:2]) / WORKING_SIDE))
    found = zxingcpp.read_barcodes(pixels[::step, ::step], try_invert=False, try_rotate=alone)
    return tuple(sorted({code.text for code in found if code.valid and len(code.text) >= SHORTEST}))
