"""What leads programs to the site: ``llms.txt``, a page in Markdown that tells what is there and how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.model import Briefing, Page
from briefing_generator.pages.showing.escaping import md
from briefing_generator.pages.showing.inert import as_markdown
from briefing_generator.pages.showing.ordering import own_first
from briefing_generator.pages.showing.vocabulary import count, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_HEAD = """# Briefings

> What the parties to a negotiation want, read out of news articles by rules over their grammar. Every claim leads to the sentence that carries it; no language model wrote any of it.

Each briefing is there as data too: `briefing.json` holds articles, stakeholders, quotations, statements, positions, disagreements, overview and timeline, every claim with the verbatim passage of its article. Cite the article, not this site.
"""


def render_llms(briefings: Iterable[Briefing], address: Callable[[str], str]) -> Page:
    """Returns ``llms.txt`` for the site; ``address`` gives the address of a page or file by its path."""
    parts = [_HEAD]
    for briefing in own_first(briefings):
        settings, name = briefing.settings, briefing.name
        told = settings.description or (briefing.bottom_line[0].text if briefing.bottom_line else "")
        kind = "an example, " if settings.example else ""
        about = (
            f"{kind}as of {day(briefing.as_of)}, {count(briefing.coverage.articles, 'article')}. {md(told)}".rstrip()
        )
        parts.append(f"## {md(settings.title)}\n\n{about}\n")
        links = [("Overview", "index.md", "bottom line, who stands where, where the sources disagree")]
        links += (
            [("Conditions", "conditions.md", "what each party demands, rejects, offers, accepts and threatens")]
            if briefing.statements
            else []
        )
        links += [
            ("Sources", "sources/index.md", "every article, with its evidence highlighted"),
            ("Data", "briefing.json", "all of it as JSON"),
        ]
        parts += [f"- [{label}]({address(f'{name}/{path}')}): {what}" for label, path, what in links]
        parts.append("")
    return Page("llms.txt", as_markdown("\n".join(parts)))
