"""Files that say the same: exact copies, near copies, versions of one article, and families of articles that come from one text.

All is compared as a reader sees it (:mod:`briefing_generator.corpus.seen_words`). Near copies are found by sketches of their
word shingles (:mod:`briefing_generator.corpus.sketches`), and what shares an address or a title by a look-up. A reprint that
was shortened or put into a longer article shares few shingles but whole sentences: those are found by an index of
sentences. None of it compares all files with all. :mod:`briefing_generator.corpus.versions` says what are versions.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import find_shown
from briefing_generator.corpus.body.placed_marks import marks_alone, stands_in, with_stated
from briefing_generator.corpus.seen_words import seen_sentences
from briefing_generator.corpus.sketches import Sketches, sketch_of
from briefing_generator.corpus.versions import NEAR, address_of, latest, renamed, shared_by_versions, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing_generator.model import Article

FAMILY = 0.5
"""Share of shingles, or of the sentences of the shorter one, from which two articles are one origin."""
_SHINGLE = 5
_LONG = 8
"""Words from which a sentence is one that two writers do not write alike by chance."""
_SENTENCES = 3
"""Such sentences that two articles must share at least."""
_ALL = "the same text"
_EXPORT = "passages that were marked in it"
_HOLDERS = 20
"""Articles that a sentence, a title or an address is looked up in; what stands in more of them is a formula."""


def _shingles(words: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


class _Look:
    """What of an article is compared."""

    def __init__(self, article: Article) -> None:
        pieces = seen_sentences(article)
        words = [word for piece in pieces for word in piece]
        # An article of signs alone (a drawing, a row of dashes) is compared by its signs.
        self.digest = hashlib.sha256((" ".join(words) or article.text).encode()).hexdigest()
        self.shingles = _shingles(words)
        self.sentences = sorted({" ".join(piece) for piece in pieces if len(piece) >= _LONG})
        self.sketch = sketch_of(self.shingles)
        self.called = (("address", address_of(article)), ("title", title_of(article) or None))


class _Index:
    """The articles looked at so far, asked for those that an article repeats."""

    def __init__(self) -> None:
        self._sketches = Sketches()
        self._looks: dict[str, _Look] = {}
        self._exact: dict[str, str] = {}
        self._holders: dict[str, list[str]] = defaultdict(list)
        self._called: dict[tuple[str, str | None], list[str]] = defaultdict(list)

    def same(self, look: _Look) -> str | None:
        """Returns the id of the article with the very words, None where there is none."""
        return self._exact.get(look.digest)

    def near(self, look: _Look) -> list[tuple[float, float, str]]:
        """Returns what may be the same article: share of shingles, share of the shorter one's sentences, id; the nearest first."""
        keys = self._sketches.near(look.sketch)
        for called in look.called:
            keys |= set(self._called[called][-_HOLDERS:]) if called[1] else set()
        return sorted((self._compared(look, key) for key in keys), key=lambda n: (-n[0], -n[1], n[2]))

    def _compared(self, look: _Look, key: str) -> tuple[float, float, str]:
        other = self._looks[key]
        shorter = min(len(look.sentences), len(other.sentences))
        both = len(set(look.sentences) & set(other.sentences))
        return _shared(look.shingles, other.shingles), both / shorter if both >= _SENTENCES else 0.0, key

    def sharing(self, look: _Look) -> tuple[int, int, str]:
        """Returns how many sentences the article that shares most of them shares, of how many of the shorter, and its id."""
        counts = Counter(key for sentence in look.sentences for key in self._holders.get(sentence, ())[:_HOLDERS])
        if not counts:
            return 0, 1, ""
        key, shared = min(counts.items(), key=lambda item: (-item[1], item[0]))
        return shared, min(len(look.sentences), len(self._looks[key].sentences)), key

    def add(self, key: str, look: _Look) -> None:
        """Adds an article."""
        self._exact.setdefault(look.digest, key)
        self._looks[key] = look
        self._sketches.add(key, look.sketch)
        for sentence in look.sentences:
            self._holders[sentence].append(key)
        for called in look.called:
            self._called[called].append(key)


class _Groups:
    """Articles that are versions of one, gathered while they are found."""

    def __init__(self) -> None:
        self._of: dict[str, list[str]] = {}
        self.why: dict[str, str] = {}

    def join(self, one: str, other: str, why: str) -> None:
        """Says that two articles are versions of one, and what they share."""
        self.why.setdefault(one, why)
        self.why.setdefault(other, why)
        ones, others = self.of(one), self.of(other)
        if ones is not others:
            ones += others
            for key in others:
                self._of[key] = ones

    def of(self, key: str) -> list[str]:
        """Returns the articles that are versions of one with this, itself among them."""
        return self._of.setdefault(key, [key])


