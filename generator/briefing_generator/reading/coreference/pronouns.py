"""Pronouns and roles that stand for somebody named before, where the text makes it sure.

"He" and "she" stand for the person who was last the subject, in the same sentence or the one before of the same block or
the block before; "it" and "its" for the subject of the sentence before; "the Russian leader" for the only person who speaks for Russia with such a role. All else stays open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.model import Mention
from briefing_generator.reading.coreference.links import whose
from briefing_generator.reading.names.states import state_key
from briefing_generator.reading.names.world import load_world
from briefing_generator.reading.patterns.lexicon import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.names.registry import Draft, Drafts
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

_PERSONAL = {"he", "she", "him", "her", "his", "hers"}
_SHE = {"she", "her", "hers"}
_ONE = {"it", "its"}
_THINGS = _ONE | {"they", "their"}
_BRACKET = re.compile(r"\s?\\?\[\s?(?:the\s)?", re.IGNORECASE)
"""Between a pronoun and the name that an editor put behind it ("They [Norway] want …")."""


def find_anaphors(parsed: Parsed, drafts: Drafts, phrases: list[tuple[int, int, str]]) -> None:  # noqa: C901
    """Adds to ``phrases`` the pronouns and role phrases whose referent is sure."""
    # A name that may be nobody's is no person for whom "he" could stand.
    known = [d for d in drafts.by_key.values() if d.sure or d.kind != "person"]
    starts = {start: d for d in known for start in d.mentions}
    ends = {end: key for _, end, key in phrases}
    bearers = _Bearers(drafts)
    offices = load_name_words().offices
    person: tuple[int, str] | None = None
    before: tuple[int, str] | None = None
    many: set[str] = set()
    for sentence in parsed.sentences:
        if sentence.kind == "heading":
            continue
        here: str | None = None
        thing: str | None = None
        for token in sentence.doc:
            span = sentence.span(token, token)
            found = starts.get(span[0])
            if found is not None:
                main = _main(token, found, sentence)
                subject = main.dep_ in ("nsubj", "nsubjpass")
                if found.kind == "person":
                    if subject or here is None:
                        here = found.key
                elif subject:
                    thing = found.key
                    many |= {thing} if main.tag_ in ("NNS", "NNPS") else set()
                continue
            word = token.lower_
            if token.pos_ == "PRON" and (named := _in_brackets(parsed.text, span[1], starts)) is not None:
                phrases.append((*span, named.key))
                continue
            if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass"):
                # "The union's council", "their association": what belongs to somebody goes on as "it".
                owned = ends.get(span[1]) or _owned(drafts, sentence, token, phrases)
                thing = owned if owned is not None and drafts.by_key[owned].kind != "person" else thing
            if word in _PERSONAL and token.pos_ in ("PRON", "DET"):
                key = here
                if key is not None and not _may_be(drafts.by_key[key], word):
                    key = None
                if key is None and person is not None and sentence.block - person[0] <= 2:
                    key = person[1] if _may_be(drafts.by_key[person[1]], word) else None
                if key is not None:
                    phrases.append((*span, key))
                    here = here or key
            elif word in _THINGS and token.pos_ in ("PRON", "DET") and here is None:
                if thing is None and before is not None and before[0] == sentence.block and _stands_for(token):
                    thing = before[1]
                if thing is not None and not (word in _ONE and drafts.by_key[thing].kind == "group" and thing in many):
                    phrases.append((*span, thing))
            elif word in offices and token.dep_ not in ("compound", "appos") and not _names_somebody(token):
                key = bearers.find(token, drafts)
                if key is not None:
                    left = min(t.i for t in token.subtree if t.i <= token.i)
                    whole = sentence.span(sentence.doc[left], token)
                    phrases.append((*whole, key))
                    if token.text[0].isupper() and drafts.free(*whole):
                        drafts.take(drafts.by_key[key], Mention(*whole, parsed.text[whole[0] : whole[1]]), named=False)
                    here = here or key
        if here is not None:
            person = (sentence.block, here)
        before = (sentence.block, thing) if thing is not None and here is None else None


def _in_brackets(text: str, end: int, starts: dict[int, Draft]) -> Draft | None:
    """Returns whom an editor's brackets name right behind a pronoun, None where there are none."""
    opened = _BRACKET.match(text, end)
    return starts.get(opened.end()) if opened is not None else None


