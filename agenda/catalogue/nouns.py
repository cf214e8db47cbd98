"""Dialogues, meetings, documents and actors: rows of the record as they are."""

from .columns import AddressOf, PublicColumn, PublicTable, dated, field, iso, name, public_actors, slug, value
from .findings import dialogue_columns


def _url(page: str) -> PublicColumn:
    return value("url", "url", "Permanent address of the page.", "/meetings/quad-2021-03-12/", "slug",
                 of=AddressOf(page), source="get_absolute_url")  # fmt: skip


NAME_JA = field("name_ja", "string", "Japanese name; empty when none is on record.", "日米豪印（クアッド）")
NOTE = field("note", "string", "A remark in our own words.", "Held by phone.")


def _slugs(manager) -> list[str]:
    return [actor.slug for actor in public_actors(manager)]


def _names(manager) -> list[str]:
    return [actor.name for actor in public_actors(manager)]


DIALOGUES = PublicTable(
    "dialogues", "Dialogues", "Standing forums in which governments meet.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "quad"),
        field("name", "string", "Full name.", "US-Japan Economic Policy Consultative Committee"),
        NAME_JA,
        field("short_name", "string", "As it stands in tables.", "Economic Two Plus Two"),
        field("other_names", "list", "Other names in use.", ["EPCC", "Economic 2+2"]),
        field("kind", "string", "bilateral, trilateral, minilateral or multilateral.", "bilateral"),
        field("level", "string", "Level at which it usually meets.", "ministerial"),
        field("status", "string", "proposed, announced, active, on_hold or ended.", "active"),
        value("parent", "reference", "Slug of the dialogue it works under.", "jhlc", "parent", of=slug),
        value("parent_name", "reference", "Name of that dialogue.", "Japan High-Level Committee", "parent", of=name),
        value("members", "list", "Slugs of its members.", ["japan", "united-states"], "members", of=_slugs),
        value("member_names", "list", "Names of its members, in the same order.", ["Japan", "United States"], "members",
              of=_names),
        NOTE, _url("dialogue"),
    ),
)  # fmt: skip

MEETINGS = PublicTable(
    "meetings", "Meetings", "Occasions of dialogues, held, scheduled, postponed or cancelled.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "quad-2021-03-12"),
        *dialogue_columns(""),
        field("title", "string", "Title.", "First Quad leaders' summit"),
        value("held_on", "edtf", "Local date at the place, as exactly as it is known.", "2021-03-12", "held_on",
              "held_on_precision", of=dated, source="held"),
        value("ends_on", "date", "Last day of a meeting of several days; empty for one of a single day.", "2021-03-13", "ends_on",
              of=iso),
        field("place", "string", "Place; empty when virtual or not known.", "Tokyo"),
        field("format", "string", "in_person, virtual, phone or hybrid.", "virtual"),
        field("level", "string", "Level of this meeting.", "leaders"),
        field("status", "string", "scheduled, held, postponed or cancelled.", "held"),
        NOTE, _url("meeting"),
    ),
)  # fmt: skip

DOCUMENTS = PublicTable(
    "documents", "Documents", "Everything cited: readouts, announcements, analysis.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "quad-leaders-2021-03-12-statement"),
        value("meeting", "reference", "Slug of its meeting.", "quad-2021-03-12", "meeting", of=slug),
        value("meeting_title", "reference", "Title of its meeting.", "First Quad leaders' summit", "meeting",
              of=lambda meeting: meeting.title if meeting and meeting.is_published else None),
        field("title", "string", "Title.", "Quad Leaders' Joint Statement"),
        field("title_ja", "string", "Japanese title; empty when none is on record.", "共同声明"),
        field("kind", "string", "announcement, readout, joint_statement, fact_sheet …", "joint_statement"),
        field("is_official", "boolean", "Issued by a government or governments.", True),
        value("publisher", "reference", "Slug of the actor on whose site it stands.", "white-house", "publisher", of=slug),
        value("publisher_name", "reference", "Name of that actor.", "The White House", "publisher", of=name),
        value("issuers", "list", "Slugs of the actors in whose name a joint document was issued.", ["japan"], "issuers",
              of=_slugs),
        value("issuer_names", "list", "Names of these actors, in the same order.", ["Japan"], "issuers", of=_names),
        value("issued_on", "edtf", "Its own date, as exactly as it is known.", "2021-03-12", "issued_on",
              "issued_on_precision", of=dated, source="issued"),
        field("language", "string", "Language tag.", "en"),
        value("source_url", "url", "Where the official text stands.", "https://example.org/statement", "url",
              of=lambda url: url or None),
        value("author", "reference", "Slug of the person who wrote it.", "erik-m-jacobs", "author", of=slug),
        value("author_name", "reference", "Name of that person.", "Erik M. Jacobs", "author", of=name),
        value("archive_url", "url", "Where a copy is kept.", "https://example.org/copy", "archive_url",
              of=lambda url: url or None),
        field("completeness", "string", "full, large_part, part, not_read or secondary.", "full"),
        PublicColumn("read_on", "date", "Day on which somebody signed for having read it whole at its address.", "2026-11-24",
               "read_on", ("read_on",), iso),
        field("summary", "string", "One or two sentences of our own.", "The four leaders met."),
        _url("document"),
    ),
)  # fmt: skip

ACTORS = PublicTable(
    "actors", "Actors", "Whoever meets, issues or recommends.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "japan"),
        field("name", "string", "Name.", "Japan"),
        NAME_JA,
        field("kind", "string", "state, economy, ministry, office, think_tank, news_outlet, person …", "state"),
        value("parent", "reference", "Slug of what it belongs to; the top of the line is its side.", "japan", "parent",
              of=slug),
        value("parent_name", "reference", "Name of what it belongs to.", "Japan", "parent", of=name),
        field("iso_code", "string", "Two letters, states only.", "JP"),
        _url("actor"),
    ),
)  # fmt: skip
