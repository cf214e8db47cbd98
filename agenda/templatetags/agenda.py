"""Components of the pages: badges, tallies, rates. Loaded in every template."""

from functools import lru_cache
from html import escape
from urllib.parse import quote

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from agenda.coverage.answers import change_counts
from agenda.coverage.courses import Standing
from agenda.coverage.rates import Tally
from agenda.coverage.sentences import (
    course_in_short,
    course_sentence,
    course_to_its_end,
    headline_sentence,
    in_part_sentence,
    meeting_in_part_sentence,
    sources_sentence,
)
from agenda.coverage.states import State
from agenda.joining import clauses, listed, separator
from agenda.translated import said as language_marked

register = template.Library()


@register.filter
def badge(state, is_recommended: bool = False) -> str:
    """A state or outcome as symbol + word + color; the meaning is its title."""
    return _badge(State(state), bool(is_recommended), get_language())


@lru_cache(maxsize=256)
def _badge(state: State, is_recommended: bool, language: str | None) -> str:
    """The badge in the language, which is the one in use. A page shows few different ones many times."""
    return format_html(
        '<span class="badge {}" title="{}"><b aria-hidden="true">{}</b> {}</span>',
        f"{state.value} recommended" if is_recommended else state.value,
        gettext(state.meaning),
        state.symbol,
        gettext(state.word) if state.word else "",
    )


STANDING_COLORS = {
    Standing.SILENT: "not_raised recommended",
    Standing.SILENT_SO_FAR: "not_raised recommended",
    Standing.CANNOT_BE_TOLD: State.NOT_DETERMINABLE,
    Standing.NO_MEETING_SINCE: State.NOT_ASSESSED,
    Standing.NO_FORUM: State.NOT_ASSESSED,
}


@register.filter
def standing(value) -> str:
    """A recommendation's state as symbol + word + color."""
    return _standing(Standing(value), get_language())


@lru_cache(maxsize=256)
def _standing(value: Standing, language: str | None) -> str:
    """A recommendation's state as its badge; `language` is the one in use."""
    css = STANDING_COLORS.get(value, value.value)
    return format_html(
        '<span class="badge {}"><b aria-hidden="true">{}</b> {}</span>',
        css,
        value.symbol,
        gettext(value.word),
    )


@register.filter
def outcome_badge(finding) -> str:
    return badge(State.EXCLUDED if finding.is_excluded else finding.outcome)


@register.filter
def percent(fraction: float | None) -> str:
    """A fraction as a whole percentage; an en dash when there is nothing to divide by."""
    return "–" if fraction is None else f"{100 * fraction:.0f}%"


@register.filter
def figure(value: float | None) -> str:
    """An agreement figure with three decimals, or "undefined"."""
    return gettext("undefined") if value is None else f"{value:.3f}"


for sentence in (
    change_counts,
    course_in_short,
    course_sentence,
    course_to_its_end,
    headline_sentence,
    meeting_in_part_sentence,
    sources_sentence,
):
    register.filter(sentence)


@register.filter
def link(row, text=None) -> str:
    """A row's name, or the text given instead of it, linked to the row's page."""
    name = str(row if text is None else text)
    # Pages link hundreds of rows: `format_html` would take three times as long.
    return SafeString(f'<a href="{escape(row.get_absolute_url())}">{conditional_escape(name)}</a>')


@register.filter
def links(rows) -> str:
    """The names of rows, each linked to its page, one after the other."""
    return SafeString(conditional_escape(separator()).join(map(link, rows)))


register.filter(listed)


@register.filter
def plain(text) -> str:
    """A name without the mark of its language, for attributes."""
    return "".join(str(text))


@register.filter
def said(text: str, declared: str = "") -> str:
    """A text of the record, marked with its language where that is not the reader's."""
    return language_marked(text, declared).__html__()


@register.filter
def search_links(texts) -> str:
    """Texts to search for, each linked to its results."""
    return format_html_join(separator(), '<a href="?q={}">{}</a>', ((quote(text), text) for text in texts))


@register.filter
def kind_links(documents) -> str:
    """Documents named by their kind, each linked to its page, one after the other."""
    named = (link(document, document.get_kind_display().lower()) for document in documents)
    return SafeString(conditional_escape(separator()).join(named))


@register.filter
def full_name(user) -> str:
    """A user's full name, or the name they sign in with."""
    return user.get_full_name() or user.username


@register.simple_tag
def passage_link(document, paragraph=None, *, issuer=None, form="kind") -> str:
    """A document named by its `form`, linked to the paragraph it is cited for on its page.

    `form`: "kind" (issuer, kind and paragraph), "issued" (issuer and date) or "announcement" (its date).
    """
    anchor = f"#p{paragraph}" if paragraph else ""
    text = _NAMES[form](document, paragraph, issuer or document.source_name)
    return format_html('<a href="{}{}">{}</a>', document.get_absolute_url(), anchor, text)


