"""``briefing init``: a folder with all that a site of briefings needs."""

from __future__ import annotations

from pathlib import Path

import click

_TEMPLATES = {
    "mkdocs.yml": "mkdocs.yml",
    ".gitignore": "gitignore.txt",
    "README.md": "README.md",
    ".github/workflows/pages.yml": "pages.yml",
    ".github/workflows/update.yml": "update.yml",
}
"""What is written, each with the template that it is made of."""
_KEPT = ("briefings/.gitkeep", "docs/.gitkeep")
"""Git keeps no empty folder, and a build asks for both."""
_EXAMPLE = "kestrel-ferry-strike"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help="Bring one example briefing along, made up of three articles.")
def init(folder: Path, example: bool) -> None:
    """Begin a site in FOLDER: settings, a folder for briefings, and workflows for GitHub.

    One publishes the site on GitHub Pages, the other fetches every morning what is new in the feeds that briefings follow.

    \b
    Example:
      briefing init mysite --example
    """
    files = _files(folder.resolve().name, example)
    there = [name for name in files if (folder / name).exists() and name not in _KEPT]
    if there:
        raise click.UsageError(
            f"{folder.as_posix()} holds {', '.join(there)} already, and nothing is written over; name a new folder."
        )
    from briefing_generator.store.files import NotSavedError, save_new

    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                save_new(path, content)
        except NotSavedError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{path.as_posix()}: cannot be written: {error.strerror or error}.") from error
    click.echo(f"{folder.as_posix()}: `briefing new NAME` there begins a briefing, `briefing serve` shows the site.")


def _files(name: str, example: bool) -> dict[str, str]:
    """Returns the words of every file to write, by its path in the folder."""
    from importlib.resources import files
    from string import Template

    from briefing_generator.store.version import package_version

    templates = files("briefing_generator.commands") / "templates"
    # Sources that were never installed have no version that a package index could know.
    release = "" if package_version().endswith("unknown") else f"=={package_version()}"
    words = {"name": _title(name), "release": release}
    written = dict.fromkeys(_KEPT, "")
    for path, template in _TEMPLATES.items():
        written[path] = Template(templates.joinpath(template).read_text(encoding="utf-8")).safe_substitute(words)
    if example:
        brought = templates / "example"
        for article in sorted(brought.joinpath("articles").iterdir(), key=lambda file: file.name):
            written[f"briefings/{_EXAMPLE}/articles/{article.name}"] = article.read_text(encoding="utf-8")
        written[f"briefings/{_EXAMPLE}/briefing.yml"] = brought.joinpath("briefing.yml").read_text(encoding="utf-8")
    return written


def _title(name: str) -> str:
    """Returns a folder's name as a title that neither YAML nor Markdown takes for anything but words.

    >>> _title("my-talks")
    'My talks'
    >>> _title("#1: [odd]")
    '1 odd'
    """
    import re

    words = " ".join(re.findall(r"[^\W_]+", name))
    return words[:1].upper() + words[1:] or "Briefings"
