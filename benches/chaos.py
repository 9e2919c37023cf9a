"""The watch folder under SIGKILL: files dropped, the watcher killed at random moments and started again, then counted.

    python -m benches.chaos [--files 200] [--kills 100]

At the end each file must lie in exactly one lane, each document stand in the store once, and every original be kept
byte for byte. Files are dropped while it runs, too, and some have the content of an earlier one.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from benches.measure import table
from extractor.stages import intake
from extractor.store.store import Store

SEED = 20_26
TWICE = 0.05
"""Share of files that hold what another holds."""
LANES = ("done", "review", "failed", "duplicate")
SETTINGS = "[watch]\nquiet_seconds = 0.05\nback_off_seconds = 0.1\n"


def paper(path: Path, number: int) -> None:
    """Write a small letter, whole at once as a scanner's share does with a rename."""
    part = path.with_suffix(".part")
    canvas = Canvas(str(part), invariant=1)
    canvas.drawString(72, 700, f"Dear Sirs, this is letter number {number} of a long series.")
    canvas.drawString(72, 680, "Kind regards")
    canvas.save()
    part.replace(path)


def kill_often(command: list[str], inbox: Path, files: int, kills: int, rng: random.Random) -> Counter[str]:
    """Drop the files in portions, and kill the watcher after each; returns the content of every file."""
    contents: Counter[str] = Counter()
    dropped = 0
    for round_ in range(kills):
        while dropped < files and dropped * kills < (round_ + 1) * files:
            same = rng.random() < TWICE and dropped > 0
            path = inbox / f"{dropped:04}.pdf"
            paper(path, rng.randrange(dropped) if same else dropped)
            contents[intake.fingerprint(path) or ""] += 1
            dropped += 1
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as running:
            time.sleep(rng.uniform(0.3, 2.5))
            os.killpg(running.pid, signal.SIGKILL)
    return contents


def main() -> None:
    """Run and print the account; exit with 1 where anything was lost, doubled or altered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--kills", type=int, default=100)
    given = parser.parse_args()
    started, rng = time.monotonic(), random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="chaos-") as name:
        folder = Path(name)
        inbox = folder / "inbox"
        inbox.mkdir()
        (folder / "extractor.toml").write_text(SETTINGS, encoding="utf-8")
        command = [sys.executable, "-m", "extractor", "--config", str(folder / "extractor.toml"), "watch", str(inbox),
                   "--store", str(folder / "t.db"), "--poll", "--once"]  # fmt: skip
        contents = kill_often(command, inbox, given.files, given.kills, rng)
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        filed = [path for lane in LANES for path in (inbox / lane).rglob("*.pdf")]
        left = list(inbox.glob("*.pdf"))
        with Store.open(folder / "t.db") as store:
            documents = [row["sha256"] for row in store.db.table("documents").rows]
            kept = [intake.fingerprint(store.original(sha)) == sha for sha in contents]
    once = Counter(documents)
    figures = {
        "files dropped": str(sum(contents.values())),
        "kills": str(given.kills),
        "different contents": str(len(contents)),
        "files in exactly one lane": str(
            len({path.name for path in filed}) if len(filed) == given.files else len(filed)
        ),
        "left in the inbox": str(len(left)),
        "documents in the store": str(len(documents)),
        "contents stored exactly once": str(sum(once[sha] == 1 for sha in contents)),
        "originals byte for byte": str(sum(kept)),
        "minutes": f"{(time.monotonic() - started) / 60:.1f}",
    }
    table("Killed again and again", ("what", "count"), list(figures.items()))
    sound = len(filed) == given.files == len({path.name for path in filed}) and not left and all(kept)
    sys.exit(0 if sound and all(once[sha] == 1 for sha in contents) and len(documents) == len(contents) else 1)


if __name__ == "__main__":
    main()
