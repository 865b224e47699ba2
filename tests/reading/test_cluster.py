"""Articles read by a cluster: a real scheduler and real workers, some of which end in the middle."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from briefing_generator.model import Readers
from briefing_generator.reading import corpus_reading
from briefing_generator.reading.many.job import NoReadersError
from briefing_generator.reading.many.spread import read_spread
from made_readers import article, job

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
PATHS = os.pathsep.join([str(Path(corpus_reading.__file__).parents[2]), str(Path(__file__).parent)])


class Begin:
    """Begins ``dask`` with some words, the scheduler first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.begun: list[subprocess.Popen[bytes]] = []

    def __call__(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dask", *words, "--scheduler-file", str(self._folder / "scheduler.json")],
            env=os.environ | {"PYTHONPATH": PATHS, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"} | environment,
            stderr=subprocess.DEVNULL, cwd=self._folder, start_new_session=True,
        )  # fmt: skip
        self.begun.append(process)
        return process


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    begin = Begin(tmp_path)
    yield begin
    for process in begin.begun:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def address(begin: Begin, tmp_path: Path) -> str:
    begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            told: str = json.loads((tmp_path / "scheduler.json").read_text())["address"]
        except (OSError, ValueError):
            time.sleep(0.1)
            continue
        return told
    raise AssertionError("no scheduler")


def worker(begin: Begin, *words: str, **environment: str) -> subprocess.Popen[bytes]:
    return begin("worker", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", *words, **environment)


def test_a_worker_that_is_killed_costs_nothing(begin: Begin, address: str) -> None:
    articles = [article(f"a{at}", f"wait 0.0{at % 10}", at) for at in range(120)]
    right = dict(read_spread(job(), articles, Readers(1)))
    doomed = worker(begin, "--no-nanny")
    worker(begin, "--no-nanny")
    found = {}
    for at, reading in read_spread(job(), articles, Readers(cluster=address)):
        assert at not in found
        found[at] = reading
        if len(found) == 20:
            os.killpg(doomed.pid, signal.SIGKILL)
    assert doomed.wait() == -signal.SIGKILL
    assert found == right


def test_an_article_that_ends_workers_is_the_only_one_lost(
    begin: Begin, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    worker(begin, "--nanny")
    with caplog.at_level(logging.WARNING):
        articles = [article("bad", "end", 99), *(article(f"a{at}", "fine") for at in range(9))]
        found = dict(read_spread(job(), articles, Readers(cluster=address)))
    assert {at for at, reading in found.items() if reading.failed} == {0}
    assert len(found) == 10
    assert any("articles/bad.md" in told for told in caplog.messages)


def test_a_scheduler_that_is_lost_is_told_and_what_was_read_is_there(begin: Begin, address: str) -> None:
    worker(begin, "--no-nanny")
    # Which of them a worker begins with is the scheduler's to say.
    articles = [article("a0", "fine", 99), *(article(f"a{at}", "wait 5") for at in range(1, 40))]
    found = read_spread(job(), articles, Readers(cluster=address))
    next(found)
    os.killpg(begin.begun[0].pid, signal.SIGKILL)
    with pytest.raises(NoReadersError, match=r"scheduler is lost.*the same command goes on"):
        list(found)


def test_a_worker_of_another_version_is_refused(begin: Begin, address: str) -> None:
    worker(begin, "--no-nanny", MADE_NUMPY="1.9")
    with pytest.raises(NoReadersError, match=r"numpy 1\.9 where this machine has 2\.3; install the same"):
        list(read_spread(job(), [article("a", "fine")], Readers(cluster=address)))


def test_a_worker_without_the_program_is_refused(begin: Begin, address: str) -> None:
    worker(begin, "--no-nanny", PYTHONPATH=str(Path(corpus_reading.__file__).parents[2]))
    with pytest.raises(NoReadersError, match=r"no such reader.*install the same"):
        list(read_spread(job(), [article("a", "fine")], Readers(cluster=address)))


def test_a_scheduler_without_workers_is_told(address: str) -> None:
    with pytest.raises(NoReadersError, match="no workers; `dask worker tcp://"):
        list(read_spread(job(), [article("a", "fine")], Readers(cluster=address)))


@pytest.mark.parametrize("listens", [False, True])
def test_an_address_that_does_not_answer_is_told(listens: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not listens:
            server.close()
        with pytest.raises(NoReadersError, match="no Dask scheduler answers"):
            list(read_spread(job(), [article("a", "fine")], Readers(cluster=f"tcp://127.0.0.1:{port}")))
