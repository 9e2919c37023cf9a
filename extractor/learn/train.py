"""Train everything that lies in `models/`, from nothing: generate, read, count noise, fit, calibrate, write the card.

The order matters: word confidence and noise are counted on papers that really went through the engines; the tagger
and the judge learn from digital papers, the same papers with that noise, and the papers that were really read from
ink. Only families of split `train` are used; the figures on the cards are measured on split `measure`.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Word
from extractor.engines import calibration, reader, tagger
from extractor.learn import accept, corpus, judge, noise, papers
from extractor.learn import tagger as tagger_training
from extractor.learn.corpus import Paper
from extractor.settings import Settings
from extractor.stages import layout

Say = Callable[[str], None]
LINES_FOR_TAGGER = 24_000
_POINTS = 14
"""Points of a calibration curve."""
_FEWEST_WORDS = 60
_LONG_WORD = 4


@dataclass(frozen=True)
class Plan:
    """How much to train on; the defaults take about a quarter of an hour on two cores."""

    seed: int = 11
    digital: int = 700
    ink: int = 16
    """Papers of each quality that really go through the engines."""
    measured: int = 120
    epochs: int = 6
    companies: int = accept.QUESTIONS
    """Questions to registers of each size that the models of companies learn from."""


def train(settings: Settings, out: Path, plan: Plan, say: Say, more: Sequence[Paper] = ()) -> dict[str, Any]:
    """Train all models into `out`, on generated papers and `more`; return their figures."""
    started = time.process_time()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="extractor-train-") as scratch:
        folder = Path(scratch)
        digital = _papers(settings, folder, "digital", plan.digital, plan, "train", say)
        ink = _ink(settings, folder, plan, out, say)
        table = noise.NoiseTable.load(out / "ocr_noise.json")
        measured = _papers(settings, folder, "measure", plan.measured, plan, "measure", say)
        figures: dict[str, Any] = {"tagger": _tagger([*digital, *more], measured, table, out, plan, say)}
        noisy = [paper.noisy(table, plan.seed, 0.7) for paper in digital[::2]]
        noisy += [paper.noisy(table, plan.seed + 1, 1.2) for paper in digital[1::4]]
        loaded = tagger.load(out / "tagger")
        figures["judge"] = judge.train([*digital, *noisy, *ink, *more], loaded, out, plan.seed, say)
    figures["companies"] = accept.train(out, plan.seed, say, count=plan.companies)
    figures["cpu_seconds"] = round(time.process_time() - started)
    write_card(out, plan, figures)
    return figures


def _papers(
    settings: Settings, folder: Path, name: str, count: int, plan: Plan, split: str, say: Say, quality: str = "digital"
) -> list[Paper]:
    say(f"{name}: generating {count} papers")
    target = folder / name
    papers.generate(count, seed=plan.seed + (split == "measure") * 1000, out=target, split=split, quality=quality)
    say(f"{name}: reading")
    return list(corpus.read(target, reader.build(settings)))


def _ink(settings: Settings, folder: Path, plan: Plan, out: Path, say: Say) -> list[Paper]:
    """Read papers of each quality from ink; count word confidence and noise against their digital twins.

    Word confidence is counted on what the engine says by itself; then the papers are read again as they will be read.
    """
    raw = replace(settings, ocr=replace(settings.ocr, cache=False, plan="fast"))
    full = replace(settings, ocr=replace(settings.ocr, cache=False))
    pairs: list[tuple[Page, Page]] = []
    for step, quality in enumerate(corpus.INK):
        part = replace(plan, seed=plan.seed + 100 + step)
        twins = _papers(settings, folder, f"{quality}-twin", plan.ink, part, "train", say)
        with calibration.using({}):
            found = _papers(raw, folder, quality, plan.ink, part, "train", say, quality)
        for twin, paper in zip(twins, found, strict=True):
            if len(twin.pages) == len(paper.pages):
                pairs += [(a, b) for a, b in zip(twin.pages, paper.pages, strict=True) if b.state is PageState.OCR]
    curves = fit_curves(pairs)
    (out / "word_confidence.json").write_text(json.dumps({"curves": curves}, indent=1) + "\n", encoding="utf-8")
    with calibration.using(curves):
        noise.count((a, _calibrated(b)) for a, b in pairs).save(out / "ocr_noise.json")
        say("ink: reading again, with word confidence")
        return [paper for quality in corpus.INK for paper in corpus.read(folder / quality, reader.build(full))]


def _calibrated(page: Page) -> Page:
    words = tuple(replace(w, confidence=calibration.word(w.engine, w.text, w.confidence)) for w in page.words)
    return replace(page, words=words)


def fit_curves(pairs: Iterable[tuple[Page, Page]]) -> dict[str, list[list[float]]]:
    """Return for each engine and kind of word the curve from its score to the share of words read right."""
    from sklearn.isotonic import IsotonicRegression

    seen: dict[str, list[tuple[float, bool]]] = {}
    for printed, read in pairs:
        for word, right in _compared(printed, read):
            seen.setdefault(calibration.key_of(word.engine, word.text), []).append((word.confidence, right))
    curves: dict[str, list[list[float]]] = {}
    for key, found in seen.items():
        if len(found) < _FEWEST_WORDS:
            continue
        x, y = np.array([c for c, _ in found]), np.array([float(r) for _, r in found])
        smooth = IsotonicRegression(y_min=0.02, y_max=0.999, out_of_bounds="clip").fit(x, y)
        grid = np.unique(np.concatenate([[0.0, 1.0], np.quantile(x, np.linspace(0, 1, _POINTS))]))
        curves[key] = [
            [round(float(a), 4), round(float(b), 4)] for a, b in zip(grid, smooth.predict(grid), strict=True)
        ]
    return curves


def _compared(printed: Page, read: Page) -> list[tuple[Word, bool]]:
    """Pair words read with the print; a word is right where the same letters and figures are printed at its place.

    A long word is looked for on the whole page: a photograph's places are not those of its print. Case counts, width and
    punctuation do not: no value depends on them.
    """
    x, y = printed.width / read.width, printed.height / read.height
    page = _folded(
        "".join(word.text for word in sorted(printed.words, key=lambda w: (round(w.box.y_mid / 4), w.box.x0)))
    )
    out = []
    for word in read.words:
        text = _folded(word.text)
        if len(text) >= _LONG_WORD:
            out.append((word, text in page))
            continue
        seen = read.as_seen(word.box)
        box = Box(seen.x0 * x, seen.top * y, seen.x1 * x, seen.bottom * y)
        under = [p for p in printed.words if p.box.intersection(box) > 0.25 * min(p.box.area, box.area)]
        if under and text:
            out.append((word, text in _folded("".join(p.text for p in sorted(under, key=lambda p: p.box.x0)))))
    return out


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum() or c in ".,")


def _tagger(
    digital: list[Paper], measured: list[Paper], table: noise.NoiseTable, out: Path, plan: Plan, say: Say
) -> dict[str, Any]:
    rng = random.Random(plan.seed)
    examples = list(_lines(digital)) + list(_lines(paper.noisy(table, plan.seed, 1.5) for paper in digital[::3]))
    rng.shuffle(examples)
    held_out = list(_lines(measured)) + list(_lines(paper.noisy(table, plan.seed, 1.5) for paper in measured[::2]))
    say(f"tagger: {min(len(examples), LINES_FOR_TAGGER)} lines, measured on {len(held_out)} of other families")
    return tagger_training.train(
        examples[:LINES_FOR_TAGGER], held_out[:8000], out / "tagger", plan.seed, plan.epochs, say
    )


def _lines(found: Iterable[Paper]) -> Iterable[tagger_training.Marked]:
    """Yield the lines of papers with their entities marked; lines without any are kept too, one in three."""
    for paper in found:
        arranged = {page.number: layout.arrange(page) for page in paper.pages}
        for truth in paper.truths:
            truths = tagger_training.gather(truth)
            for number in truth.get("pages", ()):
                for count, text in enumerate(tagger_training.lines_of(arranged[number])):
                    marked = tagger_training.mark(text, truths)
                    if marked[1] or count % 3 == 0:
                        yield marked


def write_card(out: Path, plan: Plan, figures: dict[str, Any]) -> None:
    """Write what was trained, on what, with which command, and how well it does."""
    tagger_figures = figures["tagger"]
    rows = "\n".join(
        f"| {label} | {f['p']:.3f} | {f['r']:.3f} | {f['f']:.3f} |"
        for label, f in sorted(tagger_figures["ents_per_type"].items())
    )
    groups = "\n".join(
        f"| {name} | {f['candidates']} | {f['families']} | {f['precision']:.3f} | {f['recall']:.3f} |"
        for name, f in figures["judge"].items()
    )
    sizes = "\n".join(
        f"| {size} | {f['recall']:.3f} | {f['accepted']:.3f} | {f['precision']:.4f} |"
        for size, f in figures["companies"].items()
    )
    (out / "CARD.md").write_text(
        f"""# Models

