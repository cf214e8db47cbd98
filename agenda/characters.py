"""Characters that no XML file, spreadsheet or feed can hold: controls, halves of surrogate pairs, noncharacters."""

import re
from typing import Any

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, even escaped."""
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""These and the other control characters."""


def with_blanks(value: Any) -> Any:
    """The text with a blank for every control character and what XML does not allow; of lists and objects each text."""
    if isinstance(value, str):
        return UNPRINTABLE.sub(" ", value)
    if isinstance(value, list):
        return [with_blanks(part) for part in value]
    if isinstance(value, dict):
        return {with_blanks(key): with_blanks(part) for key, part in value.items()}
    return value
