"""Companies that may be one: what speaks for it, what a person decided, and what follows for the deals."""
