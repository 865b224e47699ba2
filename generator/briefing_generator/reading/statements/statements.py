"""Who wants, refuses, offers, accepts or threatens what: statements out of an article's parse.

Each word is looked at where it stands: as the word of a frame in the act lexicon, or as the middle of a construction.
What lies inside the content of another stance ("must accept", "calls on X to agree") is part of that content and no
stance of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import seen
from briefing_generator.language.words import load_words
from briefing_generator.model import Block, Evidence, Quotation, Statement
from briefing_generator.reading.candidates.addressees import addressee
from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.candidates.holders import HolderFinder
from briefing_generator.reading.candidates.levels import hearsay, level
from briefing_generator.reading.candidates.salience import salience_of
from briefing_generator.reading.grammar.clauses import ancestors, lemma, nation, possessor
from briefing_generator.reading.grammar.conditions import condition
from briefing_generator.reading.patterns.lexicon import Lexicon, load_lexicon
from briefing_generator.reading.spans.antecedents import Antecedents, Told
from briefing_generator.reading.spans.evidence import Around, Matter, matters
from briefing_generator.reading.spans.gapping import but_not, gapped
from briefing_generator.reading.spans.qualifiers import guarded
from briefing_generator.reading.spans.splitting import astray
from briefing_generator.reading.statements.announcements import announced, spurned
from briefing_generator.reading.statements.beside import beside_the_point, stray
from briefing_generator.reading.statements.clefts import cleft, none_of
from briefing_generator.reading.statements.confidence import confidence, traits
from briefing_generator.reading.statements.constructions import (
    deadline,
    listing,
    modal,
    none_until,
    nothing_less,
    predicate,
    preference,
    side,
    under_plan,
    verdict,
)
from briefing_generator.reading.statements.drafts import Draft, chosen, drafts
from briefing_generator.reading.statements.frames import read_frames
from briefing_generator.reading.statements.lists import Leads, item_demands
from briefing_generator.reading.statements.protests import protest
from briefing_generator.reading.statements.scoring import Scorer, load_scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Token

    from briefing_generator.model import Level
    from briefing_generator.reading.quotations.turns import Voice
    from briefing_generator.reading.spans.classifying import ScoringClassifier
    from briefing_generator.reading.tagger.tagging import Tags
    from briefing_generator.reading.text.parse import Parsed
    from briefing_generator.reading.text.referents import Referents

READERS: tuple[Callable[[Site, Token], Found | None], ...] = (
    spurned, cleft, modal, none_until, none_of, nothing_less, preference, under_plan, announced, deadline, predicate, read_frames, verdict, side, listing,
)  # fmt: skip
"""What is tried on each word, in this order; the first that finds something wins."""

_SURE = 0.4
"""How sure an issue must be for a word that tells of a position only on a known issue."""


class StatementFinder:
    """Reads the statements of one article."""

    def __init__(
        self,
        parsed: Parsed,
        referents: Referents,
        quotations: tuple[Quotation, ...],
        issues: ScoringClassifier,
        voices: tuple[Voice, ...] = (),
        tags: Sequence[Tags | None] = (),
        scorer: Scorer | None = None,
    ) -> None:
        """Prepares a walk over the article's sentences in order; ``tags`` are theirs, and nothing is tagged without a scorer."""
        self.parsed = parsed
        self.issues = issues
        self.finder = HolderFinder(parsed, referents, quotations, voices)
        self.tags = tags if scorer is not None else ()
        self.scorer = scorer
        self._salience = salience_of(parsed, referents) if self.tags else None
        self._lexicon = load_lexicon()
        self._ids: dict[str, int] = {}
        self._demanded = False

    def run(self) -> Iterator[Statement]:
        """Gives the article's statements in order of the text."""
        leads = Leads(self.finder)
        antecedents = Antecedents(self.parsed.text)
        article = self._about() if self.tags else {}
        for sentence in self.parsed.sentences:
            block: Block = self.parsed.block(sentence)
            if leads.opens(sentence, block) or block.kind == "furniture" or self.finder.asked(sentence):
                continue
            lent = leads.lent(sentence, block)
            site = Site(sentence, self.finder, self._lexicon, self._demanded, lent, self._salience)
            before = antecedents.before.doc.text if antecedents.before is not None else ""
            yield from self._sentence(site, leads, Around(antecedents, leads.heading, leads.label, before, article))
            antecedents.before = sentence

    def _about(self) -> dict[str, float]:
        """Returns what the article is about: its title and all its sentences, page furniture left out."""
        read = (s.doc.text for s in self.parsed.sentences if self.parsed.block(s).kind != "furniture")
        return self.issues.shares((self.parsed.article.title, *read))

    def _sentence(self, site: Site, leads: Leads, around: Around) -> Iterator[Statement]:
        found = self._acts(site)
        if not found and (item := item_demands(site, leads)):
            found = [item]
        found = sorted((f for f in guarded(found) if not beside_the_point(f)), key=lambda f: f.cue.i)
        sentence = site.sentence
        tags = self.tags[sentence.index] if self.tags else None
        if tags is not None and self.scorer is not None:
            told = drafts(site, tags, found, self.scorer, self.issues, around)
            # Those of patterns have been asked already.
            to_the_point = [d for d in told if not (d.one.pos == "tagged" and beside_the_point(d.one))]
            for draft in self.choose([d for d in to_the_point if not stray(d.one, d.matter, self.issues)]):
                yield from self._told(site, draft, around)
        else:
            for one in found:
                yield from self._statements(site, one, around)
        asks = load_words("matters")["lists"]
        self._demanded = any(one.act == "demands" for one in found) or any(
            t.lemma_ in asks and t.pos_ == "NOUN" for t in sentence.doc
        )
        if not found and self._demanded:
            for t in sentence.doc:
                if t.dep_ == "poss" and (party := site.party(t)):
                    self.finder.carried[sentence.block] = party
                    break

    def choose(self, told: Sequence[Draft]) -> list[Draft]:
        """Returns the drafts that are kept, of those on the same words the surest."""
        return chosen(told)

    def _told(self, site: Site, draft: Draft, around: Around) -> Iterator[Statement]:
        """Gives the statements of a draft, one a party."""
        one, matter = draft.one, draft.matter
        for party in draft.parties:
            if party is not None:
                self.finder.carried[site.sentence.block] = party
            vouched = level(self.finder, site.sentence, one, party)
            yield self._statement(site, one, party, matter, vouched, draft.confidence, around)

    def _statement(
        self, site: Site, one: Found, party: str | None, matter: Matter,
        vouched: tuple[Level, str | None], sure: float, around: Around,
    ) -> Statement:  # fmt: skip
        """Returns the statement that a party's act and matter are, and remembers it for words that point back."""
        around.antecedents.told.append(_told(site, one, party, matter, sure))
        text, article = self.parsed.text, self.parsed.article
        quote = text[matter.start : matter.end]
        return Statement(
            id=self._id(article.id, quote, matter.own, one.act, matter.issue, party),
            party=party,
            act=one.act,
            issue=matter.issue,
            content=matter.words,
            addressee=addressee(site, one, matter.head, party),
            conditional=one.condition is not None,
            condition=seen(text, *site.sentence.span(*one.condition)) if one.condition else None,
            speaker=vouched[1],
            level=vouched[0],
            date=article.date,
            evidence=Evidence(article.id, matter.start, matter.end, quote),
            confidence=sure,
            rule=one.rule,
            matter=matter.bare,
            against=matter.against,
        )

    def _acts(self, site: Site) -> list[Found]:  # noqa: C901
        taken: set[int] = set()
        found: list[Found] = []
        doc = site.sentence.doc
        for token in sorted(doc, key=lambda t: (sum(1 for _ in ancestors(t)), t.i)):
            inner = token.i in taken
            if inner and (token.pos_ != "NOUN" or (possessor(token) or nation(token)) is None):
                continue
            if _hangs_on_unread(token, self._lexicon, {o.cue.i for o in found}):
                continue
            if not inner and (against := protest(site, token)) is not None:
                found.append(against)
            one = next((f for reader in READERS if (f := reader(site, token)) is not None), None)
            if one is not None and says_more(site, one):
                one = None
            if one is not None and any(_same(one, o) for o in found):
                continue
            if one is not None and inner and any(o.cue.i == token.head.i and o.act == one.act for o in found):
                continue
            if one is None or (inner and (one.parties == (None,) or any(one.parties == o.parties for o in found))):
                continue
            if one.condition is None:
                what = condition(one.cue, one.contents)
                if what is not None and any(o.condition is not None and overlaps(what, o.condition) for o in found):
                    what = None
                one = replace(one, condition=what)
            if (shared := gapped(site, one)) is not None:
                one = shared[0]
                found.append(shared[1])
                taken.update(_inside(shared[1]))
            found.append(one)
            found.extend(but_not(one))
            taken.update(_inside(one))
            if one.condition is not None:
                taken.update(range(one.condition[0].i, one.condition[1].i + 1))
        return found

    def _statements(self, site: Site, one: Found, around: Around) -> Iterator[Statement]:
        told_by = one if one.shared is None else replace(one, cue=one.shared)
        for party in self.finder.together(site.sentence, one.holder) or one.parties:
            vouched = level(self.finder, site.sentence, told_by, party)
            if hearsay(self.finder, site.sentence, told_by, vouched[1], party):
                continue
            if party is not None:
                self.finder.carried[site.sentence.block] = party
            for matter in matters(site, one, one.condition, self.issues, around):
                if stray(one, matter, self.issues):
                    continue
                placed = matter.issue != "other" and matter.sure >= _SURE
                if not (one.strength == "strong" or placed or (one.strength == "known" and party is not None)):
                    continue
                sure = confidence(traits(one, party, matter.issue, matter.sure, vouched[0]))
                yield self._statement(site, one, party, matter, vouched, sure, around)

    def _id(self, *parts: str | None) -> str:
        digest = hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:10]
        self._ids[digest] = self._ids.get(digest, 0) + 1
        return digest if self._ids[digest] == 1 else f"{digest}-{self._ids[digest]}"


