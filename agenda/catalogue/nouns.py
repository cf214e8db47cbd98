"""Dialogues, meetings, documents and actors: rows of the record as they are."""

from .columns import Column, Table, edtf, field, shown

URL = Column("url", "url", "Permanent address of the page.", "/meetings/quad-2021-03-12/", "get_absolute_url",
             lambda row: row.get_absolute_url())  # fmt: skip
NAME_JA = field("name_ja", "string", "Japanese name; empty when none is on record.", "日米豪印（クアッド）")
NOTE = field("note", "string", "A remark in our own words.", "Held by phone.")

DIALOGUES = Table(
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
        Column("parent", "reference", "Slug of the dialogue it works under.", "jhlc", "parent.slug",
               lambda d: shown(d.parent)),
        Column("members", "list", "Slugs of its members.", ["japan", "united-states"], "members.slug",
               lambda d: sorted(actor.slug for actor in d.members.all() if actor.is_published)),
        NOTE, URL,
    ),
)  # fmt: skip

MEETINGS = Table(
    "meetings", "Meetings", "Occasions of dialogues, held, scheduled, postponed or cancelled.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "quad-2021-03-12"),
        Column("dialogue", "reference", "Slug of the dialogue.", "quad", "dialogue.slug", lambda m: m.dialogue.slug),
        field("title", "string", "Title.", "First Quad leaders' summit"),
        Column("held_on", "edtf", "Local date at the place, as exactly as it is known.", "2021-03-12", "held",
               lambda m: edtf(m.held)),
        field("place", "string", "Place; empty when virtual or not known.", "Tokyo"),
        field("format", "string", "in_person, virtual, phone or hybrid.", "virtual"),
        field("level", "string", "Level of this meeting.", "leaders"),
        field("status", "string", "scheduled, held, postponed or cancelled.", "held"),
        NOTE, URL,
    ),
)  # fmt: skip

DOCUMENTS = Table(
    "documents", "Documents", "Everything cited: readouts, announcements, analysis.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "quad-leaders-2021-03-12-statement"),
        Column("meeting", "reference", "Slug of its meeting.", "quad-2021-03-12", "meeting.slug",
               lambda d: d.meeting.slug if d.meeting else None),
        field("title", "string", "Title.", "Quad Leaders' Joint Statement"),
        field("title_ja", "string", "Japanese title; empty when none is on record.", "共同声明"),
        field("kind", "string", "announcement, readout, joint_statement, fact_sheet …", "joint_statement"),
        field("is_official", "boolean", "Issued by a government or governments.", True),
        Column("publisher", "reference", "Slug of the actor on whose site it stands.", "white-house", "publisher.slug",
               lambda d: shown(d.publisher)),
        Column("issuers", "list", "Slugs of the actors in whose name a joint document was issued.", ["japan"], "issuers.slug",
               lambda d: sorted(actor.slug for actor in d.issuers.all() if actor.is_published)),
        Column("issued_on", "edtf", "Its own date, as exactly as it is known.", "2021-03-12", "issued",
               lambda d: edtf(d.issued)),
        field("language", "string", "Language tag.", "en"),
        Column("source_url", "url", "Where the official text stands.", "https://example.org/statement", "url",
               lambda d: d.url or None),
        Column("author", "reference", "Slug of the person who wrote it.", "erik-m-jacobs", "author.slug",
               lambda d: shown(d.author)),
        Column("archive_url", "url", "Where a copy is kept.", "https://example.org/copy", "archive_url",
               lambda d: d.archive_url or None),
        field("completeness", "string", "full, large_part, part, not_read or secondary.", "full"),
        Column("read_on", "date", "Day on which somebody signed for having read it whole at its address.", "2026-11-24",
               "read_on", lambda d: d.read_on and d.read_on.isoformat()),
        field("summary", "string", "One or two sentences of our own.", "The four leaders met."),
        URL,
    ),
)  # fmt: skip

ACTORS = Table(
    "actors", "Actors", "Whoever meets, issues or recommends.", ("slug",),
    (
        field("slug", "string", "Permanent identity.", "japan"),
        field("name", "string", "Name.", "Japan"),
        NAME_JA,
        field("kind", "string", "state, economy, ministry, office, think_tank, news_outlet, person …", "state"),
        Column("parent", "reference", "Slug of what it belongs to; the top of the line is its side.", "japan", "parent.slug",
               lambda a: shown(a.parent)),
        field("iso_code", "string", "Two letters, states only.", "JP"),
        URL,
    ),
)  # fmt: skip
