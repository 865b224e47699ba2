"""Readings to a briefing: the room's assembly line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing_generator.briefing.belonging import Belonging, find_belonging
from briefing_generator.briefing.comparing.context import make_ground
from briefing_generator.briefing.comparing.disagreements import find_disagreements
from briefing_generator.briefing.comparing.gaps import find_gaps
from briefing_generator.briefing.comparing.positions import find_positions
from briefing_generator.briefing.comparing.similarity import Meaning
from briefing_generator.briefing.corrections.brackets import correct_brackets, find_brackets
from briefing_generator.briefing.corrections.corrections import correct_statements
from briefing_generator.briefing.corrections.odd_corrections import find_odd_corrections
from briefing_generator.briefing.corrections.shown_things import Shown, correct_shown
from briefing_generator.briefing.coverage import find_coverage
from briefing_generator.briefing.notices import find_notices, off_topic
from briefing_generator.briefing.stakeholders.stakeholders import Merged, merge_stakeholders
from briefing_generator.briefing.telling.accounts import find_discrepancies
from briefing_generator.briefing.telling.changes import find_changes
from briefing_generator.briefing.telling.overview import make_overview
from briefing_generator.briefing.telling.revisions import find_revisions
from briefing_generator.briefing.telling.sentences import find_tellings
from briefing_generator.briefing.telling.timeline import make_timeline
from briefing_generator.corpus.codes import severity
from briefing_generator.corpus.state import state_of
from briefing_generator.issues import pack_choice, pack_for, pack_problem
from briefing_generator.issues.open_issues import open_issues
from briefing_generator.model import (
    Article,
    Briefing,
    Corpus,
    Level,
    Problem,
    Quotation,
    Reading,
    Stakeholder,
    Statement,
)
from briefing_generator.reading.tagger.weights import weights_folder
from briefing_generator.reading.text.cutting import LONGEST, MOST_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class EvidenceError(AssertionError):
    """A span that is not what it says: no page may be made of it."""


def make_briefing(corpus: Corpus, readings: Iterable[Reading], earlier: Mapping[str, Any] | None = None) -> Briefing:
    """Makes a briefing out of what each article says.

    Args:
        corpus: what :func:`briefing_generator.load_corpus` gave.
        readings: those of the articles in use, in any order; those of earlier versions and differing copies tell what
            changed.
        earlier: a ``briefing.json`` or ``state.json`` of before, to tell what has changed since; None takes the one in
            the briefing's folder, where there is one.

    Raises:
        ValueError: when ``earlier`` is neither.
        EvidenceError: when a span of a reading is not the article's.
    """
    every = sorted(readings, key=lambda reading: reading.article)
    articles = {article.id: article for article in corpus.articles}
    # Earlier versions are read to tell what changed, and counted nowhere.
    readings = [reading for reading in every if articles[reading.article].status == "used"]
    problems = list(corpus.problems)
    pack, choice = pack_for(corpus), pack_choice(corpus)
    if wrong := pack_problem(corpus):
        problems.append(Problem("briefing.yml", 0, 0, "error", "pack-unknown", wrong))
    problems += [
        Problem(
            articles[reading.article].path, 0, 0, "error", "reading-failed",
            f"the program tripped over this article ({reading.failed}); nothing of it is used, the others are.",
        )
        for reading in every
        if reading.failed
    ]  # fmt: skip
    problems += [_too_long(articles[reading.article], reading) for reading in readings if reading.too_long]
    merged, people, read = _together(corpus, readings)
    belonging = find_belonging(
        [article for article in corpus.articles if article.status == "used"],
        [s for s in read if s.party is not None and s.confidence >= corpus.settings.threshold],
        people.values(),
    )
    corpus = replace(corpus, articles=_judged(corpus.articles, belonging))
    if belonging.off:
        # What is beside the matter must not lend names or parties to what is not.
        readings = [reading for reading in readings if reading.article not in belonging.off]
        merged, people, read = _together(corpus, readings)
    quotations = [_quotation(q, reading, merged) for reading in readings for q in reading.quotations]
    pack, read = open_issues(pack, read, corpus)
    corrected = correct_statements(read, corpus, people)
    statements = corrected.statements
    _verify(articles, statements, quotations, people.values())
    threshold = corpus.settings.threshold
    shown = [s for s in statements if s.party is not None and (s.confidence >= threshold or s.origin != "read")]
    hidden = tuple(s for s in statements if s.party is not None and s.confidence < threshold and s.origin == "read")
    unplaced = tuple(s for s in statements if s.party is None)
    families = {article.id: article.family for article in corpus.articles}
    revisions = find_revisions(articles, every, merged, threshold)
    sentences = _sentences(readings)
    meaning = Meaning(s.content for s in shown)
    used = [a for a in corpus.articles if a.status == "used"]
    texts, days = {a.id: a.text for a in used}, [a.date for a in used if a.date]
    ground = make_ground(meaning, people.values(), sentences, texts, days)
    positions = find_positions(shown, families, ground)
    by_id = {statement.id: statement for statement in shown}
    names = {at: people[who].name for at, who in merged.ids.items() if who in people}
    holders = {position.party for position in positions}
    heard = [at for at, who in merged.ids.items() if who in people and holders & {who, people[who].party}]
    brackets = correct_brackets(corpus, readings)
    tellings = find_tellings(readings, articles, shown, names, heard, brackets.named)
    overview = make_overview(corpus, tellings, by_id, positions)
    as_of = max((a.date for a in corpus.articles if a.date and a.status == "used"), default=None)
    together = correct_shown(
        corpus,
        Shown(
            make_timeline(tellings, meaning, as_of), find_disagreements(shown, families, ground),
            find_discrepancies(tellings, meaning), find_gaps(shown, ground),
        ),
        by_id,
        as_of,
    )  # fmt: skip
    stale_found = find_odd_corrections(corpus, corrected, merged, overview.stale, overview.doubtful, people, readings)
    stale_found += [*together.problems, *brackets.problems]
    problems += [*stale_found, *find_notices(articles, belonging, choice, len(shown))]
    return Briefing(
        name=corpus.name,
        settings=corpus.settings,
        pack=pack,
        as_of=as_of,
        articles=corpus.articles,
        sentences=_sentences(every),
        stakeholders=merged.stakeholders,
        quotations=tuple(quotations),
        statements=tuple(shown),
        positions=positions,
        disagreements=together.disagreements,
        gaps=together.gaps,
        bottom_line=overview.bottom_line,
        overview=overview.key_points,
        timeline=together.timeline,
        coverage=find_coverage(corpus, positions, by_id, families),
        changes=find_changes(
            state_of(earlier) if earlier is not None else corpus.earlier,
            corpus.articles,
            by_id,
            positions,
            people,
            stale_found,
            pack,
        ),
        hidden=hidden,
        unplaced=unplaced,
        problems=tuple(sorted(problems)),
        discrepancies=together.discrepancies,
        choice=choice,
        stories=belonging.stories,
        revisions=revisions,
        brackets=find_brackets(
            readings, articles, names, brackets, (*overview.bottom_line, *overview.key_points, *together.timeline)
        ),
        patterns_alone=weights_folder() is None,
    )


def _together(corpus: Corpus, readings: Iterable[Reading]) -> tuple[Merged, dict[str, Stakeholder], list[Statement]]:
    """Returns who is who in readings, the stakeholders by id, and the statements with the ids of those who hold them."""
    readings = list(readings)
    merged = merge_stakeholders(readings, corpus.articles, corpus.settings)
    people = {stakeholder.id: stakeholder for stakeholder in merged.stakeholders}
    return merged, people, [_statement(s, reading, merged, people) for reading in readings for s in reading.statements]


def _judged(articles: Iterable[Article], belonging: Belonging) -> tuple[Article, ...]:
    """Returns all articles with their share in what the folder is about, those marked that are beside it."""
    told = []
    for article in articles:
        share = belonging.share.get(article.id)
        if article.id in belonging.off:
            why = "`topic: no` in its front matter" if article.topic is False else off_topic(share or 0.0)
            told.append(replace(article, status="off-topic", reason=why, share=share))
        else:
            told.append(replace(article, share=share) if share is not None else article)
    return tuple(told)


def _sentences(readings: Iterable[Reading]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    return tuple((r.article, tuple((s.start, s.end) for s in r.sentences)) for r in readings)


def _too_long(article: Article, reading: Reading) -> Problem:
    many, line = len(reading.too_long), article.line(reading.too_long[0])
    told = (
        f"{'the sentence that begins here is' if many == 1 else f'{many} sentences, the first of them here, are'} longer than "
        f"{LONGEST} letters or {MOST_PARTS} words and signs; read in pieces, they may be misunderstood, and full "
        "stops would be right."
    )
    return Problem(article.path, line, 0, severity("sentence-too-long"), "sentence-too-long", told)


def _quotation(quotation: Quotation, reading: Reading, merged: Merged) -> Quotation:
    speaker = merged.ids.get((reading.article, quotation.speaker)) if quotation.speaker else None
    return replace(quotation, speaker=speaker)


def _statement(statement: Statement, reading: Reading, merged: Merged, people: dict[str, Stakeholder]) -> Statement:
    def identity(key: str | None) -> str | None:
        return merged.ids.get((reading.article, key)) if key else None

    party = identity(statement.party)
    # An article may name a person without a party that another article tells.
    if party is not None and people[party].party is not None and people[party].kind == "person":
        party = people[party].party
    addressee = identity(statement.addressee) or (
        statement.addressee
        if statement.addressee and not any(e.key == statement.addressee for e in reading.entities)
        else None
    )
    speaker = identity(statement.speaker)
    level = _level(statement.level, party, people[speaker] if speaker is not None else None)
    return replace(statement, party=party, speaker=speaker, addressee=addressee, level=level)


def _level(level: Level, party: str | None, speaker: Stakeholder | None) -> Level:
    """Returns who vouches for a position, now that all articles have told for whom its speaker speaks."""
    if level == "expected" or party is None or speaker is None:
        return level
    if party in (speaker.id, speaker.party):
        return "own"
    return "reported" if speaker.party is not None else level


def _verify(
    articles: Mapping[str, Article],
    statements: Iterable[Statement],
    quotations: Iterable[Quotation],
    stakeholders: Iterable[Stakeholder],
) -> None:
    spans = [(s.evidence.article, s.evidence.start, s.evidence.end, s.evidence.quote) for s in statements]
    spans += [(q.article, q.start, q.end, q.quote) for q in quotations]
    spans += [(q.article, p.start, p.end, p.text) for q in quotations for p in q.quoted]
    spans += [(m.article, m.start, m.end, m.text) for s in stakeholders for m in s.mentions]
    for article, start, end, words in spans:
        if articles[article].text[start:end] != words:
            raise EvidenceError(
                f"{articles[article].path}: {words!r} does not stand at {start} to {end}; nothing may be shown that is not there."
            )
