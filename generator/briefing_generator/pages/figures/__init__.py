"""Pictures of a briefing, drawn when its pages are made: SVG in the page, each with the same as a table behind it.

Text in them stays text at every width, colours are those of the page around (``currentColor``, and classes that the
style sheet knows), and the same briefing gives the same bytes. A picture that has nothing to show is an empty string.
"""

from briefing_generator.pages.figures.coverage_chart import coverage_figure
from briefing_generator.pages.figures.drawing import without_table
from briefing_generator.pages.figures.positions_chart import positions_figure
from briefing_generator.pages.figures.relations_chart import relations_figure

__all__ = ["coverage_figure", "positions_figure", "relations_figure", "without_table"]
