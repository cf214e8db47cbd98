"""A strip of dots as HTML, one dot a meeting: shape and color say the state, the title says it in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.coverage.courses import Occasion
from agenda.coverage.states import State
from agenda.coverage.strips import Strip, StripCell
from agenda.dates import PartialDate
from agenda.models.base import address_pattern

MOST_LINKED, MOST = 14, 28
"""Meetings in a strip of dots that are links; and at most, as dots that are none."""
MOST_SMALL = 48
"""The same of a strip that stands alone for its dialogue."""

MARK = "\0"
"""Stands for a label where the words around it are asked for."""


@dataclass(frozen=True)
class Dot:
    """One meeting in a strip: its date (or name) in words, its state, the address it leads to, recommended before or not."""

    label: str
    state: State
    url: str | None = None
    is_recommended: bool = False

    @property
    def words(self) -> str:
        """The date and the state: "21 September 2024: raised"."""
        return dot_words(self.label, self.state)

    @cached_property
    def unlinked(self) -> str:
        """The dot as HTML that leads nowhere; strips of several rows may share a dot."""
        return _unlinked(self.label, self.state, self.is_recommended, get_language())

    @property
    def linked(self) -> str:
        """The dot as HTML, a link where it has an address."""
        if not self.url:
            return self.unlinked
        css = css_of(self.state, is_recommended=self.is_recommended)
        return dot_markup(css, escape(self.words), escape(self.url))


class DatedDot(NamedTuple):
    """The same of a meeting that is named by its day alone; hundreds of them are written at once."""

    held: PartialDate
    state: State
    is_recommended: bool = False
    url: str | None = None


@lru_cache(maxsize=4096)
def _unlinked(label: str, state: State, is_recommended: bool, language: str | None) -> str:
    """A dot as HTML that leads nowhere; `language` is the one in use. Lists show the same latest meetings many times."""
    return dot_markup(css_of(state, is_recommended=is_recommended), escape(dot_words(label, state)), "")


def dot_words(label: str, state: State) -> str:
    """What a dot says to whoever cannot see it, or points at it."""
    before, after = around(state, get_language())
    return f"{before}{label}{after}"


@lru_cache(maxsize=256)
def around(state: State, language: str | None) -> tuple[str, str]:
    """What stands before and after the label of a dot in this state; `language` is the one in use."""
    word = _(state.word) if state.word else _("not recommended then")
    before, _mark, after = (_("%(label)s: %(state)s") % {"label": MARK, "state": word}).partition(MARK)
    return before, after


def dots(cells: Iterable[Dot], *, small: bool = False) -> SafeString:
    """A list of dots, in the order given; `small` ones are not links, for rows that are links themselves."""
    return _strip([cell.unlinked if small else cell.linked for cell in cells], small)


def any_dots(cells: Sequence[Any], *, small: bool = False) -> SafeString:
    """A list of dots: of `Dot`s, of `DatedDot`s alone, or of (meeting, state, address) as `Ledger.since` gives them."""
    if cells and isinstance(cells[0], DatedDot):
        return dated_dots(cells, small=small)
    if not any(isinstance(cell, Dot) for cell in cells):
        return dots_since(cells, small=small)
    row = [
        cell if isinstance(cell, Dot) else Dot(str(cell[0].held), cell[1], cell[2], is_recommended=True)
        for cell in cells
    ]
    return dots(row, small=small)


def dots_since(cells: Iterable[tuple[Occasion, State, str | None]], *, small: bool = False) -> SafeString:
    """A list of dots of a topic that had been recommended before each of the meetings, as `Ledger.since` gives them."""
    return dated_dots(
        (DatedDot(occasion.held, state, is_recommended=True, url=url) for occasion, state, url in cells),
        small=small,
    )


def dated_dots(cells: Iterable[DatedDot], *, small: bool = False) -> SafeString:
    """A list of dots, each named by its day."""
    language, items = get_language(), []
    for held, state, is_recommended, url in cells:
        is_link = bool(url) and not small
        before, after = _around_address(held, state, is_recommended, is_link, language)
        items.append(f"{before}{url}{after}" if is_link else before)
    return _strip(items, small)


def _strip(items: list[str], small: bool) -> SafeString:
    css = "strip small" if small else "strip"
    listed = f"<li>{'</li><li>'.join(items)}</li>" if items else ""
    return mark_safe(f'<ol class="{css}">{listed}</ol>')  # noqa: S308  escaped where a dot is made


def dots_of(strip: Strip, *, small: bool = False) -> SafeString:
    """The same of a strip that was asked of the database; meetings of many strips share a day and a state."""
    language, path, items = get_language(), address_pattern("finding", 2), []
    for cell in strip.latest:
        is_link = not small and cell.outcome is not None
        before, after = _around_cell(*cell[1:], is_link, language)
        items.append(f"{before}{path % (cell.slug, strip.topic) if is_link else ''}{after}")
    return _strip(items, small)


@lru_cache(maxsize=4096)
def _around_cell(*told: Any) -> tuple[str, str]:
    """`_around_address` of a cell of a strip, given without its slug: whether it is a link, and the language, follow."""
    *columns, is_link, language = told
    cell = StripCell("", *columns)
    return _around_address(cell.held, cell.state, True, is_link, language)


@lru_cache(maxsize=4096)
def _around_address(
    held: PartialDate, state: State, is_recommended: bool, is_link: bool, language: str | None
) -> tuple[str, str]:
    """The dot of a state on a day, before and after its address, which holds nothing to escape; whole without one."""
    css, words = css_of(state, is_recommended=is_recommended), escape(dot_words(str(held), state))
    before, _mark, after = dot_markup(css, words, MARK if is_link else "").partition(MARK)
    return before, after


def css_of(state: State, *, is_recommended: bool) -> str:
    """The classes that paint a state, recommended before or not."""
    return f"{state.value}{' recommended' if is_recommended else ''}"


def dot_markup(css: str, words: str, url: str | None) -> str:
    """A dot as HTML, a link where it has an address; everything given is escaped already."""
    if url:
        return f'<a class="dot {css}" href="{url}" title="{words}"></a>'
    return f'<span class="dot {css}" role="img" aria-label="{words}" title="{words}"></span>'
