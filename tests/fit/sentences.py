"""Sentences to learn from: as the program parses them, with what annotators found in them and who is named where."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from briefing_generator import load_corpus
from briefing_generator.issues.packs import load_pack
from briefing_generator.reading.coreference.entities import find_referents
from briefing_generator.reading.tagger.issues import issue_text
from briefing_generator.reading.text.parse import parse_article
from tests.fit.stories import Story, bare_name, stories


def sentences_of(story: Story) -> list[dict[str, Any]]:
    """Returns a story's sentences: text, rows (start, end, acts, party, optional) and phrases (start, end, party), in places of the text."""
    found: list[dict[str, Any]] = []
    with story.copy_of_articles() as folder:
        corpus = load_corpus(Path(folder) / story.folder.name)
    for article in corpus.articles:
        if article.status != "used":
            continue
        name = Path(article.path).stem
        rows = [row for row in story.rows if row.article == name]
        parsed = parse_article(article)
        referents = find_referents(parsed)

        def side(key: str) -> str | None:
            for _ in range(4):
                entity = referents.entity(key)
                for each in (entity.name, *entity.aliases):
                    if bare_name(each) in story.aliases:
                        return story.side(each)
                if entity.party is None or entity.party == key:
                    break
                key = entity.party
            return bare_name(referents.entity(key).name)

        for sentence in parsed.sentences:
            place = {at: i for i, at in enumerate(sentence.offsets)}

            def inside(start: int, end: int) -> tuple[int, int] | None:
                at = [i for i, o in enumerate(sentence.offsets) if start <= o < end]
                return (at[0], at[-1] + 1) if at else None

            told = []
            for row in rows:
                span = inside(row.start, row.end)
                if span and (span[1] - span[0] >= 10 or row.start >= sentence.start and row.end <= sentence.end):
                    told.append({
                        "span": span, "acts": row.acts, "optional": row.optional, "issues": row.issues, "content": row.content,
                        "party": story.side(row.party) if row.party else None, "whole": row.start >= sentence.start and row.end <= sentence.end,
                    })
            phrases = []
            for start, end, key in referents.within(sentence.start, sentence.end):
                span = inside(start, end)
                if span:
                    phrases.append((*span, side(key)))
            found.append({
                "story": story.name, "article": name, "title": article.title, "kind": sentence.kind, "text": sentence.doc.text, "pack": story.name if story.pack == "free" else story.pack,
                "rows": told, "phrases": phrases, "start": sentence.start,
            })
    return found


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
    Path(target).write_text(json.dumps({"sentences": told, "issues": issue_texts(found)}, ensure_ascii=False), encoding="utf-8")
    print(len(told), "sentences,", sum(bool(s["rows"]) for s in told), "with rows,", sum(len(s["rows"]) for s in told), "rows")


if __name__ == "__main__":
    main()
