"""A logo as PNG of our own: read once, made small, without anything else that was in the file.

It runs in a process of its own (`apart`), as every reader of uploaded files.
"""

import io
import warnings
from dataclasses import dataclass

from .wording import Refused, _

MAX_FILE = 2_000_000  # bytes as uploaded
MOST_PIXELS = 12_000_000
SIZE = (480, 112)  # pixels at most: four times the height at which pages show it
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class LogoRefused(Refused):
    """The picture cannot be taken; the message says why."""


@dataclass(frozen=True)
class ReadLogo:
    """A PNG that we wrote, and its size in pixels."""

    content: bytes
    width: int
    height: int


def refuse_large(size: int) -> None:
    """Raise LogoRefused for a file of so many bytes."""
    if size > MAX_FILE:
        raise LogoRefused(_("The picture has more than 2 MB: save it smaller."))


def read_logo(content: bytes) -> ReadLogo:
    """The picture made small. Raises LogoRefused for what is no PNG, JPEG, WebP or GIF, SVG among them."""
    from PIL import Image, UnidentifiedImageError

    refuse_large(len(content))
    if b"<svg" in content[:4_000].lower():
        raise LogoRefused(_("SVG pictures can hold programs and are not taken: save the logo as PNG."))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            picture.load()
    except UnidentifiedImageError:
        raise LogoRefused(_("This is no picture that pages can show: save it as PNG or JPEG.")) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoRefused(_("The picture has too many pixels: save it smaller.")) from None
    except (OSError, SyntaxError, ValueError):
        raise LogoRefused(_("The picture is damaged: save it again as PNG.")) from None
    small = picture.convert("RGBA")
    small.thumbnail(SIZE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return ReadLogo(out.getvalue(), small.width, small.height)
