"""Sentences to learn from: as the program parses them, with what annotators found in them and who is named where."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from briefing_generator import load_corpus
from briefing_generator.issues.packs import load_pack
from briefing_generator.model import Article
from briefing_generator.reading.coreference.entities import find_referents
from briefing_generator.reading.tagger.issues import issue_text
from briefing_generator.reading.text.parse import ParsedSentence, parse_article
from briefing_generator.reading.text.referents import Referents

from tests.fit.stories import Row, Story, bare_name, stories

_PART = 10
"""Letters of a row in a sentence from which it is learned there, where it reaches over several."""


def side_of(story: Story, referents: Referents, key: str | None) -> str | None:
    """Returns the party for which an entity acts, by the story's own names where it has one."""
    if key is None:
        return None
    for _ in range(4):
        entity = referents.entity(key)
        for each in (entity.name, *entity.aliases):
            if bare_name(each) in story.aliases:
                return story.side(each)
        if entity.party is None or entity.party == key:
            break
        key = entity.party
    return bare_name(referents.entity(key).name)


def _inside(sentence: ParsedSentence, start: int, end: int) -> tuple[int, int] | None:
    """Returns where a span of the article stands in a sentence's text."""
    at = [i for i, o in enumerate(sentence.offsets) if start <= o < end]
    return (at[0], at[-1] + 1) if at else None


def _rows(story: Story, sentence: ParsedSentence, rows: list[Row]) -> list[dict[str, Any]]:
    told = []
    for row in rows:
        span = _inside(sentence, row.start, row.end)
        whole = sentence.start <= row.start and row.end <= sentence.end
        if span is not None and (whole or span[1] - span[0] >= _PART):
            told.append(
                {
                    "span": span, "acts": row.acts, "optional": row.optional, "issues": row.issues,
                    "party": story.side(row.party) if row.party else None,
                }
            )  # fmt: skip
    return told


def _sentences(story: Story, article: Article) -> list[dict[str, Any]]:
    name = Path(article.path).stem
    rows = [row for row in story.rows if row.article == name]
    parsed = parse_article(article)
    referents = find_referents(parsed)
    found = []
    for sentence in parsed.sentences:
        phrases = []
        for start, end, key in referents.within(sentence.start, sentence.end):
            span = _inside(sentence, start, end)
            if span is not None:
                phrases.append((*span, side_of(story, referents, key)))
        found.append(
            {
                "story": story.name, "article": name, "pack": story.name if story.pack == "free" else story.pack,
                "text": sentence.doc.text, "rows": _rows(story, sentence, rows), "phrases": phrases,
            }
        )  # fmt: skip
    return found


def sentences_of(story: Story) -> list[dict[str, Any]]:
    """Returns a story's sentences: text, rows (span, acts, party …) and phrases (start, end, party), in places of the text."""
    with story.copy_of_articles() as folder:
        corpus = load_corpus(Path(folder) / story.folder.name)
    return [told for article in corpus.articles if article.status == "used" for told in _sentences(story, article)]


def issue_texts(found: list[Story]) -> dict[str, dict[str, str]]:
    """Returns the words of each pack's issues as the tagger reads them; for a free story its labels that come twice."""
    told: dict[str, dict[str, str]] = {}
    for story in found:
        if story.pack == "free":
            labels = Counter(label for row in story.rows for label in row.issues)
            told[story.name] = {label: label for label, many in sorted(labels.items()) if many > 1}
        elif story.pack not in told:
            told[story.pack] = {issue.code: issue_text(issue) for issue in load_pack(story.pack).issues}
    return told


def main() -> None:
    """Writes the sentences of all stories below the folders that are named, and the words of their issues, as JSON."""
    target, *folders = sys.argv[1:]
    found = [story for folder in folders for story in stories(Path(folder))]
    told = [s for story in found for s in sentences_of(story)]
    Path(target).write_text(
        json.dumps({"sentences": told, "issues": issue_texts(found)}, ensure_ascii=False), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
