"""What all tests share: no test reads a user's cache or settings, and properties have no clock."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("extractor", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("extractor")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a cache folder of its own and no settings from the machine."""
    for name in list(os.environ):
        if name.startswith("EXTRACTOR_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("EXTRACTOR_OCR_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    yield


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of papers with truth that the demo reads too."""
    return ROOT / "samples"
