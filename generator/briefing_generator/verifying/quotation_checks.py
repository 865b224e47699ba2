"""Whether each quotation of a draft stands in the folder: verbatim, altered, said by somebody else, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.model import Evidence, Finding
from briefing_generator.reading.names.world import fold_name
from briefing_generator.verifying.folder_words import words_in_place
from briefing_generator.verifying.quotation_search import QuotationSearch, difference
from briefing_generator.verifying.quoted_words import quoted_in
from briefing_generator.verifying.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Briefing, Draft, Gravity, Quotation, Reading, Verdict
    from briefing_generator.verifying.draft_people import DraftPeople
    from briefing_generator.verifying.folder_words import FolderWords
    from briefing_generator.verifying.quoted_words import QuotedWords

_FEW = 3
"""Words up to which marks may set off a name, a title or a word of doubt: what nobody is said to have said is only noted."""
_SHOWN = 3
"""Places shown of words that stand in many."""


class QuotationChecker:
    """Checks the quotations of one draft."""

    def __init__(
        self, briefing: Briefing, folder: FolderWords, draft: Draft, reading: Reading, people: DraftPeople
    ) -> None:
        """Takes the briefing, the words of its articles, the draft, and what was read in it."""
        self._folder = folder
        self._draft = draft
        self._people = people
        self._search = QuotationSearch(folder)
        self._voices = Voices(briefing)
        self._attributed = reading.quotations
        self._titles = [
            (article.id, f" {' '.join(w.plain for w in words_in_place(article.title, 0, len(article.title)))} ")
            for article in folder.articles
        ]
        self._sources = {
            article.id: {fold_name(name) for name in (article.source, article.author) if name}
            for article in briefing.articles
        }

    def check(self) -> list[Finding]:
        """Returns a finding for each quotation, in order of the draft."""
        return [self._checked(quoted) for quoted in quoted_in(self._draft.article)]

    def _checked(self, quoted: QuotedWords) -> Finding:
        attributed = self._attribution(quoted)
        places = [self._folder.evidence(run) for run in self._search.exact(quoted)]
        if places:
            return self._spoken(quoted, places, attributed)
        if titled := self._titled(quoted):
            return self._finding(quoted, "quote-verbatim", "fine", "this is an article's headline.", titled)
        near = self._search.nearest(quoted)
        if near is not None:
            there = self._folder.words[near.run.article][near.run.first : near.run.last]
            place = self._folder.evidence(near.run)
            text = self._folder.articles[near.run.article].text
            differs = difference(text, there, self._draft.article.text, quoted.placed)
            told = "the words differ from the article's."
            spoken = self._spoken(quoted, [place], attributed)
            if spoken.verdict == "quote-misattributed":
                told = f"the words differ from the article's, and {spoken.message}"
            return self._finding(quoted, "quote-altered", "error", told, [place]).with_difference(differs)
        short = len(quoted.words) < _FEW and attributed is None
        told = "no article of the folder has these words" + (
            "; they may be a name, or words of doubt." if short else ", nor any like them."
        )
        return self._finding(quoted, "quote-nowhere", "note" if short else "error", told, [])

    def _titled(self, quoted: QuotedWords) -> list[Evidence]:
        """Returns the articles whose headline a quotation is, or a part of; an empty passage, as headlines stand in no text."""
        words = f" {' '.join(quoted.words)} "
        return [Evidence(article, 0, 0, "") for article, title in self._titles if words in title]

    def _attribution(self, quoted: QuotedWords) -> Quotation | None:
        """Returns the quotation that the reader finds there, where it tells whose words these are."""
        return next(
            (
                q
                for q in self._attributed
                if q.speaker is not None
                and any(s.start < quoted.end and quoted.start < s.end for s in q.quoted or (q,))
            ),
            None,
        )

    def _spoken(self, quoted: QuotedWords, places: list[Evidence], attributed: Quotation | None) -> Finding:
        """Returns the verdict on words that stand in the folder: whether they are whose the draft says."""
        voices = [(place, self._voices.of(place)) for place in places]
        # A passage in marks tells more than the same words in passing.
        voices.sort(key=lambda told: (not told[1].quoted, not told[1].speakers))
        entity = self._people.entity(attributed.speaker) if attributed is not None else None
        if entity is None or any(fold_name(entity.name) in self._sources[p.article] for p in places):
            return self._finding(
                quoted, "quote-verbatim", "fine", "the article has these words.", [p for p, _ in voices]
            )
        speaker = self._people.named(entity)
        known = [(place, voice) for place, voice in voices if voice.speakers]
        fits = [
            (place, voice)
            for place, voice in known
            if speaker is not None and any(self._people.may_be_one(speaker, other) for other in voice.speakers)
        ]
        if any(voice.quoted for _, voice in fits):
            return self._finding(
                quoted, "quote-verbatim", "fine", f"said by {entity.name}.", [p for p, v in fits if v.quoted]
            )
        if fits or not any(voice.quoted for _, voice in voices):
            return self._unquoted(quoted, fits or voices, entity.name)
        others = [(place, voice) for place, voice in known if voice.quoted]
        if not others or not (speaker is not None or (entity.sure and entity.kind == "person")):
            # Nobody is named there, or nobody here: nothing tells that it was somebody else.
            return self._finding(
                quoted, "quote-verbatim", "fine", "the article has these words.", [p for p, _ in voices]
            )
        said = " or ".join(dict.fromkeys(self._people.name(who) for _, voice in others for who in voice.speakers))
        told = f"the article has {said} say this, not {entity.name}."
        return self._finding(quoted, "quote-misattributed", "error", told, [p for p, _ in others])

    def _unquoted(self, quoted: QuotedWords, voices: Iterable[tuple[Evidence, object]], name: str) -> Finding:
        if len(quoted.words) < _FEW:
            return self._finding(
                quoted, "quote-verbatim", "fine", "the article has these words.", [p for p, _ in voices]
            )
        told = f"these are the article's own words; it does not quote {name} with them."
        return self._finding(quoted, "quote-unquoted", "warning", told, [place for place, _ in voices])

    def _finding(
        self, quoted: QuotedWords, verdict: Verdict, gravity: Gravity, told: str, places: list[Evidence]
    ) -> Finding:
        words = self._draft.article.text[quoted.start : quoted.end]
        return Finding(verdict, gravity, quoted.start, quoted.end, words, told, tuple(places[:_SHOWN]))
