"""Who wants, refuses, offers, accepts or threatens what: statements out of an article's parse.

Each word of the act lexicon is looked at where it stands: its holder, its content, negation and condition are read off
the dependency parse. What lies inside the content of another stance ("must accept", "calls on X to agree") is part of
that content and no stance of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from generator.model import Act, Block, Evidence, Quotation, Statement
from generator.reading.clauses import (
    ancestors,
    children,
    condition,
    conjuncts,
    lemma,
    negated,
    possessor,
    subject,
    subtree_span,
)
from generator.reading.contents import NAMED_MATTERS, content_heads, split_contents
from generator.reading.groups import ACTORS
from generator.reading.holders import SAYING, HolderFinder
from generator.reading.lexicon import Frame, Lexicon, load_lexicon
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.referents import Referents

if TYPE_CHECKING:
    from spacy.tokens import Token

TURNED: dict[Act, Act | None] = {
    "demands": "accepts", "rejects": "accepts", "accepts": "rejects", "offers": "rejects", "threatens": None,
}  # fmt: skip
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}
_MODALS = frozenset(("must", "should", "need", "have", "ought"))


class Classifier(Protocol):
    """What places a content among issues (:class:`generator.reading.issues.IssueClassifier`)."""

    def classify(self, content: str, sentence: str, *, heading: str = "", context: str = "") -> tuple[str, float]:
        """Returns the code of an issue and how sure that is."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """An act found in a sentence, before it becomes statements."""

    act: Act
    cue: Token
    pos: str
    contents: tuple[Token, ...]
    parties: tuple[str | None, ...]
    holder: Token | None
    strong: bool
    rule: str


class StatementFinder:
    """Reads the statements of one article."""

    def __init__(
        self, parsed: Parsed, referents: Referents, quotations: tuple[Quotation, ...], issues: Classifier
    ) -> None:
        """Prepares a walk over the article's sentences in order."""
        self.parsed = parsed
        self.referents = referents
        self.issues = issues
        self.lexicon: Lexicon = load_lexicon()
        self.finder = HolderFinder(parsed, referents, quotations)
        self._ids: dict[str, int] = {}
        self._demanding = False

    def run(self) -> Iterator[Statement]:
        """Gives the article's statements in order of the text."""
        heading = ""
        lead: list[tuple[int, ParsedSentence]] = []
        before = ""
        for sentence in self.parsed.sentences:
            block = self.parsed.block(sentence)
            if block.kind == "heading":
                heading, lead = sentence.doc.text, []
                self._lend(sentence, block)
                continue
            if block.kind == "item":
                while lead and lead[-1][0] >= block.depth:
                    lead.pop()
            else:
                lead = []
            context = " ".join([heading, *(s.doc.text for _, s in lead)])
            if block.kind == "item" and sentence.doc.text.rstrip().endswith(":"):
                lead.append((block.depth, sentence))
                self._lend(sentence, block)
                continue
            yield from self._sentence(sentence, context, before)
            before = sentence.doc.text

    def _lend(self, sentence: ParsedSentence, block: Block) -> None:
        for token in sentence.doc:
            if token.dep_ == "poss" or "’s" in token.text or "'s" in token.text:
                party = self.finder.party_of(sentence, token)
                if party is not None:
                    self.finder.carried[sentence.block] = party
                    return

    def _carried(self, sentence: ParsedSentence) -> str | None:
        for block in range(sentence.block, max(-1, sentence.block - 3), -1):
            if block in self.finder.carried:
                return self.finder.carried[block]
        return None

    def _sentence(self, sentence: ParsedSentence, context: str, before: str) -> Iterator[Statement]:
        taken: set[int] = set()
        found: list[Found] = []
        for token in sorted(sentence.doc, key=lambda t: (sum(1 for _ in ancestors(t)), t.i)):
            inner = token.i in taken
            if inner and (token.pos_ != "NOUN" or possessor(token) is None):
                continue
            one = self._act(sentence, token)
            if one is None or (inner and (one.parties == (None,) or any(one.parties == o.parties for o in found))):
                continue
            found.append(one)
            taken.update(self._inside(one))
            span = condition(one.cue, list(one.contents))
            if span is not None:
                taken.update(range(span[0].i, span[1].i + 1))
        for one in sorted(found, key=lambda f: f.cue.i):
            yield from self._statements(sentence, one, context, before)
        self._demanding = any(one.act == "demands" for one in found) or any(
            t.lemma_ in ("demand", "condition", "requirement", "term") and t.pos_ == "NOUN" for t in sentence.doc
        )
        if not found and self._demanding:
            for t in sentence.doc:
                if t.dep_ == "poss" and (party := self.finder.party_of(sentence, t)):
                    self.finder.carried[sentence.block] = party
                    break

    def _inside(self, found: Found) -> set[int]:
        """Returns the tokens of an act's content, but for relative clauses, which may hold stances of their own."""
        inside: set[int] = {found.cue.i}
        stack = list(found.contents)
        while stack:
            token = stack.pop()
            inside.add(token.i)
            stack.extend(c for c in token.children if c.dep_ not in ("relcl", "appos") and c.i != found.cue.i)
        return inside

    def _act(self, sentence: ParsedSentence, token: Token) -> Found | None:
        pos = _POS.get(token.pos_)
        if pos is None or (token.dep_ in ("aux", "auxpass", "compound") and pos != "noun"):
            return None
        if pos == "adjective" or (pos == "verb" and token.tag_ == "VBN"):
            frames = self.lexicon.frames.get(("adjective", token.lower_), ()) or self.lexicon.frames.get(
                (pos, lemma(token)), ()
            )
        else:
            frames = self.lexicon.frames.get((pos, lemma(token)), ()) or self.lexicon.frames.get(
                (pos, token.lemma_.casefold()), ()
            )
        for frame in frames:
            one = self._framed(sentence, token, frame)
            if one is not None:
                return one
        return (
            self._predicate(sentence, token)
            or self._modal(sentence, token)
            or self._listing(sentence, token)
            or self._threat(sentence, token)
        )

    def _framed(self, sentence: ParsedSentence, token: Token, frame: Frame) -> Found | None:
        turned = negated(token)
        if (frame.negated_only and not turned) or unsettled(token):
            return None
        contents = content_heads(token, frame)
        if not contents:
            return None
        if frame.objects and not any(c.lemma_.casefold() in frame.objects for c in contents):
            return None
        words = {t.lemma_.casefold() for c in contents for t in c.subtree}
        if frame.hostile and not any(c.lemma_.casefold() in self.lexicon.hostile for c in contents):
            return None
        if frame.deed and not words & (self.lexicon.deeds | self.lexicon.hostile):
            return None
        if frame.addressed and not any(self._doer(c) for c in contents):
            return None
        if frame.pos == "noun" and frame.needs_light and not self._lit(token, frame):
            return None
        parties, holder, named = self.finder.holders(sentence, token, frame.pos, frame.light)
        if holder is not None and self.finder.matter(holder) and not parties and frame.pos != "noun":
            _who, key = self.finder.speaker_above(sentence, token)
            if frame.pos == "verb" or key is None:
                return None
            parties = [self.referents.party(key)]
        if named and not parties and frame.act == "offers" and (holder is None or holder.lemma_ not in ACTORS):
            return None
        if named and not parties:
            if frame.pos != "noun" and not frame.strong:
                return None
            if holder is not None and holder.pos_ == "PRON" and holder.lower_ not in ("he", "she", "they", "we", "i"):
                return None
        if not named and frame.pos == "noun" and not parties:
            if frame.terms:
                proposer = self.finder.proposer()
                if proposer is None or any(c.lower_ in ("could", "might", "may") for c in token.head.children):
                    return None
                parties = [proposer]
            elif frame.act != "demands" or not frame.strong:
                return None
            _who, key = self.finder.speaker_above(sentence, token)
            carried = self.referents.party(key) if key else self._carried(sentence)
            parties = parties or ([carried] if carried else [])
        if not named and frame.pos != "noun" and not parties:
            if token.dep_ == "ROOT" and not frame.strong:
                return None
            if any(c.dep_ == "auxpass" for c in token.children) and not frame.strong:
                return None
        act: Act | None = frame.act
        if turned and not frame.negated_only:
            act = TURNED[frame.act]
        if act is None or (turned and frame.act == "demands" and not frame.strong):
            return None
        rule = f"{frame.act}.{frame.pos}: {'not ' if turned else ''}{lemma(token)}"
        return Found(
            act,
            token,
            frame.pos,
            tuple(contents),
            tuple(parties) or (None,),
            holder,
            frame.strong or bool(frame.objects),
            rule,
        )

    def _doer(self, content: Token) -> bool:
        return any(c.dep_ in ("nsubj", "nsubjpass") for c in content.children) or any(
            c.dep_ == "prep" and c.lower_ == "from" for c in content.children
        )

    def _lit(self, token: Token, frame: Frame) -> bool:
        above = first_verb(token)
        return above is not None and above.lemma_.casefold() in frame.light

    def _predicate(self, sentence: ParsedSentence, token: Token) -> Found | None:
        entry = self.lexicon.predicates.get(token.lower_)
        if entry is None and token.i > 0:
            entry = self.lexicon.predicates.get(f"{token.nbor(-1).lower_} {token.lower_}")
        if entry is None:
            return None
        act, reported = entry
        verb = first_verb(token)
        if verb is None:
            return None
        if negated(verb):
            return None
        viewed = [c for c in verb.children if c.dep_ == "dobj"]
        if (
            verb.lemma_ in ("view", "regard", "see", "consider", "call", "deem", "describe", "declare", "make")
            and viewed
        ):
            who = subject(verb)
            party = self.finder.party_of(sentence, who) if who is not None else None
            if party is None:
                return None
            return Found(act, token, "predicate", (viewed[0],), (party,), who, True, f"{act}.predicate: {token.lower_}")
        content = subject(verb) if verb.lemma_ in ("be", "remain", "become", "stay") else None
        if content is None:
            return None
        holder: Token | None = None
        party = None
        for prep in [c for t in (token, verb) for c in t.children if c.dep_ == "prep" and c.lower_ in ("to", "for")]:
            for who in children(prep, "pobj"):
                party = party or self.finder.party_of(sentence, who)
                holder = who if party else holder
        if party is None:
            above, key = self.finder.speaker_above(sentence, token)
            party = self.referents.party(key) if key else None
            holder = above
        if party is None:
            return None
        return Found(
            act, token, "predicate", (content,), (party,), holder, not reported, f"{act}.predicate: {token.lower_}"
        )

    def _modal(self, sentence: ParsedSentence, token: Token) -> Found | None:
        if token.pos_ not in ("VERB", "AUX"):
            return None
        modal = next((c for c in token.children if c.dep_ == "aux" and c.lower_ == "must"), None)
        if modal is None and token.dep_ == "xcomp" and token.head.lemma_ in ("need", "have"):
            modal = token.head
        own = next(
            (c for t in (token, modal) if t is not None for c in t.children if c.dep_ in ("nsubj", "nsubjpass")), None
        )
        if modal is None or own is None:
            return None
        who, key = self.finder.speaker_above(sentence, modal if modal.dep_ != "aux" else token)
        about = own.lemma_.casefold()
        party = self.referents.party(key) if key else None
        if party is None:
            if not self.finder.matter(own) or about in ("it", "this"):
                return None
            carried = self._carried(sentence) if about in ("condition", "demand", "requirement") else None
            if carried is None and about not in ("deal", "agreement", "accord", "settlement"):
                return None
            party = carried
        elif self.finder.party_of(sentence, own) == party:
            return None
        return Found("demands", token, "modal", (token,), (party,), who, True, f"demands.modal: {modal.lower_}")

    def _threat(self, sentence: ParsedSentence, token: Token) -> Found | None:
        """Reads "will withdraw its force unless …": a hostile deed announced with a way out."""
        if token.pos_ != "VERB" or token.lemma_ not in self.lexicon.hostile:
            return None
        ahead = any(
            c.dep_ == "aux" and c.lower_ in ("will", "would", "may", "could", "’ll", "'ll") for c in token.children
        )
        way_out = any(
            c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "unless" for m in c.children)
            for c in token.children
        )
        who = subject(token)
        party = self.finder.party_of(sentence, who) if who is not None else None
        if not (ahead and way_out) or party is None:
            return None
        return Found("threatens", token, "verb", (token,), (party,), who, True, f"threatens.unless: {token.lemma_}")

    def _listing(self, sentence: ParsedSentence, token: Token) -> Found | None:
        """Reads "These include …" below a sentence that demands: each item listed is a demand of the same party."""
        if token.lemma_ not in ("include", "comprise") or not self._demanding:
            return None
        own = next((c for c in token.children if c.dep_ == "nsubj"), None)
        contents = tuple(c for c in token.children if c.dep_ in ("dobj", "xcomp", "ccomp"))
        carried = self._carried(sentence)
        if own is None or own.lower_ not in ("this", "these", "those", "they") or not contents or carried is None:
            return None
        return Found("demands", token, "listing", contents, (carried,), None, True, "demands.listing: include")

    def _statements(self, sentence: ParsedSentence, one: Found, context: str, before: str) -> Iterator[Statement]:
        article = self.parsed.article
        what = condition(one.cue, list(one.contents))
        for party in one.parties:
            level, speaker = self.finder.level(sentence, one.cue, party, one.holder)
            if self.finder.hearsay(one.cue, speaker, party):
                continue
            if party is not None:
                self.finder.carried[sentence.block] = party
            for content, words, left, right, issue, sure in self._matters(sentence, one, what, context, before):
                quote = self.parsed.text[left:right]
                if not one.strong and (issue == "other" or sure < 0.4):
                    continue
                confidence = 0.35 + 0.25 * one.strong + 0.15 * (party is not None) + 0.2 * sure
                yield Statement(
                    id=self._id(article.id, quote, words, one.act, issue, party),
                    party=party,
                    act=one.act,
                    issue=issue,
                    content=words,
                    addressee=self._addressee(sentence, one, content, party),
                    conditional=what is not None,
                    condition=self.parsed.text[slice(*sentence.span(*what))] if what else None,
                    speaker=speaker,
                    level=level,
                    date=article.date,
                    evidence=Evidence(article.id, left, right, quote),
                    confidence=round(min(confidence, 1.0), 3),
                    rule=one.rule,
                )

    def _matters(
        self, sentence: ParsedSentence, one: Found, what: tuple[Token, Token] | None, context: str, before: str
    ) -> list[tuple[Token, str, int, int, str, float]]:
        """Returns each matter of an act: content's head, its words, the evidence's span, issue and how sure that is.

        Joined contents on one issue are one matter.
        """
        parts = [
            part
            for part in split_contents(one.contents, one.cue)
            if not (one.rule.startswith("rejects") and contrasted(part[0]))
        ]
        found: list[tuple[Token, str, int, int, str, float]] = []
        spans: list[tuple[int, int]] = []
        for content, first, last in parts:
            start, end = sentence.span(first, last)
            left, right = self._evidence(sentence, one, content, what)
            words = self.parsed.text[start:end]
            about = words
            if content.lemma_ in NAMED_MATTERS and len(words.split()) <= 3:
                # "… , a demand that Kyiv rejects": the matter stands before it.
                about = self.parsed.text[sentence.start : start] or words
            issue, sure = self.issues.classify(about, self.parsed.text[left:right], heading=context, context=before)
            if found and found[-1][4] == issue and len(one.contents) == 1:
                start, left = spans[-1][0], min(left, found[-1][2])
                head, sure = found[-1][0], max(sure, found[-1][5])
                found[-1] = (head, self.parsed.text[start:end], left, max(right, found[-1][3]), issue, sure)
                spans[-1] = (start, end)
                continue
            found.append((content, words, left, right, issue, sure))
            spans.append((start, end))
        return found

    def _evidence(
        self, sentence: ParsedSentence, one: Found, content: Token, what: tuple[Token, Token] | None
    ) -> tuple[int, int]:
        """Returns the span from the holder (where it stands in the same clause) over the cue to the content's end."""
        first, last = subtree_span(content)
        tokens = [one.cue, first, last]
        if one.holder is not None and abs(one.holder.i - one.cue.i) < 25:
            tokens.extend(
                subtree_span(
                    one.holder, frozenset(c.i for c in one.holder.children if c.dep_ in ("relcl", "appos", "acl"))
                )
            )
        if what is not None and what[1].i - last.i < 30:
            tokens.extend(what)
        tokens.sort(key=lambda t: t.i)
        return sentence.span(tokens[0], tokens[-1])

    def _addressee(self, sentence: ParsedSentence, one: Found, content: Token, party: str | None) -> str | None:
        candidates = [c for c in one.cue.children if c.dep_ in ("dobj", "dative")] if content.dep_ == "xcomp" else []
        candidates += [p for c in one.cue.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "from", "against", "to")
                       for p in children(c, "pobj")]  # fmt: skip
        candidates += [c for c in content.children if c.dep_ in ("nsubj", "poss")]
        for token in candidates:
            key = self.finder.party_of(sentence, token)
            if key is not None and key != party:
                return key
        return None

    def _id(self, *parts: str | None) -> str:
        digest = hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:10]
        self._ids[digest] = self._ids.get(digest, 0) + 1
        return digest if self._ids[digest] == 1 else f"{digest}-{self._ids[digest]}"


