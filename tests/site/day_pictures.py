"""Takes the pictures of the page "A day with it": the made-up tram strike on the Overview, in a review, and in a checked draft.

``make pictures`` takes them as well; `python -m tests.site.day_pictures` takes them alone.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.site.tram_strike import CLIPPED, DRAFT, NEWS, news_page

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/assets/pictures"
BRIEFING = "briefings/tram-strike"


def main(browser: Any) -> None:
    """Begins a site in a temporary folder, as the page tells, and opens what comes of it in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "mysite"
        _briefing(Path(folder), "init", "mysite")
        _briefing(home, "new", "tram-strike")
        (home / "drivers.md").write_text(CLIPPED, "utf-8")
        sources = ["drivers.md"]
        for name in NEWS:
            if name != "cake":
                (home / f"{name}.html").write_text(news_page(name), "utf-8")
                sources.append(f"{name}.html")
        _briefing(home, "add", *sources)
        (home / "draft.md").write_text(DRAFT.format(hours="ten"), "utf-8")
        _briefing(home, "verify", "draft.md", "--html", "checked.html", status=1)
        # Playwright's own loop runs in this thread.
        with ThreadPoolExecutor(1) as aside:
            drawn = aside.submit(asyncio.run, _review(home / BRIEFING)).result()
        (home / "review.html").write_text(drawn, "utf-8")
        _briefing(home, "build", OFFLINE="true")
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        for name, path in (
            ("day-overview", "site/tram-strike/index.html"), ("day-draft", "checked.html"), ("day-review", "review.html"),
        ):  # fmt: skip
            page.goto((home / path).as_uri())
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(300)
            shown = page.locator("svg") if name == "day-review" else page
            shown.screenshot(path=PICTURES / f"{name}.png")


def _briefing(folder: Path, *words: str, status: int = 0, **environment: str) -> None:
    command = [sys.executable, "-P", "-m", "briefing_generator", *words]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode != status:
        raise SystemExit(done.stdout + done.stderr)


async def _review(folder: Path) -> str:
    """Returns the terminal at the first question of a review, drawn on a page."""
    from briefing_generator.make import make_folder
    from briefing_generator.reviewing.offered import offered
    from briefing_generator.reviewing.review import Review
    from briefing_generator.reviewing.review_app import ReviewApp

    briefing = make_folder(folder, folder.parents[1] / ".cache/briefings")
    app = ReviewApp(Review(folder, briefing, offered(briefing, "sure", ()), "M. Editor", None))
    async with app.run_test(size=(96, 22)) as pilot:
        await pilot.pause()
        drawn = app.export_screenshot(title="briefing review tram-strike")
    # The picture would ask the web for its letters.
    return '<!doctype html><meta charset="utf-8">' + re.sub(r"@font-face\s*\{[^}]*\}", "", drawn)


if __name__ == "__main__":
    from playwright.sync_api import sync_playwright

    from tests.site.sites import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        main(chromium)
        chromium.close()
