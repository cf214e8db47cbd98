"""Spreadsheets, calendars and packages of other people: read, matched, tried, and written as it was shown."""
