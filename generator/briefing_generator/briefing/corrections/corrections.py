"""The human has the last word: statements from front matter and corrections from ``briefing.yml``.

Corrections are taken in the order they are written; where two say different things of one statement the later one
holds, and :mod:`briefing_generator.briefing.corrections.odd_corrections` says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.briefing.corrections.doubts import fitting
from briefing_generator.briefing.corrections.quotes import place_quote
from briefing_generator.briefing.stakeholders.stakeholder_corrections import called
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.model import (
    Article,
    Corpus,
    Evidence,
    Stakeholder,
    StatedCondition,
    Statement,
    StatementCorrection,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SET = ("set_party", "set_act", "set_issue", "set_content", "set_condition")


@dataclass(slots=True)
class Corrected:
    """Statements after correction, and what was odd: corrections that fit nothing, or contradict an earlier one.

    ``contradicting`` pairs a correction with the line of the earlier one. ``misplaced`` holds conditions of front matter
    whose quote does not stand in their article; ``nobody`` corrections that name a party nobody knows, ``doubtful``
    those that fit several statements, none of which was changed. ``which_party`` has path ("" for ``briefing.yml``), line and
    name of a party that several have, with their ids.
    """

    statements: list[Statement] = field(default_factory=list)
    stale: list[StatementCorrection] = field(default_factory=list)
    contradicting: list[tuple[StatementCorrection, int]] = field(default_factory=list)
    misplaced: list[tuple[Article, StatedCondition]] = field(default_factory=list)
    nobody: list[tuple[StatementCorrection, str]] = field(default_factory=list)
    doubtful: list[tuple[StatementCorrection, tuple[Statement, ...]]] = field(default_factory=list)
    which_party: list[tuple[str, int, str, tuple[str, ...]]] = field(default_factory=list)


def find_parties(name: str | None, people: Mapping[str, Stakeholder]) -> list[str]:
    """Returns the ids of the stakeholders of this id, name or alias, by the closest way in which anybody has it."""
    if name is None:
        return []
    return [name] if name in people else called(name, people.values())


def find_party(name: str | None, people: Mapping[str, Stakeholder]) -> str | None:
    """Returns the id of the one stakeholder of this id, name or alias; None for nobody, and for one of several."""
    found = find_parties(name, people)
    return found[0] if len(found) == 1 else None


def correct_statements(statements: Iterable[Statement], corpus: Corpus, people: Mapping[str, Stakeholder]) -> Corrected:
    """Returns the statements with the analyst's own added and corrections applied, and the corrections that are odd.

    Args:
        statements: those read.
        corpus: whose front matter and settings are applied.
        people: the stakeholders by id, to find the parties that corrections name.
    """
    articles = {a.id: a for a in corpus.articles if a.status == "used"}
    done = Corrected(list(statements))
    for article in articles.values():
        for stated in article.conditions:
            _add_stated(done, article, stated, people)
    hidden: dict[str, tuple[Statement, int]] = {}
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for correction in corpus.settings.statements:
        if _gives_an_open_party(done, correction, people) or _added(done, correction, articles, people):
            continue
        hits = _fitting(done.statements, correction, people, articles)
        if len(hits) > 1 and not _one(hits):
            if not _asks_which_party(done, correction, correction.party, people):
                done.doubtful.append((correction, tuple(hits)))
            continue
        if not hits:
            _note_nothing(
                done, correction, _fitting([s for s, _ in hidden.values()], correction, people, articles), hidden
            )
        for hit in hits:
            at = done.statements.index(hit)
            if correction.action == "hide":
                hidden[hit.id] = hit, correction.line
                del done.statements[at]
            else:
                _note_contradiction(done, correction, hit, said)
                done.statements[at] = _set(hit, correction, people)
    done.statements.sort(key=lambda s: (s.evidence.article, s.evidence.start, s.evidence.end, s.id))
    return done


def _note_nothing(
    done: Corrected,
    correction: StatementCorrection,
    before: list[Statement],
    hidden: Mapping[str, tuple[Statement, int]],
) -> None:
    if before:
        done.contradicting.append((correction, hidden[before[0].id][1]))
    else:
        done.stale.append(correction)


def _gives_an_open_party(done: Corrected, correction: StatementCorrection, people: Mapping[str, Stakeholder]) -> bool:
    """Tells whether several have the name of the party that a correction gives, and notes that, or that nobody has it."""
    named = (correction.set_party, correction.party if correction.action == "add" else None)
    unknown = next((name for name in named if name is not None and not find_parties(name, people)), None)
    if unknown is not None:
        done.nobody.append((correction, unknown))
    return any(_asks_which_party(done, correction, name, people) for name in named)


def _asks_which_party(
    done: Corrected, correction: StatementCorrection, name: str | None, people: Mapping[str, Stakeholder]
) -> bool:
    """Tells whether several are called so, and notes the question which of them is meant."""
    several = find_parties(name, people)
    if name is None or len(several) < 2:
        return False
    done.which_party.append(("", correction.line, name, tuple(several)))
    return True


def _add_stated(done: Corrected, article: Article, stated: StatedCondition, people: Mapping[str, Stakeholder]) -> None:
    evidence = place_quote(article, stated.quote or stated.text)
    if evidence is None and stated.quote is not None:
        done.misplaced.append((article, stated))
        return
    if evidence is None:
        # The analyst's own words: they rest on the article as a whole, so they point at where it begins.
        first = next((block for block in article.blocks if block.kind != "furniture"), None)
        if first is None:
            return
        evidence = Evidence(article.id, first.start, first.end, article.text[first.start : first.end])
    if len(several := find_parties(stated.party, people)) > 1:
        done.which_party.append((article.path, stated.line, stated.party or "", tuple(several)))
    identity = identity_of(article.id, stated.text, stated.act, stated.issue, stated.party or "")
    done.statements.append(
        Statement(
            identity, find_party(stated.party, people), stated.act, stated.issue, stated.text, None, False, None, None,
            "own", article.date, evidence, "front-matter", 1.0, "front matter",
        )
    )  # fmt: skip


def _added(
    done: Corrected,
    correction: StatementCorrection,
    articles: Mapping[str, Article],
    people: Mapping[str, Stakeholder],
) -> bool:
    """Adds the statement of a correction that adds one; tells whether it does."""
    if correction.action == "add":
        _add(done, correction, articles, people)
    return correction.action == "add"


def _add(
    done: Corrected,
    correction: StatementCorrection,
    articles: Mapping[str, Article],
    people: Mapping[str, Stakeholder],
) -> None:
    places = (
        (a, place_quote(a, correction.quote)) for a in articles.values() if correction.article in (None, a.id, a.path)
    )
    article, evidence = next(((a, e) for a, e in places if e is not None), (None, None))
    if article is None or evidence is None:
        done.stale.append(correction)
        return
    act = correction.set_act or "demands"
    issue = correction.set_issue or correction.issue or "other"
    party = find_party(correction.set_party or correction.party, people)
    identity = identity_of(article.id, evidence.quote, act, issue, party or "")
    if any(s.id == identity for s in done.statements):
        return
    done.statements.append(
        Statement(
            identity, party, act, issue, correction.set_content or evidence.quote, None,
            correction.set_condition is not None, correction.set_condition, None, "own", article.date, evidence,
            "correction", 1.0, "added by hand", correction.by, correction.reason,
        )
    )  # fmt: skip


def _fitting(
    statements: Iterable[Statement],
    correction: StatementCorrection,
    people: Mapping[str, Stakeholder],
    articles: Mapping[str, Article],
) -> list[Statement]:
    """Returns the statements that a correction may be of: that of its id, else those of its party, issue and quote."""
    parties = find_parties(correction.party, people)
    return [
        s for s in fitting(statements, correction, lambda s: s.id, lambda s: [s.evidence], articles)
        if s.id == correction.id
        or ((correction.party is None or s.party in parties) and correction.issue in (None, s.issue))
    ]  # fmt: skip


def _one(hits: Iterable[Statement]) -> bool:
    """Tells whether statements are one thing: the same words of the same party, as several articles may have them."""
    said = {(s.party, s.act, s.issue, as_shown(s.content), as_shown(s.evidence.quote)) for s in hits}
    return len(said) == 1


def _note_contradiction(
    done: Corrected,
    correction: StatementCorrection,
    hit: Statement,
    said: dict[tuple[str, str], tuple[str, int]],
) -> None:
    for name in _SET:
        value = getattr(correction, name)
        if value is None:
            continue
        earlier = said.get((hit.id, name))
        if earlier is not None and earlier[0] != value:
            done.contradicting.append((correction, earlier[1]))
        said[hit.id, name] = value, correction.line


def _confirm(hit: Statement, correction: StatementCorrection) -> Statement:
    """Returns a statement as one that a person found right; what a person wrote or changed stays that person's."""
    if hit.origin != "read":
        return hit
    return replace(hit, confirmed=True, confidence=1.0, by=correction.by, reason=correction.reason)


def _set(hit: Statement, correction: StatementCorrection, people: Mapping[str, Stakeholder]) -> Statement:
    if correction.action == "confirm":
        return _confirm(hit, correction)
    return replace(
        hit,
        party=find_party(correction.set_party, people) or hit.party,
        act=correction.set_act or hit.act,
        issue=correction.set_issue or hit.issue,
        content=correction.set_content or hit.content,
        matter="" if correction.set_content else hit.matter,
        against=hit.against and not correction.set_content,
        conditional=hit.conditional or correction.set_condition is not None,
        condition=correction.set_condition or hit.condition,
        origin="correction", confidence=1.0, by=correction.by, reason=correction.reason, confirmed=False,
    )  # fmt: skip
