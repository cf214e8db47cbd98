"""PNG: drawn with the shipped fonts alone, which hold every letter of the record."""

import json
from xml.sax.saxutils import escape

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from agenda.coverage.courses import Standing
from agenda.coverage.states import State
from agenda.pictures.png import FAMILY, FILES, FONTS, characters, drawable, png, rasterized
from agenda.pictures.scene import Label, Scene
from tests.support.images import png_size

NAMES = ("name", "short_name", "name_ja", "title", "title_ja", "place", "code")


@pytest.fixture(scope="module")
def regular():
    return TTFont(FILES[0])


def drawn_names():
    for path in sorted((settings.BASE_DIR / "fixtures").glob("*.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))
        for row in rows if isinstance(rows, list) else [rows]:
            yield from (str(row[name]) for name in NAMES if row.get(name))


def test_no_name_of_the_record_lacks_a_glyph(regular):
    needed = set("".join(drawn_names()))
    assert any("\u3040" <= sign <= "\u30ff" for sign in needed), "no kana: are Japanese names read at all?"
    assert not {sign for sign in needed if ord(sign) not in regular.getBestCmap()}


def test_no_word_of_the_pictures_lacks_a_glyph(regular):
    words = [
        *(state.symbol + state.word for state in State),
        *(standing.symbol + standing.word for standing in Standing),
    ]
    assert not {sign for sign in "".join(words) + "≥★×–—“”‘’…·?%" if ord(sign) not in regular.getBestCmap()}


def test_the_list_of_characters_is_the_font_s_own(regular):
    assert {chr(code) for code in regular.getBestCmap()} == characters() - {"\n"}
    for sign in "Łódź Việt Ελλάδα Київ かガ髙﨑鬱":
        assert sign in characters()


def test_the_fonts_are_small_named_and_licensed():
    notice = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in notice
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 3_000_000
    for path, weight in zip(FILES, (400, 700), strict=True):
        font = TTFont(path)
        assert font["name"].getDebugName(1) == FAMILY and font["OS/2"].usWeightClass == weight
        assert all(line.strip() in notice for line in font["name"].getDebugName(0).splitlines())
        assert not any(name in str(font["name"].getDebugName(1)) for name in ("Liberation", "Arimo", "Noto"))


@pytest.mark.parametrize(
    "text, drawn",
    [
        ("Łódź, 日本 ● ½", "Łódź, 日本 ● ½"),
        ("한국 🎌", "?? ?"),
        ("A\ufe0f\x07B", "AB"),
        ("か\u3099", "が"),
        ("ﬀ", "ff"),
        ("z\u0301", "ź"),
    ],
)
def test_what_the_font_lacks_is_drawn_otherwise(text, drawn):
    assert drawable(text) == drawn
    assert set(drawable(text)) <= characters()


def test_a_scene_is_drawn_with_what_the_font_has():
    hangul, marks = (png(Scene(99, 40, [Label(2, 30, text, 24)])) for text in ("한국", "??"))
    assert hangul == marks


def picture_of(text, **options):
    weight = options.get("weight", "400")
    return rasterized(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="40" font-family="{FAMILY}">'
        f'<text x="2" y="30" font-size="24" font-weight="{weight}">{escape(text)}</text></svg>',
        99,
    )


def test_no_font_of_the_machine_is_used():
    """Two syllables that the shipped fonts lack look the same, whatever is installed here."""
    assert picture_of("한") == picture_of("글")
    assert picture_of("日") != picture_of("本")


def test_bold_is_bold_and_borrows_rare_kanji_from_regular():
    assert picture_of("A", weight="600") != picture_of("A")
    bold = TTFont(FILES[1]).getBestCmap()
    assert ord("鬱") not in bold
    assert picture_of("鬱", weight="600") == picture_of("鬱") != picture_of("한", weight="600")


def test_size_and_bad_input():
    scene = Scene(40, 20, [Label(0, 15, "x")])
    assert png_size(png(scene)) == (40, 20) and png_size(png(scene, width=100)) == (100, 50)
    assert png(scene) == png(scene) != png(Scene(40, 20))
    with pytest.raises(ValueError):
        rasterized("<svg", 10)
