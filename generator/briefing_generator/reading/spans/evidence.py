"""From an act to what is kept of it: its matters, the span that carries each, the issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from briefing_generator.corpus.body.markup import in_place, plain_view, seen
from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors, children, subtree_span
from briefing_generator.reading.patterns.contents import NAMED_MATTERS, behind_comma, reduced_object
from briefing_generator.reading.spans.antecedents import Antecedents
from briefing_generator.reading.spans.bare import bare_matter
from briefing_generator.reading.spans.gapping import denied_by_but
from briefing_generator.reading.spans.qualifiers import weakening
from briefing_generator.reading.spans.splitting import split_contents
from briefing_generator.reading.spans.topics import stake, topic
from briefing_generator.reading.spans.wholeness import unquoted, whole_content

if TYPE_CHECKING:
    from briefing_generator.reading.candidates.candidate import Found, Site
    from briefing_generator.reading.spans.classifying import Classifier

_NEAR = 25
"""Tokens between holder and cue beyond which the evidence starts at the cue."""
_BEHIND = 20
"""Characters in which a mark of one sign stands, also as an entity of HTML."""
_EMPTY = load_words("matters")["empty"]
_POINTING = (
    load_words("matters")["named"] | load_words("matters")["plans"] | {"arrangement", "system", "result", "outcome"}
)
_VAGUE = ("other", "process")
"""Issues beside which what stands at stake tells more ("will sign nothing without [guarantees]")."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence: heading, lead-ins and label above it, the sentence and the matters before it.

    ``article`` is what the article is about: the share of its sentences for each issue.
    """

    antecedents: Antecedents
    heading: str = ""
    label: str = ""
    before: str = ""
    article: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of an act: the head of its content, its words, the evidence's span, its issue and how sure that is.

    ``bare`` and ``against`` are what :func:`briefing_generator.reading.spans.bare.bare_matter` leaves of the words.
    ``own`` are the words as they stand, without what a pronoun among them stands for.
    """

    head: Token
    words: str
    start: int
    end: int
    issue: str
    sure: float
    bare: str
    against: bool
    own: str = ""


def matters(  # noqa: C901
    site: Site, one: Found, what: tuple[Token, Token] | None, classifier: Classifier, around: Around
) -> list[Matter]:
    """Returns each matter of an act, as many as are joined; neighbours on one known issue are one matter."""
    found: list[Matter] = []
    text = around.antecedents.text
    opened = bared = 0
    for head, first, last in split_contents(one.contents, one.cue, what):
        if head not in one.contents and (
            contrasted(head, "than" if one.act != "rejects" else None) or denied_by_but(head)
        ):
            continue
        if one.until is not None and last.i > one.until.i:
            if first.i > one.until.i:
                continue
            last = one.until
        things = children(one.cue, "nsubjpass", "nsubj") if one.pos == "announced" else []
        if things and (things[0].dep_ == "nsubjpass" or _of_a_thing(things[0], one.holder)):
            # "No ransom would be paid": a passive says little without its subject.
            first = things[0].left_edge
        elif one.pos == "announced" or (one.pos == "verb" and head.i == one.cue.i):
            first = one.cue
        elif one.pos == "item":
            first = _past_label(first, last)
        elif one.act == "rejects":
            first = _past_negation(head, first)
        start, end = closed(text, *site.sentence.span(first, last))
        left, right = closed(
            text, *_evidence(site, one, (first if first.i < one.cue.i else head.left_edge, last), what)
        )
        own = words = seen(text, start, end)
        meant = around.antecedents.meant(site, one, (head, first, last), words)
        if meant is None and (one.pos == "answer" or (words.casefold() in _EMPTY and one.strength != "strong")):
            continue
        if head.lemma_ in NAMED_MATTERS and len(words.split()) <= 3 and set_apart(head, one.cue):
            words, meant = _meant(site, head, text) or words, None
        about = meant.about if meant is not None else words if words != own else topic(site, first, last)
        words = meant.words if meant is not None else words
        if words == own:
            words = own = _by_itself(site, text, (first, last), (left, right)) or own
        issue, sure = classifier.classify(
            about, seen(text, left, right), heading=around.heading, context=around.before, label=around.label
        )
        if meant is not None and meant.issue not in (None, "other"):
            issue, sure = meant.issue, meant.sure
        elif issue in _VAGUE and (clause := stake(one, head, what)) is not None:
            at_stake = classifier.classify(seen(text, *site.sentence.span(*clause)), "")
            issue, sure = at_stake if at_stake[0] not in _VAGUE else (issue, sure)
        last_one = found[-1] if found else None
        alike = last_one is not None and (last_one.issue == issue != "other" or _points_back(head, text[:start]))
        if last_one and alike and len(one.contents) == 1:
            found[-1] = replace(
                last_one, words=seen(text, opened, end), bare=seen(text, bared, end),
                start=min(left, last_one.start), end=max(right, last_one.end), sure=max(sure, last_one.sure),
                own=seen(text, opened, end),
            )  # fmt: skip
            continue
        foremost, hindmost, against = bare_matter(head, first, last, one.whole)
        bared, till = site.sentence.span(foremost, hindmost)
        bare = meant.about if meant is not None else words if words != own else seen(text, bared, till)
        if (less := weakening(one)) is not None and not first.i <= less[0].i <= last.i:
            lower, upper = site.sentence.span(*less)
            words, left, right = f"{words} [{seen(text, lower, upper)}]", min(left, lower), max(right, upper)
        if one.whole and one.cue.i < first.i:
            start = site.sentence.char_start(_cue_start(one.cue))
            own = words = seen(text, start, end)
        found.append(Matter(head, words, left, right, issue, sure, bare, against, own))
        opened = start
    return found


