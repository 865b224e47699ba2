"""One stakeholder for the same people in several articles."""
