"""The demo reads a folder into a store and shows what was found."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from extractor.cli import group


def test_the_demo_fills_a_store_and_shows_it(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    shutil.copy(samples / "magnets-proforma.pdf", folder)
    shutil.copy(samples / "letter.pdf", folder)
    store = tmp_path / "demo" / "tracking.db"
    found = CliRunner().invoke(group, ["demo", "--samples", str(folder), "--store", str(store)])
    assert found.exit_code == 0, found.output
    assert "magnets-proforma.pdf: proforma_invoice" in found.output
    assert store.is_file()
