"""What a briefing tells first: overview, timeline, changes and accounts that differ."""
