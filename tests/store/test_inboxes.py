"""A store knows the folders that were watched for it."""

from pathlib import Path

from extractor.store import inboxes
from extractor.store.store import Store


def test_folders_are_remembered_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "tracking.db") as store:
        for name in ("scans", "mail", "scans"):
            inboxes.remember(store, tmp_path / name)
        assert sorted(inboxes.known(store)) == [tmp_path / "mail", tmp_path / "scans"]
