"""No text costs more to read than its letters are many: held by counts of what is parsed and compared, never by time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from briefing_generator.briefing.comparing import disagreements, gaps
from briefing_generator.model import Article, Block, Statement
from briefing_generator.reading.text import parse
from briefing_generator.reading.text.cutting import LONGEST, MOST_PARTS, cut
from briefing_generator.reading.text.model_choice import model_name

from tests.bench.costly import SHAPES, prose

SIZE = 20_000


def article(text: str, kind: Any = "paragraph") -> Article:
    return Article(
        "a", "articles/a.md", "Talks", "stated", None, "unknown", None, None, "unknown", None, None, None, (), None, "en", 1,
        "0" * 64, "used", None, None, "a", text, 1, (Block(kind, 0, len(text), 0),),
    )  # fmt: skip


def tokens_parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Returns how many tokens the parser was given at once, for each time."""
    given: list[int] = []
    nlp = parse.load_model(model_name())

    class Counting:
        def pipe(self, texts: Iterable[str], **_: Any) -> Iterator[Any]:
            for text in texts:
                doc = nlp.make_doc(text)
                given.append(len(doc))
                yield doc

    monkeypatch.setattr(parse, "load_model", lambda name: Counting())
    parse.parse_article(article(text))
    return given


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_parsed_at_once_has_a_limit_and_all_of_it_grows_with_the_letters(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tokens_parsed(SHAPES[shape](SIZE), monkeypatch)
    # Tokenising makes a word and a sign of each piece of a word, and seldom more.
    assert max(given, default=0) <= 2 * MOST_PARTS
    assert sum(given) <= SIZE
    assert len(given) <= SIZE // 4


@pytest.mark.parametrize("shape", ["one sentence", "one sentence, clauses", "quotation marks, words"])
def test_every_letter_of_a_sentence_that_is_too_long_is_read_where_it_stands(shape: str) -> None:
    text = SHAPES[shape](SIZE)
    pieces = list(cut(article(text)))
    assert all(len(piece.text) <= LONGEST for piece in pieces)
    assert all(text[at] == letter for piece in pieces for letter, at in zip(piece.text, piece.offsets, strict=True))
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("run", ["abcdefghij" * 200, "a/" * 900, "a-" * 900])
def test_letters_without_a_space_that_are_no_word_are_left_out_and_the_rest_is_read(run: str) -> None:
    text = f"The union demands shorter shifts {run} and the port rejects that."
    read = [piece.text for piece in cut(article(text))]
    assert read == ["The union demands shorter shifts", "and the port rejects that."]


def test_sentences_of_the_length_that_people_write_are_read_whole() -> None:
    assert not any(piece.goes_on for text in prose(SIZE).split("\n\n") if text for piece in cut(article(text)))
    longest = "The union said that " + ", ".join(["the port broke its word"] * 50) + "."
    assert [piece.text for piece in cut(article(longest))] == [longest]


def test_pieces_end_where_clauses_do() -> None:
    text = "; ".join(["the union of Lunde demands shorter shifts and the port rejects that"] * 40) + "."
    assert all(piece.text.endswith((";", ".")) for piece in cut(article(text)))


def test_where_a_sentence_is_too_long_is_told_once_for_each() -> None:
    text = f"{'no peace, ' * 200}no war. The port agreed. {'no peace, ' * 200}no war."
    assert parse.parse_article(article(text)).too_long == (0, text.index("The port agreed.") + len("The port agreed. "))


def statement(n: int) -> Statement:
    from briefing_generator.model import Evidence

    day = (date(2024, 1, 1) + timedelta(days=n % 300)).isoformat()
    act: Any = "rejects" if n % 2 else "demands"
    matter = f"a ceasefire of {n} days"
    evidence = Evidence("a", n, n + 1, matter)
    return Statement(f"s{n}", f"party-{n}", act, "ceasefire", matter, None, False, None, None, "stated", day, evidence)


@pytest.mark.parametrize("room", [disagreements.find_disagreements, gaps.find_gaps])
def test_however_many_parties_speak_so_many_pairs_are_compared(
    room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def compared(many: int) -> int:
        pairs = [0]

        def counting(*_: Any) -> None:
            pairs[0] += 1

        for module in (disagreements, gaps):
            monkeypatch.setattr(module, "contrast", counting)
        monkeypatch.setattr(disagreements, "facing", lambda *_: None)
        monkeypatch.setattr(disagreements, "referring", lambda *_: False)
        monkeypatch.setattr(gaps, "referring", lambda *_: True)
        monkeypatch.setattr(gaps, "may_answer", lambda *_: counting())
        statements = [statement(n) for n in range(many)]
        ground: Any = SimpleNamespace(met=lambda *_: True, one_side=lambda *_: False)
        if room is gaps.find_gaps:
            gaps.find_gaps(statements, ground)
        else:
            disagreements.find_disagreements(statements, {"a": "a"}, ground)
        return pairs[0]

    assert compared(1600) <= 1.01 * compared(800) <= 400 * 400
