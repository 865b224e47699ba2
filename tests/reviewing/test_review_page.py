"""``briefing review --page``: a real process, a real browser, and what other pages of that browser might send."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.site.sites import CHROMIUM, FLAGS, ROOT

HOSTILE = """---
title: <img src=x onerror=alert(1)> "&lt;b&gt;
date: 2025-01-06
---
==Sweden <i>closed</i> the harbour.=={>>ask <b>who<b> pays<<}

Norway <b>demanded</b> \u202ethe return of <script>alert(1)</script> the prisoners & "their" boats.
"""
STORY = "stories/fjord/gold.jsonl"


class Page:
    """A process of ``briefing review --page``, and its address."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "briefing_generator", "review", str(folder), "--page", "--by", "M. Editor"]
        environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [*command, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.process.communicate(timeout=60)
        self.place = urlsplit(self.address)

    def ask(self, method: str, path: str, sent: object = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.place.port or 0, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, None if sent is None else json.dumps(sent), given)
        answer = connection.getresponse()
        status, told, back = answer.status, answer.read(), dict(answer.getheaders())
        connection.close()
        return status, told, back

    def now(self) -> Any:
        return json.loads(self.ask("GET", f"{self.place.path}now")[1])

    def end(self) -> str:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)[1]


@pytest.fixture
def led(folder: Path) -> Iterator[Page]:
    (folder / "articles/zz.md").write_text(HOSTILE, encoding="utf-8")
    page = Page(folder, "--gold", STORY)
    yield page
    page.end()


def test_an_answer_is_taken_from_its_own_page_alone(folder: Path, led: Page) -> None:
    origin = f"http://{led.place.netloc}"
    first = led.now()
    sent = {"step": "pin", "of": first["id"]}
    kind = {"Content_Type": "application/json"}
    answer = f"{led.place.path}answer"
    before = (folder / "briefing.yml").read_bytes()
    refused = [
        led.ask("POST", "/x/answer", sent, Origin=origin, **kind),
        led.ask("POST", "/answer", sent, Origin=origin, **kind),
        led.ask("POST", answer.replace(led.place.path[1:5], "%C3%A4"), sent, Origin=origin, **kind),
        led.ask("POST", answer, sent, **kind),
        led.ask("POST", answer, sent, Origin="null", **kind),
        led.ask("POST", answer, sent, Origin="http://evil.example", **kind),
        led.ask("POST", answer, sent, Origin=f"http://127.0.0.1:{(led.place.port or 1) - 1}", **kind),
        led.ask("POST", answer, sent, Origin="http://evil.example", Host="evil.example", **kind),
        led.ask("POST", answer, sent, Origin=origin, Host="evil.example", **kind),
        led.ask("POST", answer, sent, Origin=origin, Content_Type="text/plain"),
        led.ask("POST", answer, {**sent, "more": "x" * 20_000}, Origin=origin, **kind),
        led.ask("POST", answer, {"step": "keep_gold", "of": first["id"]}, Origin=origin, **kind),
        led.ask("POST", answer, {"step": "change", "of": first["id"], "act": "destroys"}, Origin=origin, **kind),
        led.ask("POST", answer, [], Origin=origin, **kind),
        led.ask("GET", answer),
        led.ask("PUT", answer, sent, Origin=origin, **kind),
        led.ask("GET", "/"),
        led.ask("GET", f"{led.place.path}../../briefing.yml"),
        led.ask("GET", f"{led.place.path}now", Host="evil.example"),
        led.ask("GET", f"{led.place.path}now", Origin="http://evil.example"),
    ]  # fmt: skip
    assert [status for status, _, _ in refused if not 400 <= status < 502] == []
    assert all(led.place.path.strip("/").encode() not in told for _, told, _ in refused)
    assert (folder / "briefing.yml").read_bytes() == before
    assert led.now() == first
    # What another window shows is not what is asked about: such an answer is told to come too late.
    told = json.loads(led.ask("POST", answer, {"step": "wrong", "of": "0"}, Origin=origin, **kind)[1])
    assert ("answered elsewhere" in told["wrong"], told["id"]) == (True, first["id"])
    status, told, headers = led.ask("POST", answer, sent, Origin=origin, **kind)
    assert (status, json.loads(told)["at"]) == (200, 1)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "action: pin" in (folder / "briefing.yml").read_text()
    assert "1 pinned; " in led.end()


