"""Spreadsheet cells that can never become a formula, and the way back.

A text that a spreadsheet could take for a formula gets an apostrophe in front, the sign for "text" in
Excel, LibreOffice and Google Sheets. One that starts with an apostrophe gets another, so that reading it
back (`plain`) is exact.
"""

import re

LEADS = "=+-@\t\r\n＝＋－＠'"


def safe(value):
    """The value as it may stand in a cell; numbers and dates pass unchanged."""
    return f"'{value}" if isinstance(value, str) and _begins_a_formula(value) else value


_begins_a_formula = re.compile(f" *[{re.escape(LEADS)}]").match


def plain(value):
    """The value that `safe` was given; an apostrophe that `safe` did not put there stays."""
    if isinstance(value, str) and value.startswith("'") and safe(value[1:]) == value:
        return value[1:]
    return value
