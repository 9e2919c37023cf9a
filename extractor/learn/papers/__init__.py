"""The paper generator: trade papers that never were, with their truth.

    from extractor.learn import papers
    papers.generate(200, seed=1, out=Path("papers"), split="train", quality="digital")

writes NAME.pdf (or .jpg, .tif, .png) and NAME.truth.json for each file. `split` is `train`, `measure` or None for
both: the two share no layout family, so that a figure measured on `measure` tells of layouts never trained on.
`quality` is one of `digital`, `scan300`, `scan200`, `fax`, `copy`, `photo`, or `mixed`. A file depends on the seed and
its own number alone. Needs the `train` extra (WeasyPrint) and the fonts that `make setup-dev` installs. Beside the
contract's keys each document's truth holds `ink`, pairs of key and the characters printed for it, and `more`, values
that the contract keeps without scoring them.
"""

from extractor.learn.papers.driver import compose_one, generate

__all__ = ["compose_one", "generate"]
