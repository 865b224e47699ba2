"""Made-up drafts over bundled briefings, with faults planted in some lines and none in others, the same each time."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from briefing_generator.model import Briefing, Event, Stakeholder, Statement, Verdict
from briefing_generator.reading.dates.date_expressions import find_expressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SAID = ('"{q}," said {n}.', "{n} said: “{q}.”", "“{q},” {n} told reporters.", "According to {n}, “{q}”.")
_NAMED = (
    "The envoys met {n} at noon.", "Talks with {n} go on for another week.", "Nobody in the hall had expected {n} to come.",
    "A letter from {n} lay on the table.", "The delegates waited for {n} until the evening.",
)  # fmt: skip
_INVENTED = (
    "the {a} will {v} when the {b} turns {c}", "my {a} never asked for a {c} {b}", "every {c} {a} must {v} before the {b}",
    "there is no {a} without a {c} {b}, and none shall {v}", "a {c} {a} beats a {b} that may {v}",
)  # fmt: skip
_NOUNS = (
    "lantern",
    "orchestra",
    "violin",
    "glacier",
    "umbrella",
    "bakery",
    "cathedral",
    "telescope",
    "giraffe",
    "saddle",
)
_VERBS = ("whistle", "evaporate", "dance", "wither", "shimmer", "gallop")
_KINDS = ("purple", "velvet", "frozen", "hollow", "crooked", "golden", "sleepy")
_FOR = {
    "demands": ("{p} demands {x}.", "{p} is demanding {x}.", "{p} has demanded {x}.", "{p} insists on {x}."),
    "offers": ("{p} has offered {x}.", "{p} offers {x}.", "{p} offered {x}."),
    "accepts": ("{p} has accepted {x}.", "{p} accepts {x}.", "{p} accepted {x}."),
    "rejects": ("{p} has rejected {x}.", "{p} rejects {x}.", "{p} rejected {x}.", "{p} is against {x}."),
}
_FOR_DEEDS = {
    "demands": ("{p} wants {x}.",),
    "offers": ("{p} has offered {x}.", "{p} offered {x}."),
    "accepts": ("{p} has agreed {x}.", "{p} agreed {x}.", "{p} is ready {x}."),
    "rejects": ("{p} has refused {x}.", "{p} refuses {x}.", "{p} refused {x}."),
}
_BODIES = re.compile(r"\b(?:Union|Federation|Guild|Association|League|Board|Islands|States|countries)\b")
_FRAMES = ("{}", "{}", "At the table, {}", "For all that, {}", "Once more, {}")


@dataclass(frozen=True)
class Line:
    """A line of a draft, and what is wrong with it: None where nothing is."""

    text: str
    fault: Verdict | None = None


class Planter:
    """Writes lines over one briefing."""

    def __init__(self, briefing: Briefing, seed: int = 20) -> None:
        self.briefing = briefing
        self._seed = f"{seed} {briefing.name}"
        self.begin("")
        self.people = {one.id: one for one in briefing.stakeholders}
        self.words = sorted({w for a in briefing.articles for w in re.findall(r"[a-z]{5,}", a.text)})
        self.vocabulary = {w.casefold() for a in briefing.articles for w in re.findall(r"[\w’'-]+", a.text)}
        self.all_words = " ".join(_plain(" ".join(a.text for a in briefing.articles)))

    def begin(self, kind: str) -> None:
        """Begins a kind of lines anew, so that they are the same whatever was planted before."""
        self.chance = random.Random(f"{self._seed} {kind}")

    # ------------------------------------------------------------ quotations

    @cached_property
    def quoted(self) -> list[tuple[str, Stakeholder]]:
        """Returns what named people are quoted with, without marks within and at the end."""
        found = {}
        for q in self.briefing.quotations:
            for stretch in q.quoted:
                words = re.sub(r"[\s.,]+$", "", " ".join(stretch.text.split()))
                if q.speaker and len(words.split()) >= 4 and not re.search(r"[\[\]“”\"*]", words):
                    found[words] = self.people[q.speaker]
        return sorted(found.items(), key=lambda item: item[0])

    def _window(self, words: list[str], least: int) -> list[str]:
        size = self.chance.randint(min(least, len(words)), len(words))
        first = self.chance.randint(0, len(words) - size)
        return words[first : first + size]

    def _said(self, words: str, name: str) -> str:
        return self.chance.choice(_SAID).format(q=words, n=name)

    def fair(self) -> Line:
        """A quotation as it may be shortened, set in other marks, or fitted into a sentence."""
        words, who = self.chance.choice(self.quoted)
        some = self._window(words.split(), 5)
        how = self.chance.randrange(4)
        if (
            how == 0
            and len(some) >= 8
            and not re.search(r"\b(?:not|no|never|nothing|cannot)\b|n.t\b", " ".join(some[3:5]))
        ):
            some = [*some[:3], self.chance.choice(["...", "[...]", "…", "[…]"]), *some[5:]]
        elif how == 1:
            some[0] = f"[{some[0][0].swapcase()}]{some[0][1:]}" if some[0][1:] else some[0]
        elif how == 2:
            some = [w.replace("'", "’").replace(" - ", " — ") for w in some]
        return Line(self._said(" ".join(some), who.name))

    def altered(self) -> Line:
        while True:
            words, who = self.chance.choice(self.quoted)
            some = self._window(words.split(), 6)
            if len(some) < 6:
                continue
            at = self.chance.randint(1, len(some) - 2)
            how = self.chance.randrange(4)
            if how == 0:
                some[at] = self.chance.choice(self.words)
            elif how == 1:
                del some[at]
            elif how == 2:
                some.insert(at, self.chance.choice(["not", "never", *self.words[:40]]))
            else:
                some[at], some[at - 1] = some[at - 1], some[at]
            changed = " ".join(some)
            if sum(len(word) > 4 for word in some) < 3:
                continue
            if f" {' '.join(_plain(changed))} " not in f" {self.all_words} ":
                return Line(self._said(changed, who.name), "quote-altered")

    def misattributed(self) -> Line:
        words, who = self.chance.choice(self.quoted)
        others = [
            o for o in self.people.values()
            if o.kind == "person" and o.id != who.id and {o.id, o.party} & {who.id, who.party} - {None} == set()
        ]  # fmt: skip
        some = self._window(words.split(), 5)
        return Line(self._said(" ".join(some), self.chance.choice(others).name), "quote-misattributed")

    def invented(self) -> Line:
        made = self.chance.choice(_INVENTED).format(
            a=self.chance.choice(_NOUNS), b=self.chance.choice(_NOUNS), c=self.chance.choice(_KINDS), v=self.chance.choice(_VERBS)
        )  # fmt: skip
        people = [one for one in self.people.values() if one.kind == "person"]
        return Line(self._said(made, self.chance.choice(people).name), "quote-nowhere")

    # ------------------------------------------------------------ positions

    @cached_property
    def held(self) -> list[Statement]:
        """Returns plain statements of parties that never said the contrary on their issue."""
        sides: dict[tuple[str | None, str], set[bool]] = {}
        figures: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
        for s in self.briefing.statements:
            sides.setdefault((s.party, s.issue), set()).add((s.act == "rejects") != s.against)
            figures.setdefault((s.party, s.issue), set()).update(
                [tuple(re.findall(r"\d+", s.content))] if re.search(r"\d", s.content) else []
            )
        return [
            s for s in self.briefing.statements
            if s.act in _FOR and not s.conditional and s.level == "own" and s.confidence >= 0.6 and not s.against
            and len(sides[s.party, s.issue]) == 1 and s.issue != "other"
            # Patterns alone take "rejected the shorter week" for when it was rejected.
            and not re.search(r"\b(?:weeks?|hours?|years?|quickly)\b", s.content)
            and (len(figures[s.party, s.issue]) < 2 or not re.search(r"\d", s.content))
            and re.fullmatch(r"(?:an?|the|any|to|its|their|\d[\d,]*)\s[\w\s’'%,.-]{4,70}", s.content)
            and s.party in self.people
        ]  # fmt: skip

    def position(self, statement: Statement, turned: bool, plainly: bool = False) -> str:
        """Returns a sentence that tells a statement, or the contrary of it; plainly, the first form that there is."""
        act = statement.act
        if turned:
            act = "accepts" if act == "rejects" else "rejects"
        forms = (_FOR_DEEDS if statement.content.startswith("to ") else _FOR)[act]
        name = self.people[str(statement.party)].name
        # As anybody writes it: "the Federation", "the government", and a company by its bare name.
        name = f"The {name}" if self.people[str(statement.party)].kind == "group" or _BODIES.search(name) else name
        told = (forms[0] if plainly else self.chance.choice(forms)).format(p=name, x=statement.content.rstrip(". "))
        frame = "{}" if plainly else self.chance.choice(_FRAMES)
        return frame.format(told if frame.startswith("{}") or not told.startswith("The ") else f"the{told[3:]}")

    def contradicted(self) -> Line:
        return Line(self.position(self.chance.choice(self.held), turned=True), "position-contradicted")

    def outdated(self) -> Line:
        return Line(self.position(self.chance.choice(self.held), turned=False), "position-changed")

    def rightly(self) -> Line:
        return Line(self.position(self.chance.choice(self.held), turned=False))

    # ------------------------------------------------------------ names and dates

    def _name(self) -> str:
        names = sorted(
            {one.name for one in self.people.values() if one.kind != "group" and re.search(r"[A-Z]\w{4}", one.name)}
        )
        return self.chance.choice(names)

    def named(self) -> Line:
        return Line(self.chance.choice(_NAMED).format(n=self._name()))

    def misspelt(self) -> Line:
        while True:
            name = self._name()
            words = [w for w in re.findall(r"[^\W\d_]{5,}", name) if w[0].isupper()]
            word = self.chance.choice(words)
            at = self.chance.randint(1, len(word) - 2)
            new = self.chance.choice([
                word[:at] + word[at + 1 :], word[:at] + word[at] * 2 + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + self.chance.choice("aeioubdkmt") + word[at + 1 :],
            ])  # fmt: skip
            if new.casefold() not in self.vocabulary:
                return Line(self.chance.choice(_NAMED).format(n=name.replace(word, new)), "name-differs")

    @cached_property
    def events(self) -> list[tuple[Event, str]]:
        """Returns events of one day, each with its sentence without the day."""
        found = []
        for event in self.briefing.timeline:
            text = " ".join(event.evidence.quote.split())
            days = find_expressions(text)
            if (
                event.precision != "day"
                or len(days) != 1
                or len(text.split()) < 8
                or re.search(r"[“”\"—]|^[A-Z ]{5,},", text)
            ):
                continue
            before = re.sub(r"(?:\s?\b(?:[Oo]n|early on|since|from))?\s*$", "", text[: days[0].start])
            rest = (before + text[days[0].end :]).strip(" ,")
            found.append((event, rest))
        return found

    def dated(self, apart: int = 0) -> Line:
        if not (events := self.events):
            return self.named() if not apart else Line("")
        event, rest = self.chance.choice(events)
        day = date.fromisoformat(event.date) + timedelta(days=apart)
        told = f"{_MONTHS[day.month - 1]} {day.day}"
        told = self.chance.choice([f"On {told}, {day.year}, ", f"On {day.day} {_MONTHS[day.month - 1]} {day.year}, "])
        first = rest.split()[0]
        rest = (
            rest
            if first in {w for one in self.people.values() for w in one.name.split()}
            else rest[0].lower() + rest[1:]
        )
        return Line(f"{told}{rest.rstrip('.')}.", "date-differs" if apart else None)

    def misdated(self) -> Line:
        return self.dated(self.chance.choice([-41, -17, -9, -4, -2, 2, 3, 6, 11, 25, 60]))


def many(make: Callable[[], Line], number: int) -> list[Line]:
    """Returns so many different lines."""
    found: dict[str, Line] = {}
    for _ in range(number * 60):
        line = make()
        found.setdefault(line.text, line)
        if len(found) == number:
            break
    found.pop("", None)
    return list(found.values())


def _plain(text: str) -> Iterator[str]:
    return (w.replace("’", "'").replace("-", "") for w in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold()))
