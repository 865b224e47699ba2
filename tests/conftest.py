"""Makes helpers that stand beside the tests importable, and marks the tests that need a browser."""

import sys
from pathlib import Path

import pytest

for room in ("pages", "adding"):
    sys.path.insert(0, str(Path(__file__).parent / room))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what uses a browser by its fixture, so that nobody has to think of it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