@pytest.fixture
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "This test needs Chromium on the PATH; `make test` installs it where it may."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_a_browser_leads_through_it_by_keys_alone(
    folder: Path, led: Page, browser: Any, width: int, scheme: str
) -> None:
    settings = folder / "briefing.yml"
    wrong: list[str] = []
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((led.address, "data:")) else wrong.append(r.url))
    page.goto(led.address)

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    def stands(place: str) -> None:
        page.wait_for_function("place => document.getElementById('place').textContent.startsWith(place)", arg=place)

    def reads(name: str, value: str) -> None:
        page.wait_for_function(
            "([name, value]) => [...document.querySelectorAll('dt')].some("
            "(dt) => dt.textContent === name && dt.nextSibling.textContent.startsWith(value))",
            arg=[name, value],
        )

    stands("1 of ")
    page.get_by_role("button", name="Its note there").wait_for()
    assert not page.get_by_role("button", name="Right").is_visible()
    press("r", "n")
    stands("2 of ")
    assert "(on “Sweden closed the harbour.”)" in settings.read_text()
    press("u")
    stands("1 of ")
    assert "notes:" not in settings.read_text()
    press("o")
    stands("2 of ")
    many = led.now()["many"]
    press("r")
    stands("3 of ")
    assert "action: confirm" in settings.read_text()
    # What is typed in the list are letters, and no answers.
    press("p")
    page.keyboard.type("denm")
    press("Enter")
    reads("party", "Denmark")
    press("a")
    page.keyboard.type("thr")
    press("Escape")
    press("i")
    page.locator("#near li").nth(1).wait_for()
    press("ArrowDown", "Enter")
    page.locator("#choice").wait_for(state="hidden")
    reads("you said", "changed")
    assert settings.read_text().count("- id:") == 2
    press("r")
    stands("4 of ")
    press("w")
    stands("5 of ")
    assert "action: hide" in settings.read_text()
    assert len(Path(STORY).read_text().splitlines()) > 1
    press("u")
    stands("4 of ")
    assert "action: hide" not in settings.read_text()
    press("s")
    stands("5 of ")
    assert len(json.loads((folder / "review.json").read_text())["later"]) == 1
    # A page that is loaded anew stands where it stood; buttons do what keys do, by the keyboard alone, too.
    page.reload()
    stands("5 of ")
    page.get_by_role("button", name="Back").focus()
    press("Enter")
    stands("4 of ")
    page.get_by_role("button", name="Right").click()
    stands("5 of ")
    # Others' words are words.
    while led.now()["at"] < many:
        held = led.now()
        if "script" in "".join(piece["text"] for piece in held["pieces"]):
            assert "onerror" in page.locator("#source").inner_text()
        at = held["at"]
        press("s")
        page.wait_for_function("at => document.getElementById('bar').value > at", arg=at)
    assert page.locator("main img, main script, main b").count() == 0
    assert page.get_by_text("Nothing is left to ask: 2 right, 1 changed, 1 pinned").is_visible()
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    # The file that somebody breaks meanwhile is told, and the answer is not taken.
    kept = settings.read_text()
    settings.write_text("title: [\n")
    press("b")
    stands(f"{many} of ")
    press("w")
    page.get_by_role("alert").filter(has_text="briefing.yml").wait_for()
    stands(f"{many} of ")
    settings.write_text(kept)
    press("q")
    page.get_by_text("This page can be closed").wait_for()
    assert led.process.wait(timeout=60) == 0
    assert "2 right, 1 changed" in led.end()
    assert wrong == []


def test_options_that_do_not_go_together_are_told(folder: Path) -> None:
    from briefing_generator.cli import main
    from click.testing import CliRunner

    for words, told in ((["--page", "--json"], "--page asks"), (["--port", "8123"], "--port is for --page")):
        done = CliRunner().invoke(main, ["review", str(folder), *words])
        assert (done.exit_code, told in done.output) == (2, True)
