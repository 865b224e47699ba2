"""Who is named: mentions of persons, states, organisations and groups in one article."""
