"""What the tests of adding share: a server on loopback and an empty briefing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    folder = tmp_path / "briefings/harbour"
    (folder / "articles").mkdir(parents=True)
    return folder
