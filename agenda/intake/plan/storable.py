"""Signs that JSON can write and no database keeps: halves of a character (“\\ud800”) and NULs."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from agenda.intake.files.sheets import FileRefused, Sheet

HALF = re.compile("[\ud800-\udfff]")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def refuse_halves(sheet: Sheet) -> Sheet:
    """The sheet; raises FileRefused with the line where half of a character stands."""
    lines = [(1, sheet.headers), *sheet.rows]
    for line, cells in lines:
        if any(not _is_plain(cell) and HALF.search(_text(cell)) for cell in cells):
            raise FileRefused(
                _(
                    "Line %(line)s holds half of a character (\\ud800 to \\udfff), which is no text: mend the file."
                )
                % {"line": line}
            )
    return sheet


def _is_plain(cell) -> bool:
    return cell is None or isinstance(cell, int | float) or (isinstance(cell, str) and cell.isascii())


def _text(cell) -> str:
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)


def storable(value: Any) -> Any:
    """The same JSON value with “�” for every sign in its texts that no database keeps."""
    if isinstance(value, str):
        return value if value.isascii() and "\x00" not in value else UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value
