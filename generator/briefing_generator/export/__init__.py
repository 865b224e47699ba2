"""A briefing for other programs: as data, as tables, as a bibliography, as a network, and as projects of those who code by hand."""

from briefing_generator.export.briefing_json import SCHEMA_VERSION, briefing_data, export_json, export_state
from briefing_generator.export.statement_rows import export_csv

__all__ = ["SCHEMA_VERSION", "briefing_data", "export_csv", "export_json", "export_state"]
