"""A scanned invoice, drawn and read, for the tests in a browser; and what those tests ask of a page."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, PageState, Source, Word
from extractor.datatypes.page import Page as ReadPage
from extractor.datatypes.record import Field, Party, Record, SourceInfo
from extractor.rules import checks, doubts
from extractor.settings import ReviewSettings
from tests.review.conftest import FakeHands

WIDTH, HEIGHT = 595.0, 842.0
PRINT = {"NW-2025-17": (60, 100), "2025-06-04": (300, 100), "EUR": (60, 700), "480.00": (420, 700), "12.5": (420, 730),
         "Nordlicht": (60, 160), "Lantu": (60, 200), "magnet": (60, 400), "40": (250, 400), "12.00": (330, 400),
         "MV-Aurora": (60, 300), "72": (250, 420)}  # fmt: skip


def box(name: str) -> Box:
    x, y = PRINT[name]
    return Box(x, y, x + 9.0 * len(name), y + 14)


def read(name: str, confidence: float, value: str | None = None) -> Field:
    """A value as OCR gives it, with its place."""
    return Field(value or name, confidence, Origin.OCR, name, 1, box(name))


def scan(folder: Path) -> tuple[Source, tuple[ReadPage, ...]]:
    """A scanned page: print as pixels, and the words that were read of it."""
    picture = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(picture)
    for text, (x, y) in PRINT.items():
        draw.text((x * 1240 / WIDTH, y * 1754 / HEIGHT), text, fill="black", font=ImageFont.load_default(26))
    path = folder / "scan.tif"
    picture.save(path, save_all=True, append_images=[picture], dpi=(150, 150))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    words = tuple(Word(text, box(text), 0.9, "ppocr") for text in PRINT)
    pages = tuple(ReadPage(number, WIDTH, HEIGHT, words, state=PageState.OCR) for number in (1, 2))
    return Source(path, "scan.tif", sha256, "image/tiff", path.stat().st_size, 2), pages


def invoice(sha256: str, pages: tuple[int, ...] = (1, 2)) -> Record:
    """A scanned invoice with five values that need a look."""
    record = Record(
        SourceInfo("scan.tif", sha256, "image/tiff", pages, 2), "commercial_invoice", 0.99,
        fields={"document_number": read("NW-2025-17", 0.8), "issue_date": read("2025-06-04", 0.99),
                "currency": read("EUR", 0.99), "total_amount": read("480.00", 0.7), "total_net_weight_kg": read("12.5", 0.6)},
        parties=(Party("seller", read("Lantu", 0.99)), Party("buyer", read("Nordlicht", 0.8))),
        lines=({"description": read("magnet", 0.99), "quantity": read("40", 0.5), "unit_price": read("12.00", 0.99),
                "amount": read("480.00", 0.99)},),
    )  # fmt: skip
    record = record.with_(checks=checks.run(record))
    return record.with_(review_reasons=tuple(doubts.reasons(record, ReviewSettings())), review_status="needs_review")


class Cutting(FakeHands):
    """Understands every cut as the same invoice."""

    def understand(self, source, pages, cuts):  # type: ignore[no-untyped-def]
        return [
            replace(invoice(source.sha256, cut.pages), doc_type=cut.doc_type or "commercial_invoice") for cut in cuts
        ]


def open_paper(page: Page) -> Page:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/documents/1")
    page.wait_for_selector("body[data-ready]")
    return page


def value(page: Page, path: str) -> str:
    return page.locator(f"#values [data-path='{path}']").input_value()


def click_print(page: Page, name: str, **how: object) -> None:
    frame = page.locator("#overlay").bounding_box()
    assert frame is not None
    around = box(name)
    x, y = frame["x"] + around.x_mid / WIDTH * frame["width"], frame["y"] + around.y_mid / HEIGHT * frame["height"]
    page.mouse.move(x, y)
    if how.get("shift"):
        page.keyboard.down("Shift")
    page.mouse.down()
    page.mouse.up()
    if how.get("shift"):
        page.keyboard.up("Shift")


NAMELESS = """() => [...document.querySelectorAll("input, select, textarea, button")]
    .filter((e) => e.type !== "hidden" && !e.labels?.length && !e.getAttribute("aria-label"))
    .filter((e) => !e.textContent.trim() && !e.title)
    .map((e) => e.outerHTML)"""
FAINT = """() => {
    const clear = (e) => parse(getComputedStyle(e).backgroundColor);
    const parse = (c) => { const n = c.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
    const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const ground = (e) => {
        for (; e; e = e.parentElement) if (clear(e)[3] > .99) return clear(e);
        return [255, 255, 255, 1];
    };
    const faint = [];
    for (const e of document.querySelectorAll("body *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        if (!own || !e.checkVisibility() || e.closest("svg, :disabled, .hidden, .skip")) continue;
        const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5) faint.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.trim().slice(0, 30)}`);
    }
    return faint;
}"""