_UNSETTLED = frozenset(("before", "until", "whether", "if", "unless", "when", "after", "should"))
_MOVED = frozenset(
    [
        "persuade",
        "convince",
        "get",
        "force",
        "press",
        "pressure",
        "urge",
        "ask",
        "push",
        "help",
        "allow",
        "enable",
        "let",
        "lead",
        "make",
        "cause",
    ]
)


def unsettled(token: Token) -> bool:
    """Tells whether a word tells only of what may come: "before Russia agrees", "to persuade Russia to accept"."""
    for child in token.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in _UNSETTLED and child.i < token.i:
            return True
    if token.dep_ in ("xcomp", "ccomp") and token.head.lemma_ in _MOVED and token.head.i < token.i:
        return any(c.dep_ in ("dobj", "nsubj") for c in (*token.head.children, *token.children) if c.i < token.i)
    return False


def contrasted(content: Token) -> bool:
    """Tells whether a joined content stands behind "but" ("not a truce but a settlement")."""
    return content.dep_ == "conj" and any(
        c.dep_ == "cc" and c.lower_ == "but" and content.head.i < c.i < content.i for c in content.head.children
    )


def first_verb(token: Token) -> Token | None:
    """Returns the nearest verb above a noun or adjective within its own clause."""
    for above in ancestors(token):
        if above.pos_ in ("VERB", "AUX"):
            return above
        if above.dep_ in ("relcl", "acl"):
            return None
    return None


def find_statements(
    parsed: Parsed, referents: Referents, quotations: tuple[Quotation, ...], issues: Classifier
) -> tuple[Statement, ...]:
    """Returns the statements of an article in order of the text; parties and speakers are entity keys."""
    return tuple(StatementFinder(parsed, referents, quotations, issues).run())


__all__ = ["SAYING", "Classifier", "StatementFinder", "conjuncts", "find_statements"]
