"""Rows of lists of recommendations; a page has fifty of them, each with a dozen small parts. Loaded in every template."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from agenda.coverage.sentences import course_sentence
from agenda.models import Recommendation

from .agenda import dated, link, standing
from .joined import as_sentence
from .lists import held_link, meeting_items, strip_dots, unbroken
from .silences import examined_at

register = template.Library()

ROW = """
<tr>
  <th scope="row">
    {named}
    <small>
      {code} · {recommender} · {made}{remarks}
    </small>
  </th>
  {forum}
  {state}
  <td class="course">
    {strip}
    <div class="small">
      {course}
      {first}
      {elsewhere}
      {silences}
    </div>
  </td>
</tr>
"""
ELSEWHERE = """<details class="inline">
  <summary>{n}</summary>
  <ul>{meetings}{more}</ul>
</details>"""
SILENCES = """<details class="inline">
  <summary>{heading}</summary>
  {earlier}
  <ol class="plain">
    {meetings}
  </ol>
</details>"""


@register.simple_tag(takes_context=True)
def recommendation_rows(context, rows: Iterable[Any], same: Mapping[str, str]) -> SafeString:
    """The rows of a table of recommendations at their dialogues, each with its strip; of `Pairing`s, or `Missed` ones.

    `same` names the columns that are left out.
    """
    return mark_safe("".join(_row(context, row, getattr(row, "pairing", row), same) for row in rows))  # noqa: S308


def _row(context, row: Any, pairing: Any, same: Mapping[str, str]) -> str:
    asked, course = pairing.recommendation, pairing.course
    forum = link(pairing.dialogue) if pairing.dialogue else gettext("none named")
    silences = getattr(row, "silences", ())
    return ROW.format(
        named=link(asked, asked.topic),
        code=escape(asked.code),
        recommender=conditional_escape(str(asked.recommender)),
        made=dated(asked.made),
        remarks=_remarks(asked),
        forum="" if "forum" in same else f"<td>{forum}</td>",
        state="" if "state" in same else f"<td>{standing(course.standing)}</td>",
        strip=strip_dots(pairing.strip) if pairing.strip.n else "",
        course=as_sentence(capfirst(unbroken(course_sentence(course)))),
        first=gettext("First on %(day)s.") % {"day": held_link(course.first)} if course.first else "",
        elsewhere=raised_elsewhere(context, pairing) if pairing.elsewhere else "",
        silences=_silences(asked, silences, row.earlier) if silences else "",
    )


def _remarks(asked: Any) -> str:
    said = [] if asked.kind == Recommendation.Kind.EXPLICIT else [escape(asked.get_kind_display().lower())]
    said += [gettext("withdrawn")] if asked.withdrawn_on else []
    return "".join(f"\n      · {word}" for word in said)


@register.simple_tag(takes_context=True)
def raised_elsewhere(context, pairing) -> SafeString:
    """The meetings of other dialogues that took it up, behind their number; one that several rows name is written once."""
    more = ""
    if pairing.n_elsewhere > len(pairing.elsewhere):
        said = gettext("The first of them; all are on the topic's page:")
        more = f"<li>{said}\n{link(pairing.recommendation.topic)}</li>"
    said = gettext("raised elsewhere: %(elsewhere)s") % {"elsewhere": pairing.n_elsewhere}
    meetings = meeting_items(context, pairing.elsewhere)
    return SafeString(ELSEWHERE.format(n=said, meetings=meetings, more=more))


def _silences(asked: Any, silences: Iterable[Any], earlier: int) -> str:
    """The newest meetings judged silent, and what was examined; `earlier`: how many are left out."""
    left_out = ""
    if earlier:
        said = ngettext(
            "The newest meetings; %(n)s earlier one is on the page of the recommendation:",
            "The newest meetings; %(n)s earlier ones are on the page of the recommendation:",
            earlier,
        ) % {"n": earlier}
        left_out = f"<p>{said}\n{link(asked, asked.code)}</p>"
    heading = gettext("what was examined")
    return SILENCES.format(heading=heading, earlier=left_out, meetings=examined_at(silences))
