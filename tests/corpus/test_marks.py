"""What a reader sees of a text: no mark, address, number of a footnote or struck word, and every place still exact."""

from __future__ import annotations

import time

import pytest
from briefing_generator.corpus.body.markup import as_shown, plain_view

SEEN = {
    "[Vega](https://vega.example/a_(b)/c?d=1#e) offered [more](<https://x.example> \"a title\").": "Vega offered more.",
    "[the \"[w]ar\" plan](https://a.example/war)": 'the "[w]ar" plan',
    "the [lifting of\nall duties](https://a.example/x) by May": "the lifting of all duties by May",
    "See [https://a.example/b](https://a.example/b) or <https://a.example/c>.": "See or .",
    "More at https://a.example/b?c=d, said Ola Nes of www.port.example.": "More at , said Ola Nes of .",
    "Write to desk@port.example today": "Write to today",
    "[](https://a.example)Vega struck.": "Vega struck.",
    "[Vega][1] struck.\n\n[1]: https://vega.example": "Vega struck. [1]:",
    "A [draft][sic] of it": "A [draft][sic] of it",
    "the offer.[12][13] Then": "the offer. Then",
    "the offer[4], it said": "the offer, it said",
    "all troops.[14][[xv]](https://a.example/#_edn15)": "all troops.",
    "a truce.[\\[7\\]](https://a.example/wiki#cite_note-7) It": "a truce. It",
    "a truce.\\[7\\] It": "a truce. It",
    "a truce,[a] it said": "a truce, it said",
    "a truce[citation needed] and [note 3] more": "a truce and more",
    "a truce<sup>3</sup> and<sup>[4]</sup> more.<sup>[5](#fn5)</sup>": "a truce and more.",
    "five km<sup>2</sup> and 10<sup>6</sup>": "five km2 and 106",
    "a truce.¹² Then 5 m²": "a truce. Then 5 m²",
    "a truce[^1] and[^note]": "a truce and",
    "demand[s] a raise of [5] percent, \"[W]e\" said. “[I] will”": 'demand[s] a raise of [5] percent, "[W]e" said. “[I] will”',
    "killed [12](https://a.example/news) people": "killed 12 people",
    "It ~~accepts~~ rejects the offer": "It rejects the offer",
    "~~The union accepts.~~ It rejects.": "It rejects.",
    "It <del>accepts</del><s class=\"x\">gladly</s><strike>now</strike> rejects": "It rejects",
    "It {--accepts--} rejects": "It rejects",
    "It <span style=\"display: none\">accepts</span>rejects <b hidden>it</b>": "It rejects",
    "It {==rejects==}{>>since when?<<} ==the offer== %%ask them%% <mark>now</mark>": "It rejects the offer now",
    "about ~~ 5 percent ~~ more": "about 5 percent more",
    "a \\~~b\\~~ c": "a ~~b~~ c",
    "_Vega_ and **the __union__** ***agreed*** on snake_case_names": "Vega and the union agreed on snake_case_names",
    "\\[sic\\] 5 \\* 3": "[sic] 5 * 3",
    "A&amp;B &lt;said&gt; &#8220;no&#8221;": "A&B <said> “no”",
}  # fmt: skip


@pytest.mark.parametrize("text", SEEN)
def test_a_reader_sees_words_alone(text: str) -> None:
    view = plain_view(text, 0, len(text))
    assert " ".join(view.text.split()) == SEEN[text]
    assert list(view.offsets) == sorted(set(view.offsets))
    assert len(view.text) == len(view.offsets)


@pytest.mark.parametrize("text", SEEN)
def test_any_stretch_shows_its_part_of_the_whole(text: str) -> None:
    """A stretch that begins or ends amid a mark shows no half of it."""
    whole = plain_view(text, 0, len(text))
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1, 3):
            part = plain_view(text, start, end)
            inside = [at for at in whole.offsets if start <= at < end]
            assert list(part.offsets) == inside, text[start:end]


def test_half_a_link_is_not_shown() -> None:
    assert as_shown("a U.S. [ceasefire offer") == "a U.S. ceasefire offer"
    assert as_shown("ceasefire offer](https://a.example) and [the [W]est") == "ceasefire offer and the [W]est"


@pytest.mark.parametrize(
    "piece", ["[", "~~a ", "[a", "<s>", "[[a](", "https://a", "_a ", "<b hidden>", "{--", "a[1", "]("]
)
def test_marks_that_never_close_cost_no_more_than_their_length(piece: str) -> None:
    def spent(times: int) -> float:
        text = piece * times
        began = time.process_time()
        plain_view(text, 0, len(text))
        return time.process_time() - began

    spent(1_000)
    assert spent(16_000) < 12 * max(spent(2_000), 0.02)
