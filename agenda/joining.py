"""Words put together as the reader's language does it: items, clauses, sentences, counts and quotations.

Languages differ in the signs between them and in the order of a number and what it counts, so no other code writes them.
"""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext, pgettext


def listed(items: Iterable[object]) -> str:
    """The items that are not empty, one after the other: "a, b, c"."""
    return separator().join(str(item) for item in items if item)


def separator() -> str:
    """The sign between the items of a list."""
    return pgettext("between the items of a list", ", ")


def clauses(parts: Iterable[object]) -> str:
    """The parts of one sentence that are not empty, one after the other: "a; b"."""
    return pgettext("between the clauses of a sentence", "; ").join(str(part) for part in parts if part)


def sentence(text: object) -> str:
    """The text as a whole sentence: "a." """
    return pgettext("the end of a sentence", "%(text)s.") % {"text": text}


def sentences(texts: Iterable[object]) -> str:
    """The sentences that are not empty, one after the other: "a. b." """
    return reduce(_followed_by, (str(text) for text in texts if text), "")


def _followed_by(first: str, then: str) -> str:
    if not first:
        return then
    return pgettext("one sentence after another", "%(first)s %(then)s") % {"first": first, "then": then}


def counted(n: int, word: object) -> str:
    """How many are what the word says: "3 raised"."""
    return pgettext("how many are so", "%(n)s %(word)s") % {"n": n, "word": word}


def with_aside(text: object, aside: object) -> str:
    """The text and what stands in parentheses after it: "a (b)"."""
    return pgettext("an aside after a text", "%(text)s (%(aside)s)") % {"text": text, "aside": aside}


def labeled(label: object, text: object) -> str:
    """A label and what it is of: "a: b"."""
    return pgettext("a label before a text", "%(label)s: %(text)s") % {"label": label, "text": text}


def quoted(text: object) -> str:
    """The text in the quotation marks of the reader's language."""
    return gettext("“%(text)s”") % {"text": text}
