"""One of many, chosen by typing letters of it: a list in the terminal that grows shorter with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from briefing_generator.reviewing.choices import Choice, narrowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class ChoiceScreen(ModalScreen[str | None]):
    """Asks for one of several; gives back its key, None where somebody turned round."""

    CSS = """
    ChoiceScreen { align: center middle; }
    #choice { width: 72; max-width: 95%; height: auto; max-height: 90%; border: round $accent; padding: 0 1; background: $surface; }
    #choice OptionList { height: auto; max-height: 16; border: none; }
    #choice Input { border: tall $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "turn_round", "turn round"),
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
    ]

    def __init__(self, question: str, choices: Sequence[Choice]) -> None:
        """Takes what is asked, and what there is to choose among, in order."""
        super().__init__()
        self._question, self._choices = question, tuple(choices)
        self._near: tuple[Choice, ...] = self._choices

    def compose(self) -> ComposeResult:
        """Lays out question, letters and list."""
        with Vertical(id="choice"):
            yield Static(Content(self._question))
            yield Input(placeholder="letters of it; ↑ ↓ choose, Enter takes, Esc turns round")
            yield OptionList()

    def on_mount(self) -> None:
        """Shows everything, and listens to letters."""
        self._show()
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leaves what the letters fit."""
        self._near = narrowed(self._choices, event.value)
        self._show()

    def on_input_submitted(self) -> None:
        """Takes what is marked."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._near):
            self.dismiss(self._near[at].key)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Takes what somebody clicked on."""
        self.dismiss(self._near[event.option_index].key)

    def action_move(self, step: int) -> None:
        """Marks the next or the one before, while letters are still listened to."""
        held = self.query_one(OptionList)
        (held.action_cursor_down if step > 0 else held.action_cursor_up)()

    def action_turn_round(self) -> None:
        """Chooses nothing."""
        self.dismiss(None)

    def _show(self) -> None:
        held = self.query_one(OptionList)
        held.clear_options()
        held.add_options([Option(Content(each.told)) for each in self._near])
        held.highlighted = 0 if self._near else None
