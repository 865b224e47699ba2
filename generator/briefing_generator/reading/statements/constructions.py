"""Positions that no single word carries: "X must …", "out of the question", "no talks until …", "against a ban".

Each construction looks at one word and returns the act it is the middle of, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.grammar.clauses import children, possessor, subject, subtree_span
from briefing_generator.reading.grammar.modality import negated, unsettled
from briefing_generator.reading.statements.frames import TURNED, first_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.model import Act
    from briefing_generator.reading.patterns.lexicon import Strength

_MATTERS = load_words("matters")
_JUDGED = _MATTERS["matters"] | _MATTERS["named"] | _MATTERS["verdict_on"]
_COPULAS = ("be", "remain", "become", "stay")
_ASKED = frozenset(("must", "should", "ought"))
_LETTING = ("must", "should", "will", "would", "can", "could", "shall")


def modal(site: Site, token: Token) -> Found | None:
    """Reads "Reis said that Canada must drop its barriers" and "any deal must include …"."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ == "aux":
        return None
    verb = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in _ASKED), None)
    if verb is None and token.dep_ == "xcomp" and token.head.lemma_ in ("need", "have"):
        verb = token.head
    places = [t for t in (token, verb, token.head if token.dep_ == "conj" else None) if t is not None]
    own = next((c for t in places for c in t.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb is None or own is None or unsettled(token) or unsettled(verb):
        return None
    who, party = site.speaker(verb if verb.dep_ != "aux" else token)
    about = own.lemma_.casefold()
    bargain = about in _MATTERS["bargains"]
    if party is None:
        carried = site.finder.carried_for(site.sentence) if about in _MATTERS["lists"] else None
        if verb.lower_ == "should" or (carried is None and not bargain) or who is not None:
            return None
        party = carried
    elif site.party(own) == party or own.lower_ in ("we", "i", "you"):
        return None
    if bargain and who is None and token.lemma_ in _MATTERS["procedures"]:
        return None
    addressed = bargain or about in _MATTERS["lists"] or site.party(own) is not None or site.finder.someone(own)
    if negated(verb) and verb.dep_ != "aux":
        return None
    strength: Strength = "strong" if addressed and verb.lower_ != "should" else "weak"
    return Found("demands", token, "modal", (token,), (party,), who, strength, f"demands.modal: {verb.lower_}")


def none_until(site: Site, token: Token) -> Found | None:
    """Reads "There can be no deal without …" and "none would go free until …": what comes first is demanded."""
    if token.pos_ not in ("VERB", "AUX") or not any(c.dep_ == "aux" and c.lower_ in _LETTING for c in token.children):
        return None
    things = children(token, "nsubj", "nsubjpass", "attr")
    denied = any(c.lower_ == "no" for t in things for c in t.children if c.dep_ == "det") or any(
        t.lower_ in ("none", "nobody", "nothing") for t in things
    )
    holders = [t for t in things if site.party(t) is not None]
    if not denied or holders:
        return None
    places = [token, *things]
    first = next(
        (
            c
            for t in places
            for c in t.children
            if (c.dep_ == "prep" and c.lower_ in ("without", "until", "before"))
            or (c.dep_ == "advcl" and any(m.lower_ in ("until", "unless", "before") for m in c.children))
        ),
        None,
    )
    who, party = site.speaker(token)
    if first is None or party is None:
        return None
    heads = children(first, "pobj", "pcomp") if first.dep_ == "prep" else [first]
    if not heads or heads[0].ent_type_ in ("DATE", "TIME"):
        return None
    return Found("demands", token, "until", tuple(heads), (party,), who, "strong", "demands.until", subtree_span(first))


def _phrase_act(site: Site, token: Token) -> tuple[Act, str] | None:
    for phrase, act in site.lexicon.predicates.get(token.lower_, ()):
        size = len(phrase.split())
        start = token.i - size + 1
        if start >= 0 and " ".join(t.lower_ for t in token.doc[start : token.i + 1]) == phrase:
            return act, phrase
    return None


def predicate(site: Site, token: Token) -> Found | None:  # noqa: C901
    """Reads "foreign troops are out of the question" and "views sanctions as essential"."""
    told = _phrase_act(site, token)
    verb = first_verb(token) if told is not None else None
    if told is None or verb is None:
        return None
    act, phrase = told
    if token.tag_ == "VBD":
        # "Said that it needed a text" is no need of the matter.
        return None
    said = token.doc[token.i - len(phrase.split()) + 1 : token.i + 1]
    if negated(verb) or any(c.dep_ == "neg" for t in said for c in t.children):
        turned = TURNED[act]
        if turned is None or act == "demands":
            return None
        act = turned
    rule = f"{act}.predicate: {phrase}"
    viewed = children(verb, "dobj") or ([] if verb.lemma_ in _COPULAS else _small_subject(token))
    if verb.lemma_ in _MATTERS["viewing"] and viewed:
        who = subject(verb)
        party = site.party(who)
        return None if party is None else Found(act, token, "predicate", (viewed[0],), (party,), who, "strong", rule)
    content = subject(verb) if verb.lemma_ in _COPULAS else None
    if content is None or content.i == token.i:
        return None
    holder, party = None, None
    for prep in [c for t in (token, verb) for c in t.children if c.dep_ == "prep" and c.lower_ in ("to", "for")]:
        for who in children(prep, "pobj"):
            if party is None and (party := site.party(who)) is not None:
                holder = who
    if party is None:
        holder, party = site.speaker(token)
    if party is None or (content.pos_ == "PRON" and content.lower_ not in ("it", "that", "this")):
        return None
    return Found(act, token, "predicate", (content,), (party,), holder, "strong", rule)


def _small_subject(token: Token) -> list[Token]:
    """Returns what a verdict is about where the parser makes a clause of it ("called [the offer an insult]")."""
    found = children(token, "nsubj")
    if not found and token.dep_ in ("oprd", "attr", "acomp", "ccomp"):
        found = [c for c in token.head.children if c.dep_ in ("dobj", "nsubj") and c.i > token.head.i and c.i < token.i]
    return found


def _wanting(token: Token) -> bool:
    """Tells whether a word says that something does not suffice ("is not [enough]", "falls [short] of it")."""
    if token.lower_ == "enough":
        return token.dep_ in ("acomp", "attr", "advmod") and any(c.dep_ == "neg" for c in token.head.children)
    return token.lower_ == "short" and token.head.lemma_ in ("fall", "come")


def _sum(token: Token) -> bool:
    """Tells whether a noun is a measured amount ("3 percent")."""
    return token.dep_ in ("nsubj", "nsubjpass") and any(c.dep_ == "nummod" for c in token.children)


def verdict(site: Site, token: Token) -> Found | None:
    """Reads "called the offer an insult", "dismissed the idea as absurd", "said the plan was unworkable"."""
    act = site.lexicon.verdicts.get(token.lemma_.casefold())
    wanting = _wanting(token)
    if act is None and not wanting:
        return None
    act = act or "rejects"
    verb = first_verb(token)
    if token.pos_ in ("VERB", "AUX"):
        verb = token
    if verb is None or (negated(verb) and not wanting) or unsettled(verb):
        return None
    rule = f"{act}.verdict: {token.lemma_.casefold()}"
    viewing = verb if verb.lemma_ in _MATTERS["viewing"] else verb.head if verb.dep_ == "ccomp" else verb
    viewed = children(verb, "dobj") or _small_subject(token)
    if viewing.lemma_ in _MATTERS["viewing"] and viewed:
        who = subject(viewing)
        party = site.party(who)
        if viewed[0].lemma_.casefold() not in _JUDGED:
            return None
        if party is None and (who is None or not site.finder.someone(who)):
            return None
        return Found(act, token, "verdict", (viewed[0],), (party,), who, "known" if party else "weak", rule)
    content = subject(verb) if verb.lemma_ in _COPULAS or wanting else None
    if content is None or (content.lemma_.casefold() not in _JUDGED and not (wanting and _sum(content))):
        return None
    who, party = site.speaker(token)
    return None if party is None else Found(act, token, "verdict", (content,), (party,), who, "known", rule)


def side(site: Site, token: Token) -> Found | None:
    """Reads "is against yearly reviews" and "voted for the truce"."""
    if token.dep_ not in ("prep", "conj") or token.lower_ not in site.lexicon.sides:
        return None
    verb = token.head if token.dep_ == "prep" else next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    contents = tuple(children(token, "pobj", "pcomp"))
    for one in site.lexicon.sides[token.lower_]:
        if verb.lemma_.casefold() not in one.verbs or not contents:
            continue
        who = subject(verb)
        if who is None or unsettled(verb) or _told_off(site, verb):
            return None
        party = site.party(who)
        if party is None and not site.finder.someone(who):
            return None
        act: Act = one.act
        if negated(verb):
            if act != "rejects":
                return None
            act = "accepts"
        strength: Strength = "known" if verb.lemma_ != "be" else "strong"
        rule = f"{act}.side: {token.lower_}"
        return Found(act, token, "side", contents, (party,), who, strength, rule)
    return None


def _told_off(site: Site, verb: Token) -> bool:
    """Tells whether others are told not to do it ("warned Sweden against backing out"), which refuses nothing of theirs."""
    if verb.lemma_ not in ("warn", "advise"):
        return False
    told = children(verb, "dobj", "nsubjpass")
    return any(site.party(t) is not None or site.finder.someone(t) for t in told)


def preference(site: Site, token: Token) -> Found | None:
    """Reads "would rather leave than sign": what stands behind "than" is refused."""
    if not any(c.lower_ in ("rather", "sooner") and c.dep_ == "advmod" for c in token.children):
        return None
    contents = tuple(
        c
        for c in children(token, "advcl", "ccomp", "conj")
        if any(m.lower_ == "than" for m in c.children) and c.i > token.i
    )
    if not contents and any(c.lower_ == "no" for t in children(token, "dobj") for c in t.children):
        # "Would rather have no contract than a bad one": two things are weighed and no deeds.
        beside = (token, *children(token, "dobj"))
        than = [c for t in beside for c in t.children if c.lower_ == "than" and c.dep_ == "prep"]
        contents = tuple(o for c in than for o in children(c, "pobj"))
    who = subject(token)
    party = site.party(who)
    if not contents or who is None or (party is None and not site.finder.someone(who)):
        return None
    return Found("rejects", token, "preference", contents, (party,), who, "strong", "rejects.preference: rather")


def nothing_less(site: Site, token: Token) -> Found | None:
    """Reads "would settle for nothing less than abolition": what stands behind "than" is demanded."""
    if token.lower_ != "nothing":
        return None
    less = [c for c in token.children if c.lower_ in ("less", "short")]
    preps = [c for t in (token, *less) for c in t.children if c.lower_ in ("than", "of")]
    contents = tuple(o for c in preps for o in children(c, "pobj", "pcomp"))
    verb = first_verb(token)
    who = subject(verb) if verb is not None else None
    party = site.party(who)
    if not contents or not less or who is None or (party is None and not site.finder.someone(who)):
        return None
    return Found("demands", token, "nothing_less", contents, (party,), who, "strong", "demands.nothing_less")


def under_plan(site: Site, token: Token) -> Found | None:
    """Reads "Under Ostrow's plan, wages would rise": what a plan would bring is offered by whoever made it."""
    if token.pos_ not in ("VERB", "AUX") or not any(c.lower_ in ("would", "will") for c in children(token, "aux")):
        return None
    plans = [p for c in children(token, "prep") if c.lower_ == "under" for p in children(c, "pobj")]
    if not plans or plans[0].lemma_.casefold() not in _MATTERS["plans"]:
        return None
    makers = (possessor(plans[0]), *children(plans[0], "amod", "compound", "nmod"))
    owner = next((m for m in makers if m is not None and site.finder.maker(site.sentence, m) is not None), None)
    party = site.finder.maker(site.sentence, owner) if owner is not None else site.finder.proposer()
    if party is None:
        return None
    return Found("offers", token, "plan", (token,), (party,), owner, "strong", "offers.plan: under")


def deadline(site: Site, token: Token) -> Found | None:
    """Reads "has given the rebels until Sunday to lay down their arms", "gave them ten days to withdraw"."""
    until = any(c.dep_ == "prep" and c.lower_ in ("until", "till") for c in token.children)
    span = any(c.ent_type_ in ("DATE", "TIME") for c in children(token, "dobj")) and bool(children(token, "dative"))
    if token.lemma_ not in ("give", "set") or not (until or span):
        return None
    contents = tuple(c for c in children(token, "xcomp", "advcl") if c.tag_ == "VB" and c.i > token.i)
    who = subject(token)
    party = site.party(who)
    if not contents or party is None or not children(token, "dobj", "dative"):
        return None
    return Found("demands", token, "deadline", contents, (party,), who, "strong", "demands.deadline")


def listing(site: Site, token: Token) -> Found | None:
    """Reads "These include …" below a sentence that demands: each item listed is a demand of the same party."""
    if token.lemma_ not in ("include", "comprise") or not site.demanded:
        return None
    own = next((c for c in token.children if c.dep_ == "nsubj"), None)
    contents = tuple(children(token, "dobj", "xcomp", "ccomp"))
    carried = site.finder.carried_for(site.sentence)
    if own is None or own.lower_ not in ("this", "these", "those", "they") or not contents or carried is None:
        return None
    return Found("demands", token, "listing", contents, (carried,), None, "strong", "demands.listing: include")
