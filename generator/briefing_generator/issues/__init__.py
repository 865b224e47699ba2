"""Issues and their language, as data."""

from briefing_generator.issues.choosing import choose_pack, pack_choice, pack_for, pack_problem, tell_choice
from briefing_generator.issues.packs import PackError, load_pack, pack_file, pack_names

__all__ = [
    "PackError",
    "choose_pack",
    "load_pack",
    "pack_choice",
    "pack_file",
    "pack_for",
    "pack_names",
    "pack_problem",
    "tell_choice",
]
