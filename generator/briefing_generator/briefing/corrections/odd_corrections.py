"""What is odd about corrections: those that fit nothing any more, with the nearest candidates, and those that contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.briefing.corrections.doubts import FILE, hint, problem, short, which
from briefing_generator.briefing.stakeholders.stakeholders import fold_spelling
from briefing_generator.corpus.body.markup import as_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing_generator.briefing.corrections.corrections import Corrected
    from briefing_generator.briefing.stakeholders.stakeholders import Merged
    from briefing_generator.model import (
        Article,
        Corpus,
        OverviewCorrection,
        Problem,
        Reading,
        Settings,
        Stakeholder,
        Statement,
        StatementCorrection,
    )

_NEAR = 55
"""Likeness (0 to 100) from which something is a candidate."""
_CANDIDATES = 2


def find_odd_corrections(
    corpus: Corpus,
    corrected: Corrected,
    merged: Merged,
    overview: Iterable[OverviewCorrection],
    unsure: Iterable[tuple[OverviewCorrection, Iterable[tuple[str, str]]]],
    people: Mapping[str, Stakeholder],
    readings: Iterable[Reading],
) -> list[Problem]:
    """Returns a warning for each correction that fits nothing any more or contradicts another.

    Args:
        corpus: whose corrections they are.
        corrected: what came of those of statements.
        merged: the stakeholders, with the corrections that matched nobody, or more than one.
        overview: pins and drops that no sentence fits.
        unsure: those that several sentences fit, each with article and words.
        people: the stakeholders by id.
        readings: whose sentences are the candidates for quotes.
    """
    near = _Nearest(corpus, corrected.statements, people, readings)
    found = [near.party(line, name) for line, name in merged.stale]
    found += [
        which(line, "stakeholders", name, [(i, people[i].name if i in people else "") for i in ids], "an id as `match`")
        for line, name, ids in merged.doubtful
    ]
    found += _same_names(merged, people)
    found += [
        which(
            line,
            "stakeholders",
            name,
            [(i, people[i].name if i in people else "") for i in ids],
            "an id in its place",
            path or FILE,
        )
        for path, line, name, ids in corrected.which_party
    ]
    found += [
        which(c.line, "sentences", c.quote, sentences, "a longer `quote`, or `article`,") for c, sentences in unsure
    ]
    found += [near.statement(correction) for correction in corrected.stale]
    found += [near.quote(c.line, f"no sentence holds {short(c.quote)} any more", c.quote) for c in overview]
    found += [near.misplaced(article, quote, line) for article, quote, line in _misplaced(corrected)]
    found += [
        which(
            c.line,
            "statements",
            c.quote or "",
            [(s.id, f"{s.act}: {as_shown(s.evidence.quote)}") for s in hits],
            "`id`",
        )
        for c, hits in corrected.doubtful
    ]
    found += [near.party(correction.line, name) for correction, name in corrected.nobody]
    found += [near.note(note.page, note.line) for note in corpus.settings.notes if not near.has_page(note.page)]
    found += [_contradiction(c.line, line) for c, line in corrected.contradicting]
    found += _contradicting_settings(corpus.settings)
    return found


def _same_names(merged: Merged, people: Mapping[str, Stakeholder]) -> Iterator[Problem]:
    """Yields the question whether two are one, for names that were given to one though another is called so."""
    for line, name, ids in merged.named_alike:
        left = [i for i in ids if i in people]
        if len(left) > 1:
            told = f"{short(name)} is what another is called, too, and both stand beside each other: {', '.join(left)}; `merge: [{left[1]}]` would make them one, and another name would tell them apart."
            yield problem(FILE, line, "correction-ambiguous", told)


def _misplaced(corrected: Corrected) -> Iterator[tuple[Article, str, int]]:
    for article, stated in corrected.misplaced:
        yield article, stated.quote or stated.text, stated.line


def _contradiction(line: int, earlier: int) -> Problem:
    message = f"this says something else of one matter than line {earlier}; the later one holds, one of them can go."
    return problem(FILE, line, "correction-contradicts", message)


def _contradicting_settings(settings: Settings) -> Iterator[Problem]:
    named: dict[tuple[str, str], tuple[object, int]] = {}
    for rename in settings.stakeholders:
        for key in ("name", "kind", "role", "party"):
            value = getattr(rename, key)
            place = fold_spelling(rename.match), key
            if value is not None:
                before = named.setdefault(place, (value, rename.line))
                if before[0] != value:
                    yield _contradiction(rename.line, before[1])
    shown: dict[str, tuple[str, int]] = {}
    for correction in settings.overview:
        action, line = shown.setdefault(correction.quote, (correction.action, correction.line))
        if action != correction.action:
            yield _contradiction(correction.line, line)


class _Nearest:
    """Finds the nearest candidates; what they are found among is put together when it is first needed."""

    def __init__(
        self,
        corpus: Corpus,
        statements: Iterable[Statement],
        people: Mapping[str, Stakeholder],
        readings: Iterable[Reading],
    ) -> None:
        self._articles = {a.id: a for a in corpus.articles if a.status == "used"}
        self._statements = tuple(statements)
        self._people = people
        self._readings = tuple(readings)

    def party(self, line: int, name: str) -> Problem:
        """Returns that nobody has a name, with the names that come near."""
        from rapidfuzz import process

        names = sorted({n for s in self._people.values() for n in (s.name, *s.aliases)})
        near = [str(hit[0]) for hit in process.extract(name, names, limit=3, score_cutoff=60)]
        return problem(FILE, line, "correction-stale", f"nobody is called {short(name)} any more{hint(near)}.")

    def statement(self, correction: StatementCorrection) -> Problem:
        """Returns what is wrong with a correction that fits no statement."""
        wanted = correction.quote or correction.id or "nothing"
        if correction.quote is None:
            told = f"no statement has the id {short(wanted)} any more"
            cure = f"; `quote` beside `id` would let it be found again, {self._ids(correction)}"
            return problem(FILE, correction.line, "correction-stale", f"{told}{cure}.")
        if correction.action == "add":
            return self.quote(correction.line, f"no article holds {short(wanted)}", wanted)
        from rapidfuzz import fuzz, process

        quotes = {s.id: s.evidence.quote for s in self._statements}
        hits = process.extract(wanted, quotes, scorer=fuzz.partial_ratio, limit=_CANDIDATES, score_cutoff=_NEAR)
        near = [f"{hit[2]} {short(str(hit[0]))}" for hit in hits]
        message = f"no statement fits {short(wanted)} any more{hint(near)}."
        return problem(FILE, correction.line, "correction-stale", message)

    def _ids(self, correction: StatementCorrection) -> str:
        about = [s for s in self._statements if correction.issue in (None, s.issue)]
        if correction.issue is None or not about:
            return "and `briefing explain ID` prints both"
        return "those on this issue are " + ", ".join(s.id for s in about[:5])

    def quote(self, line: int, told: str, quote: str) -> Problem:
        """Returns that a quote stands nowhere, with the sentences that come near."""
        return problem(FILE, line, "correction-stale", f"{told}{hint(self._sentences(quote, self._articles))}.")

    def misplaced(self, article: Article, quote: str, line: int) -> Problem:
        """Returns that a quote in front matter does not stand in its article."""
        near = self._sentences(quote, {article.id: article})
        return problem(
            article.path, line, "correction-stale", f"{short(quote)} does not stand in the article{hint(near)}."
        )

    def _sentences(self, quote: str, articles: Mapping[str, Article]) -> list[str]:
        from rapidfuzz import fuzz, process

        pool = sorted(
            {
                articles[reading.article].text[s.start : s.end]
                for reading in self._readings
                if reading.article in articles
                for s in reading.sentences
            }
        )
        hits = process.extract(quote, pool, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=_NEAR)
        hits = hits or process.extract(quote, pool, scorer=fuzz.partial_ratio, limit=_CANDIDATES, score_cutoff=80)
        return [short(str(hit[0])) for hit in hits]

    def has_page(self, page: str) -> bool:
        """Tells whether there is a page for a note: one of the briefing, a stakeholder's or an article's."""
        kind, _, name = page.partition("/")
        if not name:
            return True
        return name in (self._people if kind == "stakeholders" else self._articles)

    def note(self, page: str, line: int) -> Problem:
        """Returns that a note is for a page that is not there."""
        from rapidfuzz import process

        kind, _, name = page.partition("/")
        pool = sorted(self._people if kind == "stakeholders" else self._articles)
        near = [f"{kind}/{hit[0]}" for hit in process.extract(name, pool, limit=_CANDIDATES, score_cutoff=_NEAR)]
        return problem(FILE, line, "correction-stale", f"there is no page {short(page)} any more{hint(near)}.")
