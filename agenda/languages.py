"""Which languages the pages are in, which one an address asks for, and how names are sorted in each.

A language is a folder of `locale/` with compiled messages; nothing else names it.
"""

import unicodedata
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, override, to_language

TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""What a language tag looks like: ja, zh-Hant."""


def languages_in(folder: Path, default: str) -> list[tuple[str, str]]:
    """(tag, its own name) of the default language and of each folder that holds compiled messages, as LANGUAGES has them."""
    found = {to_language(path.parent.parent.name) for path in folder.glob("*/LC_MESSAGES/django.mo")}
    return [(tag, own_name(tag)) for tag in (default, *sorted(found - {default}))]


def own_name(tag: str) -> str:
    """The name of a language in that language; the tag itself for one that Django does not know."""
    return str(LANG_INFO.get(tag, {}).get("name_local", tag)).strip()


def language_of_path(path: str) -> str:
    """The tag that the address's first part names; the default language's where it names none."""
    first = path[1:].partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def bare_path(path: str) -> str:
    """The path without the part that names its language: where the default language has the same page."""
    tag = language_of_path(path)
    return path if tag == settings.LANGUAGE_CODE else path[len(tag) + 1 :] or "/"


def path_in(tag: str, path: str) -> str:
    """The path of the same page in another language; no script name in front of it."""
    bare = bare_path(path)
    return bare if tag == settings.LANGUAGE_CODE else f"/{tag}{bare}"


def reading_language() -> str:
    """The tag of the reader's language."""
    return get_language() or settings.LANGUAGE_CODE


def in_each_language(words: Callable[[], object]) -> list[str]:
    """What a function says in each language of the pages, each text once."""
    said: dict[str, None] = {}
    for tag, _name in settings.LANGUAGES:
        with override(tag):
            said[str(words())] = None
    return list(said)


Place = tuple[tuple[int, bytes], ...]


def collation(text: str, tag: str) -> Place:
    """What texts are sorted by in a language, the same on every database.

    Japanese: letters first, then kana in their order, then kanji as JIS X 0208 has them, whose first level stands in the
    order of their readings. Other languages: letters without regard to case and marks.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if tag.split("-")[0] == "ja":
        return tuple(_japanese_place(sign) for sign in folded)
    signs = unicodedata.normalize("NFD", folded)
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return ((0, plain.encode("utf-8", "surrogatepass")), (1, folded.encode("utf-8", "surrogatepass")))


def _japanese_place(sign: str) -> tuple[int, bytes]:
    if "ァ" <= sign <= "ヶ":
        sign = chr(ord(sign) - 0x60)
    if "ぁ" <= sign <= "ゖ":
        return 1, sign.encode()
    if sign.isascii():
        return 0, sign.encode()
    try:
        return 2, sign.encode("euc_jp")
    except UnicodeEncodeError:
        return 3, sign.encode("utf-8", "surrogatepass")
