"""Who wants, refuses, offers, accepts or threatens what: the constructions that tell it, and the statements made of them."""
