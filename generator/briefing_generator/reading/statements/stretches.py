"""From a stretch that the tagger marks to an act: the word that carries it, what it is about, and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import seen
from briefing_generator.language.words import load_words
from briefing_generator.reading.candidates.candidate import Found
from briefing_generator.reading.grammar.clauses import SUBJECTS, ancestors, children, doer, lemma, subtree_span
from briefing_generator.reading.grammar.conditions import condition
from briefing_generator.reading.grammar.modality import negated
from briefing_generator.reading.patterns.contents import content_heads
from briefing_generator.reading.patterns.lexicon import Frame
from briefing_generator.reading.spans.bare import bare_matter
from briefing_generator.reading.spans.evidence import Matter, closed
from briefing_generator.reading.spans.phrases import whole_phrases
from briefing_generator.reading.spans.splitting import with_infinitive
from briefing_generator.reading.spans.telling import deed, told_of
from briefing_generator.reading.spans.topics import topic
from briefing_generator.reading.spans.wholeness import unquoted, whole_content
from briefing_generator.reading.statements.rightly import rightly

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from briefing_generator.model import Act
    from briefing_generator.reading.candidates.candidate import Site
    from briefing_generator.reading.spans.classifying import Classifier
    from briefing_generator.reading.spans.evidence import Around
    from briefing_generator.reading.tagger.tagging import Stretch, Tags

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_DEEP = 2
"""Words above a known word of acts up to which it outweighs the head of its stretch."""
_TIED = ("prep:for", "prep:to", "prep:on", "prep:against", "prep:of", "prep:with", "prep:from", "acl", "attr")
_LEFT_OUT = ("aux", "auxpass", "neg", "mark", "cc", "punct", "advmod", *SUBJECTS)
_THINGS = ("it", "this", "that", "these", "those")
_WORDS = load_words("telling")
_STATES = _WORDS["states"]
_FAR = 25
"""Words before "is" up to which what it tells of is shown with it."""
_LEAST_WORDS = 2
"""Words of a content below which the whole clause says more."""


def words_of(site: Site, tags: Tags, stretch: Stretch) -> Span | None:
    """Returns the words of the parse that a stretch covers, without marks at its edges; None for none."""
    doc = site.sentence.doc
    start, end = tags.places[stretch.first][0], tags.places[stretch.last][1]
    inside = [t for t in doc if t.idx < end and t.idx + len(t) > start]
    while inside and (inside[-1].is_space or (inside[-1].is_punct and inside[-1].text not in ("”", '"', ")", "%"))):
        inside.pop()
    while inside and (
        inside[0].is_space or inside[0].dep_ == "cc" or (inside[0].is_punct and inside[0].text not in ("“", '"', "("))
    ):
        inside.pop(0)
    return whole_phrases(doc[inside[0].i : inside[-1].i + 1]) if inside else None


def act_of(site: Site, words: Span, act: Act) -> Found:
    """Returns the act that some words carry, with holders as the parse alone would have them."""
    cue, frame = _cue(site, words, act)
    right = rightly(site, cue, act)
    # What a word is about as another act says nothing of this one ("raised [its offer] to …", "raised its duty to …").
    act, frame = right, frame if right == act else None
    contents = _contents(site, cue, frame, words, act)
    who = doer(cue)
    party = site.party(who) if who is not None else None
    what = condition(cue, contents)
    return Found(
        act, cue, "tagged", tuple(contents), (party,), who, "strong", f"{act}.tagged: {lemma(cue)}", condition=what
    )


def _cue(site: Site, words: Span, act: Act) -> tuple[Token, Frame | None]:
    """Returns the word that carries an act: one that the lexicon knows for it, near the top of the stretch; else the top."""
    depth = {t.i: sum(1 for a in ancestors(t) if words.start <= a.i < words.end) for t in words}
    by_depth = sorted(words, key=lambda t: (depth[t.i], t.pos_ not in ("VERB", "AUX"), t.i))
    top = next((t for t in by_depth if t.pos_ in _POS), by_depth[0])
    for token in by_depth:
        if depth[token.i] > depth[top.i] + _DEEP:
            break
        for frame in site.lexicon.frames.get((_POS.get(token.pos_, ""), lemma(token)), ()):
            if frame.act == act and content_heads(token, frame):
                return token, frame
    return top, None


def _contents(site: Site, cue: Token, frame: Frame | None, words: Span, act: Act) -> list[Token]:
    """Returns the heads of what an act is about, inside its stretch; the cue itself where nothing hangs on it."""

    def inside(heads: list[Token]) -> list[Token]:
        within = [h for h in heads if words.start <= h.i < words.end and not h.is_space]
        # "Have been trading proposals for over a month": how long is not what they are about; a share is a thing.
        return [
            h
            for h in within
            if not (cue.pos_ == "NOUN" and _a_time(h)) and (not h.is_punct or (h.text == "%" and h.dep_ == "dobj"))
        ]

    if frame is not None:
        return inside(content_heads(cue, frame)) or [cue]
    if cue.pos_ == "NOUN":
        return inside(content_heads(cue, Frame("demands", "noun", _TIED))) or [cue]
    return inside(_below(site, cue, act)) or inside(told_of(cue, act)) or [cue]


def _below(site: Site, cue: Token, act: Act) -> list[Token]:
    """Returns the heads of what a known word of the act is about that stands below verbs of going on and meaning to."""
    verb, turned = deed(cue)
    if verb.i == cue.i or turned:
        return []
    found = (content_heads(verb, f) for f in site.lexicon.frames.get(("verb", lemma(verb)), ()) if f.act == act)
    return next((heads for heads in found if heads), [])


def matter_of(site: Site, one: Found, words: Span, classifier: Classifier, around: Around) -> Matter:
    """Returns the matter of an act that was tagged: its words, its evidence (the stretch) and its issue."""
    text = around.antecedents.text
    head, first, last = _content_span(site, one, words)
    start, end = closed(text, *site.sentence.span(first, last))
    left, right = closed(text, *site.sentence.span(words[0], words[-1]))
    own = shown = seen(text, start, end)
    meant = around.antecedents.meant(site, one, (head, first, last), shown)
    about = meant.about if meant is not None else topic(site, first, last)
    shown = meant.words if meant is not None else shown
    if shown == own:
        whole = whole_content(*_said(site, one, first, last), (words[0], words[-1]))
        shown = own = unquoted(seen(text, *closed(text, *site.sentence.span(*whole)))) or unquoted(
            seen(text, left, right)
        )
    issue, sure = classifier.classify(
        about, seen(text, left, right), heading=around.heading, context=around.before, label=around.label
    )
    if meant is not None and meant.issue not in (None, "other"):
        issue, sure = meant.issue, meant.sure
    foremost, hindmost, against = bare_matter(head, first, last, one.whole)
    bare = meant.about if meant is not None else seen(text, *site.sentence.span(foremost, hindmost))
    return Matter(head, shown, left, right, issue, sure, bare, against, own)


def _content_span(site: Site, one: Found, words: Span) -> tuple[Token, Token, Token]:
    """Returns head, first and last word of a content: below its heads, or the clause without holder and auxiliaries."""
    heads = [h for h in one.contents if h.i != one.cue.i]
    if heads:
        spans = [(s[0], with_infinitive(h, s[1])) for h in heads for s in (subtree_span(h),)]
        first = min((s[0] for s in spans), key=lambda t: t.i)
        last = max((s[1] for s in spans), key=lambda t: t.i)
        if first.i < one.cue.i < last.i:
            first, last = spans[0]
        first, last = max(first, words[0], key=lambda t: t.i), min(last, words[-1], key=lambda t: t.i)
        if first.i <= last.i and (last.i - first.i + 1 >= _LEAST_WORDS or _a_thing(one.cue, last, words)):
            return heads[0], first, last
    cue = one.cue
    first, last = words[0], words[-1]
    told_of = _told_of(site, one, words)
    if told_of is not None:
        # "Moving it was impossible", she said: of what she says so is no less told than what.
        return cue, max(told_of.left_edge, words[0], key=lambda t: t.i), last
    if cue.pos_ in ("VERB", "AUX") and not children(cue, "nsubjpass"):
        kept = [c.left_edge for c in cue.children if c.dep_ not in _LEFT_OUT and c.i > cue.i]
        # "The bloc is ready to answer": that it is says nothing.
        start = [] if lemma(cue) == "be" and kept else [cue]
        edges = [t for t in (*start, *kept) if words.start <= t.i < words.end]
        first = min(edges, key=lambda t: t.i, default=first)
        if one.act != "rejects" and negated(cue):
            first = min(
                (c for c in cue.children if c.dep_ in ("neg", "aux") and c.i >= words.start),
                key=lambda t: t.i,
                default=first,
            )
    if first.i == last.i and first.pos_ in ("VERB", "AUX", "ADV", "PART"):
        # A verb alone ("signalled") says nothing.
        first = words[0]
    return cue, first, last


def _a_thing(cue: Token, thing: Token, words: Span) -> bool:
    """Tells whether one noun ends what a verb needs or wants, which is then enough ("We need [clarity]")."""
    alone = thing.dep_ == "dobj" and thing.head.i == cue.i and thing.tag_ in ("NN", "NNS")
    return alone and not any(t.is_alpha for t in words.doc[thing.i + 1 : words.end])


def _a_time(head: Token) -> bool:
    return head.ent_type_ in ("DATE", "TIME") and not any(c.dep_ in ("amod", "compound") for c in head.children)


def _said(site: Site, one: Found, first: Token, last: Token) -> tuple[Token, Token]:
    """Returns a content's first and last word where a clause tells how something is: with its negation, and what it is of.

    "They are [not satisfied with the offer]", "[the legal basis for it is no longer available]".
    """
    cue = one.cue
    if cue.pos_ not in ("VERB", "AUX") or first.i < cue.i or any(h.i != cue.i for h in one.contents):
        return first, last
    inner = _thought(cue, one.act)
    if inner is not None and not negated(cue):
        return inner.left_edge, last
    if lemma(cue) not in _STATES:
        return first, last
    subject = next((c for c in cue.children if c.dep_ in SUBJECTS and c.i < cue.i), None)
    thing = subject is not None and subject.pos_ in ("NOUN", "PROPN") and site.party(subject) is None
    if subject is not None and thing and cue.lemma_ == "be" and cue.i - subject.left_edge.i < _FAR:
        return subject.left_edge, last
    if one.act == "rejects" and negated(cue):
        before = [c for c in cue.children if c.dep_ in ("neg", "aux") and c.i < first.i]
        return min((*before, first), key=lambda t: t.i), last
    return first, last


def _thought(cue: Token, act: Act) -> Token | None:
    """Returns what is thought, or needed, where the verb only says that it is ("I think [their decision was terrible]")."""
    if lemma(cue) in _WORDS["thinking"]:
        return next((c for c in children(cue, "ccomp") if c.i > cue.i and children(c, *SUBJECTS)), None)
    if act == "demands" and lemma(cue) in _WORDS["needing"]:
        return next((c for c in children(cue, "dobj") if c.i > cue.i and c.pos_ in ("NOUN", "PROPN")), None)
    return None


def _told_of(site: Site, one: Found, words: Span) -> Token | None:
    """Returns the subject of what an act is about where it is not who holds it, None where it is or says nothing."""
    subject = next((c for c in one.cue.children if c.dep_ in SUBJECTS and words.start <= c.i < one.cue.i), None)
    if subject is None or (subject.pos_ in ("PRON", "DET") and subject.lower_ not in _THINGS):
        return None
    party = site.party(subject)
    return None if party is not None and party in one.parties else subject
