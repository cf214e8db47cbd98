"""What a picture is made of: a few shapes on a canvas measured in pixels, y downwards. Nothing here knows a format."""

from dataclasses import dataclass, field

from agenda.coverage.states import State

# The light theme's tokens; in a page the style sheet repaints the classes of the same names for dark and print.
PAINTS = {
    "paper": "#fdfcf9", "raise": "#f4f1e9", "ink": "#1c1b18", "soft": "#5a564d", "line": "#d9d4c6",
    "raised": "#0a5c54", "partly": "#a87400", "not": "#8a2f22", "not-bg": "#f7ded7", "silent": "#5b5348",
    "silent-bg": "#ece7dc", "no-record": "#45444c",
    "no-record-bg": "#e4e3ea", "open": "#4d3f86", "link": "#0b4f8a",
}  # fmt: skip


@dataclass(frozen=True)
class Rect:
    """A rectangle filled with `paint` ("": hollow), with an outline where one is named."""

    x: float
    y: float
    width: float
    height: float
    paint: str = ""
    outline: str = ""
    tip: str = ""
    is_dashed: bool = False


@dataclass(frozen=True)
class Segment:
    """A thin straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    paint: str = "line"


@dataclass(frozen=True)
class Label:
    """Text whose baseline starts, is centered on or ends at (x, y)."""

    x: float
    y: float
    text: str
    size: float = 13
    anchor: str = "start"
    bold: bool = False
    paint: str = "ink"


def lines(x: float, middle: float, texts: list[str], size: float, **options) -> list[Label]:
    """Lines of text as labels below one another, their block centered on y = `middle`."""
    step = size * 1.2
    first = middle - step * (len(texts) - 1) / 2 + size * 0.35
    return [Label(x, first + step * row, text, size, **options) for row, text in enumerate(texts)]


@dataclass(frozen=True)
class Glyph:
    """A mark that is told apart by its shape, not only its color. Shapes: see GLYPHS."""

    shape: str
    x: float
    y: float
    r: float
    paint: str = "ink"
    tip: str = ""


GLYPHS = ("disc", "ring", "half", "slashed", "query", "dots", "cross", "triangle", "diamond")
STATE_GLYPHS = {
    State.RAISED: ("disc", "raised"),
    State.PARTLY_RAISED: ("half", "partly"),
    State.NOT_RAISED: ("ring", "silent"),
    State.EXCLUDED: ("slashed", "silent"),
    State.NOT_DETERMINABLE: ("query", "no-record"),
    State.NOT_ASSESSED: ("dots", "open"),
}


def mark(state: State, x: float, y: float, r: float, tip: str = "", *, is_recommended: bool = False) -> Glyph:
    """The glyph of a state, centered on (x, y); red where the topic was recommended and is not mentioned."""
    shape, paint = STATE_GLYPHS[state]
    if is_recommended and paint == "silent":
        paint = "not"
    return Glyph(shape, x, y, r, paint, tip)


@dataclass
class Scene:
    """Shapes on a canvas, drawn in their order.

    The canvas goes from (0, -above) to (width, height), with a margin around it.
    """

    width: float
    height: float
    shapes: list = field(default_factory=list)
    above: float = 0
    margin: float = 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the canvas with its margin."""
        return (
            -self.margin,
            -self.above - self.margin,
            self.width + 2 * self.margin,
            self.above + self.height + 2 * self.margin,
        )

    def add(self, *shapes) -> None:
        self.shapes += shapes


@dataclass
class Picture:
    """A scene with its words: `description` says in sentences what is seen, `head` and `rows` hold the data.

    `refusal`: why no chart is drawn of the data; the scene then says so in words.
    """

    kind: str
    slug: str
    title: str
    description: str
    head: list[str]
    rows: list[list]
    scene: Scene
    source_url: str = ""
    refusal: str = ""
