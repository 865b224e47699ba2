"""Questions to the parse of one sentence: clauses, modality, scope and conditions."""
