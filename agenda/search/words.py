"""Text as both databases index it, and what somebody typed as terms that no database can stumble over."""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from .spellings import CJK, TWO_PLUS_TWO, TWO_PLUS_TWO_WORDS, other_spellings

VOICED = "\u3099\u309a\uff9e\uff9f"
"""Voicing marks that are signs of their own behind the sign they belong to, as in half-width ﾄﾞ."""
LATIN = "A-Za-zＡ-Ｚａ-ｚ"
ABBREVIATION = rf"(?<![^\W_])[{LATIN}](?:[.．][{LATIN}])+(?![^\W_])"
"""U.S., A.I., G.D.P.: one word without its points."""
TOKEN = re.compile(rf"{ABBREVIATION}|[{CJK}][{VOICED}]?|[^\W_{CJK}]+")
PHRASE = re.compile(r'"([^"]*)"|“([^”]*)”')
HYPHENATED = re.compile(rf"[{LATIN}]+(?:[-‐‑][{LATIN}]+)+\*?$")
MOST_TERMS = 20
LONGEST = 200
STOP_WORDS = frozenset(
    "a an and are as at be by for from has have in is it its of on or that the their this to was were will with".split()
)
"""Words so common that PostgreSQL's English dictionary leaves them out; SQLite must not ask for them either."""

_threads = threading.local()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word. A stemmer works on one word at a time and remembers it: each thread has its own."""
    if not hasattr(_threads, "stemmer"):
        _threads.stemmer = snowballstemmer.stemmer("english")
    return _threads.stemmer.stemWord(word)


def fold(text: str) -> str:
    """Lower case without accents; full-width letters become plain ones."""
    split = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in split if not unicodedata.combining(sign) or sign in "\u3099\u309a")
    return unicodedata.normalize("NFC", bare).casefold()


@lru_cache(maxsize=20_000)
def word_of(token: str) -> str:
    """A token as it is indexed: folded, without the points of an abbreviation. Few words make up all texts of a page."""
    return fold(token).replace(".", "")


def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, folded word) of each word of the text; offsets count code points."""
    return [(m.start(), m.end(), word_of(m[0])) for m in TOKEN.finditer(text)]


def indexable(text: str) -> str:
    """The folded words of the text with blanks between them."""
    return " ".join(word for _, _, word in tokens(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True)
class Term:
    """One word, or several that must follow one another; the last may be the beginning of a longer word.

    `others`: what may stand for the words just as well, such as another spelling.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """Everything that answers the term, what was typed first."""
        return (self.words, *self.others)


@dataclass(frozen=True)
class Query:
    typed: str
    terms: tuple[Term, ...]

    def __bool__(self):
        return bool(self.terms)

    @property
    def folded(self) -> str:
        return " ".join(word for _, _, word in tokens(self.typed))


def parse(typed: str, *, as_you_type: bool = False) -> Query:
    """Read what was typed: "quoted phrases", prefix*, plain words. With `as_you_type` the last word is a prefix.

    Never raises: whatever is not a word only separates words.
    """
    typed = unicodedata.normalize("NFC", typed.replace("\x00", " "))[:LONGEST].strip()
    phrases = [_words(match[1] or match[2] or "") for match in PHRASE.finditer(typed)]
    terms = [_term(_trimmed(words)) for words in phrases if words]
    rest = PHRASE.sub(" ", typed)
    if TWO_PLUS_TWO.search(rest):
        terms.append(Term(TWO_PLUS_TWO_WORDS[0], others=TWO_PLUS_TWO_WORDS[1:]))
    plain = TWO_PLUS_TWO.sub(" ", rest).split()
    loose = []
    for position, part in enumerate(plain):
        is_last = as_you_type and position == len(plain) - 1
        if words := _words(part):
            loose.append(_term(words, is_prefix=part.rstrip('"”').endswith("*") or is_last, typed=part))
    kept = [
        term for term in loose if term.is_prefix or len(term.words) > 1 or term.words[0] not in STOP_WORDS
    ]
    return Query(typed, tuple((terms + (kept or loose))[:MOST_TERMS]))


def _term(words: tuple[str, ...], *, is_prefix: bool = False, typed: str = "") -> Term:
    """The words with the other ways to write them; `typed`: one piece without blanks, which a hyphen may hold together."""
    others = other_spellings(words, is_prefix=is_prefix, is_hyphenated=bool(HYPHENATED.match(typed)))
    return Term(words, is_prefix, others)


def _trimmed(words: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase without common words at its ends, which PostgreSQL leaves out and SQLite would insist on."""
    kept = [position for position, word in enumerate(words) if word not in STOP_WORDS]
    return words[kept[0] : kept[-1] + 1] if kept else words


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for _, _, word in tokens(text) if word)