def _by_itself(site: Site, text: str, span: tuple[Token, Token], place: tuple[int, int]) -> str:
    """Returns a content's words as they can be read, those of its evidence where its own are a fragment."""
    inside = [t for t in site.sentence.doc if place[0] <= site.sentence.char_start(t) < place[1]]
    around = [(inside[0], inside[-1])] if inside else []
    first, last = whole_content(*span, *around)
    return unquoted(seen(text, *closed(text, *site.sentence.span(first, last)))) or unquoted(seen(text, *place))


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns a span widened by the mark right beside it that one of its own lacks: a quotation mark, "[W]e"."""
    if start and text[start - 1] == "[" and "]" in text[start : start + 4]:
        start -= 1
    words = in_place(text[start:end])
    straight, curly = words.count('"') % 2 == 1, words.count("“") - words.count("”")
    # From the sign before on, which tells whether a mark closes.
    view = plain_view(text, max(start, end - 1), min(len(text), end + _BEHIND))
    first = sum(at < end for at in view.offsets[:2])
    behind = first + (view.text[first : first + 1] in (".", ","))
    after = next((at for at in (first, behind) if view.text[at : at + 1] in ('"', "”")), None)
    if after is not None and ((straight and view.text[after] == '"') or (curly > 0 and view.text[after] == "”")):
        end = view.offsets[after] + 1
    elif start and ((straight and text[start - 1] == '"') or (curly < 0 and text[start - 1] == "“")):
        start -= 1
    return start, end


def _cue_start(cue: Token) -> Token:
    """Returns where a word of giving up begins, its negation included ("[no longer] calls")."""
    before = [c.left_edge for c in cue.children if c.i < cue.i and (c.dep_ == "neg" or c.lower_ == "longer")]
    return min((cue, *before), key=lambda t: t.i)


def set_apart(named: Token, cue: Token) -> bool:
    """Tells whether a named matter points to what stands before it ("demilitarization, a demand that Kyiv rejects")."""
    return named.dep_ == "appos" or behind_comma(named) or reduced_object(cue) == named


def _meant(site: Site, named: Token, text: str) -> str:
    """Returns the words that "a demand" or "the proposal" stands for: the noun phrase before it, if there is one."""
    edge = named.left_edge.i
    last = next((t for t in reversed(named.doc[:edge]) if t.pos_ in ("NOUN", "PROPN")), None)
    if last is None:
        return ""
    whole = [t for t in (last, *ancestors(last)) if t.dep_ in ("dobj", "pobj", "ccomp", "xcomp", "nsubj")]
    top = whole[-1] if whole and whole[-1].left_edge.i < edge else last
    return seen(text, *site.sentence.span(named.doc[min(top.left_edge.i, last.i)], last))


def _past_label(first: Token, last: Token) -> Token:
    """Returns where a bullet's content starts behind its label ("Pay: [12 percent]")."""
    colon = next((t for t in first.doc[first.i : min(first.i + 5, last.i)] if t.text == ":"), None)
    return colon.nbor(1) if colon is not None else first


