"""Sites, each built once for all tests, and a browser that holds every error against the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import CHROMIUM, FLAGS, built_by_hand, bundled, serving
from stranger import install_wheel


@pytest.fixture(scope="session")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of the briefing made by hand."""
    folder = tmp_path_factory.mktemp("online")
    site = built_by_hand(folder, offline=False)
    (folder / "served").mkdir()
    site.rename(folder / "served" / "repo")
    with serving(folder / "served") as address:
        yield address


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same site for opening from the disk, as an address ``file://…/``."""
    return built_by_hand(tmp_path_factory.mktemp("offline"), offline=True).as_uri() + "/"


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the project's own site."""
    folder = tmp_path_factory.mktemp("own")
    bundled(folder / "repo", offline=False)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project's own site for opening from the disk."""
    return bundled(tmp_path_factory.mktemp("own-offline") / "site", offline=True)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package in an environment of its own: `run` of ``stranger`` runs commands there."""
    folder = tmp_path_factory.mktemp("stranger")
    install_wheel(folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "These tests need Chromium on the PATH; `make test` installs it where it may."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser):  # type: ignore[no-untyped-def]
    """Opens a page and, in the end, holds against it every error, dialog, failed or foreign request."""
    wrong: list[str] = []
    contexts = []

    def open_page(url: str, width: int = 1280, scheme: str = "light", **options):  # type: ignore[no-untyped-def]
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        # What is still on its way when a reader goes on to the next page is broken off, and nobody's fault.
        page.on("requestfailed", lambda r: wrong.append(f"failed: {r.url}") if "ABORTED" not in r.failure else None)
        page.on("response", lambda r: wrong.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        page.on("request", lambda r: None if r.url.startswith(
            (url.split("/repo/")[0], "file:", "data:", "blob:", "about:")) else wrong.append(f"foreign: {r.url}"))  # fmt: skip
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
