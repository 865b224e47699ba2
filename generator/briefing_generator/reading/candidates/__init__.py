"""An act found in a sentence, whose it is, who vouches for it and of whom it is asked."""
