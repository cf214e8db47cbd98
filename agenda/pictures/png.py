"""A scene as PNG, with Pillow and the font it brings, so that no font has to be installed on the server."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from .scene import PAINTS, Glyph, Line, Rect, Scene, Text

ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
OVERSAMPLE = 2
"""Drawn this many times larger and scaled down: Pillow draws edges without smoothing."""


@lru_cache(maxsize=32)
def _font(size: int):
    return ImageFont.load_default(size)


def png(scene: Scene, *, width: int | None = None) -> bytes:
    """The scene on paper, `width` pixels wide (its own width when None)."""
    scale = OVERSAMPLE * (width or scene.width) / scene.width
    size = (round(scene.width * scale), round(scene.height * scale))
    image = Image.new("RGB", size, PAINTS["paper"])
    pen = _Pen(ImageDraw.Draw(image), scale)
    for shape in scene.shapes:
        pen.draw(shape)
    image = image.resize((size[0] // OVERSAMPLE, size[1] // OVERSAMPLE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Pen:
    def __init__(self, canvas, scale: float):
        self.canvas, self.scale = canvas, scale

    def at(self, *numbers: float) -> list[float]:
        return [number * self.scale for number in numbers]

    def thick(self, width: float) -> int:
        return max(1, round(width * self.scale))

    def draw(self, shape) -> None:
        {Rect: self.rect, Line: self.line, Text: self.text, Glyph: self.glyph}[type(shape)](shape)

    def rect(self, r: Rect) -> None:
        if r.width > 0 and r.height > 0:
            box = self.at(r.x, r.y, r.x + r.width, r.y + r.height)
            self.canvas.rectangle(
                box, fill=PAINTS[r.paint], outline=PAINTS.get(r.outline), width=self.thick(1)
            )

    def line(self, line: Line) -> None:
        self.canvas.line(self.at(line.x1, line.y1, line.x2, line.y2), PAINTS[line.paint], self.thick(1))

    def text(self, t: Text) -> None:
        font = _font(round(t.size * self.scale))
        # The font that Pillow brings has one weight: bold is drawn with a thin stroke.
        stroke = self.thick(t.size / 40) if t.bold else 0
        self.canvas.text(
            self.at(t.x, t.y), t.text, PAINTS[t.paint], font, ANCHORS[t.anchor], stroke_width=stroke
        )

    def glyph(self, g: Glyph) -> None:
        color, wide = PAINTS[g.paint], self.thick(1.6)
        box = self.at(g.x - g.r, g.y - g.r, g.x + g.r, g.y + g.r)
        x, y, r = g.x, g.y, g.r
        if g.shape in ("ring", "half", "slashed"):
            self.canvas.ellipse(box, outline=color, width=wide)
        if g.shape == "disc":
            self.canvas.ellipse(box, fill=color)
        elif g.shape == "half":
            self.canvas.pieslice(box, 90, 270, fill=color)
        elif g.shape == "slashed":
            self.canvas.line(self.at(x - r * 0.7, y + r * 0.7, x + r * 0.7, y - r * 0.7), color, wide)
        elif g.shape in ("query", "dots"):
            self.text(
                Text(x, y + r * 0.8, "?" if g.shape == "query" else "...", r * 2.2, "middle", True, g.paint)
            )
        elif g.shape == "cross":
            self.canvas.line(self.at(x - r, y - r, x + r, y + r), color, wide)
            self.canvas.line(self.at(x - r, y + r, x + r, y - r), color, wide)
        elif g.shape == "triangle":
            self.canvas.polygon(self.at(x, y - r, x + r, y + r * 0.8, x - r, y + r * 0.8), fill=color)
        elif g.shape == "diamond":
            self.canvas.polygon(self.at(x, y - r, x + r, y, x, y + r, x - r, y), outline=color, width=wide)
