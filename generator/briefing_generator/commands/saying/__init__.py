"""How commands say what they found: on a terminal, and to other programs."""
