"""Words put together in English, and in a language that does it otherwise."""

import ast
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from agenda import joining

ROOT = Path(settings.BASE_DIR)
CALLS = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "pgettext_lazy"}


def test_english_puts_a_comma_a_semicolon_and_a_blank_between():
    assert joining.listed(["a", "", "b", None, "c"]) == "a, b, c"
    assert joining.clauses(["a", "", "b"]) == "a; b"
    assert joining.sentences([joining.sentence("a"), "", joining.sentence("b")]) == "a. b."
    assert joining.sentences([]) == joining.listed([]) == ""
    assert joining.counted(3, "raised") == "3 raised"
    assert joining.with_aside("a", "b") == "a (b)"
    assert joining.labeled("a", "b") == "a: b"
    assert joining.quoted("a") == "“a”"


@pytest.fixture
def japanese(settings, tmp_path):
    """The catalogue in locale/ja, compiled to a folder of its own."""
    assert shutil.which("msgfmt"), "Translations need GNU gettext: `make test` installs it."
    folder = tmp_path / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = ROOT / "locale" / "ja" / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgfmt", "--check", "-o", folder / "django.mo", source], check=True)
    settings.LOCALE_PATHS = [tmp_path]
    translation.trans_real._translations.pop("ja", None)
    with translation.override("ja"):
        yield
    translation.trans_real._translations.pop("ja", None)


def test_japanese_puts_its_own_signs_and_the_number_last(japanese):
    assert joining.listed(["a", "b"]) == "a、b"
    assert joining.sentences([joining.sentence("a"), joining.sentence("b")]) == "a。b。"
    assert joining.counted(3, "一部言及") == "一部言及3件"
    assert joining.with_aside("a", "b") == "a（b）"
    assert joining.quoted("a") == "「a」"


def test_no_message_stands_inside_an_f_string():
    """What collects messages does not look into f-strings: a message there would never be translated."""
    inside = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "agenda").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in CALLS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert not inside
