"""The other way to run work: on the workers of a Dask cluster, which see the same files under the same paths.

A worker reads and understands; the machine that asks says which company is which, and writes. So the store never leaves
its own disk: SQLite over a network share is not safe. The one home of dask.distributed.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

from extractor.errors import ClusterError
from extractor.jobs import child
from extractor.settings import Settings

log = logging.getLogger(__name__)
Found = TypeVar("Found")
SECONDS_TO_ANSWER = 20
_HUNG = 70
"""Exit status of a worker that gave up on a task; its nanny starts another."""


class Remote(Generic[Found]):
    """A task that was handed to the cluster."""

    def __init__(self, future: Any) -> None:
        self._future = future

    def result(self) -> Found:
        """Return what the task found; raises what it raised, or ProcessExpired where every worker that tried it died."""
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker
        from pebble import ProcessExpired

        expired: Any = ProcessExpired  # carries no types
        try:
            found: Found = self._future.result()
            return found
        except KilledWorker as died:
            raise expired(f"the workers that tried it died: {died}") from None
        except FutureCancelledError as lost:
            raise ClusterError(f"the cluster is gone ({lost})") from None
        finally:
            self._future.release()


class Cluster:
    """The workers of a Dask cluster, to be used like a pool of own processes; a context manager."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: Any = _client(settings.limits.cluster)

    @property
    def workers(self) -> int:
        """Tasks that the cluster runs at once, as it is now."""
        return max(1, int(sum(self._client.nthreads().values())))

    def schedule(
        self, function: Callable[..., Found], args: tuple[Any, ...] = (), timeout: float | None = None
    ) -> Remote[Found]:
        """Hand a task over; a worker that takes longer than `timeout` seconds ends itself."""
        task = self._client.submit(_bounded, function, args, timeout, self._settings.limits.memory_mb, pure=False)
        return Remote(task)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client

        make: Any = Client  # its methods carry no types
    except ImportError:
        raise ClusterError("dask.distributed is not installed: pip install 'ree-extractor[cluster]'") from None
    try:
        client: Any = make(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"no cluster with workers answers at {address} ({error})") from None
    log.info("reading on %d workers of %s", len(client.nthreads()), address)
    return client


def _bounded(function: Callable[..., Found], args: tuple[Any, ...], seconds: float | None, memory_mb: int) -> Found:
    """Run a task on a worker within its limits: native code that hangs can be stopped with its process only."""
    _prepared(memory_mb)
    if not seconds:
        return function(*args)
    watch = threading.Timer(seconds, os._exit, (_HUNG,))
    watch.daemon = True
    watch.start()
    try:
        return function(*args)
    finally:
        watch.cancel()


@cache
def _prepared(memory_mb: int) -> None:
    child.bound(memory_mb)
