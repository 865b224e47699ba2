"""Issues and their language, as data."""

from briefing_generator.issues.packs import (
    PackError,
    choose_pack,
    load_pack,
    pack_file,
    pack_for,
    pack_names,
    pack_problem,
)

__all__ = ["PackError", "choose_pack", "load_pack", "pack_file", "pack_for", "pack_names", "pack_problem"]