Made by `extractor train --seed {plan.seed} --digital {plan.digital} --ink {plan.ink} --epochs {plan.epochs}` from generated
papers of layout families of split `train`, in {figures["cpu_seconds"]} CPU seconds. No real paper and no company of one was
used. Licence: Apache-2.0, as the code.

## tagger (spaCy, from scratch)
Precision and recall by label on papers of split `measure`, half of them with OCR noise:

| label | precision | recall | F |
| --- | --- | --- | --- |
{rows}
| all | {tagger_figures["ents_p"]:.3f} | {tagger_figures["ents_r"]:.3f} | {tagger_figures["ents_f"]:.3f} |

## judge (gradient boosting over evidence; plain arrays, read with numpy)
Calibrated on layout families that were kept out of the fit; precision and recall there, of candidates with p >= 0.5:

| group | candidates | families | precision | recall |
| --- | --- | --- | --- | --- |
{groups}

## company_pair, company_accept, company_levels (gradient boosting over names; plain arrays, read with numpy)
Trained on invented companies, their neighbours and damaged names; no real name was used. By names in the register, on
questions kept out of the fit (their levels were set on these): the company meant ranked first, accepted unseen, and right
among the accepted. Two in five names asked for belong to no company; `make bench-resolve` measures on damage of other kinds.

| names | ranked first | accepted | precision |
| --- | --- | --- | --- |
{sizes}

## word_confidence.json, ocr_noise.json
Counted on {plan.ink} papers of each of {", ".join(corpus.INK)} that went through the engines, against their digital twins.
""",
        encoding="utf-8",
    )
