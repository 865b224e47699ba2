"""A folder to its briefing and its pages: what the command line and the plugin both ask for."""

from __future__ import annotations

from briefing_generator.make.folder_to_export import Exported, export_folder
from briefing_generator.make.folder_to_pages import (
    broken_settings,
    known_folder,
    make_folder,
    make_folder_and_pages,
    make_pages,
)

__all__ = [
    "Exported",
    "broken_settings",
    "export_folder",
    "known_folder",
    "make_folder",
    "make_folder_and_pages",
    "make_pages",
]
