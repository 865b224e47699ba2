"""When a position was taken that an article recalls, and feasts, whose days that may hang on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.issues import pack_for
from briefing_generator.reading import read_article
from briefing_generator.reading.dates.event_dates import event_date
from briefing_generator.reading.dates.feasts import feast_day, nth_weekday
from briefing_generator.reading.text.parse import parse_article

WRITTEN = date(2025, 3, 12)
RECALLED = [
    ("In 2018 the union rejected the offer.", "the union rejected the offer", date(2018, 1, 1)),
    ("In 2018 the union rejected the offer.", "In 2018 the union rejected the offer.", date(2018, 1, 1)),
    ("The union rejected the offer three years ago.", "rejected the offer", date(2022, 1, 1)),
    ("The union said it had rejected the offer in May 2019.", "it had rejected the offer", date(2019, 5, 1)),
    ("Last December the union accepted the offer.", "the union accepted the offer", date(2024, 12, 1)),
    ("The union rejected the offer on Tuesday.", "rejected the offer", date(2025, 3, 11)),
    ("In the 1990s the union rejected every offer.", "rejected every offer", date(1990, 1, 1)),
    ("The union rejects the offer.", "rejects the offer", None),
    ("The union rejects the offer that the company made in 2018.", "rejects the offer", None),
    ("The union has rejected every offer since 2018.", "has rejected every offer", None),
    ("The union will reject the offer on Friday.", "will reject the offer", None),
    ("The union demanded a vote this week.", "demanded a vote", None),
    ("The strike began in 2018, and the union now demands a vote.", "the union now demands a vote", None),
    ("In 2018 the firm closed.", "no such words", None),
]


@pytest.mark.parametrize(("text", "quote", "found"), RECALLED, ids=[f"{text} {quote}" for text, quote, _ in RECALLED])
def test_a_position_is_of_the_day_it_was_taken_on(tmp_path: Path, text: str, quote: str, found: date | None) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(f"{text} Nothing else was told here.\n", encoding="utf-8")
    (article,) = load_corpus(tmp_path).articles
    sentence = parse_article(article).sentences[0]
    start = article.text.find(quote)
    assert event_date(sentence, start, start + len(quote), WRITTEN) == found


def test_without_an_articles_day_only_what_names_its_year_is_dated(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text("In 2018 the union rejected it. On Friday it agreed.\n", encoding="utf-8")
    (article,) = load_corpus(tmp_path).articles
    first, second = parse_article(article).sentences[:2]
    assert event_date(first, first.start, first.end, None) == date(2018, 1, 1)
    assert event_date(second, second.start, second.end, None) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Easter", date(2025, 4, 20)),
        ("Good  Friday", date(2024, 3, 29)),
        ("Thanksgiving", date(2025, 11, 27)),
        ("Memorial Day", date(2025, 5, 26)),
        ("New Year’s Day", date(2025, 1, 1)),
        ("St Patrick's Day", date(2025, 3, 17)),
        ("Passover", date(2024, 4, 23)),
        ("Passover", date(2025, 4, 13)),
        ("Passover", date(2010, 3, 30)),
        ("Yom Kippur", date(2024, 10, 12)),
    ],
)
def test_days_of_feasts(name: str, day: date) -> None:
    assert feast_day(name, day.year) == day


def test_weekdays_of_a_month() -> None:
    assert nth_weekday(2025, 3, 0, -1) == date(2025, 3, 31)
    assert nth_weekday(2025, 2, 0, -1) == date(2025, 2, 24)
    with pytest.raises(ValueError, match="no weekday"):
        nth_weekday(2025, 2, 0, 5)


TOLD = [
    ('Ola Berg of Norway said on Sunday that the quota must go. "We reject the ban on fish," he added.', "2025-03-09"),
    ('"We want talks," Ola Berg told a paper on Monday.\n\n"We reject the ban on fish," Berg said.', "2025-03-10"),
    ('Ola Berg said on Sunday that the quota must go. "We reject the ban on fish," Ann Moss said.', "2025-03-12"),
    ('"We want talks," Ola Berg said on Monday. Today he said: "We reject the ban on fish."', "2025-03-12"),
]


@pytest.mark.parametrize(("text", "day"), TOLD, ids=[text for text, _ in TOLD])
def test_words_are_of_the_day_on_which_their_speaker_was_told_to_say_them(tmp_path: Path, text: str, day: str) -> None:
    (tmp_path / "articles").mkdir()
    head = "---\ntitle: Fish\ndate: 2025-03-12\n---\n"
    (tmp_path / "articles/a.md").write_text(f"{head}{text}\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    reading = read_article(corpus.articles[0], pack_for(corpus))
    assert [s.date for s in reading.statements if s.act == "rejects"] == [day]
