"""Takes pictures of every kind of page, light and dark, wide and narrow, the first screen and the whole.

``make pictures`` puts them into ``pictures/`` and renews the README's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = "ukraine-ceasefire-talks"
KINDS = {
    "home": "index.html",
    "overview": f"{NAME}/index.html",
    "conditions": f"{NAME}/conditions.html",
    "stakeholders": f"{NAME}/stakeholders/index.html",
    "stakeholder": f"{NAME}/stakeholders/russia.html",
    "person": f"{NAME}/stakeholders/vladimir-putin.html",
    "timeline": f"{NAME}/timeline.html",
    "sources": f"{NAME}/sources/index.html",
    "article": f"{NAME}/sources/2025-03-14-open-to-a-halt.html",
    "data": f"{NAME}/data.html",
}


def main() -> None:
    """Builds the offline site into a temporary folder and opens each kind of page in Chromium."""
    from playwright.sync_api import sync_playwright

    pictures = ROOT / "pictures"
    pictures.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder]
        import os

        subprocess.run(command, cwd=ROOT, env=os.environ | {"OFFLINE": "true"}, check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for scheme in ("light", "dark"):
                for width in (1280, 390):
                    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)
                    for kind, path in KINDS.items():
                        page.goto((Path(folder) / path).as_uri())
                        page.evaluate("document.fonts.ready")
                        page.wait_for_timeout(300)
                        page.screenshot(path=pictures / f"{kind}-{scheme}-{width}.png")
                        page.screenshot(path=pictures / f"{kind}-{scheme}-{width}-whole.png", full_page=True)
            browser.close()
    shutil.copy(pictures / "overview-light-1280.png", ROOT / "docs/assets/pictures/overview.png")


if __name__ == "__main__":
    main()
