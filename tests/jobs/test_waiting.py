"""What waits in an inbox is told with the reason, also while no watcher runs."""

from pathlib import Path

from extractor.jobs.waiting import waiting
from tests import made


def test_what_waits_is_told_with_its_reason(tmp_path: Path) -> None:
    whole = made.pdf(tmp_path / "whole.pdf", made.INVOICE)
    made.pdf(tmp_path / "in-work.pdf", made.INVOICE)
    (tmp_path / "ACME").mkdir()
    (tmp_path / "ACME" / "empty.pdf").touch()
    (tmp_path / "half.pdf").write_bytes(whole.read_bytes()[:700])
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "old.pdf").touch()
    (tmp_path / "duplex").mkdir()
    made.pdf(tmp_path / "duplex" / "fronts.pdf", made.INVOICE)
    found = waiting(tmp_path, {"in-work.pdf"})
    assert (found["waiting"], found["error"]) == (4, None)
    assert {one["place"]: one["why"].split(":")[0] for one in found["held_up"]} == {
        "ACME/empty.pdf": "has no bytes", "half.pdf": "has no end",
        "duplex/fronts.pdf": "waits for the other sides of its stack",
    }  # fmt: skip


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = waiting(tmp_path / "unmounted", ())
    assert found["waiting"] is None and found["error"] == "No such file or directory"
