"""The samples of the repository: complete, and their truth is what the contract says."""

import json
from pathlib import Path

import pytest

from extractor.learn.papers import showcase

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
TRUTHS = sorted(SAMPLES.glob("*.truth.json"))


def test_each_truth_has_its_paper_and_each_paper_its_truth() -> None:
    papers = {path.stem for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".jpg", ".png", ".tif"}}
    assert papers == {path.name.removesuffix(".truth.json") for path in TRUTHS} and len(papers) == 14


def test_all_types_and_most_qualities_are_there() -> None:
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in TRUTHS]
    types = {part["doc_type"] for truth in truths for part in truth["documents"]}
    assert types == {"commercial_invoice", "proforma_invoice", "packing_list", "export_licence", "other"}
    assert {truth["quality"] for truth in truths} >= {"digital", "scan200", "scan300", "fax", "copy", "photo"}


def test_two_invoices_name_the_licence_and_stay_within_it() -> None:
    first, second, allowed = showcase.magnets(), showcase.refill(), showcase.permitted()
    assert first.licence == second.licence == allowed.licence and first.invoice != second.invoice
    assert first.net + second.net < allowed.net
    for name in ("magnets-invoice", "magnets-refill-invoice"):
        truth = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
        assert truth["documents"][0]["fields"]["licence_number"] == first.licence


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name)
def test_samples_are_small(path: Path) -> None:
    paper = next(p for p in SAMPLES.glob(path.name.replace(".truth.json", ".*")) if p != path)
    assert paper.stat().st_size < 1_500_000