def _past_negation(head: Token, first: Token) -> Token:
    """Returns where a refused content starts behind its "not" or "than" ("pledged not [to sign]")."""
    while first.i < head.i and (first.dep_ == "neg" or first.lower_ in ("than", "never")):
        first = first.nbor(1)
    return first


def contrasted(content: Token, word: str | None = None) -> bool:
    """Tells whether a joined content stands behind "but" or "rather than" ("not a truce but a settlement"), or one of them."""
    return content.dep_ == "conj" and any(
        c.dep_ == "cc" and c.lower_ in ((word,) if word else ("but", "than")) and content.head.i < c.i < content.i
        for c in content.head.children
    )


def _of_a_thing(subject: Token, holder: Token | None) -> bool:
    """Tells whether a deed befalls a thing of which somebody else tells ("[the mill] will close unless …")."""
    return subject.pos_ != "PRON" and (holder is None or holder.i != subject.i)


def _denied(token: Token) -> bool:
    return token.dep_ == "ccomp" and token.head.lemma_ == "deny" and token.head.i < token.i


def _points_back(part: Token, before: str) -> bool:
    """Tells whether a joined deed is done with what the deed before it names ("to build a dam and to open [it]").

    So is "the scheme" where the text has not told of one yet.
    """
    if part.tag_ != "VB":
        return False
    for thing in children(part, "dobj"):
        if thing.lower_ in ("it", "them"):
            return True
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in thing.children)
        bare = all(c.dep_ == "det" for c in thing.children)
        if definite and bare and thing.lemma_.casefold() in _POINTING and thing.lower_ not in before.casefold():
            return True
    return False


def _said_after(one: Found, last: Token) -> bool:
    """Tells whether the holder is named behind the content ("…, Vega said"), where the evidence need not go."""
    return one.holder is not None and one.holder.i > max(one.cue.i, last.i) and one.holder.head.dep_ != "agent"


def _joined_behind(cue: Token, holder: Token) -> bool:
    """Tells whether a deed is joined to another that stands between it and who does both ("rejected X and [demanded] Y").

    The words of the other would be taken for those of this one, and one of the two positions for the same again.
    """
    verb = cue
    while verb.dep_ not in ("conj", "ROOT") and verb.head.i < verb.i:
        verb = verb.head
    other = verb.head
    return (
        verb.dep_ == "conj"
        and verb.pos_ == other.pos_ == "VERB"
        and holder.i < other.i < verb.i <= cue.i
        and bool(
            children(other, "dobj") or children(other, "ccomp") or children(other, "xcomp") or children(other, "prep")
        )
    )


def _evidence(site: Site, one: Found, span: tuple[Token, Token], what: tuple[Token, Token] | None) -> tuple[int, int]:
    """Returns the span from the holder (where it stands in the same clause) over the cue to the content's end."""
    first, last = span
    tokens = [one.cue, first, last, *children(one.cue, "prt")]
    if one.pos in ("cleft", "none"):
        # "[What Norway] wants is a truce", "[there will] be no ransom".
        above = (one.cue, *ancestors(one.cue)) if one.pos == "cleft" else (one.cue,)
        copula = next((t for t in above if t.lemma_ == "be" and t.dep_ not in ("aux", "auxpass")), one.cue)
        tokens.append(next((c.left_edge for c in copula.children if c.dep_ in ("csubj", "nsubj", "expl")), copula))
    if one.shared is not None:
        tokens.append(one.shared)
    # "[Denied that] it had agreed": without the denial the words would say the contrary.
    if (denial := next((t.head for t in (one.cue, *ancestors(one.cue)) if _denied(t)), None)) is not None:
        tokens.extend((denial, *(c for c in children(denial, "nsubj") if not list(c.children))))
    near = one.holder is not None and abs(one.holder.i - one.cue.i) < _NEAR and not _said_after(one, last)
    if one.holder is not None and near and not _joined_behind(one.cue, one.holder):
        aside = frozenset(c.i for c in one.holder.children if c.dep_ in ("relcl", "appos", "acl"))
        tokens.extend(subtree_span(one.holder, aside))
    if what is not None and what[1].i - last.i < 30:
        tokens.extend(what)
    tokens.sort(key=lambda t: t.i)
    return site.sentence.span(tokens[0], tokens[-1])
