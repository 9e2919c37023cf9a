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
    def companies(self) -> CompanyIndex:
        """The known companies: the gazetteer's."""
        from extractor.resolution import index

        return index.shipped()
