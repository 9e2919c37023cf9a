"""On a real Dask cluster of two processes: what is found is what this machine finds; a worker that dies or hangs is told."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster
from pebble import ProcessExpired

from extractor.errors import ClusterError
from extractor.jobs import local
from extractor.jobs.cluster import Cluster
from extractor.pipeline import Outcome
from extractor.settings import Settings
from extractor.stages import intake
from extractor.store.store import Store
from tests import made

BASE = Settings()
nodes_of: Any = LocalCluster  # carries no types


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        nodes_of(n_workers=2, threads_per_worker=1, dashboard_address=None) as nodes,
    ):
        yield replace(
            BASE,
            ocr=replace(BASE.ocr, cache=False),
            limits=replace(BASE.limits, cluster=nodes.scheduler_address, pages_by_one=3),
        )


@pytest.fixture
def papers(tmp_path: Path) -> list[intake.Item]:
    (tmp_path / "broken.pdf").write_bytes(b"no paper")
    made.pdf(tmp_path / "invoice.pdf", made.INVOICE)
    numbered = [[(x, y, text.replace("0417", f"040{n}"), size) for x, y, text, size in made.INVOICE] for n in range(5)]
    made.pdf(tmp_path / "long.pdf", *numbered)
    return [intake.Item(path, path.name) for path in sorted(tmp_path.glob("*.pdf"))]


def shown(outcomes: list[Outcome]) -> list[object]:
    return [(o.name, [r.to_json() for r in o.all_records()], list(o.pages)) for o in outcomes]


def test_it_finds_what_this_machine_finds(settings: Settings, papers: list[intake.Item]) -> None:
    here = replace(settings, limits=replace(settings.limits, cluster=""))
    there = list(local.run(papers, settings))
    assert [len(outcome.records) for outcome in there] == [0, 1, 5]
    assert shown(there) == shown(list(local.run(papers, here)))


def test_the_store_names_the_companies(settings: Settings, papers: list[intake.Item], tmp_path: Path) -> None:
    path = tmp_path / "tracking.db"
    with Store.open(path) as store:
        here = replace(settings, limits=replace(settings.limits, cluster=""))
        for outcome in local.run(papers, here):
            if outcome.source is not None and outcome.error is None:
                store.write(outcome.source, outcome.pages, outcome.records)
    (_, one, _) = local.run(papers, settings, path)
    (_, two, _) = local.run(papers, here, path)
    assert [r.to_json() for r in one.records] == [r.to_json() for r in two.records]


def test_a_task_that_kills_its_worker_is_told(settings: Settings) -> None:
    with Cluster(settings) as nodes:
        with pytest.raises(ProcessExpired):
            nodes.schedule(os._exit, (9,)).result()
        assert nodes.schedule(sum, ([1, 2],)).result() == 3


def test_a_task_that_hangs_is_ended(settings: Settings) -> None:
    with Cluster(settings) as nodes:
        started = time.monotonic()
        with pytest.raises((ProcessExpired, FutureTimeoutError)):
            nodes.schedule(time.sleep, (600,), timeout=1).result()
        assert time.monotonic() - started < 60
        assert nodes.schedule(len, ("abc",), timeout=30).result() == 3


def test_what_a_task_raises_is_raised_here(settings: Settings) -> None:
    with Cluster(settings) as nodes, pytest.raises(ZeroDivisionError):
        nodes.schedule(divmod, (1, 0)).result()


def test_no_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.jobs.cluster.SECONDS_TO_ANSWER", 1)
    nowhere = replace(BASE, limits=replace(BASE.limits, cluster="tcp://127.0.0.1:9"))
    with pytest.raises(ClusterError, match="answers at tcp"):
        list(local.run([], nowhere))
