"""Drafts of statements: what patterns and the tagger propose in one sentence, each with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.tokens import Span

from briefing_generator.reading.candidates.candidate import Found
from briefing_generator.reading.candidates.levels import level
from briefing_generator.reading.candidates.options import Option, options, reporting
from briefing_generator.reading.candidates.whose import accusing, answered, aside, putting
from briefing_generator.reading.grammar.clauses import conjuncts
from briefing_generator.reading.spans.evidence import Matter, matters
from briefing_generator.reading.statements.confidence import confidence
from briefing_generator.reading.statements.confidence import traits as pattern_traits
from briefing_generator.reading.statements.placing import OTHER, issue_options
from briefing_generator.reading.statements.protests import PLACE
from briefing_generator.reading.statements.scoring import Traits, traits
from briefing_generator.reading.statements.stretches import act_of, matter_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from briefing_generator.reading.candidates.candidate import Site
    from briefing_generator.reading.spans.classifying import ScoringClassifier
    from briefing_generator.reading.spans.evidence import Around
    from briefing_generator.reading.statements.scoring import Scorer
    from briefing_generator.reading.tagger.tagging import Stretch, Tags

_SILENT = 0.1
"""How sure the tagger is at most where it hears nothing: of what patterns find there a third is right, and a wrong claim
costs more than a missing one ("accused Sweden of rejecting …" is nobody's refusal)."""
_PLACED = 0.5
"""How sure terms must be of an issue for it to stand, whatever else speaks for another: of stories left out they are then
as often right as all together (64 and 66 of the 113 on which they differ), and they hold for texts unlike those."""
_CONTRARY = 0.8
"""How sure the tagger must be of one act to outweigh a pattern's other one: of such patterns a quarter is right."""
_PLAIN = ("rejects.verb: ",)
"""Rules of patterns that stand against another act of the tagger's: on stories left out it was never right against them.
So do those by which somebody gives up a demand or threat, in whose words the tagger hears the demand."""
_BY_PLACE = frozenset(("item", "answer", PLACE))
"""Acts that words carry by where they stand (a bullet below its lead-in, a plan that people strike over), which the
tagger does not see."""
_PART = 0.6
_FAIR = 0.3
_NEARLY = 0.15
"""A draft that is inside another one of another act, at most this share of it, gives way where that one is hardly less sure."""
_SAME = 0.5
"""Share of the shorter from which two stretches are the same."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What may be a statement: the act, the words that carry it, its matter, its parties and how sure it is."""

    one: Found
    words: Span
    matter: Matter
    parties: tuple[str | None, ...]
    confidence: float
    traits: Traits = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    issues: tuple[tuple[str, Traits], ...] = ()


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Returns the shared part of two stretches (start, end) as a share of the shorter."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, min(one[1] - one[0], other[1] - other[0]))


def drafts(
    site: Site, tags: Tags, found: Sequence[Found], scorer: Scorer, classifier: ScoringClassifier, around: Around
) -> Iterator[Draft]:
    """Gives the drafts of a sentence: those of patterns, then those that the tagger alone proposes."""
    stretches = [(s, words) for s in tags.stretches if (words := words_of(site, tags, s)) is not None]
    by_pattern: list[tuple[Found, Span]] = []

    def placed(matter: Matter, words: Span) -> tuple[Matter, tuple[tuple[str, Traits], ...]]:
        codes = tuple(issue_options(tags, words, matter, classifier, around))
        if not codes or (matter.issue != OTHER and matter.sure >= _PLACED):
            return matter, codes
        issue, sure = scorer.placed(codes)
        return replace(matter, issue=issue, sure=sure), codes

    for one in found:
        for matter in matters(site, one, one.condition, classifier, around):
            words = _words(site, matter)
            if words is None:
                continue
            if one.pos not in _BY_PLACE and _contradicted(tags, words, one, stretches):
                continue
            by_pattern.append((one, words))
            alike = [s for s, w in stretches if s.act == one.act and _same(words, w)]
            yield _draft(site, tags, words, one, placed(matter, words), alike[0] if alike else None, one, scorer)
    for stretch, words in stretches:
        beside = next((o for o, w in by_pattern if _same(words, w)), None)
        if any(o.act == stretch.act and _same(words, w) for o, w in by_pattern):
            continue
        if _leads_in(words):
            continue
        one = act_of(site, words, stretch.act)
        matter = matter_of(site, one, words, classifier, around)
        yield _draft(site, tags, words, one, placed(matter, words), stretch, beside, scorer)


def _leads_in(words: Span) -> bool:
    """Tells whether words but lead in to what stands below them ("The union demands:")."""
    return words.end + 1 >= len(words.doc) and words.doc[-1].text == ":"


def _contradicted(tags: Tags, words: Span, one: Found, stretches: Sequence[tuple[Stretch, Span]]) -> bool:
    """Tells whether the tagger hears nothing where a pattern finds an act, or surely hears another one."""
    if tags.over(words.start_char, words.end_char)[0] < _SILENT:
        return True
    if (one.strength == "strong" and one.rule.startswith(_PLAIN)) or (one.whole and one.act == "accepts"):
        return False
    return any(s.act != one.act and s.sure >= _CONTRARY and _same(words, w) for s, w in stretches)


def chosen(told: Sequence[Draft]) -> list[Draft]:
    """Returns drafts in order of the text, of those on the same words the surest; one act may hold several matters."""
    kept: list[Draft] = []
    told = [d for d in told if not any(_within(d, other) for other in told)]
    for draft in sorted(
        told, key=lambda d: (d.one.pos not in _BY_PLACE, -d.confidence, d.matter.start, d.matter.end, d.one.act)
    ):
        if not any(_same(draft.words, k.words) and draft.one is not k.one and not _apart(draft, k) for k in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.matter.start, d.matter.end, d.one.act))


