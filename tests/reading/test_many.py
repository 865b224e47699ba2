"""Articles read in several processes: the same bytes, and nothing lost whatever ends."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import made_readers
import psutil
import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.export import export_json
from briefing_generator.model import Readers, Reading
from briefing_generator.reading import corpus_reading, read_corpus
from briefing_generator.reading.many.processes import read_in_processes
from briefing_generator.reading.many.spread import read_spread
from briefing_generator.store.capacity import free_memory, usable_cpus
from made_readers import article, job

ROOT = Path(__file__).parents[2]
TEXTS = (
    "The dockers of Lunde demand a ceasefire. Norway rejected a ceasefire on Monday.",
    "“We offer peace talks,” said Mayor Ann Lund of Lunde. Sweden accepted the offer of peace talks.",
    "Kenya offered to host peace talks if both sides halt attacks. Norway refused to withdraw its troops.",
    "Sweden said that it would never accept a withdrawal. Kenya threatened to leave the talks on 3 May.",
)


def read(titles: list[str], workers: int) -> dict[int, Reading]:
    found = list(read_in_processes(job(), [article(f"a{at}", title) for at, title in enumerate(titles)], workers))
    assert sorted(at for at, _ in found) == list(range(len(titles))), "each once"
    assert all(reading.article == f"a{at}" for at, reading in found)
    return dict(found)


@pytest.mark.slow
@pytest.mark.learned
def test_the_bytes_are_those_of_one_process(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for at, text in enumerate(TEXTS):
        (tmp_path / f"articles/{at}.md").write_text(f"---\ntitle: Talks {at}\n---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    made = [export_json(make_briefing(corpus, read_corpus(corpus, readers=Readers(n)))) for n in (1, 2, 3)]
    assert made[0].count('"act"') >= 4
    assert made[1] == made[0]
    assert made[2] == made[0]


def test_a_process_that_ends_costs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    titles = ["fine", f"once {tmp_path / 'ended'}", *["fine"] * 6]
    with caplog.at_level(logging.WARNING):
        found = read(titles, 2)
    assert not any(reading.failed for reading in found.values())
    (told,) = caplog.messages
    assert "articles/a1.md" in told
    assert "SIGKILL" in told
    assert "read again" in told


def test_an_article_that_ends_each_process_is_the_only_one_lost() -> None:
    found = read(["end", "end", "fine", "end", *["fine"] * 9], 2)
    assert {at for at, reading in found.items() if reading.failed} == {0, 1, 3}
    assert "SIGKILL" in (found[0].failed or "")


def test_where_no_process_begins_this_one_reads(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # The others cannot import what they are to do.
    monkeypatch.setattr(sys, "path", [path for path in sys.path if Path(path) != Path(__file__).parent])
    with caplog.at_level(logging.WARNING):
        found = read(["fine", "fine", "fine"], 2)
    assert not any(reading.failed for reading in found.values())
    assert any("exit status 1" in told for told in caplog.messages)


def test_a_missing_model_is_told_by_whoever_asked() -> None:
    with pytest.raises(OSError, match="language model is not installed"):
        read(["fine", "missing", "wait 60"], 2)


def test_what_a_library_prints_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    found = read(["print", "threads", "print"], 2)
    assert found[0].pack == "print"
    assert found[1].failed == "1", "the threads of libraries multiply with the processes"


def test_the_longest_is_begun_first_and_nobody_waits_for_a_share() -> None:
    # One process is busy with the longest as long as the other needs for all others.
    many = [article(f"a{at}", "fine", 10 + at) for at in range(20)] + [article("long", "wait 1.5", 1000)]
    order = [at for at, _ in read_spread(job(), many, Readers(2))]
    assert order[-1] == 20, "the long one ends last, though it was begun first"
    assert order[0] == 19
    assert sorted(order) == list(range(21))


def test_small_work_is_not_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("a process for two lines")

    monkeypatch.setattr("briefing_generator.reading.many.processes.read_in_processes", forbidden)
    assert len(list(read_spread(job(), [article(f"a{at}", "fine") for at in range(90)], Readers()))) == 90


def started(cache: Path, titles: list[str], workers: int = 2) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(Path(corpus_reading.__file__).parents[2]), str(Path(__file__).parent)])
    return subprocess.Popen(
        [sys.executable, "-P", made_readers.__file__, str(cache), str(workers), *titles],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip


def kept(cache: Path) -> int:
    return len(list((cache / "readings").rglob("*.json")))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_was_read_before_a_break_is_kept_and_nobody_stays(tmp_path: Path, how: signal.Signals) -> None:
    process = started(tmp_path, ["fine", "fine", "fine", "wait 300", "wait 301"])
    assert process.stdout
    for _ in range(3):
        process.stdout.readline()
    readers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, how)
    if how == signal.SIGINT:
        assert psutil.wait_procs(readers, timeout=20)[1] == [], "Ctrl-C ends what is being read"
    else:  # they end by themselves, once they are done with what they read
        for reader in readers:
            reader.kill()
    process.communicate(timeout=60)
    assert len(readers) == 2
    assert process.returncode != 0
    assert kept(tmp_path) == 3
    again = started(tmp_path, ["fine", "fine", "fine", "wait 0", "wait 0.0"])
    out, _ = again.communicate(timeout=60)
    assert out.split("\n")[0] == "1 2", "the three are not read again"


def test_whoever_reads_ends_after_the_one_that_asks(tmp_path: Path) -> None:
    process = started(tmp_path, ["fine", "wait 2", "wait 3"])
    assert process.stdout
    process.stdout.readline()
    readers = psutil.Process(process.pid).children(recursive=True)
    assert len(readers) == 2
    process.kill()
    process.communicate()
    assert psutil.wait_procs(readers, timeout=60)[1] == []


def test_containers_are_asked_what_they_give(tmp_path: Path) -> None:
    bound = usable_cpus(tmp_path)
    assert bound == len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else bound >= 1
    (tmp_path / "proc/self").mkdir(parents=True)
    group = tmp_path / "sys/fs/cgroup/box/inner"
    group.mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("0::/box/inner\n")
    (tmp_path / "proc/meminfo").write_text("MemTotal: 9000 kB\nMemAvailable: 8000 kB\n")
    (group / "cpu.max").write_text("max 100000\n")
    assert usable_cpus(tmp_path) == bound
    # What holds the outer one holds the inner, too.
    (group.parent / "cpu.max").write_text("50000 100000\n")
    assert usable_cpus(tmp_path) == 1
    assert free_memory(tmp_path) == 8_192_000
    (group / "memory.max").write_text("3000000\n")
    (group / "memory.current").write_text("1000000\n")
    assert free_memory(tmp_path) == 2_000_000


def test_older_containers_too(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("4:cpu,cpuacct:/box\n3:memory:/box\n")
    group = tmp_path / "sys/fs/cgroup/cpu,cpuacct"
    group.mkdir(parents=True)
    (group / "cpu.cfs_quota_us").write_text("100000\n")
    (group / "cpu.cfs_period_us").write_text("100000\n")
    assert usable_cpus(tmp_path) == 1


@pytest.mark.parametrize(
    "said", [{"workers": 0}, {"cluster": "here:8786"}, {"cluster": "tcp://here"}, {"cluster": "http://a:1"}]
)
def test_who_reads_is_looked_at(said: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="would be right"):
        Readers(**said)  # type: ignore[arg-type]
