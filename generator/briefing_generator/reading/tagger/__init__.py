"""The learned proposer: a small encoder that tells, word by word, which act a sentence holds and who holds it."""
