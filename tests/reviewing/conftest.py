"""A small made-up briefing for whatever reviews."""

from pathlib import Path

import pytest

ARTICLE = """---
title: No way through the fjord
date: 2025-01-02
source: The Harbour Post
---
The talks went on. Norway rejected a ceasefire on Monday. Nobody slept.

Sweden demanded peace talks. "We offer prisoners," the Swedish minister said.
"""
LATER = """---
date: 2025-01-05
---
Norway threatened new sanctions against Sweden. Denmark rejected the prisoner exchange. It rained \x1b[31mred.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "briefings/fjord"
    (made / "articles").mkdir(parents=True)
    (made / "articles/no-way.md").write_text(ARTICLE, encoding="utf-8")
    (made / "articles/sanctions.txt").write_text(LATER, encoding="utf-8")
    (made / "briefing.yml").write_text("# ours\ntitle: Fjord\npack: peace\n", encoding="utf-8")
    return made