def _by_kind(document, paragraph, issuer) -> str:
    words = {"issuer": issuer, "kind": document.get_kind_display().lower(), "paragraph": paragraph}
    if paragraph:
        return gettext("%(issuer)s, %(kind)s, paragraph %(paragraph)s") % words
    return gettext("%(issuer)s, %(kind)s") % words


def _by_date(document, _paragraph, issuer) -> str:
    return f"{issuer}, {document.issued}" if document.issued else str(issuer)


def _as_announcement(document, _paragraph, _issuer) -> str:
    if document.issued:
        return gettext("announcement of %(day)s") % {"day": document.issued}
    return gettext("announcement")


_NAMES = {"kind": _by_kind, "issued": _by_date, "announcement": _as_announcement}


@register.simple_tag
def state_link(state, finding=None, *, is_recommended: bool = False) -> str:
    """A state as its badge, linked to the finding (or the address of one) that says so, if there is one."""
    shown = badge(state, is_recommended)
    if not finding:
        return shown
    url = finding if isinstance(finding, str) else finding.get_absolute_url()
    return SafeString(f'<a href="{escape(url)}">{shown}</a>')


@register.simple_tag
def finding_link(finding) -> str:
    """The outcome of a finding as its badge, linked to it; "not assessed" where there is none."""
    if not finding:
        return badge(State.NOT_ASSESSED)
    return SafeString(f'<a href="{escape(finding.get_absolute_url())}">{outcome_badge(finding)}</a>')


@register.filter
def marked(pieces) -> str:
    """Pieces of a text, (text, is marked), joined without a gap; marked ones stand out."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", text) if is_marked else text,) for text, is_marked in pieces),
    )


@register.filter
def dated(day, unknown: str = "") -> str:
    """A date as exactly as it is known, readable by machines; the words given where there is none."""
    if not day:
        return format_html("<time>{}</time>", unknown)
    return _time(day, get_language())


@lru_cache(maxsize=4096)
def _time(day, language: str | None) -> str:
    """A date as it is shown; `language` is the one in use. A page shows the same days many times."""
    return format_html('<time datetime="{}">{}</time>', day.iso, day)


@register.filter
def rate(tally: Tally) -> str:
    """n/N, with the inclusive rate where N is large enough for a percentage; an en dash for N = 0."""
    if not tally.N:
        return "–"
    n_of_N = f"{tally.n_any}/{tally.N}"
    return f"{n_of_N} = {percent(tally.inclusive_rate)}" if tally.has_percentage else n_of_N


BAR = (State.RAISED, State.PARTLY_RAISED, State.NOT_RAISED)


@register.filter
def bar_parts(counts) -> list[dict[str, str]]:
    """(name, how many) as parts of a bar 100 wide, one after the other: `name`, `x` and `width`."""
    total, left, parts = sum(n for _name, n in counts), 0.0, []
    for name, n in counts:
        width = 100 * n / total if total else 0.0
        parts.append({"name": name.value, "x": f"{left:.2f}", "width": f"{width:.2f}"})
        left += width
    return parts


@register.inclusion_tag("components/tally.html", takes_context=True)
def tally(context, tally: Tally, *, bar: bool = True, left_out: int = 0, beside: str = ""):
    """n and N with both rates, a bar of the shares of N, what stands beside the rate, and self-coded cells left out.

    `beside` says what was found in papers read in part, where it is to be said otherwise than usual.
    """
    shares = [(state, getattr(tally, state.value)) for state in BAR if bar and tally.N]
    shown = {
        "tally": tally,
        "bars": bar_parts(shares),
        "left_out": left_out,
        "beside": beside or in_part_sentence(tally),
    }
    return shown | {"request": context.get("request")}


@register.filter
def share(tally: Tally) -> str:
    """n/N with the inclusive rate as a bar and a figure; what stands outside the rate is said beside it."""
    return _share(tally, get_language())


@lru_cache(maxsize=4096)
def _share(tally: Tally, language: str | None) -> str:
    """The same; `language` is the one in use. Few cells stand behind most rates, so that many are alike."""
    outside = gettext("%(n)s without a public record") % {"n": tally.outside} if tally.outside else ""
    beside = clauses((in_part_sentence(tally), outside))
    if not tally.N:
        return format_html("<small>{}</small>", beside)
    raised, partly = 100 * tally.raised / tally.N, 100 * tally.partly_raised / tally.N
    return format_html(
        '{}<svg class="share{}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="raised" width="{}" height="6"/><rect class="partly_raised" x="{}" width="{}" height="6"/></svg>'
        "<small>{}</small>",
        rate(tally),
        " hollow" if tally.is_hollow else "",
        f"{raised:.1f}",
        f"{raised:.1f}",
        f"{partly:.1f}",
        beside,
    )