def _within(one: Draft, other: Draft) -> bool:
    """Tells whether a draft is but a part of what another one tells ("accepted [the proposal]"), which is as good as sure."""
    inside = other.words.start <= one.words.start and one.words.end <= other.words.end
    part = inside and len(one.words) <= _PART * len(other.words) and one.one.act != other.one.act
    return part and other.confidence >= max(_FAIR, one.confidence - _NEARLY)


def _apart(one: Draft, other: Draft) -> bool:
    """Tells whether two drafts on the same words both stand: a strike that is threatened, and what it is over."""
    twofold = PLACE in (one.one.pos, other.one.pos) and {one.one.act, other.one.act} == {"rejects", "threatens"}
    return twofold or _of_another(one, other)


def _of_another(one: Draft, other: Draft) -> bool:
    """Tells whether of two drafts one stands wholly inside the other and is somebody else's ("accepted [Oslo's offer]")."""
    inner, outer = sorted((one, other), key=lambda d: len(d.words))
    inside = outer.words.start < inner.words.start and inner.words.end <= outer.words.end
    named = inner.one.pos == "noun" and outer.one.pos == "verb" and None not in (inner.parties[0], outer.parties[0])
    return inside and named and inner.one.act != outer.one.act and not set(inner.parties) & set(outer.parties)


def _same(one: Span, other: Span) -> bool:
    return shared((one.start_char, one.end_char), (other.start_char, other.end_char)) >= _SAME


def _words(site: Site, matter: Matter) -> Span | None:
    """Returns the words of the parse that a matter's evidence covers."""
    inside = [t for t in site.sentence.doc if matter.start <= site.sentence.char_start(t) < matter.end]
    return site.sentence.doc[inside[0].i : inside[-1].i + 1] if inside else None


def _draft(
    site: Site, tags: Tags, words: Span, one: Found, placed: tuple[Matter, tuple[tuple[str, Traits], ...]], stretch: Stretch | None,
    by_pattern: Found | None, scorer: Scorer,
) -> Draft:  # fmt: skip
    matter, codes = placed
    found_by_pattern = one is by_pattern
    held = options(site, tags, words, one if by_pattern is None else by_pattern, stretch)
    shares = scorer.shares(held)
    order = sorted(zip(shares, range(len(held)), strict=True), reverse=True)
    if found_by_pattern and any(party is not None for party in one.parties):
        # Whom a pattern finds by the parse is right more often than whom the scorer would take in its place.
        order.sort(key=lambda each: held[each[1]].party not in one.parties)
    elif (owner := putting(site, one)) is not None:
        # What an offer holds is of whose offer it is, and not of who tells it.
        order.sort(key=lambda each: held[each[1]].party != owner)
    given = answered(one)
    owners = given | accusing(one.cue) | aside(one.cue)
    # Who is given an offer does not make it, by whatever name the sentence calls it.
    takers = {site.party(site.sentence.doc[i]) for i in given} - {None} if one.act == "offers" else set()
    order = [
        each
        for each in order
        if ((named := held[each[1]].named) is None or named.i not in owners) and held[each[1]].party not in takers
    ] or order
    if (teller := held[order[0][1]].named) is not None and teller.i in reporting(site, held):
        # What a paper reports is held by somebody whom the sentence does not tell.
        order.sort(key=lambda each: held[each[1]].party is not None)
    best = order[0]
    option = held[best[1]]
    parties = _parties(site, one, option, by_pattern)
    # How sure the tagger is of an act is what speaks for the statement, also where the verb makes it another one.
    heard = one if found_by_pattern or stretch is None else replace(one, act=stretch.act)
    told = traits(tags, words, heard, stretch, (option, best[0]), by_pattern)
    sure = scorer.confidence(told)
    if one.pos in _BY_PLACE:
        # What a word is by its place alone, the tagger cannot know.
        vouched, _ = level(site.finder, site.sentence, one, parties[0])
        sure = max(sure, confidence(pattern_traits(one, parties[0], matter.issue, matter.sure, vouched)))
    return Draft(one, words, matter, parties, sure, told, tuple(held), codes)


def _parties(site: Site, one: Found, option: Option, by_pattern: Found | None) -> tuple[str | None, ...]:
    """Returns all who hold an act together with the one that was chosen; who is told to be several is no single one."""
    doing = one.holder if by_pattern is None else by_pattern.holder
    if several := site.finder.together(site.sentence, doing):
        return several
    if by_pattern is not None and option.party in by_pattern.parties:
        return by_pattern.parties
    named: Token | None = option.named
    if named is None:
        return (option.party,)
    together = site.finder.together(site.sentence, named)
    if together:
        return together
    joined = [site.party(t) for t in conjuncts(named) if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (option.party, *dict.fromkeys(p for p in joined if p is not None and p != option.party))
