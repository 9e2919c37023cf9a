"""The health page tells the state, and by its status whether the watcher still looks."""

import json
import time
import urllib.error
import urllib.request
from typing import Any

import pytest

from extractor.jobs import healthpage


def ask(port: int) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def test_a_watcher_that_looks_is_well() -> None:
    with healthpage.served("127.0.0.1", 0, lambda: {"at": time.time(), "waiting": 3}) as port:
        told = ask(port)
    assert told["well"] is True and told["waiting"] == 3


@pytest.mark.parametrize("state", [{}, {"at": 0.0}])
def test_one_that_does_not_is_unwell(state: dict[str, Any]) -> None:
    with healthpage.served("127.0.0.1", 0, lambda: state) as port, pytest.raises(urllib.error.HTTPError) as error:
        ask(port)
    assert error.value.code == 503
    error.value.close()
