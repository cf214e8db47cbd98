"""The next-meeting brief as Markdown and as a Word file; both say what the page says."""

import io
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from agenda.characters import NOT_XML
from agenda.coverage.sentences import course_sentence
from agenda.dates import PartialDate
from agenda.joining import clauses, labeled, listed, sentence, sentences, with_aside
from agenda.languages import reading_language
from agenda.models.about import about_site
from agenda.questions.brief import Brief, Item, LastFound

HEAD = tuple(gettext_lazy(word) for word in (
    gettext_noop("Topic"), gettext_noop("Recommended by"), gettext_noop("Since then"),
    gettext_noop("Last said at this dialogue"), gettext_noop("Raised elsewhere since"),
))  # fmt: skip
WAITING = gettext_lazy("Recommended and not known to have been raised since")
CAVEAT = gettext_lazy(
    "“Not mentioned” means not mentioned in the published readouts; what was said in the room is not on record."
)


def cells(item: Item) -> tuple[str, str, str, str, str]:
    """The five cells of a row, as plain text."""
    elsewhere = f"{item.elsewhere.reader.title}, {item.elsewhere.held}" if item.elsewhere else "–"
    course = item.pairing.course
    return (
        item.topic.reader.name,
        with_aside(item.who, item.codes),
        labeled(_(course.standing.word), course_sentence(course)),
        item.last_said,
        elsewhere,
    )


def opening(brief: Brief) -> list[str]:
    """The sentences above the table."""
    said = [sentence(brief.dialogue.reader.name), _("Record as of %(day)s.") % {"day": PartialDate(brief.on)}]
    said.append(
        _("Last met: %(title)s, %(held)s.")
        % {"title": brief.last_met.reader.title, "held": brief.last_met.held}
        if brief.last_met
        else _("No meeting is on record.")
    )
    if brief.answer:
        said.append(brief.answer)
    if brief.next:
        said.append(_("Next on record: %(meeting)s.") % {"meeting": brief.next})
    return said


def last_meeting(brief: Brief) -> tuple[str, list[str]]:
    """A heading and a line a passage of the last meeting; ("", []) without such a meeting."""
    if not brief.last:
        return "", []
    heading = _("Found at %(meeting)s, %(held)s") % {
        "meeting": brief.last.occasion.reader.title, "held": brief.last.occasion.held}  # fmt: skip
    lines = [passage_line(rows) for rows in brief.last.passages]
    if brief.last.more:
        more = ngettext("and %(n)s more", "and %(n)s more", brief.last.more)
        lines.append(more % {"n": brief.last.more})
    return heading, lines


def passage_line(rows: list[LastFound]) -> str:
    """ "Cables (raised); Chips (partly): They will lay more. (The White House, joint statement, paragraph 31)"."""
    line = clauses(with_aside(row.topic.reader.name, _(row.state.word)) for row in rows)
    first = rows[0]
    if first.words:
        line = labeled(line, first.words)
    if not first.document:
        return line
    document = first.document
    words = {
        "issuer": document.source_name,
        "kind": document.get_kind_display().lower(),
        "n": first.paragraph,
    }
    place = _("%(issuer)s, %(kind)s, paragraph %(n)s") if first.paragraph else _("%(issuer)s, %(kind)s")
    return with_aside(line, place % words)


def closing(brief: Brief, url: str) -> list[str]:
    said = []
    if brief.more:
        said.append(
            _(
                "%(n)s more recommended topics are not known to have been raised; the list of recommendations has them."
            )
            % {"n": brief.more}
        )
    if brief.taken_up:
        names = listed(
            with_aside(i.topic.reader.name, first.held)
            for i in brief.taken_up
            if (first := i.pairing.course.first)
        )
        said.append(_("Taken up since they were recommended: %(names)s.") % {"names": names})
    said.append(brief.coverage)
    return [*said, str(CAVEAT), _("Source, with the proof of every line: %(url)s") % {"url": url}]


def markdown(brief: Brief, url: str) -> str:
    """CommonMark with one pipe table; what the record holds is escaped."""
    lines = [
        "# " + _("Brief: %(name)s") % {"name": _md(brief.dialogue.reader.short_name)},
        "",
        _md(sentences(opening(brief))),
        "",
    ]
    heading, found = last_meeting(brief)
    if heading:
        lines += ["## " + _md(heading), "", *(f"- {_md(line)}" for line in found), ""]
    lines += [f"## {WAITING}", ""]
    if brief.items:
        lines += ["| # | " + " | ".join(map(str, HEAD)) + " |", "|---|" + "---|" * len(HEAD)]
        for number, item in enumerate(brief.items, start=1):
            lines.append(f"| {number} | " + " | ".join(_md(cell) for cell in cells(item)) + " |")
    else:
        lines.append(_("No recommendation for this dialogue is waiting."))
    for text in closing(brief, url):
        lines += ["", text if text.endswith(url) else _md(text)]
    return "\n".join(lines) + "\n"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def word(brief: Brief, url: str) -> bytes:
    """A .docx on A4 with one table."""
    paper = Word()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    paper.styles["Normal"].font.size = Pt(9)
    _in_the_readers_language(paper)
    paper.core_properties.title = _("Brief: %(name)s") % {"name": brief.dialogue.reader.short_name}
    paper.core_properties.author = about_site().author
    paper.add_heading(_plain(_("Brief: %(name)s") % {"name": brief.dialogue.reader.short_name}), level=1)
    paper.add_paragraph(_plain(sentences(opening(brief))))
    heading, found = last_meeting(brief)
    if heading:
        paper.add_heading(_plain(heading), level=2)
        for line in found:
            paper.add_paragraph(_plain(line), style="List Bullet").paragraph_format.space_after = Pt(0)
    paper.add_heading(str(WAITING), level=2)
    if brief.items:
        table = paper.add_table(rows=1, cols=len(HEAD) + 1, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, ("#", *HEAD), strict=True):
            cell.paragraphs[0].add_run(str(text)).bold = True
        for number, item in enumerate(brief.items, start=1):
            for cell, text in zip(table.add_row().cells, (str(number), *cells(item)), strict=True):
                cell.text = _plain(text)
    else:
        paper.add_paragraph(_("No recommendation for this dialogue is waiting."))
    for text in closing(brief, url):
        paper.add_paragraph(_plain(text))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


EAST_ASIAN = {
    "ja": "Yu Gothic",
    "zh-hant": "Microsoft JhengHei",
    "zh": "Microsoft YaHei",
    "ko": "Malgun Gothic",
}
"""The font that Word is to take for the signs of a language; Japanese ones stand in papers of every language."""


def _in_the_readers_language(paper) -> None:
    """Say in every style the language that it is written in, and the font for Chinese characters, kana and hangul."""
    tag = reading_language()
    east = tag if tag.split("-")[0] in ("ja", "zh", "ko") else "ja"
    font = EAST_ASIAN.get(east) or EAST_ASIAN[east.split("-")[0]]
    defaults = paper.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    styled = [style.element.rPr for style in paper.styles if getattr(style.element, "rPr", None) is not None]
    for properties in (defaults, *styled):
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            continue
        fonts.attrib.pop(qn("w:eastAsiaTheme"), None)  # a theme's font would go before it
        fonts.set(qn("w:eastAsia"), font)
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), _tag(tag))
    spoken.set(qn("w:eastAsia"), _tag(east))


def _tag(tag: str) -> str:
    """A language tag as Word knows it: with a region where it is one of these."""
    return {"en": "en-US", "ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN", "zh-hant": "zh-TW"}.get(tag, tag)


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return NOT_XML.sub("", text)
