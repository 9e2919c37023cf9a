"""Papers by other hands: layouts that the paper generator does not draw. Floors, below what was measured."""

from pathlib import Path

import pytest

from extractor import pipeline
from extractor.learn import evaluate
from extractor.learn.evaluate import Report
from extractor.settings import Settings
from extractor.stages import intake
from extractor.tools import Tools

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    tools = Tools(Settings())
    found = {}
    for name in ("seen", "unseen"):
        items = intake.listed(HERE / name)
        records = [record.to_json() for item in items for record in pipeline.process(item, tools).all_records()]
        found[name] = evaluate.measure(records, evaluate.read_truths(HERE / name))
    return found


@pytest.mark.parametrize(("name", "floor"), [("seen", 0.97), ("unseen", 0.95)])
def test_values_are_right(reports: dict[str, Report], name: str, floor: float) -> None:
    assert reports[name].tallies()["all"].f1 > floor


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_little_is_made_up(reports: dict[str, Report], name: str) -> None:
    assert reports[name].tallies()["all"].precision > 0.95


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_every_paper_is_found_and_none_is_made_up(reports: dict[str, Report], name: str) -> None:
    assert reports[name].spurious == 0
