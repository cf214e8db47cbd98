"""The one reader of numbers that somebody typed into an address or a form."""

MOST = 2**63 - 1
"""The greatest key that a database holds."""


def whole_number(text: str, least: int = 0, most: int = MOST) -> int | None:
    """The number that the text writes in digits 0 to 9; None when it writes none, or one not from `least` to `most`.

    “²” and “١٢” are digits to Python and no numbers here; thousands of digits are not even looked at.
    """
    text = text.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if least <= number <= most else None
