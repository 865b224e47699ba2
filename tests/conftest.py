"""Makes helpers that stand beside the tests importable, and marks the tests that need a browser."""

import signal
import sys
from itertools import count
from pathlib import Path

import pytest

# What runs in the background of a shell takes no Ctrl-C, and neither would the processes that tests send one to.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

for room in ("pages", "adding"):
    sys.path.insert(0, str(Path(__file__).parent / room))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what uses a browser by its fixture, so that nobody has to think of it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


_TURNS = count()


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps what a test reads out of the cache of whoever runs it, and of the other tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / f"user-cache-{next(_TURNS)}"))


_BY_PATTERNS = ("reading", "briefing")
"""Rooms whose tests say in small cases what patterns find and what is made of that; all others read as users do."""


@pytest.fixture(autouse=True)
def by_patterns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads without learned weights in the rooms above, unless a test is marked ``learned``."""
    if request.path.parent.name in _BY_PATTERNS and "learned" not in request.keywords:
        monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
