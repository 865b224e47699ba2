"""What parties want in groups, for a folder that no pack fits: each named by its own words, never by a lone word.

Phrases that several contents and articles share make the first groups. What is left over is grouped by likeness of
meaning: each content goes to the nearest of a few that lie far apart. A group is named after the two or three words that
its contents have and others have not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from briefing_generator.issues.classifier import IssueClassifier, sentence_embedder
from briefing_generator.issues.key_phrases import OPEN_PACK, key_phrases, naming_words
from briefing_generator.model import Issue, Pack
from briefing_generator.store.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    Matrix = np.ndarray[Any, Any]

_OTHER = 0.15
"""Share of contents that may be left over without being grouped."""
_SIZE, _MOST = 5, 10
"""Contents that make a group on the average, and groups of left-over contents at most."""
_FEW = 8
"""Contents of which none are grouped: there is too little to tell groups by."""
_FARTHEST = 0.12
"""Likeness to its group below which a content may stay over."""
_ROUNDS = 10
_EXAMPLES = 8


def group_pack(texts: tuple[str, ...], contents: tuple[str, ...]) -> tuple[Pack, Mapping[str, str]]:
    """Returns a pack whose issues are groups of what is wanted, and the code of each content.

    Args:
        texts: the articles.
        contents: what their statements are about, each once.
    """
    phrases = [phrase for phrase in key_phrases(texts, contents) if " " in phrase]
    issues = [_phrase_issue(phrase) for phrase in phrases]
    classifier = IssueClassifier(Pack(OPEN_PACK.name, OPEN_PACK.title, (*issues, *OPEN_PACK.issues)))
    placed = {content: classifier.classify(content, "")[0] for content in contents}
    left = [content for content in contents if placed[content] == "other"]
    if len(contents) >= _FEW and len(left) > _OTHER * len(contents):
        codes = {issue.code for issue in issues}
        named = naming_words(texts, contents)
        for group in _grouped(left, int(_OTHER * len(contents))):
            name = _named(group, named)
            code = slug_of(name, "matter")
            if name and code not in codes and code != "other":
                codes.add(code)
                issues.append(Issue(code, name, "", _terms(group, named, name), tuple(group[:_EXAMPLES])))
                placed |= dict.fromkeys(group, code)
    return Pack(OPEN_PACK.name, OPEN_PACK.title, (*issues, *OPEN_PACK.issues)), placed


def _phrase_issue(phrase: str) -> Issue:
    words = tuple((word, 1.5) for word in phrase.split())
    return Issue(slug_of(phrase, "phrase"), phrase[0].upper() + phrase[1:], "", ((phrase, 3.0), *words))


def _grouped(contents: Sequence[str], over: int) -> list[list[str]]:
    """Returns contents in groups by likeness; at most ``over`` of those that are like none stay out."""
    vectors = sentence_embedder().embed(list(contents), norm=True)
    many = max(1, min(_MOST, len(contents) // _SIZE))
    chosen = [0]
    while len(chosen) < many:
        # Each further one is the content least like those chosen: groups begin far apart.
        nearest = (vectors @ vectors[chosen].T).max(axis=1).round(4)
        chosen.append(int(nearest.argmin()))
    centres = vectors[chosen]
    home = (vectors @ centres.T).round(4).argmax(axis=1)
    for _ in range(_ROUNDS):
        centres = _centres(vectors, home, centres)
        moved = (vectors @ centres.T).round(4).argmax(axis=1)
        if (moved == home).all():
            break
        home = moved
    near = (vectors @ centres.T).round(4).max(axis=1)
    out = {int(at) for at in near.argsort(kind="stable")[:over] if near[at] < _FARTHEST}
    groups: dict[int, list[str]] = defaultdict(list)
    for at, content in enumerate(contents):
        if at not in out:
            groups[int(home[at])].append(content)
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def _centres(vectors: Matrix, home: Matrix, before: Matrix) -> Matrix:
    import numpy as np

    centres = before.copy()
    for at in range(len(before)):
        mine = vectors[home == at]
        if len(mine):
            mean = mine.mean(axis=0)
            centres[at] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return centres


def _named(group: Sequence[str], named: Mapping[str, tuple[str, ...]]) -> str:
    """Returns a name of two words or more out of what may name a group's contents; "" where they have no two."""
    said, all_said = (Counter(phrase for content in each for phrase in named[content]) for each in (group, named))
    ranked = sorted(said, key=lambda p: (-said[p] * said[p] / all_said[p], p))
    best = [phrase for phrase in ranked if " " in phrase and said[phrase] > 1]
    lone = [phrase for phrase in ranked if " " not in phrase]
    if best:
        name = best[0]
    elif len(lone) > 1:
        name = f"{lone[0]} and {lone[1]}"
    else:
        name = next((phrase for phrase in ranked if " " in phrase), "")
    return name[:1].upper() + name[1:]


def _terms(group: Sequence[str], named: Mapping[str, tuple[str, ...]], name: str) -> tuple[tuple[str, float], ...]:
    said = Counter(phrase for content in group for phrase in named[content])
    often = [phrase for phrase, count in sorted(said.items(), key=lambda s: (-s[1], s[0])) if count > 1][:12]
    parts = [part for part in name.casefold().split(" and ") if part]
    return tuple((term, 3.0 if " " in term else 2.0) for term in dict.fromkeys((*parts, *often)))
