"""The review in a terminal: a statement in its paragraph, what was read of it, and a key for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from briefing_generator.model import ACTS
from briefing_generator.reviewing.choice_screen import ChoiceScreen
from briefing_generator.reviewing.choices import act_choices, issue_choices, party_choices
from briefing_generator.reviewing.entry_writing import NotWrittenError
from briefing_generator.reviewing.marks_offered import Marked
from briefing_generator.reviewing.offered import Offered, pieces
from briefing_generator.reviewing.sheet import plain, told_source
from briefing_generator.reviewing.standing import ASKED, summary, told_place, told_rows
from briefing_generator.store.files import NotSavedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing_generator.model import Act
    from briefing_generator.reviewing.offered import Piece, Placed
    from briefing_generator.reviewing.review import Review


_OF_MARKS = ("pin", "note", "leave")
_OF_STATEMENTS = ("right", "wrong", "change_party", "change_act", "change_issue")


class ReviewApp(App[None]):
    """Asks about one statement after the other, and has each answer written at once."""

    CSS = """
    #head { height: auto; padding: 0 1; background: $panel; }
    #middle { height: 1fr; }
    #paragraph { padding: 1 2; }
    #reading { padding: 0 2 1 2; }
    #told { height: auto; padding: 0 1; color: $warning; }
    """
    TITLE = "briefing review"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "answer('right')", "right"),
        Binding("w", "answer('wrong')", "wrong"),
        Binding("p", "change_party", "party"),
        Binding("a", "change_act", "act"),
        Binding("i", "change_issue", "issue"),
        Binding("o", "answer('pin')", "Overview"),
        Binding("n", "answer('note')", "note"),
        Binding("l", "answer('leave')", "leave"),
        Binding("s", "answer('skip')", "skip"),
        Binding("b", "answer('back')", "back"),
        Binding("u", "answer('take_back')", "undo"),
        Binding("q,ctrl+c", "quit", "quit"),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, review: Review) -> None:
        """Takes the review that is led."""
        super().__init__()
        self.review = review

    def compose(self) -> ComposeResult:
        """Lays out where one is, the paragraph with what was read of it, what just happened, and the keys."""
        yield Static(id="head")
        with VerticalScroll(id="middle", can_focus=False):
            yield Static(id="paragraph")
            yield Static(id="reading")
        yield Static(id="told")
        yield Footer()

    def on_mount(self) -> None:
        """Shows the first."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tells whether a key answers what is asked about now; one that does not is not shown."""
        step = str(parameters[0]) if parameters else action
        each = self.review.current if hasattr(self, "review") else None
        if step in _OF_MARKS:
            return isinstance(each, Marked) and (step != "note" or bool(each.note))
        return not (step in _OF_STATEMENTS and isinstance(each, Marked))

    def action_answer(self, answer: str) -> None:
        """Does what a key asks for: a step of the review by its name."""
        step: Callable[[], None] = getattr(self.review, answer)
        self._do(step)

    def action_change_party(self) -> None:
        """Asks who holds it."""
        choices = party_choices(self.review.briefing)
        self._ask(ChoiceScreen("Who holds it?", choices), lambda key: self.review.change(party=key))

    def action_change_act(self) -> None:
        """Asks for the act."""
        by_word: dict[str, Act] = {act: act for act in ACTS}
        self._ask(ChoiceScreen("What does it do?", act_choices()), lambda key: self.review.change(act=by_word[key]))

    def action_change_issue(self) -> None:
        """Asks for the issue."""
        choices = issue_choices(self.review.briefing)
        self._ask(ChoiceScreen("What is it about?", choices), lambda key: self.review.change(issue=key))

    def action_scroll(self, step: int) -> None:
        """Moves a long paragraph."""
        self.query_one("#middle", VerticalScroll).scroll_relative(y=step, animate=False)

    def _ask(self, screen: ChoiceScreen, take: Callable[[str], None]) -> None:
        if isinstance(self.review.current, Offered):
            self.push_screen(screen, lambda key: self._do(lambda: take(key)) if key is not None else None)

    def _do(self, step: Callable[[], None]) -> None:
        """Takes a step of the review and shows where one is then; what could not be written is told and nothing goes on."""
        wrong = ""
        try:
            step()
        except (NotWrittenError, NotSavedError) as error:
            wrong = str(error)
        self._show(wrong)

    def _show(self, wrong: str = "") -> None:
        each = self.review.current
        self.query_one("#told", Static).update(Content(plain(wrong)))
        self.query_one("#head", Static).update(self._head(each))
        self.query_one("#paragraph", Static).update(_paragraph(each) if each else Content("Nothing is left to ask."))
        self.query_one("#reading", Static).update(self._reading(each) if each else Content(summary(self.review)))
        self.query_one("#middle", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def _head(self, each: Offered | Marked | None) -> Content:
        told = f"{plain(self.review.briefing.settings.title)}  {told_place(self.review)}"
        return Content.assemble(told, (f"\n{told_source(each.article)}", "italic")) if each else Content(told)

    def _reading(self, each: Offered | Marked) -> Content:
        told: list[tuple[str, str]] = []
        for name, value in told_rows(self.review, each):
            told += [(f"{name:<10}", "dim"), (f"{value}\n", "bold" if name in ASKED else "")]
        decision = self.review.decision
        if decision is not None and decision.action == "set":
            told.append(("r goes on; another part can be changed first.", "dim"))
        return Content.assemble(*told)


def _paragraph(each: Placed) -> Content:
    """Returns the paragraph: its sentence underlined, the evidence marked."""

    def style(piece: Piece) -> str:
        return "bold reverse" if piece.evidence else "underline" if piece.sentence else ""

    return Content.assemble(*((piece.text, style(piece)) for piece in pieces(each)))
