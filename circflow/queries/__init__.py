"""Stored queries: files → checked values that say what they ask, take and return. No driver, and nothing is printed."""
