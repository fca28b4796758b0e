"""Files → rows → records or rejects, and back."""
