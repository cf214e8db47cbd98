"""A scene as SVG: presentation attributes for a file that stands alone, classes for the page's themes."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .scene import PAINTS, Glyph, Line, Picture, Rect, Text

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK JP', sans-serif"


def svg(picture: Picture, *, paper: bool = False) -> SafeString:
    """The picture with its title and description for those who do not see it; `paper` paints a background."""
    scene, uid = picture.scene, f"{picture.kind}-{picture.slug}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-labelledby="{uid}-t {uid}-d" '
        f'viewBox="0 0 {scene.width:g} {scene.height:g}" width="{scene.width:g}" height="{scene.height:g}" '
        f'font-family="{FONT}">'
        f'<title id="{uid}-t">{escape(picture.title)}</title><desc id="{uid}-d">{escape(picture.description)}</desc>'
    ]
    if paper:
        parts.append(_rect(Rect(0, 0, scene.width, scene.height, "paper")))
    for shape in scene.shapes:
        parts.append(WRITERS[type(shape)](shape))
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308  every text was escaped


def _fill(paint: str) -> str:
    return f'class="f-{paint}" fill="{PAINTS[paint]}"'


def _stroke(paint: str, width: float = 1.5) -> str:
    return f'class="s-{paint}" fill="none" stroke="{PAINTS[paint]}" stroke-width="{width:g}"'


def _tipped(tip: str, inner: str) -> str:
    return f"<g><title>{escape(tip)}</title>{inner}</g>" if tip else inner


def _rect(r: Rect) -> str:
    outline = f' stroke="{PAINTS[r.outline]}"' if r.outline else ""
    names = f"f-{r.paint}" + (f" s-{r.outline}" if r.outline else "")
    box = f'x="{r.x:g}" y="{r.y:g}" width="{max(r.width, 0):g}" height="{max(r.height, 0):g}"'
    return _tipped(r.tip, f'<rect class="{names}" fill="{PAINTS[r.paint]}"{outline} {box}/>')


def _line(line: Line) -> str:
    return f'<path {_stroke(line.paint, 1)} d="M{line.x1:g} {line.y1:g}L{line.x2:g} {line.y2:g}"/>'


def _text(t: Text) -> str:
    weight = ' font-weight="600"' if t.bold else ""
    anchor = "" if t.anchor == "start" else f' text-anchor="{t.anchor}"'
    where = f'x="{t.x:g}" y="{t.y:g}" font-size="{t.size:g}"'
    return f"<text {_fill(t.paint)} {where}{anchor}{weight}>{escape(t.text)}</text>"


def _glyph(g: Glyph) -> str:
    x, y, r = g.x, g.y, g.r
    ring = f'<circle {_stroke(g.paint)} cx="{x:g}" cy="{y:g}" r="{r:g}"/>'
    inner = {
        "disc": f'<circle {_fill(g.paint)} cx="{x:g}" cy="{y:g}" r="{r:g}"/>',
        "ring": ring,
        "half": f'{ring}<path {_fill(g.paint)} d="M{x:g} {y - r:g}A{r:g} {r:g} 0 0 0 {x:g} {y + r:g}Z"/>',
        "slashed": f'{ring}<path {_stroke(g.paint)} d="M{x - r * 0.7:g} {y + r * 0.7:g}L{x + r * 0.7:g} {y - r * 0.7:g}"/>',
        "query": _text(Text(x, y + r * 0.8, "?", r * 2.2, "middle", True, g.paint)),
        "dots": _text(Text(x, y + r * 0.3, "…", r * 2.2, "middle", True, g.paint)),
        "cross": f'<path {_stroke(g.paint, 2)} d="M{x - r:g} {y - r:g}l{2 * r:g} {2 * r:g}m0 {-2 * r:g}l{-2 * r:g} {2 * r:g}"/>',
        "triangle": f'<path {_fill(g.paint)} d="M{x:g} {y - r:g}L{x + r:g} {y + r * 0.8:g}L{x - r:g} {y + r * 0.8:g}Z"/>',
        "diamond": f'<path {_stroke(g.paint)} d="M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z"/>',
    }[g.shape]
    return _tipped(g.tip, inner)


WRITERS = {Rect: _rect, Line: _line, Text: _text, Glyph: _glyph}
