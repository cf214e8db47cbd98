"""Pictures in pages. Loaded in every template."""

from django import template
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from agenda.coverage.states import State
from agenda.coverage.strips import Strip
from agenda.models.about import about_site, known_site
from agenda.pictures.source import signed
from agenda.pictures.svg import svg

register = template.Library()


@register.inclusion_tag("components/picture.html", takes_context=True)
def show_picture(context, picture):
    """A picture with its words, its source, its data as a table, downloads and the code to embed it."""
    shown = {name: context.get(name) for name in ("request", "asked")}
    asked = shown["asked"]
    is_as_of = bool(asked and asked.is_as_of)
    drawn = signed(
        picture,
        source=shown["request"].build_absolute_uri(picture.source_url + (asked.query if asked else "")),
        site=about_site().name,
        license_name=about_site().license.name,
        on=asked.on if is_as_of else context.get("changed_on") or None,
        is_as_of=is_as_of,
    )
    return shown | {"drawn": picture, "svg": svg(drawn)}


@register.simple_tag
def plain_rows(rows) -> SafeString:
    """Rows of a table, a cell a value; nothing where there is none. Hundreds of rows are written at once."""
    return SafeString("".join(f"<tr>{''.join(map(_plain_cell, row))}</tr>" for row in rows))


def _plain_cell(value) -> str:
    if value is None:
        return "<td></td>"
    if type(value) is int:  # numbers are written as they are: `frame.plain_values`
        return f"<td>{value}</td>"
    return f"<td>{conditional_escape(value if isinstance(value, str) else localize(value))}</td>"


@register.simple_tag(takes_context=True)
def embed_code(context, kind: str, slug: str, query: str = "") -> str:
    """The HTML that embeds a picture in a page of another site."""
    address = context["request"].build_absolute_uri(reverse("embed", args=[kind, slug]))
    return (
        f'<iframe src="{address}{query}" width="860" height="420" sandbox="allow-popups" loading="lazy" '
        f'title="{escape(known_site().name)}"></iframe>'
    )


@register.inclusion_tag("components/matrix_legend.html")
def matrix_legend(states):
    """What the dots of the matrix mean, whose cells are in `states`; "excluded" only where one is."""
    return {"dot_states": [s for s in State if s.word and (s is not State.EXCLUDED or s in states)]}


@register.inclusion_tag("components/dot_legend.html")
def dot_legend(rows):
    """What the dots in the rows' strips mean; "excluded" only where a dot is."""
    return {"has_excluded": any(_has_excluded(_strip(row)) for row in rows)}


@register.inclusion_tag("components/symbol_legend.html")
def symbol_legend(rows):
    """What the symbols before the numbers of recommended topics mean; "excluded" only where one is counted."""
    return {"has_excluded": State.EXCLUDED in {state for row in rows for state, _n in row.recommended}}


def _strip(row):
    """The strip of a row, or of its pairing."""
    return row.strip if hasattr(row, "strip") else row.pairing.strip


def _has_excluded(strip) -> bool:
    """Whether one of the dots says "excluded": of a `Strip`, or of `Dot`s."""
    if isinstance(strip, Strip):
        return strip.has_excluded
    return any(cell.state is State.EXCLUDED for cell in strip)
