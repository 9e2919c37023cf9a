"""Tools: engines, models and gazetteers, chosen once from the settings and handed to the pipeline.

Each is loaded when it is first asked for: a digital PDF never starts an OCR engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.settings import Settings, data_dir

if TYPE_CHECKING:
    from extractor.engines.reader import Reader
    from extractor.engines.tagger import Tagger
    from extractor.resolution.index import CompanyIndex
    from extractor.stages.extract.judge import Judge


@dataclass(frozen=True)
class Tools:
    """What the steps are handed; `settings` decides which engine and model each is."""

    settings: Settings

    @cached_property
    def reader(self) -> Reader:
        """The OCR engines with their cache and plan."""
        from extractor.engines import reader

        return reader.build(self.settings)

    @cached_property
    def tagger(self) -> Tagger:
        """The trained spaCy pipeline, or the null tagger where none was trained."""
        from extractor.engines import tagger

        return tagger.load(data_dir("models") / "tagger")

    @cached_property
    def judge(self) -> Judge:
        """The trained judge, or the rule of thumb where none was trained."""
        from extractor.engines import forest
        from extractor.stages.extract.judge import GROUPS, Judge

        folder = data_dir("models")
        models = {group: forest.load(path) for group in GROUPS if (path := folder / f"judge_{group}.npz").is_file()}
        stamp = folder / "judge.version"
        version = stamp.read_text(encoding="utf-8").strip() if models and stamp.is_file() else "judge-thumb"
        return Judge(models, version)

    @cached_property
    def companies(self) -> CompanyIndex:
        """The known companies: the gazetteer's."""
        from extractor.resolution import index

        return index.shipped()
