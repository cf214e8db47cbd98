"""Signs that JSON can write and no database keeps: halves of a character (“\\ud800”) and NULs."""

import re
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """The same JSON value with “�” for every sign in its texts that no database keeps."""
    if isinstance(value, str):
        return value if value.isascii() and "\x00" not in value else UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value
