"""What the benches share: CPU seconds of this process and its children, peak memory, a table to print."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """CPU seconds, filled in when the block ends."""

    cpu: float = 0.0
    wall: float = 0.0


def cpu_now() -> float:
    """Return CPU seconds of this process, its threads, and children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@contextmanager
def cost() -> Iterator[Cost]:
    """Measure a block."""
    found = Cost()
    cpu, wall = cpu_now(), time.perf_counter()
    yield found
    found.cpu, found.wall = cpu_now() - cpu, time.perf_counter() - wall


def tree_memory_mb(root: int) -> float:
    """Return the resident memory of a process and all below it, in MB (Linux, from /proc)."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        waiting += parents.get(process, [])
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total / 1e6


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
