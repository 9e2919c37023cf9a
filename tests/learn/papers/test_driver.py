"""Files and their truth: deterministic, split by family, and every value of the truth is ink on the page."""

import json
import unicodedata
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from extractor.learn import papers
from extractor.learn.papers import driver, families, stack
from extractor.learn.scoring import SCORED_FIELDS, SCORED_LINE_FIELDS

ROLES = {
    "seller",
    "buyer",
    "consignee",
    "notify_party",
    "exporter",
    "consignor",
    "importer",
    "end_user",
    "issuing_authority",
}
TYPES = {"commercial_invoice", "proforma_invoice", "packing_list", "export_licence", "other"}


def folded(text: str) -> str:
    """Letters, digits and signs without spaces: lines and hyphens may break anywhere."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\ufffe\x02")


def words(text: str) -> list[str]:
    """Parts that a narrow column cannot tear apart: words, or single Chinese characters."""
    spaced = "".join(f" {c} " if c > "\u2e7f" else c for c in text)
    return [folded(word) for word in spaced.split()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    assert len(papers.generate(30, 7, folder)) == 30
    return folder


def test_every_value_of_the_truth_is_on_its_pages(made: Path) -> None:
    checked = 0
    for truth_path in sorted(made.glob("*.truth.json")):
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        with pypdfium2.PdfDocument(truth_path.with_name(truth_path.name.replace(".truth.json", ".pdf"))) as document:
            assert sum(len(part["pages"]) for part in truth["documents"]) == len(document)
            for part in truth["documents"]:
                text = folded("".join(document[page - 1].get_textpage().get_text_bounded() for page in part["pages"]))
                for key, raw in part["ink"]:
                    missing = [word for word in words(raw) if word not in text]
                    assert not missing, (truth_path.name, part["layout"], key, raw)
                    checked += 1
    assert checked > 800


def test_truth_has_the_form_of_the_contract(made: Path) -> None:
    for path in made.glob("*.truth.json"):
        truth = json.loads(path.read_text(encoding="utf-8"))
        assert truth["quality"] == "digital" and truth["layout"]
        for part in truth["documents"]:
            assert part["doc_type"] in TYPES
            assert set(part["fields"]) <= SCORED_FIELDS and not set(part["more"]) & SCORED_FIELDS
            assert {party["role"] for party in part["parties"]} <= ROLES
            for line in part["lines"]:
                assert set(line) <= SCORED_LINE_FIELDS
            if part["doc_type"] == "other":
                assert not part["fields"] and not part["parties"] and not part["lines"]
                assert {"document_number", "buyer", "description"} <= set(part["unscored"])


def test_a_file_depends_on_seed_and_number_alone(tmp_path: Path) -> None:
    few = papers.generate(3, 11, tmp_path / "few")
    many = papers.generate(5, 11, tmp_path / "many")
    for one, other in zip(few, many, strict=False):
        assert one.read_bytes() == other.read_bytes()
    assert papers.generate(1, 12, tmp_path / "else")[0].read_bytes() != few[0].read_bytes()


@pytest.mark.parametrize("split", ["train", "measure"])
def test_a_split_uses_its_own_families_only(split: str) -> None:
    own = {family.name for family in families.FAMILIES if family.split == split}
    found = {paper.truth.layout for number in range(60) for paper in driver.compose_one(5, number, split)}
    assert found <= own and len(found) > 5


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    papers.generate(2, 3, tmp_path, progress=told.append)
    assert told == [1, 2]


def test_a_stack_keeps_the_pages_of_each_paper_apart(tmp_path: Path) -> None:
    pile = stack.stack(Random(4), None)
    path = driver.write_one(pile, tmp_path / "pile", "digital", Random(1))
    truth = json.loads((tmp_path / "pile.truth.json").read_text(encoding="utf-8"))
    pages = [page for part in truth["documents"] for page in part["pages"]]
    with pypdfium2.PdfDocument(path) as document:
        assert pages == list(range(1, len(document) + 1))
    assert truth["layout"] == "stack" and len(truth["documents"]) == len(pile) > 1
