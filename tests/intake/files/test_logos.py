"""A logo is read once, in a process of its own, and written anew."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from agenda.intake.files.apart import logo_of_file
from agenda.intake.files.logos import SIZE, LogoRefused
from tests.support.measuring import measure_readers


@pytest.fixture(autouse=True)
def measured(monkeypatch):
    measure_readers(monkeypatch)


def picture(form="PNG", size=(600, 300), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#c8102e").save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_pictures_become_small_pngs(form):
    read = logo_of_file(picture(form))
    with Image.open(io.BytesIO(read.content)) as written:
        assert written.format == "PNG" and written.size == (read.width, read.height)
    assert read.width <= SIZE[0] and read.height <= SIZE[1] and read.width == 2 * read.height


def test_nothing_else_of_the_file_is_kept():
    told = PngInfo()
    told.add_text("Author", "zqxauthor")
    read = logo_of_file(picture(pnginfo=told) + b"zqxtail")
    assert b"zqx" not in read.content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"><script/></SVG>', "SVG"),
        (b"GIF89a" + b"\x00" * 40, "picture"),
        (picture()[:80], "damaged"),
        (b"%PDF-1.7", "no picture"),
        (b"", "no picture"),
        (b"x" * 2_000_001, "2 MB"),
        (picture(size=(6000, 4000)), "too many pixels"),
    ],
    ids=["svg", "empty gif", "cut off", "pdf", "nothing", "large", "pixels"],
)
def test_what_is_no_logo_is_refused_in_words(content, said):
    with pytest.raises(LogoRefused, match=said):
        logo_of_file(content)
