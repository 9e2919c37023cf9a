"""Better models from what people corrected: train with it, hold old and new against papers that neither saw, keep the better.

The models that were in place stay beside the new ones, so that there is a way back.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from extractor import pipeline
from extractor.engines import forest, tagger
from extractor.engines.tagger import Tagger
from extractor.errors import UsageError
from extractor.learn import corpus, evaluate, from_store, papers, train
from extractor.learn.corpus import Paper
from extractor.learn.train import Plan, Say
from extractor.settings import Settings
from extractor.stages.extract.judge import GROUPS, Judge
from extractor.store.store import Store
from extractor.tools import Tools

FEWEST = 4
"""Files with accepted documents below which there is nothing to learn from."""
MEASURED = 60
"""Generated papers that old and new are measured on beside the accepted ones."""
BEFORE = "before"
"""Folder within the models' in which those lie that were in place before."""


@dataclass(frozen=True)
class Comparison:
    """F1 over all scored values on papers that neither model saw; a reviewed figure is None where no family was held out."""

    learnt_from: int
    held_out: int
    reviewed_old: float | None
    reviewed_new: float | None
    made_old: float
    made_new: float

    @property
    def better(self) -> bool:
        """Whether the new models are at least as good on both kinds of paper, and better on one."""
        old = (self.reviewed_old if self.reviewed_old is not None else 0.0, self.made_old)
        new = (self.reviewed_new if self.reviewed_new is not None else 0.0, self.made_new)
        return all(b >= a for a, b in zip(old, new, strict=True)) and new != old


@dataclass(frozen=True)
class ToolsOf(Tools):
    """The tools with the models of another folder than the one in place."""

    folder: Path = Path()

    @cached_property
    def tagger(self) -> Tagger:
        """The folder's tagger."""
        return tagger.load(self.folder / "tagger")

    @cached_property
    def judge(self) -> Judge:
        """The folder's judge."""
        models = {
            group: forest.load(path) for group in GROUPS if (path := self.folder / f"judge_{group}.npz").is_file()
        }
        return Judge(models, "judge-new")


def improve(settings: Settings, store: Path, out: Path, plan: Plan, say: Say) -> Comparison:
    """Train on generated papers and those that people accepted; put the models in place if they are better.

    UsageError where too few papers were accepted. `out` is the folder of the models in place.
    """
    with Store.open(store, create=False) as tracking:
        found = list(from_store.papers(tracking))
    if len(found) < FEWEST:
        raise UsageError(f"{len(found)} files with accepted documents are too few to learn from; {FEWEST} are needed")
    learn, held = from_store.split(found)
    say(f"store: {len(found)} files accepted by people, {len(learn)} to learn from, {len(held)} held out")
    with tempfile.TemporaryDirectory(prefix="extractor-improve-") as scratch:
        new = Path(scratch) / "models"
        train.train(settings, new, plan, say, learn)
        made = _made(settings, Path(scratch) / "made", plan)
        comparison = compare(settings, out, new, learn, held, made)
        say(_said(comparison))
        if comparison.better:
            put_in_place(new, out, comparison)
    return comparison


def compare(
    settings: Settings, old: Path, new: Path, learn: Sequence[Paper], held: Sequence[Paper], made: Sequence[Paper]
) -> Comparison:
    """Hold two folders of models against the same papers."""
    before, after = (ToolsOf(settings, folder=folder) for folder in (old, new))
    reviewed = [score(held, tools) if held else None for tools in (before, after)]
    return Comparison(len(learn), len(held), reviewed[0], reviewed[1], score(made, before), score(made, after))


def score(found: Sequence[Paper], tools: Tools) -> float:
    """Return F1 over all scored values of papers, understood with these tools; nothing is read again."""
    records = []
    for paper in found:
        source = replace(paper.source, name=f"{paper.name}.pdf")
        records += [record.to_json() for record in pipeline.understand(source, paper.pages, tools)]
    truths = {
        paper.name: {"quality": paper.quality, "layout": paper.layout, "documents": list(paper.truths)}
        for paper in found
    }
    report = evaluate.measure(records, truths)
    tallies = report.tallies("quality").values()
    total = evaluate.Tally(*(sum(getattr(t, name) for t in tallies) for name in ("right", "given", "expected")))
    return round(total.f1, 6)


def put_in_place(new: Path, out: Path, comparison: Comparison) -> None:
    """Replace the models in `out` by those in `new`; what was there goes to `out/before`."""
    before = out / BEFORE
    shutil.rmtree(before, ignore_errors=True)
    before.mkdir(parents=True)
    for path in list(out.iterdir()):
        if path != before:
            shutil.move(path, before / path.name)
    for path in new.iterdir():
        shutil.move(path, out / path.name)
    with (out / "CARD.md").open("a", encoding="utf-8") as card:
        card.write(f"\n## Learnt from review\n{_said(comparison)}. The models before lie in `{BEFORE}/`.\n")
    (out / "comparison.json").write_text(json.dumps(comparison.__dict__, indent=1) + "\n", encoding="utf-8")


def back(out: Path) -> None:
    """Put the models back that were in place before; UsageError where there are none."""
    before = out / BEFORE
    if not before.is_dir():
        raise UsageError(f"there are no earlier models in {before}")
    for path in list(out.iterdir()):
        if path != before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in list(before.iterdir()):
        shutil.move(path, out / path.name)
    before.rmdir()


def _made(settings: Settings, folder: Path, plan: Plan) -> list[Paper]:
    papers.generate(MEASURED, seed=plan.seed + 7000, out=folder, split="measure", quality="digital")
    return list(corpus.read(folder, ToolsOf(settings).reader))


def _said(comparison: Comparison) -> str:
    def percent(value: float | None) -> str:
        return "not measured" if value is None else f"{100 * value:.2f} %"

    return (
        f"F1 on {comparison.held_out} accepted files held out: {percent(comparison.reviewed_old)} before, "
        f"{percent(comparison.reviewed_new)} now; on {MEASURED} generated papers: {percent(comparison.made_old)} before, "
        f"{percent(comparison.made_new)} now; learnt from {comparison.learnt_from} accepted files"
    )
