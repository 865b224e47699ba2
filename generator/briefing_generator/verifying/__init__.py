"""Somebody's draft held against a briefing: its quotations, positions, names and dates."""
