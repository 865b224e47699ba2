"""A second export of an unchanged folder writes what the first kept: no article is parsed, no briefing made or loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from briefing_generator.cli import main
from briefing_generator.commands import exporting
from briefing_generator.export.formats import FORMATS
from briefing_generator.make import briefing_cache
from briefing_generator.model import Briefing
from click.testing import CliRunner, Result

ROOT = Path(__file__).parents[2]
ENDINGS = [*(each.endings[0] for each in FORMATS), ".epub"]
COUNTED = """
import json, sys
from collections import Counter
from briefing_generator.briefing import assembly
from briefing_generator.export import briefing_json, formats
from briefing_generator.make.briefing_cache import BriefingCache
from briefing_generator.reading import corpus_reading
from briefing_generator.cli import main

told = Counter()

def count(place, name):
    done = getattr(place, name)
    def counted(*given, **named):
        told[name] += 1
        return done(*given, **named)
    setattr(place, name, counted)

count(corpus_reading, "read_article")
count(assembly, "make_briefing")
count(BriefingCache, "get")
count(briefing_json, "briefing_data")
try:
    main(sys.argv[1:])
except SystemExit as done:
    assert not done.code, done.code
print(json.dumps(told))
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "kept"))
    (tmp_path / "fjord/articles").mkdir(parents=True)
    (tmp_path / "fjord/articles/a.md").write_text(
        "---\ndate: 2025-01-02\nurl: https://post.example/a\n---\nNorway rejected a ceasefire. Sweden demanded peace talks."
    )
    return tmp_path


def export(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", "fjord", *words])


def counted(place: Path, *words: str) -> dict[str, int]:
    """Returns how often a command, in a process of its own, read an article, made or loaded a briefing, and wrote data."""
    command = [sys.executable, "-P", "-c", COUNTED, *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_what_is_done_is_counted(home: Path) -> None:
    first = counted(home, "export", "fjord", "--workers", "1", "--out", "a.json")
    assert (first["read_article"], first["make_briefing"], first["briefing_data"]) == (1, 1, 1)
    assert counted(home, "export", "fjord", "--out", "b.json") == {}
    # Another format is of the same briefing, and what is looked up stands in it.
    assert set(counted(home, "export", "fjord", "--out", "b.csv")) == {"get"}
    assert set(counted(home, "explain", "Norway", "fjord")) == {"get"}
    assert set(counted(home, "check", "fjord")) == {"get"}
    anew = counted(home, "export", "fjord", "--workers", "1", "--no-cache", "--out", "c.json")
    assert (anew["read_article"], anew["make_briefing"], anew["briefing_data"]) == (1, 1, 1)
    assert (home / "a.json").read_bytes() == (home / "b.json").read_bytes() == (home / "c.json").read_bytes()


def test_every_format_is_kept_and_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {ending: export("--out", f"first{ending}").stderr.replace("first", "again") for ending in ENDINGS}
    with monkeypatch.context() as patch:
        patch.setattr(briefing_cache.BriefingCache, "get", lambda *_: pytest.fail("a briefing is loaded"))
        for ending in ENDINGS:
            done = export("--out", f"again{ending}")
            assert (done.exit_code, done.stderr) == (0, told[ending]), ending
    for ending in ENDINGS:
        assert export("--no-cache", "--out", f"anew{ending}", "--quiet").exit_code == 0
        kept = {name: (home / f"{name}{ending}").read_bytes() for name in ("first", "again", "anew")}
        assert len(set(kept.values())) == 1, ending


def test_another_day_another_state_and_another_folder_are_told_apart(home: Path) -> None:
    export("--out", "before.json")
    article = home / "fjord/articles/b.md"
    article.write_text("---\ndate: 2025-02-03\n---\nNorway accepted a ceasefire.")
    export("--out", "now.json")
    export("--out", "since.json", "--since", "before.json")
    changes = [
        json.loads((home / f"{name}.json").read_text("utf-8"))["changes"]["entries"] for name in ("now", "since")
    ]
    assert (changes[0], bool(changes[1])) == ([], True)
    article.unlink()
    export("--out", "again.json")
    assert (home / "again.json").read_bytes() == (home / "before.json").read_bytes()


def test_a_bit_that_flipped_is_noticed_and_the_piece_made_anew(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    export("--out", "a.json")
    (piece,) = (home / "kept/exports").glob("??/*.json")
    whole = bytearray(piece.read_bytes())
    for at in (3, 70, len(whole) // 2, len(whole) - 1):
        broken = whole.copy()
        broken[at] ^= 4
        piece.write_bytes(broken)
        caplog.clear()
        export("--out", "b.json")
        assert (home / "b.json").read_bytes() == (home / "a.json").read_bytes()
        assert "exports kept in" in caplog.text
        assert piece.read_bytes() == whole


def test_another_printer_prints_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []

    def prints(briefing: Briefing) -> bytes:
        printed.append(briefing.name)
        return b"%PDF"

    monkeypatch.setattr(exporting, "_pdf", prints)
    for printer, times in (("one", 1), ("one", 1), ("with another font", 2)):
        monkeypatch.setattr(exporting, "_printer", lambda printer=printer: printer)
        assert export("--out", "a.pdf").exit_code == 0
        assert len(printed) == times


def test_several_at_once_write_the_same(home: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
    command = [
        sys.executable,
        "-P",
        "-m",
        "briefing_generator",
        "export",
        "fjord",
        "--quiet",
        "--workers",
        "1",
        "--out",
    ]
    running = [
        subprocess.Popen([*command, f"{n}.json"], cwd=home, env=environment, stderr=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    told = [process.communicate()[1] for process in running]
    assert told == [""] * 3
    assert len({(home / f"{n}.json").read_bytes() for n in range(3)}) == 1
