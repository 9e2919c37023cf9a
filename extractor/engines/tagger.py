"""The spaCy tagger: entities in a line of print. The one home of spaCy at run time.

spaCy costs a second to import, so nothing here imports it before a tagger is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TOKENIZER = "extractor.mixed_tokenizer.v1"

_TOKEN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]"  # each Chinese character is a token: plain `xx` loses 42 % of the spans without it
    r"|[0-9\uff10-\uff19]+(?:[.,'][0-9\uff10-\uff19]+)*"
    r"|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+"
    r"|\s+"
    r"|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Span:
    """An entity: character offsets into the text, its label, and how often that label is right on unseen layouts."""

    start: int
    end: int
    label: str
    score: float


class Tagger(Protocol):
    """What the extraction asks of a tagger."""

    version: str

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the entities of each line of print, from left to right."""
        ...


class NullTagger:
    """Finds nothing: extraction must work, less surely, without a model."""

    version = "none"

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return no entity for any line."""
        return [[] for _ in texts]


def split_tokens(text: str) -> list[str]:
    """Split print into tokens: every Chinese character alone, and breaks between scripts, digits and letters.

    `N42SH钕铁硼1200公斤` gives `N 42 SH 钕 铁 硼 1200 公 斤`. Joined again the tokens are the text.
    """
    return _TOKEN.findall(text)


class MixedTokenizer:
    """spaCy's tokeniser seam over `split_tokens`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the document of a text; offsets are those of the text."""
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for token in split_tokens(text):
            if token == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    # The tokeniser has no state; spaCy asks for these when a pipeline is saved and loaded.
    def to_disk(self, path: Path, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, path: Path, **_: Any) -> MixedTokenizer:
        """Read nothing."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> MixedTokenizer:
        """Read nothing."""
        return self


def register_tokenizer() -> None:
    """Make the tokeniser known to spaCy under `TOKENIZER`; doing it twice is harmless."""
    from spacy.util import registry

    if not registry.has("tokenizers", TOKENIZER):

        def create() -> Any:
            return lambda nlp: MixedTokenizer(nlp.vocab)

        registry.tokenizers.register(TOKENIZER, func=create)


class SpacyTagger:
    """A trained pipeline from `models/`."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        meta = pipeline.meta
        self.version = f"{meta.get('name')}-{meta.get('version')}"
        per_type: dict[str, dict[str, float]] = meta.get("performance", {}).get("ents_per_type", {})
        self._precision = {label: figures["p"] for label, figures in per_type.items()}

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the entities of each line of print, from left to right.

        Lines of a page go through the network together: one by one they cost 3.6 times as much, with the same result.
        """
        return [
            [
                Span(entity.start_char, entity.end_char, entity.label_, self._precision.get(entity.label_, 0.5))
                for entity in doc.ents
            ]
            for doc in self._pipeline.pipe(texts)
        ]


def load(path: Path) -> Tagger:
    """Load a trained pipeline, or the null tagger where none has been trained."""
    if not (path / "meta.json").is_file():
        return NullTagger()
    import spacy

    register_tokenizer()
    return SpacyTagger(spacy.load(path))
