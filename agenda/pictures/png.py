"""A scene as PNG: its own SVG, drawn by resvg with the fonts of this package, so that every machine draws the same."""

import subprocess
import sys
import threading
import unicodedata
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .scene import Label, Scene
from .svg import drawing

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Record Sans JP"
FILES = [str(FONTS / f"RecordSansJP-{weight}.otf") for weight in ("Regular", "Bold")]
PROGRAM = Path(__file__).parent / "rasterize.py"
LONGEST = 30  # seconds
one_at_a_time = threading.Lock()
UNSEEN = ("Cc", "Cf", "Mn", "Me")
"""Categories of characters that have no shape of their own: controls, joiners, marks on the letter before."""


def png(scene: Scene, *, width: int | None = None) -> bytes:
    """The scene on paper, `width` pixels wide (its own width when None)."""
    shapes = [
        replace(shape, text=drawable(shape.text)) if isinstance(shape, Label) else shape
        for shape in scene.shapes
    ]
    return rasterized(drawing(replace(scene, shapes=shapes), fonts=FAMILY), round(width or scene.box[2]))


def rasterized(svg: str, width: int) -> bytes:
    """SVG text as PNG with the shipped fonts alone; raises ValueError for what is no SVG.

    The renderer lets no other thread of its process run until it has done, half a second for a large matrix: it has a
    process of its own, one at a time for each of ours.
    """
    command = [sys.executable, "-I", str(PROGRAM), str(width), FAMILY, *FILES]
    with one_at_a_time:
        done = subprocess.run(command, input=svg.encode(), capture_output=True, timeout=LONGEST, check=False)  # noqa: S603
    if done.returncode:
        raise ValueError(f"no picture: {done.stderr.decode(errors='replace').strip().rpartition(chr(10))[2]}")
    return done.stdout


@lru_cache(maxsize=1)
def characters() -> frozenset[str]:
    """Every character that the shipped font can draw."""
    return frozenset((FONTS / "characters.txt").read_text(encoding="utf-8"))


def drawable(text: str) -> str:
    """The text in characters of the shipped font: others in a compatible form, or as "?" where there is none."""
    text = unicodedata.normalize("NFC", str(text))
    return "".join(sign if sign in characters() else _substitute(sign) for sign in text)


def _substitute(sign: str) -> str:
    compatible = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in characters())
    return compatible or ("" if unicodedata.category(sign) in UNSEEN else "?")
