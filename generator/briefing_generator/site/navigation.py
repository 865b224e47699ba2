"""The navigation of a site whose owner wrote none: home, a briefing's pages in their order, pages written by hand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs.structure.files import Files

    from briefing_generator.model import Briefing, Page

_ORDER = ("index.md", "conditions.md", "stakeholders/index.md", "timeline.md", "sources/index.md", "data.md")


def navigation(
    made: Iterable[tuple[Briefing, tuple[Page, ...]]], files: Files, guide: Sequence[str]
) -> list[dict[str, object] | str]:
    """Returns what ``nav`` in ``mkdocs.yml`` would say.

    Args:
        made: the briefings with their pages; examples stand behind those of one's own.
        files: all files of the site.
        guide: paths of pages written by hand that come first, in this order.
    """
    home = next(file.src_uri for file in files if file.dest_uri == "index.html")
    entries: list[dict[str, object] | str] = [{"Home": home}]
    for briefing, pages in sorted(made, key=lambda one: one[0].settings.example):
        shown = {
            page.path.removeprefix(f"{briefing.name}/"): page for page in pages if page.in_navigation and page.title
        }
        below: list[object] = [
            {"Overview" if path == "index.md" else str(shown[path].title): f"{briefing.name}/{path}"}
            for path in _ORDER
            if path in shown
        ]
        # Material puts titles of sections into its pages as they are.
        entries.append({escape(briefing.settings.title): below})
    first = {path: number for number, path in enumerate(guide)}
    own = (file.src_uri for file in files.documentation_pages() if file.generated_by is None and file.src_uri != home)
    hand_written = sorted(own, key=lambda path: (first.get(path, len(first)), path))
    if hand_written:
        entries.append({"Guide" if guide else "Pages": hand_written})
    return entries
