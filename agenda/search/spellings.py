"""Other ways to write the same words: American and British, joined and hyphenated, “2+2”. Asked beside what was typed."""

import re
from itertools import islice, product

CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\uac00-\ud7af々〆〇ー"
"""Scripts that set no space between words: each sign is a word of its own, and a word of two signs a phrase."""
CJK_SIGN = re.compile(f"[{CJK}]")
ROOTS = (
    ("aging", "ageing"), ("aluminum", "aluminium"), ("analog", "analogue"), ("analyz", "analys"), ("armor", "armour"),
    ("artifact", "artefact"), ("behavior", "behaviour"), ("catalog", "catalogue"), ("catalyz", "catalys"),
    ("center", "centre"), ("channeling", "channelling"), ("color", "colour"), ("defens", "defenc"), ("dialog", "dialogue"),
    ("endeavor", "endeavour"), ("enroll", "enrol"), ("favor", "favour"), ("fiber", "fibre"), ("fueling", "fuelling"),
    ("fulfill", "fulfil"), ("gray", "grey"), ("harbor", "harbour"), ("honor", "honour"), ("judgment", "judgement"),
    ("labeling", "labelling"), ("labor", "labour"), ("licens", "licenc"), ("maneuver", "manoeuvre"), ("meter", "metre"),
    ("modeling", "modelling"), ("neighbor", "neighbour"), ("offens", "offenc"), ("paralyz", "paralys"),
    ("pretens", "pretenc"), ("program", "programme"), ("signaling", "signalling"), ("skeptic", "sceptic"),
    ("sulfur", "sulphur"), ("theater", "theatre"), ("travel", "travell"), ("vapor", "vapour"),
)  # fmt: skip
"""Beginnings of words, (American, British)."""
IZE = re.compile(r"(?P<stem>[a-z]{3,}i)(?P<sign>[sz])(?P<end>e|es|ed|er|ers|ing|ation|ations|ational)")
IZE_BEGUN = re.compile(r"(?P<stem>[a-z]{4,}i)(?P<sign>[sz])(?P<end>a?t?i?o?)")
MOST = 8
"""Ways to write one term that are asked for at most."""

TWO_PLUS_TWO = re.compile(
    r"(?<![^\W_])(?:[2２]|two)\s*(?:[+＋]|plus|プラス|ﾌﾟﾗｽ)\s*(?:[2２]|two)(?![^\W_])", re.IGNORECASE
)
TWO_PLUS_TWO_WORDS = (("2", "2"), ("two", "plus", "two"), ("2", "プ", "ラ", "ス", "2"))


def spelled(word: str, *, is_prefix: bool = False) -> str:
    """The word as it is written across the Atlantic; "" where there is no other spelling. A prefix may end anywhere."""
    for american, british in ROOTS:
        for root, other in sorted(((british, american), (american, british)), key=lambda pair: -len(pair[0])):
            if word.startswith(root):
                return other + word[len(root) :]
    found = IZE.fullmatch(word) or (is_prefix and IZE_BEGUN.fullmatch(word))
    if not found:
        return ""
    return f"{found['stem']}{'z' if found['sign'] == 's' else 's'}{found['end']}"


def other_spellings(words: tuple[str, ...], *, is_prefix: bool = False, is_hyphenated: bool = False) -> tuple:
    """Other words for a term, most likely first: each word across the Atlantic, and written in one when it was hyphenated."""
    last = len(words) - 1
    ways = [
        [word, *filter(None, [spelled(word, is_prefix=is_prefix and at == last)])]
        for at, word in enumerate(words)
    ]
    found = [way for way in islice(product(*ways), MOST) if way != words]
    if is_hyphenated and len(words) > 1:
        joined = "".join(words)
        found += [(joined,), *((word,) for word in [spelled(joined, is_prefix=is_prefix)] if word)]
    return tuple(dict.fromkeys(found))[:MOST]
