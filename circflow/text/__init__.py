"""Words that people write → values; pure functions."""
