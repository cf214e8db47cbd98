"""Which language a text or a sentence is in, as far as its script tells, and whether two language tags agree."""

import re

KANA = re.compile(r"[\u3041-\u30fa\uff66-\uff9d]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def language_of(text: str, declared: str = "") -> str:
    """The language tag of a text: its own script goes before what is declared of the document.

    Kana mean ja and hangul ko. Chinese characters alone mean what is declared when that is ja, ko or a kind of
    zh, else zh. Other scripts mean what is declared.
    """
    if text.isascii():
        return declared
    if KANA.search(text):
        return "ja"
    if HANGUL.search(text):
        return "ko"
    if HAN.search(text):
        return declared if declared.split("-")[0] in ("ja", "ko", "zh") else "zh"
    return declared


def agrees(phrase: str, text: str) -> bool:
    """Are phrases under one tag looked for in a text under the other? "" agrees with all, zh with zh-Hant."""
    if not phrase or phrase == text:
        return True
    return text.startswith(phrase + "-") or phrase.startswith(text + "-")