def mark_duplicates(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Returns the articles with copies, versions and families marked.

    Of copies the earliest (then the first by path) is kept, of versions the latest; neither the others are counted. What
    repeats another in good part is used, but counts as the same origin, and ``family_reason`` says why. A copy or an earlier
    version whose words differ from those of the article that is used has ``differs`` set: it is read, so that what it says
    otherwise can be told. A file of nothing but what somebody marked in an article beside it is a copy of that one. What is
    marked in copies and versions is marked in the article that is used.
    """
    used = {a.id: a for a in sorted(articles, key=lambda a: (a.date or "9999", a.path)) if a.status == "used"}
    if len(used) < 2:
        return tuple(articles)
    exports = _exports(used)
    used = {key: article for key, article in used.items() if key not in exports}
    index, groups = _Index(), _Groups()
    copies: dict[str, tuple[str, str]] = {}
    families: dict[str, tuple[str, str]] = {}
    for article in used.values():
        look = _Look(article)
        same = index.same(look)
        if same is not None and not renamed(article, used[same]):
            copies[article.id] = (same, _ALL)
            continue
        near = index.near(look)
        versions = {
            key: why
            for share, sentences, key in near
            if (why := shared_by_versions(article, used[key], share, sentences))
        }
        if not versions and near and near[0][0] >= NEAR:
            copies[article.id] = (near[0][2], f"{near[0][0]:.0%} the same text")
            continue
        for key, why in versions.items():
            groups.join(key, article.id, why)
        if not versions and (found := _family(near, index.sharing(look))) is not None:
            families[article.id] = found
        index.add(article.id, look)
    marked = _marked(used, groups, copies, families)
    for key, (export, of) in exports.items():
        now = marked[of].duplicate_of or of
        marked[key] = replace(export, status="duplicate", duplicate_of=now, reason=_EXPORT, family=marked[now].family)
    for copy in [a for a in marked.values() if a.duplicate_of and a.highlights]:
        held = marked[copy.duplicate_of or copy.id]
        carried = with_stated(
            held.text, held.highlights, [h for h in copy.highlights if find_shown(held.text, h.quote)]
        )
        marked[held.id] = replace(held, highlights=carried)
    return tuple(marked.get(a.id, a) for a in articles)


def _exports(used: dict[str, Article]) -> dict[str, tuple[Article, str]]:
    """Returns the files of nothing but marked passages, each with the article of its address or title in which they stand."""
    alone = {key: article for key, article in used.items() if marks_alone(article)}
    whole = [article for key, article in used.items() if key not in alone] if alone else []
    found = {}
    for key, export in alone.items():
        address, title = address_of(export), title_of(export)
        for article in whole:
            known = address_of(article)
            same = known == address if known and address else title and title == title_of(article)
            if same and stands_in(export, article):
                found[key] = export, article.id
                break
    return found


def _family(near: list[tuple[float, float, str]], sharing: tuple[int, int, str]) -> tuple[str, str] | None:
    """Returns the article that another repeats in good part, and what the two share; None where there is none."""
    if near and near[0][0] >= FAMILY:
        return near[0][2], f"{near[0][0]:.0%} of its words in the same order"
    shared, of, key = sharing
    if shared >= _SENTENCES and shared / of >= FAMILY:
        return key, f"{shared} sentences the same, of {of} in the shorter text"
    return None


def _marked(
    used: dict[str, Article],
    groups: _Groups,
    copies: dict[str, tuple[str, str]],
    families: dict[str, tuple[str, str]],
) -> dict[str, Article]:
    kept = {key: latest(used[version] for version in groups.of(key)).id for key in used if key not in copies}
    marked: dict[str, Article] = {}
    for key, article in used.items():
        other, reason = copies.get(key, (key, ""))
        now = kept[other]
        family, why = _origin(now, kept, groups, families)
        if key in copies:
            told = f"{reason} as an earlier version" if now != other else reason
            differs = now != other or reason != _ALL
            copy = replace(article, status="duplicate", duplicate_of=now, reason=told, family=family, differs=differs)
            marked[key] = copy
        elif now != key:
            marked[key] = replace(
                article, status="duplicate", duplicate_of=now, version_of=now, reason=groups.why[key], family=family,
                differs=True,
            )  # fmt: skip
        else:
            marked[key] = replace(article, family=family, family_reason=why)
    return marked


def _origin(
    key: str, kept: dict[str, str], groups: _Groups, families: dict[str, tuple[str, str]]
) -> tuple[str, str | None]:
    """Returns the article in use at which a family begins, and what ``key`` shares with the one that it repeats."""
    why, passed = None, [key]
    while (found := next((families[v] for v in sorted(groups.of(key)) if v in families), None)) is not None:
        key = kept[found[0]]
        # Two groups of versions may each hold one that repeats one of the other.
        if key in passed:
            return min(passed), why if passed[0] != min(passed) else None
        why = why or found[1]
        passed.append(key)
    return key, why


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, len(left | right))
