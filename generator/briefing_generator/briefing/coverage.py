"""How well a briefing is covered, and what nobody has told."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefing_generator.model import Corpus, Coverage, Position, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN, _VOCAL = 6, 0.25
"""Parties whose silence is worth telling: those with most statements, and with this share of what the foremost says."""
_SPOKEN = 2
"""Statements from which a party is one that speaks, and from which others have raised an issue."""


def find_coverage(
    corpus: Corpus, positions: tuple[Position, ...], statements: Mapping[str, Statement], families: Mapping[str, str]
) -> Coverage:
    """Returns how many articles, origins and sources there are, and where the briefing rests on little.

    Args:
        corpus: all files.
        positions: those shown.
        statements: those in the positions, by id.
        families: the family of each article; articles of one family are one origin.
    """
    used = [article for article in corpus.articles if article.status == "used"]
    dates = sorted(article.date for article in used if article.date)
    sources = Counter(article.source for article in used if article.source)
    origins: dict[str, set[str]] = defaultdict(set)
    for position in positions:
        origins[position.issue].update(families[statements[i].evidence.article] for i in position.statements)
    groups = [group for position in positions for group in position.same_origins]
    return Coverage(
        articles=len(used),
        origins=len({families[article.id] for article in used}),
        sources=len(sources),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        single_source_issues=tuple(sorted(i for i in origins if len(origins[i]) == 1 and i != "other")),
        silent=_silent(positions),
        told=len(groups),
        told_twice=sum(number > 1 for number in groups),
        shared_statements=round(sum(number > 1 for number in groups) / len(groups), 3) if groups else 0.0,
        by_source=tuple(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
        by_month=tuple(sorted(Counter(day[:7] for day in dates).items())),
        undated=len(used) - len(dates),
        unnamed=len(used) - sources.total(),
    )


def _silent(positions: tuple[Position, ...]) -> tuple[tuple[str, str], ...]:
    """Returns (party, issue) where a main party has no position on an issue that another main party has raised."""
    said: Counter[str] = Counter()
    raised: dict[str, Counter[str]] = defaultdict(Counter)
    for position in positions:
        said[position.party] += len(position.statements)
        raised[position.issue][position.party] += len(position.statements)
    least = max(_SPOKEN, _VOCAL * max(said.values(), default=0))
    main = sorted((p for p in said if said[p] >= least), key=lambda party: (-said[party], party))[:_MAIN]
    return tuple(
        (party, issue)
        for issue in sorted(raised)
        if issue != "other" and raised[issue].total() >= _SPOKEN and not raised[issue].keys().isdisjoint(main)
        for party in main
        if party not in raised[issue]
    )
