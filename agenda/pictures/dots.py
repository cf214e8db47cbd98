"""A strip of dots as HTML, one dot a meeting: shape and color say the state, the title says it in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.coverage.states import State

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


def dot_words(label: str, state: State) -> str:
    """What a dot says to whoever cannot see it, or points at it."""
    before, after = _around(state, get_language())
    return f"{before}{label}{after}"


@lru_cache(maxsize=256)
def _around(state: State, language: str | None) -> tuple[str, str]:
    """What stands before and after the label of a dot in this state; `language` is the one in use."""
    word = _(state.word) if state.word else _("not recommended then")
    before, _mark, after = (_("%(label)s: %(state)s") % {"label": MARK, "state": word}).partition(MARK)
    return before, after


def dots(cells: Iterable[Dot], *, small: bool = False) -> SafeString:
    """A list of dots, in the order given; `small` ones are not links, for rows that are links themselves."""
    items = "".join(f"<li>{_dot(cell, is_link=not small)}</li>" for cell in cells)
    return mark_safe(f'<ol class="strip{" small" if small else ""}">{items}</ol>')  # noqa: S308  escaped in _dot


def _dot(cell: Dot, *, is_link: bool) -> str:
    css = css_of(cell.state, is_recommended=cell.is_recommended)
    return dot_markup(css, escape(cell.words), escape(cell.url) if is_link and cell.url else "")


def css_of(state: State, *, is_recommended: bool) -> str:
    """The classes that paint a state, recommended before or not."""
    return f"{state.value}{' recommended' if is_recommended else ''}"


def dot_markup(css: str, words: str, url: str | None) -> str:
    """A dot as HTML, a link where it has an address; everything given is escaped already."""
    if url:
        return f'<a class="dot {css}" href="{url}" title="{words}"></a>'
    return f'<span class="dot {css}" role="img" aria-label="{words}" title="{words}"></span>'
