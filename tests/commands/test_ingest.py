"""Papers into a store: each once, and never the store itself."""

import json
from pathlib import Path

from click.testing import CliRunner

from extractor.cli import group
from tests import made


def ingest(*given: object) -> dict[str, int]:
    done = CliRunner().invoke(group, ["ingest", *map(str, given), "--json"], catch_exceptions=False)
    counts: dict[str, int] = json.loads(done.stdout)
    return counts


def test_a_store_in_the_folder_of_papers_is_no_paper(tmp_path: Path) -> None:
    made.pdf(tmp_path / "invoice.pdf", made.INVOICE)
    store = tmp_path / "tracking.db"
    first = ingest(tmp_path, "--store", store)
    assert (first["files"], first["documents"], first["failed"]) == (1, 1, 0)
    again = ingest(tmp_path, "--store", store, "--again")
    assert (again["files"], again["documents"], again["failed"]) == (1, 1, 0)


def test_a_second_run_reads_nothing_again(tmp_path: Path) -> None:
    made.pdf(tmp_path / "papers.pdf", made.INVOICE)
    store = tmp_path / "elsewhere" / "tracking.db"
    ingest(tmp_path / "papers.pdf", "--store", store)
    again = ingest(tmp_path / "papers.pdf", "--store", store)
    assert (again["files"], again["known"]) == (0, 1)
