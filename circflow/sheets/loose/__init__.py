"""Sheets as people keep them: headers in three languages, amounts and dates as text → deals, or the reason why not."""
