"""Training what decides: the same seed gives the same models, and they are better than chance on names kept out."""

from pathlib import Path
from random import Random

import pytest

from extractor.learn import accept, namenoise
from extractor.resolution import acceptance
from extractor.resolution.acceptance import ACCEPT
from extractor.resolution.evidence import PAIR

SIZES = ((60, 2), (120, 1))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, float]]]:
    out = tmp_path_factory.mktemp("models")
    return out, accept.train(out, 3, lambda text: None, SIZES, 240)


def test_the_models_rank_the_company_meant_first(trained: tuple[Path, dict[str, dict[str, float]]]) -> None:
    _, figures = trained
    assert set(figures) == {"60", "120"}
    assert all(found["recall"] > 0.8 for found in figures.values())


def test_what_is_written_is_what_the_index_reads(trained: tuple[Path, dict[str, dict[str, float]]]) -> None:
    out, _ = trained
    found = acceptance.load(out)
    assert found.pair.names == PAIR
    assert found.accept.names == ACCEPT
    levels = [level for _, level in found.levels]
    assert levels == sorted(levels)
    assert found.level(60) <= found.level(120) <= found.level(100_000)


def test_registers_have_names_of_their_own() -> None:
    known = accept.register(Random(1), 400)
    assert len({one.entity.name.casefold() for one in known}) == 400


def test_two_in_five_names_asked_for_are_not_registered() -> None:
    known = accept.register(Random(1), 300)
    asked = list(accept.asks(Random(2), known, 600, tuple(namenoise.KINDS)))
    assert 0.33 < sum(one.truth is None for one in asked) / 600 < 0.47
    ids = {one.entity.id for one in known}
    assert all(one.truth is None or one.truth in ids for one in asked)


def test_the_same_seed_asks_the_same() -> None:
    once, again = (list(accept.asks(Random(4), accept.register(Random(3), 50), 30, ("ocr", "case"))) for _ in range(2))
    assert once == again