def _told(site: Site, one: Found, party: str | None, matter: Matter, sure: float) -> Told:
    return Told(one.act, party, matter.head, matter.own, matter.issue, matter.sure, site.sentence, sure)


def overlaps(one: tuple[Token, Token], other: tuple[Token, Token]) -> bool:
    """Tells whether two stretches share a word; a condition belongs to the outermost act it stands with."""
    return one[0].i <= other[1].i and other[0].i <= one[1].i


def _same(one: Found, other: Found) -> bool:
    """Tells whether two words carry one act ("dismissed the demand as absurd")."""
    return (one.act, one.parties) == (other.act, other.parties) and one.contents == other.contents


def _hangs_on_unread(token: Token, lexicon: Lexicon, cues: set[int]) -> bool:
    """Tells whether an infinitive hangs on a word of acts that was not taken for one ("before it refused to sign")."""
    above = token.head
    return (
        token.dep_ == "xcomp"
        and above.i not in cues
        and any((pos, lemma(above)) in lexicon.frames for pos in ("verb", "adjective"))
    )


def says_more(site: Site, one: Found) -> bool:
    """Tells whether a clause insisted on holds a position of its own ("insisted that cuts were out of the question")."""
    if one.act != "demands" or one.cue.lemma_ not in load_words("speech")["saying"]:
        return False
    for clause in (c for c in one.contents if c.dep_ == "ccomp"):
        for token in (clause, *clause.children, *(g for c in clause.children for g in c.subtree if c.dep_ == "prep")):
            if any(f.act != "demands" for reader in (announced, predicate) if (f := reader(site, token))):
                return True
    return False


def _inside(found: Found) -> set[int]:
    """Returns the tokens of an act's content, but for relative clauses, which may hold stances of their own."""
    inside: set[int] = {found.cue.i}
    stack = list(found.contents)
    while stack:
        token = stack.pop()
        inside.add(token.i)
        apart = ("relcl", "appos", "parataxis", "conj") if token.i == found.cue.i else ("relcl", "appos", "parataxis")
        stack.extend(c for c in token.children if c.dep_ not in apart and c.i != found.cue.i and not astray(c))
    return inside


def find_statements(
    parsed: Parsed,
    referents: Referents,
    quotations: tuple[Quotation, ...],
    issues: ScoringClassifier,
    voices: tuple[Voice, ...] = (),
    tags: Sequence[Tags | None] = (),
) -> tuple[Statement, ...]:
    """Returns the statements of an article in order of the text; parties and speakers are entity keys."""
    scorer = load_scorer()
    return tuple(StatementFinder(parsed, referents, quotations, issues, voices, tags, scorer).run())
