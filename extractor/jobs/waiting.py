"""What waits in an inbox, and why it is not taken: for whoever asks, whether the watcher runs or not."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from extractor.jobs import lanes, settle

MOST_LOOKED_AT = 500
"""Files that are looked into, the oldest ones: what can't be taken soon is among them."""

WAITS = "waits for the other sides of its stack"


def waiting(inbox: Path, in_work: Collection[str]) -> dict[str, Any]:
    """Return how many files wait in a folder, without those `in_work`, and what keeps some of them from being taken."""
    try:
        papers = [path for path in lanes.papers(inbox) if path.relative_to(inbox).as_posix() not in in_work]
    except OSError as error:
        return {"path": str(inbox), "waiting": None, "held_up": [], "error": error.strerror or str(error)}
    held_up = [
        {"place": path.relative_to(inbox).as_posix(), "why": why}
        for path in papers[:MOST_LOOKED_AT]
        if (why := settle.lack(path) or (WAITS if path.parent == inbox / lanes.DUPLEX else ""))
    ]
    return {"path": str(inbox), "waiting": len(papers), "held_up": held_up, "error": None}
