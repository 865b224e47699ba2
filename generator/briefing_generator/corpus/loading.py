"""A briefing's folder to a corpus: every file accounted for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.corpus.article_file import FileReader
from briefing_generator.corpus.article_paths import article_files, article_ids, files_beside, written_paths
from briefing_generator.corpus.dating import settle_dates
from briefing_generator.corpus.duplicates import mark_duplicates
from briefing_generator.corpus.folder_title import titled
from briefing_generator.corpus.settings_file import load_settings
from briefing_generator.corpus.state import load_state
from briefing_generator.model import Corpus

if TYPE_CHECKING:
    from pathlib import Path


def load_corpus(folder: Path, cache: Path | None = None) -> Corpus:
    """Reads a briefing's folder: settings, every file below ``articles/``, and what was wrong.

    ``cache`` is a folder that keeps what web pages, messages and other documents hold between runs; None keeps nothing.

    Bad files never stop the others: they come back as refused, with a problem that says why. Raises
    ``NotADirectoryError`` when there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder}: there is no such folder; a briefing is a folder with articles/ in it.")
    settings, problems = load_settings(folder)
    reader = FileReader(folder, cache)
    files = article_files(folder)
    paths = written_paths(file.relative_to(folder).as_posix() for file in files)
    ids = article_ids(paths)
    reader.read_ahead(files)
    articles = [reader.read(file, path, ids[path]) for file, path in zip(files, paths, strict=True)]
    if not articles:
        beside = len(files_beside(folder))
        stray = f" (the {beside} files beside it are not read)" if beside > 1 else ""
        told = f"there is no article; a Markdown file in this folder would be one{stray}."
        reader.report("articles", "no-articles", told)
    dated, odd = settle_dates(articles, reader.open_dates, reader.orders)
    marked = mark_duplicates(dated)
    titles: dict[str, list[str]] = defaultdict(list)
    for article in marked:
        if article.status == "used" and article.title_basis == "stated":
            titles[article.title.casefold()].append(article.path)
    for same in titles.values():
        for path in same[1:]:
            reader.report(
                path, "title-twice", f"the title is that of {same[0]} as well; one of its own would be right."
            )
    earlier, wrong = load_state(folder)
    return Corpus(
        written_paths([folder.resolve().name])[0], titled(settings, folder, marked), marked,
        tuple(sorted((*problems, *wrong, *odd, *reader.problems))), earlier, reader.passing,
    )  # fmt: skip
