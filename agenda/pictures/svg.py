"""A scene as SVG: presentation attributes for a file that stands alone, classes for the page's themes."""

from collections.abc import Callable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from agenda.characters import NOT_XML
from agenda.languages import reading_language

from .scene import PAINTS, Glyph, Label, Picture, Rect, Scene, Segment

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK JP', sans-serif"


def svg(picture: Picture, *, paper: bool = False) -> SafeString:
    """The picture with its title and description for those who do not see it; `paper` paints a background."""
    uid = f"{picture.kind}-{picture.slug}"
    words = f'<title id="{uid}-t">{written(picture.title)}</title><desc id="{uid}-d">{written(picture.description)}</desc>'
    role = f'class="picture" role="img" aria-labelledby="{uid}-t {uid}-d"'
    return drawing(picture.scene, role=role, words=words, paper=paper)


def drawing(
    scene: Scene, *, fonts: str = FONTS, role: str = "", words: str = "", paper: bool = True
) -> SafeString:
    """The scene as an SVG element; `role` (attributes) and `words` (elements) are markup written by the caller."""
    left, top, width, height = scene.box
    background = _rect(Rect(left, top, width, height, "paper")) if paper else ""
    shapes = "".join(WRITERS[type(shape)](shape) for shape in scene.shapes)
    return mark_safe(  # noqa: S308  every text was escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{reading_language()}" {role} '
        f'viewBox="{left:g} {top:g} {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'font-family="{fonts}">{words}{background}{shapes}</svg>'
    )


def written(text: str) -> str:
    """The text escaped, without characters that XML does not allow."""
    return escape(NOT_XML.sub("", str(text)))


def _fill(paint: str) -> str:
    return f'class="f-{paint}" fill="{PAINTS[paint]}"'


def _stroke(paint: str, width: float = 1.5) -> str:
    return f'class="s-{paint}" fill="none" stroke="{PAINTS[paint]}" stroke-width="{width:g}"'


def _tipped(tip: str, inner: str) -> str:
    return f"<g><title>{written(tip)}</title>{inner}</g>" if tip else inner


def _rect(r: Rect) -> str:
    box = f'x="{r.x:g}" y="{r.y:g}" width="{max(r.width, 0):g}" height="{max(r.height, 0):g}"'
    if not r.paint:
        dashes = ' stroke-dasharray="4 2"' if r.is_dashed else ""
        return _tipped(r.tip, f"<rect {_stroke(r.outline)}{dashes} {box}/>")
    outline = f' stroke="{PAINTS[r.outline]}"' if r.outline else ""
    names = f"f-{r.paint}" + (f" s-{r.outline}" if r.outline else "")
    return _tipped(r.tip, f'<rect class="{names}" fill="{PAINTS[r.paint]}"{outline} {box}/>')


def _segment(line: Segment) -> str:
    return f'<path {_stroke(line.paint, 1)} d="M{line.x1:g} {line.y1:g}L{line.x2:g} {line.y2:g}"/>'


def _label(t: Label) -> str:
    weight = ' font-weight="600"' if t.bold else ""
    anchor = "" if t.anchor == "start" else f' text-anchor="{t.anchor}"'
    where = f'x="{t.x:g}" y="{t.y:g}" font-size="{t.size:g}"'
    return f"<text {_fill(t.paint)} {where}{anchor}{weight}>{written(t.text)}</text>"


def _disc(g: Glyph) -> str:
    return f'<circle {_fill(g.paint)} cx="{g.x:g}" cy="{g.y:g}" r="{g.r:g}"/>'


def _ring(g: Glyph) -> str:
    return f'<circle {_line_of(g)} cx="{g.x:g}" cy="{g.y:g}" r="{g.r:g}"/>'


def _half(g: Glyph) -> str:
    x, y, r = g.x, g.y, g.r
    return f'{_ring(g)}<path {_fill(g.paint)} d="M{x:g} {y - r:g}A{r:g} {r:g} 0 0 0 {x:g} {y + r:g}Z"/>'


def _slashed(g: Glyph) -> str:
    at = g.r * 0.7
    return f'{_ring(g)}<path {_line_of(g)} d="M{g.x - at:g} {g.y + at:g}L{g.x + at:g} {g.y - at:g}"/>'


def _query(g: Glyph) -> str:
    return _label(Label(g.x, g.y + g.r * 0.8, "?", g.r * 2.2, "middle", True, g.paint))


def _dots(g: Glyph) -> str:
    x, y, r = g.x, g.y, g.r
    return "".join(
        f'<circle {_fill(g.paint)} cx="{x + n * r * 0.8:g}" cy="{y:g}" r="{r * 0.25:g}"/>' for n in (-1, 0, 1)
    )


def _cross(g: Glyph) -> str:
    x, y, r = g.x, g.y, g.r
    return f'<path {_stroke(g.paint, 2)} d="M{x - r:g} {y - r:g}l{2 * r:g} {2 * r:g}m0 {-2 * r:g}l{-2 * r:g} {2 * r:g}"/>'


def _triangle(g: Glyph) -> str:
    x, y, r = g.x, g.y, g.r
    corners = f"M{x:g} {y - r:g}L{x + r:g} {y + r * 0.8:g}L{x - r:g} {y + r * 0.8:g}Z"
    return f'<path {_fill(g.paint)} d="{corners}"/>'


def _diamond(g: Glyph) -> str:
    x, y, r = g.x, g.y, g.r
    return f'<path {_line_of(g)} d="M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z"/>'


def _line_of(g: Glyph) -> str:
    return _stroke(g.paint, max(1.5, g.r / 8))


SHAPES: dict[str, Callable[[Glyph], str]] = {
    "disc": _disc, "ring": _ring, "half": _half, "slashed": _slashed, "query": _query, "dots": _dots,
    "cross": _cross, "triangle": _triangle, "diamond": _diamond,
}  # fmt: skip


def _glyph(g: Glyph) -> str:
    return _tipped(g.tip, SHAPES[g.shape](g))


WRITERS: dict[type, Callable[..., str]] = {Rect: _rect, Segment: _segment, Label: _label, Glyph: _glyph}