def _owned(drafts: Drafts, sentence: ParsedSentence, noun: Token, phrases: list[tuple[int, int, str]]) -> str | None:
    """Returns for whom a noun behind a pronoun stands, whose pronoun was resolved just now."""
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.i < noun.i), None)
    if owner is None or owner.pos_ != "PRON" or not phrases or phrases[-1][:2] != sentence.span(owner, owner):
        return None
    return whose(drafts, drafts.by_key[phrases[-1][2]], noun)


def _may_be(draft: Draft, pronoun: str) -> bool:
    """Tells whether a pronoun may stand for a person: a title or a role does not tell of the other sex."""
    words = load_name_words()
    told = {w for r in draft.roles for w in r.role.casefold().split()} | set(draft.titles)
    female = bool(told & words.women) or any(w.endswith("woman") for w in told)
    male = bool(told & words.men) or any(w.endswith("sman") for w in told)
    return not (male and not female) if pronoun in _SHE else not (female and not male)


def _stands_for(token: Token) -> bool:
    """Tells whether "it" or "its" stands for the subject of the sentence before, and not for what follows ("it is unclear …")."""
    if token.lower_ == "their":
        # "Their leader, Ana Ruiz": whose office or organ it is.
        words = load_name_words()
        lemma = token.head.lemma_.casefold()
        return token.dep_ == "poss" and lemma in words.organs | words.offices | words.of_members | words.folk
    if token.lower_ not in ("it", "its") or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return False
    if any(t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN") for t in token.doc[: token.i]):
        return False
    verb = token.head
    if token.lower_ == "its" or verb.lemma_ not in ("be", "seem", "appear", "remain", "become", "take", "look"):
        return True
    state = next((c for c in verb.children if c.dep_ in ("acomp", "attr")), None)
    return state is not None and ("adjective", state.lemma_.casefold()) in load_lexicon().frames


def _main(token: Token, found: Draft, sentence: ParsedSentence) -> Token:
    """Returns the head of the phrase that a mention starting with a token names, the first of a conjunction."""
    mention = found.mentions.get(sentence.char_start(token))
    last = token
    while mention is not None and last.i + 1 < len(sentence.doc) and sentence.char_end(last) < mention.end:
        last = last.nbor(1)
    # "The Alliance of Islands": the word whose head lies outside.
    inside = range(token.i, last.i + 1)
    main = next((t for t in sentence.doc[token.i : last.i + 1] if t.head.i not in inside or t.head.i == t.i), last)
    while main.dep_ == "conj" and main.head.i != main.i:
        main = main.head
    return main


def _names_somebody(token: Token) -> bool:
    return any(c.dep_ == "appos" for c in token.children) or token.head.ent_type_ == "PERSON"


class _Bearers:
    """People by the party for which they speak and by the words of their roles."""

    def __init__(self, drafts: Drafts) -> None:
        self.of_party: dict[str, list[str]] = defaultdict(list)
        self.of_word: dict[str, list[str]] = defaultdict(list)
        for draft in drafts.by_key.values():
            if draft.kind != "person":
                continue
            if draft.party is not None:
                self.of_party[draft.party].append(draft.key)
            words = {w for r in draft.roles for w in r.role.casefold().replace("-", " ").split()}
            for word in words | ({"leader"} if "president" in words else set()):
                self.of_word[word].append(draft.key)

    def find(self, token: Token, drafts: Drafts) -> str | None:
        """Returns the only one whom a role fits with "the" or a capital ("the Russian leader"), None where that is not sure."""
        if not (token.pos_ == "PROPN" or any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)):
            return None
        wanted: str | None = None
        for child in token.subtree:
            if child.i < token.i and child.text[0].isupper():
                code = load_world().state_of(child.text)
                wanted = state_key(code) if code else wanted
        exact = [
            key
            for key in self.of_word.get(token.lemma_.casefold(), ())
            if wanted is None or drafts.by_key[key].party == wanted
        ]
        if len(exact) == 1:
            return exact[0]
        if wanted is None or token.lower_ not in load_name_words().leaders:
            return None
        same = self.of_party.get(wanted, [])
        return same[0] if len(same) == 1 else None
