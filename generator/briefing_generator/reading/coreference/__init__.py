"""Whom a phrase stands for: pronouns, roles, possessives, plurals; and the entities of an article."""
