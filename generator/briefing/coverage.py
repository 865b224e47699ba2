"""How well a briefing is covered, and what nobody has told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.model import Corpus, Coverage, Position, Statement


def find_coverage(
    corpus: Corpus, positions: tuple[Position, ...], statements: Mapping[str, Statement], families: Mapping[str, str]
) -> Coverage:
    """Returns counts of articles, origins and sources, issues with one origin, and parties silent where others speak."""
    used = [article for article in corpus.articles if article.status == "used"]
    dates = sorted(article.date for article in used if article.date)
    origins: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[str]] = defaultdict(set)
    for position in positions:
        holders[position.issue].add(position.party)
        origins[position.issue].update(families[statements[i].evidence.article] for i in position.statements)
    counts: dict[str, int] = defaultdict(int)
    for position in positions:
        counts[position.party] += len(position.statements)
    main = sorted(counts, key=lambda party: (-counts[party], party))[:4]
    silent = [(party, issue) for issue in sorted(holders) if issue != "other" for party in main
              if party not in holders[issue] and len(holders[issue]) > 0 and counts[party] > 1]  # fmt: skip
    groups = [(position, group) for position in positions for group in position.same]
    shared = sum(len({families[statements[i].evidence.article] for i in group}) > 1 for _, group in groups)
    return Coverage(
        articles=len(used),
        origins=len({families[article.id] for article in used}),
        sources=len({article.source for article in used if article.source}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        single_source_issues=tuple(sorted(i for i in origins if len(origins[i]) == 1 and i != "other")),
        silent=tuple(silent),
        shared_statements=round(shared / len(groups), 3) if groups else 0.0,
    )
