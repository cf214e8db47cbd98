"""The script that made the shipped fonts."""

import importlib.util
import sys
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from agenda.pictures.png import FILES

PATH = Path(settings.BASE_DIR) / "scripts" / "subset_font.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("subset_font", PATH)
    module = sys.modules["subset_font"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["subset_font"]


def test_a_missing_or_other_source_is_refused_in_words(script, tmp_path):
    with pytest.raises(SystemExit, match="Install Debian's fonts-noto-cjk"):
        script.main(["--noto", str(tmp_path)])
    with pytest.raises(SystemExit, match="is not Noto Sans CJK JP under the SIL Open Font License"):
        script.opened(Path(FILES[0]), "Noto Sans CJK JP", "fonts-noto-cjk")


def test_what_is_asked_for_holds_both_levels_and_bold_the_first_alone(script):
    wanted = script.wanted()
    assert {*"日鬱髙﨑かガ●◐○⊘?…×–“”Łź"} <= wanted["Regular"] and wanted["Bold"] < wanted["Regular"]
    assert "日" in wanted["Bold"] and "鬱" not in wanted["Bold"]
    assert not any("\ue000" <= sign <= "\uf8ff" for sign in wanted["Regular"])


def test_the_shipped_fonts_hold_what_is_asked_for(script):
    for path, characters in zip(FILES, script.wanted().values(), strict=True):
        cmap = TTFont(path).getBestCmap()
        assert all(ord(sign) in cmap for sign in characters if "\u4e00" <= sign <= "\u9fff")
        assert {chr(code) for code in cmap} <= characters
