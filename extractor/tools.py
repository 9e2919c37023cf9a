"""Tools: engines, models and gazetteers, chosen once from the settings and handed to the pipeline.

Each is loaded when it is first asked for: a digital PDF never starts an OCR engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.settings import Settings, data_dir

if TYPE_CHECKING:
    from extractor.engines.reader import Reader
    from extractor.engines.tagger import Tagger
    from extractor.resolution.index import CompanyIndex
    from extractor.stages.extract.judge import Judge
    from extractor.stages.resolve import Companies, Lists


@dataclass(frozen=True)
class Tools:
    """What the steps are handed; `settings` decides which engine and model each is."""

    settings: Settings
    register: Callable[[], Companies] | None = None
    """Gives the companies of a tracking store as they stand when it is called; None where there is no store."""
    screening: Callable[[], Lists] | None = None
    """Gives the lists of restricted parties of a tracking store."""
    settles: bool = True
    """Whether records are settled where they are made, or by another process, which has the tracking store."""

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

    @property
    def companies(self) -> Companies:
        """The known companies: those of the tracking store with what people said of them, else the gazetteer's."""
        return self._shipped if self.register is None else self.register()

    @cached_property
    def _shipped(self) -> CompanyIndex:
        from extractor.resolution import index

        return index.shipped()

    @property
    def lists(self) -> Lists:
        """The lists of restricted parties: those of the tracking store, else the shipped ones."""
        return self._shipped_lists if self.screening is None else self.screening()

    @cached_property
    def _shipped_lists(self) -> Lists:
        from extractor.resolution import screening

        return screening.Screen(screening.shipped(self.settings.register.parties_file))
