"""The pictures that a Markdown file on the disk shows, taken along when it becomes an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.adding.article_writing import write_article
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.corpus.pictures import PictureFinder

if TYPE_CHECKING:
    from pathlib import Path


def take_pictures(file: Path, text: str, folder: Path, whole: Path | None = None) -> tuple[str, ...]:
    """Copies the local pictures of a file into ``pictures/`` below a folder, where its article finds them by name.

    Args:
        file: the Markdown file.
        text: what it says.
        folder: the briefing's ``articles``.
        whole: a folder that is added as a whole: pictures are looked for all through it. Without one they lie where
            the file says, no more than one folder above it.

    Returns the names of those that could not be taken: another picture of that name is there. Raises
    :class:`briefing_generator.store.files.NotSavedError`.
    """
    root = whole or file.resolve().parent.parent
    found, _ = PictureFinder(root, by_name=whole is not None).find(
        text, find_blocks(text), file if whole else file.resolve()
    )
    left = []
    for path in sorted({picture.path for picture in found if picture.path}):
        source = root / path
        kept, _ = write_article(folder / "pictures", source.stem, source.read_bytes(), source.suffix)
        if kept.name != source.name:
            kept.unlink()
            left.append(source.name)
    return tuple(left)
