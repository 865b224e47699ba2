"""Who is named in an article: persons, states, organisations and groups, with all their mentions.

Names come from the pipeline's entity recogniser (:mod:`briefing_generator.reading.names.recognised`), from the tables of
:mod:`briefing_generator.reading.names.world`, and from the article itself: who is introduced in full is known by surname afterwards, a
long form by its acronym, and a name that the recogniser missed is found where it is known from another sentence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.coreference.caucuses import find_caucuses, give_caucuses
from briefing_generator.reading.coreference.common_nouns import find_actors
from briefing_generator.reading.coreference.links import find_belongings
from briefing_generator.reading.coreference.plain_words import common_words, mere_places
from briefing_generator.reading.coreference.plural import find_sides
from briefing_generator.reading.coreference.plural_pronouns import find_they
from briefing_generator.reading.coreference.pronouns import find_anaphors
from briefing_generator.reading.coreference.role_states import find_homes, mark_guests
from briefing_generator.reading.coreference.roles import find_roles
from briefing_generator.reading.coreference.spoken_for import give_owners, give_states
from briefing_generator.reading.names.acting import mark_acting
from briefing_generator.reading.names.groups import region_group
from briefing_generator.reading.names.labelling import SEAT
from briefing_generator.reading.names.mentions import sweep
from briefing_generator.reading.names.organisations import OrganisationIndex, seated
from briefing_generator.reading.names.people import PeopleIndex
from briefing_generator.reading.names.recognised import Candidate, find_candidates, is_acronym, owns_body
from briefing_generator.reading.names.registry import Draft, Drafts
from briefing_generator.reading.names.short_names import head_of
from briefing_generator.reading.names.states import locative, state_key, state_phrases
from briefing_generator.reading.names.unlisted_states import adjectives_of, find_lands, land_phrases
from briefing_generator.reading.names.untagged import find_unsure, find_untagged
from briefing_generator.reading.names.world import fold_name, load_world
from briefing_generator.reading.text.framing import dateline_end, is_byline, reads_like_sentence
from briefing_generator.reading.text.referents import Referents

if TYPE_CHECKING:
    from briefing_generator.model import Kind
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence


_INITIALS = 3
"""Letters of the initials that label a turn at their most."""


def _initials(candidate: Candidate) -> bool:
    """Tells whether a name is only the initials that label a turn of an interview ("KB: We …")."""
    behind = candidate.sentence.doc[candidate.last : candidate.last + 1].text
    return candidate.first == 0 and behind == ":" and len(candidate.text) <= _INITIALS and candidate.text.isupper()


class NameFinder:
    """Gathers the entities of one article."""

    def __init__(self, parsed: Parsed) -> None:
        """Prepares the gathering: candidates, and the tables of people and organisations that are made of them."""
        self.parsed = parsed
        self.drafts = Drafts(parsed.text)
        self.phrases: list[tuple[int, int, str]] = []
        self.people_of: dict[str, str] = {}
        self.governments: list[tuple[str, str]] = []
        self.lands: dict[str, str] = {}
        self.sentences = [s for s in parsed.sentences if s.kind != "heading" and not is_byline(s)]
        headings = [s for s in parsed.sentences if s.kind == "heading"]
        self.loud = [s for s in headings if not reads_like_sentence(s)]
        self.named = sorted({*self.sentences, *headings} - {*self.loud}, key=lambda s: s.index)
        self.candidates = [c for c in find_candidates(self.named) if not self._publisher(c)]
        self.people = PeopleIndex.of(c.text for c in self.candidates if c.label == "PERSON" and " " in c.text)
        self.foremost: dict[str | None, int] = {}
        for candidate in reversed(self.candidates):
            if candidate.label == "PERSON" and " " in candidate.text:
                self.foremost[self.people.full(candidate.text)] = candidate.sentence.index
        self.common = common_words(self.sentences)
        self.places = mere_places(self.candidates, parsed.sentences)
        taken = {fold_name(c.text) for c in self.candidates if c.label in ("GPE", "LOC", "FAC", "PERSON")}
        self.organisations = OrganisationIndex.of(
            [c for c in self.candidates if self._is_organisation(c)], self.common | self.places | taken
        )

    def find(self) -> Referents:
        """Returns the article's entities and the phrases that stand for them."""
        for candidate in self.candidates:
            if " " in candidate.text and candidate.label == "PERSON":
                self._person(candidate)
        for land in find_lands(self.sentences, self.candidates, self.people):
            folded = fold_name(land.text)
            self._add(state_key(folded), land.text, "state", land)
            self.lands |= dict.fromkeys(adjectives_of(land.text), folded)
        self._single_words()
        for sentence in self.named:
            find_caucuses(self.drafts, sentence)
        for candidate in self.candidates:
            if self._is_organisation(candidate):
                self._organisation(candidate)
        for sentence in self.named:
            self._states_and_regions(sentence)
        self._peoples()
        sweep(self.drafts, self.named, self.people, self.organisations)
        find_untagged(self.drafts, self.named, self.people, self.organisations, self._may_be_organisation)
        sweep(self.drafts, self.loud, self.people, self.organisations)
        mark_guests(self.drafts, self.named)
        find_actors(self.drafts, self.phrases, self.sentences, self.parsed.article.source)
        mark_acting(self.drafts, self.phrases, self.sentences)
        find_unsure(self.drafts, self.named, self.candidates, self.people, self.places)
        owners = find_roles(self.drafts, self.phrases, self.named)
        give_caucuses(self.drafts, self.named)
        give_states(self.drafts)
        self._call_states()
        by_key = self.drafts.by_key
        find_anaphors(self.parsed, self.drafts, self.phrases)
        find_they(self.parsed, self.drafts, self.phrases)
        give_owners(self.drafts, self.phrases, owners)
        find_homes(self.drafts, self.sentences, {person for person, _, _ in owners})
        give_owners(self.drafts, self.phrases, owners)
        for party in {draft.party for draft in by_key.values() if draft.party is not None}:
            by_key[party].sure = True
        find_belongings(self.drafts, self.phrases, self.sentences)
        entities = tuple(by_key[k].entity() for k in sorted(by_key, key=lambda k: min(by_key[k].mentions)))
        phrases = {(m.start, m.end, e.key) for e in entities for m in e.mentions} | set(self.phrases)
        return Referents(entities, tuple(sorted(phrases)), find_sides(self.drafts, self.phrases, self.sentences))

    def _call_states(self) -> None:
        """Lets a state that is told of by its people alone be known by them, and by what its government is called."""
        for key, adjective in self.people_of.items():
            draft = self.drafts.by_key[key]
            draft.aliases |= set() if draft.aliases else {adjective}
        for key, government in self.governments:
            self.drafts.by_key[key].aliases.add(government)

    def _publisher(self, candidate: Candidate) -> bool:
        """Tells whether a name is that of the article's own source or author, or of the agency in its dateline."""
        if candidate.last <= dateline_end(candidate.sentence) or _initials(candidate):
            return True
        known, signed = self.parsed.article, self.parsed.signature
        if signed is not None and signed.start <= candidate.sentence.start < signed.end:
            return False
        folded = fold_name(candidate.text)
        return any(
            published and f" {fold_name(published)}".endswith(f" {folded}")
            for published in (known.source, known.author)
        )

    def _is_organisation(self, candidate: Candidate) -> bool:
        if candidate.label != "ORG":
            return False
        return self._may_be_organisation(candidate.text)

    def _may_be_organisation(self, text: str) -> bool:
        folded = fold_name(text)
        words, world = load_name_words(), load_world()
        parts = folded.split()
        return not (
            len(folded) < 2
            or SEAT.match(text)
            or folded in words.regions
            or folded in words.never
            or folded in world.demonyms
            or world.state_of(text)
            or self.people.surname(text)
            or (parts[-1] in words.titles and head_of(text) is None)
            or (parts[-1] in words.collective and (parts[0] in words.regions or parts[0] in world.demonyms))
            or (parts[-1] in words.things and head_of(text) is None)
            or (len(parts) > 1 and all(p in words.ranks for p in parts))
            or (parts[-1] in words.governing and world.state_of(text.rpartition(" ")[0]))
            or (folded in self.common and not is_acronym(text))
            or not any(c.isalpha() for c in text)
        )

    def _person(self, candidate: Candidate) -> None:
        key = self.people.full(candidate.text)
        if key is not None:
            self._add(key, self.people.names[key], "person", candidate)

    def _single_words(self) -> None:  # noqa: C901
        """Takes single words as people where somebody is introduced by them, or where they are people for the recogniser."""
        strangers: dict[str, list[Candidate]] = defaultdict(list)
        owners = {fold_name(c.text) for c in self.candidates if " " not in c.text and owns_body(c)}
        for candidate in self.candidates:
            text = candidate.text
            if fold_name(text) in owners and self._body(candidate):
                continue
            if " " in text and candidate.label != "PERSON" and self.people.full(text) and self._whole_name(text):
                self._person(candidate)
            if " " in text or candidate.label in ("NORP", "LOC"):
                continue
            known = self.people.word(text)
            head = candidate.sentence.doc[candidate.last - 1]
            if self.people.surname(text):
                if known is not None and not (
                    candidate.label == "GPE" and (locative(head) or self._place(text, known))
                ):
                    self._add(known, self.people.names[known], "person", candidate)
            elif known is not None and candidate.label in ("PERSON", "ORG"):
                self._add(known, self.people.names[known], "person", candidate)
            elif candidate.label == "PERSON" and text.casefold() not in self.common and not self.people.shared(text):
                strangers[fold_name(text)].append(candidate)
        for key, found in strangers.items():
            if all(locative(c.sentence.doc[c.last - 1]) for c in found) or self.organisations.key(found[0].text):
                continue
            if key in self.places:
                continue
            body = self.organisations.begins(found[0].text)
            for candidate in found:
                if body is not None:
                    self._add(body, self.organisations.names[body], "organisation", candidate)
                else:
                    self._add(key, found[0].text, "person", candidate)

    def _body(self, candidate: Candidate) -> bool:
        """Takes a name that owns what no person has for a body's; returns whether it is one."""
        text = candidate.text
        known = self.organisations.key(text) or self.organisations.begins(text, whole=True)
        if known is None and (candidate.label not in ("PERSON", "ORG") or self.people.word(text)):
            return False
        if self.people.word(text) and not owns_body(candidate):
            return False
        key = known or f"name-{fold_name(text)}"
        name = self.organisations.names.get(key, text)
        return self._may_be_organisation(name) and self._add(key, name, "organisation", candidate) is not None

    def _place(self, text: str, key: str) -> bool:
        """Tells whether a surname that is also a place rather names the place: the person has no weight in the article."""
        world, folded = load_world(), fold_name(text)
        if folded in world.states:
            return True
        return world.state_of(text) is not None and self.foremost.get(key, 99) > 3

    def _whole_name(self, text: str) -> bool:
        return load_world().state_of(text) is None and self.organisations.key(text) is None

    def _organisation(self, candidate: Candidate) -> None:
        key = self.organisations.key(candidate.text)
        if key is not None:
            self._add(key, self.organisations.names[key], "organisation", candidate)

    def _add(self, key: str, name: str, kind: Kind, candidate: Candidate) -> Draft | None:
        start, end = candidate.sentence.span(
            candidate.sentence.doc[candidate.first], candidate.sentence.doc[candidate.last - 1]
        )
        if not self.drafts.free(start, end):
            return None
        draft = self.drafts.get(key, name, kind)
        self.drafts.mention(draft, candidate.sentence, candidate.first, candidate.last)
        return draft

    def _states_and_regions(self, sentence: ParsedSentence) -> None:
        names = load_world().names
        for token in sentence.doc:
            found = region_group(token)
            if found is not None:
                name, last = found
                key = f"group-{fold_name(name).replace(' ', '-')}"
                if self.drafts.free(*sentence.span(token, sentence.doc[last - 1])):
                    self.drafts.mention(self.drafts.get(key, name, "group"), sentence, token.i, last)
        for phrase in (*state_phrases(sentence), *land_phrases(sentence, self.lands)):
            if not self.drafts.free(*sentence.span(sentence.doc[phrase.first], sentence.doc[phrase.last - 1])):
                continue
            draft = seated(self.drafts, self.organisations, sentence.doc[phrase.first : phrase.last].text)
            key = state_key(phrase.code)
            draft = draft or self.drafts.by_key.get(key) or self.drafts.get(key, names[phrase.code], "state")
            self.drafts.mention(draft, sentence, phrase.first, phrase.last, phrase.named)
            if not phrase.named:
                self.people_of.setdefault(draft.key, sentence.doc[phrase.first : phrase.adjective].text)
            if not phrase.named:
                draft.acts = True
            if sentence.doc[phrase.whole - 1].lower_ in load_name_words().governing:
                self.governments.append((draft.key, sentence.doc[phrase.first : phrase.whole].text))
            if phrase.whole > phrase.last:
                whole = sentence.span(sentence.doc[phrase.first], sentence.doc[phrase.whole - 1])
                self.phrases.append((*whole, draft.key))

    def _peoples(self) -> None:
        """Takes peoples, faiths and parties as groups where a plural noun names them ("Kurds", "Democrats")."""
        for candidate in self.candidates:
            head = candidate.sentence.doc[candidate.last - 1]
            if candidate.label == "NORP" and head.tag_ in ("NNPS", "NNS") and head.dep_ not in ("compound", "amod"):
                folded = fold_name(candidate.text)
                if folded not in load_world().demonyms:
                    self._add(f"group-{folded.replace(' ', '-')}", candidate.text, "group", candidate)


def find_referents(parsed: Parsed) -> Referents:
    """Returns the entities of an article and every phrase that stands for one of them."""
    return NameFinder(parsed).find()
