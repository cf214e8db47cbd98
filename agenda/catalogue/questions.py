"""The lists of the pages that answer a question over the whole record; their rows come from `agenda.questions`."""

from agenda.coverage.extent import Reading
from agenda.coverage.states import State, cell_state
from agenda.models import Meeting
from agenda.models.findings import finding_address

from .columns import PublicColumn, PublicTable, iso, value
from .findings import address_column, cell_columns, dialogue_columns, document_columns, held_column
from .reach import (
    attach_reaches_of_cells,
    attach_reaches_of_pairs,
    attach_reaches_of_silences,
    reach_columns,
)
from .sums import RECOMMENDATIONS, slugs, titles

NAMING = ("names", "names_in_part")
*_ASKED, _ADDRESS = [column.within("pairing") for column in RECOMMENDATIONS.columns]


def _occasions(silences) -> list:
    return [silence.occasion for silence in silences]


MISSED = PublicTable(
    "missed", "Recommended and found silent",
    "Recommendations in force that meetings since, once judged, do not mention: one row for each forum.", ("code", "forum"),
    (
        *_ASKED,
        value("silent_at", "list", "Slugs of the meetings judged that do not mention it, oldest first.",
              ["two-plus-two-2022-07-29"], "silences", of=lambda silences: slugs(_occasions(silences))),
        value("silent_at_titles", "list", "Titles of these meetings, in the same order.", ["First Economic Two Plus Two"],
              "silences", of=lambda silences: titles(_occasions(silences))),
        value("silent_reaches", "list", "How far each of these silences reaches, all or part, in the same order.",
              ["part"], "silences", of=lambda silences: [s.reach.word if s.reach else "" for s in silences]),
        value("silent_reaches_words", "list", "The same in words, in the same order.",
              ["Not mentioned in the published readouts of Japan."], "silences",
              of=lambda silences: [s.reach.sentence if s.reach else "" for s in silences]),
        _ADDRESS,
    ),
    has_pages=False,
    prepare=attach_reaches_of_silences,
)  # fmt: skip


def _sides(views, *statements: str) -> list[str]:
    return [view.side.name for view in views if view.side and view.statement in statements]


DIVERGENCE = PublicTable(
    "divergence", "Divergence", "Topics that a published readout of a meeting names, and which sides' own papers do: one "
    "row a cell.", ("meeting", "topic"),
    (
        *dialogue_columns(), held_column(), *cell_columns(),
        value("outcome", "string", "raised or partly_raised.", "raised", "cell.outcome"),
        value("pattern", "string", "one_side, beyond_joint, all_sides, joint or not_comparable.", "one_side",
              "pattern.value"),
        value("joint_text", "string", "What the joint text does: names, names_in_part, silent, partly_read, not_examined, "
              "unread or none_on_record.", "silent", "compared.joint",
              of=lambda joint: joint.statement.value if joint else "none_on_record"),
        value("sides_naming", "list", "Sides whose own papers name it, in whole or in part.", ["Japan"], "views",
              of=lambda views: _sides(views, *NAMING)),
        value("sides_silent", "list", "Sides whose own papers, all read whole, do not mention it.", ["United States"],
              "views", of=lambda views: _sides(views, "silent")),
        value("sides_not_comparable", "list", "Sides of which that cannot be told: no own paper on record, or not read "
              "whole, or not examined for the topic.", ["India"], "views",
              of=lambda views: _sides(views, "partly_read", "not_examined", "unread", "none_on_record")),
        value("statement", "string", "The same in words.", "In the readouts of Japan: raised; in the readouts of the "
              "United States: not mentioned.", "statement"),
        value("not_comparable_because", "string", "Why the sides cannot be compared; empty where they can.",
              "No readout of their own on record: India.", "reason"),
        address_column(),
    ),
    has_pages=False,
)  # fmt: skip


def _address(finding, meeting, topic) -> str:
    return finding_address(meeting.slug, topic.code) if finding else meeting.get_absolute_url()


PLANNED = PublicTable(
    "planned", "Planned and unreported",
    "What announcements said a meeting would take up, and what its published readouts say of it: one row a plan.",
    ("document", "topic"),
    (
        *dialogue_columns(), held_column(), *cell_columns(), *document_columns("plan."),
        value("paragraph", "integer", "Paragraph of the announcement, where it is known.", 3, "plan.paragraph"),
        value("summary", "string", "What was planned, in our own words.", "To discuss Open RAN.", "plan.summary"),
        value("afterwards", "string", "raised, partly_raised, not_raised, not_determinable, excluded or not_assessed.",
              "not_raised", "state.value"),
        *reach_columns(),
        value("url", "url", "Permanent address of the finding; of the meeting, where none is published.",
              "/findings/quad-2021-03-12/open-ran/", "finding", "meeting", "topic", of=_address),
    ),
    has_pages=False,
)  # fmt: skip


def _elsewhere(attribute: str):
    return lambda mentions: [getattr(mention.occasion, attribute) for mention in mentions]


ELSEWHERE = PublicTable(
    "elsewhere", "Raised elsewhere",
    "Topics not mentioned at a meeting and taken up at another dialogue near that time: one row a cell.",
    ("meeting", "topic"),
    (
        *dialogue_columns(""),
        value("held_on", "edtf", "Date of the meeting.", "2021-03-12", "occasion.held.iso"),
        value("meeting", "reference", "Slug of the meeting.", "quad-2021-03-12", "occasion.slug"),
        value("meeting_title", "string", "Title of the meeting.", "First Quad leaders' summit", "occasion.title"),
        value("topic", "reference", "Code of the topic.", "open-ran", "topic.code"),
        value("topic_name", "string", "Name of the topic.", "Open RAN", "topic.name"),
        value("was_recommended", "boolean", "Recommended for the dialogue before the meeting.", True, "was_recommended"),
        *reach_columns(outcome="topic that is not mentioned"),
        value("taken_up_at", "list", "Slugs of the meetings of other dialogues that took it up, nearest first.",
              ["jhlc-2021-05-12"], "mentions", of=_elsewhere("slug")),
        value("taken_up_at_titles", "list", "Titles of these meetings, in the same order.", ["Third meeting"], "mentions",
              of=_elsewhere("title")),
        value("taken_up_by", "list", "Slugs of their dialogues, in the same order.", ["jhlc"], "mentions",
              of=lambda mentions: [mention.dialogue.slug for mention in mentions]),
        value("days", "integer", "Days from the meeting to the nearest of them; negative when that came before.", -40,
              "mentions", of=lambda mentions: mentions[0].days),
        value("url", "url", "Permanent address of the finding.", "/findings/quad-2021-03-12/open-ran/", "occasion.slug",
              "topic.code", of=finding_address),
    ),
    has_pages=False,
    prepare=attach_reaches_of_cells,
)  # fmt: skip


def _outcome(cell) -> str:
    return cell_state(cell.outcome, is_excluded=cell.is_excluded).value if cell else State.NOT_ASSESSED.value


def _meeting(which: str) -> tuple[PublicColumn, ...]:
    return (
        value(which, "reference", f"Slug of the {which} meeting.", "quad-2021-03-12", f"{which}.slug"),
        value(f"{which}_title", "string", "Title of that meeting.", "First Quad leaders' summit", f"{which}.title"),
        value(f"{which}_held_on", "edtf", "Date of that meeting.", "2021-03-12", f"{which}.held.iso"),
    )  # fmt: skip


CHANGES = PublicTable(
    "changes", "Since last time", "Topics found at either of two meetings of a dialogue, by default the last two of one level "
    "that were judged: one row a topic.", ("dialogue", "earlier", "later", "topic"),
    (
        *dialogue_columns(""), *_meeting("earlier"), *_meeting("later"),
        value("topic", "reference", "Code of the topic.", "open-ran", "topic.code"),
        value("topic_name", "string", "Name of the topic.", "Open RAN", "topic.name"),
        value("change", "string", "new, kept, not_repeated or cannot_be_told. An absence counts only where it could be "
              "shown.", "not_repeated", "change.value"),
        value("earlier_outcome", "string", "raised, partly_raised, not_raised, excluded, not_determinable or not_assessed "
              "at the earlier meeting.", "raised", "found.earlier", of=_outcome),
        *reach_columns("earlier_reach"),
        value("later_outcome", "string", "The same at the later meeting.", "not_raised", "found.later", of=_outcome),
        *reach_columns("later_reach"),
        value("url", "url", "Permanent address of the finding at the later meeting; of that at the earlier one, where the "
              "later has none.", "/findings/quad-2021-03-12/open-ran/", "address"),
    ),
    has_pages=False,
    prepare=attach_reaches_of_pairs,
)  # fmt: skip


CLAIMS = PublicTable(
    "claims", "Claims checked",
    "What published analysis said was or was not raised at a meeting, beside what the record shows: one row a claim.",
    ("document", "locator", "meeting", "topic"),
    (
        *document_columns("claim."),
        value("locator", "string", "Where in the document.", "paragraph 6", "claim.locator"),
        *dialogue_columns(), held_column(), *cell_columns(),
        value("claimed", "string", "What it says: raised, partly_raised, not_raised or not_determinable.", "raised",
              "claim.outcome"),
        value("outcome", "string", "What the record shows; empty when it was not assessed.", "not_raised", "finding",
              of=lambda finding: finding.outcome if finding else ""),
        *reach_columns(),
        value("verdict", "string", "borne_out, in_part, not_borne_out or cannot_tell.", "not_borne_out", "verdict.value"),
        value("note", "string", "A remark in our own words.", "Of the fact sheet.", "claim.note"),
        value("statement", "string", "What the joint text and each side's readouts do, in words; empty when it was not "
              "assessed.", "In the joint text: not mentioned.", "statement"),
        value("url", "url", "Permanent address of the finding; of the meeting, where none is published.",
              "/findings/quad-2021-03-12/open-ran/", "finding", "meeting", "topic", of=_address),
    ),
    has_pages=False,
)  # fmt: skip


def _meetings(status: str) -> PublicColumn:
    return value(f"meetings_{status}", "integer", f"Meetings on record with the status {status}.", 2, "statuses",
                 of=lambda statuses: statuses[status])  # fmt: skip


def _readings(name: str, reading: Reading, meaning: str) -> PublicColumn:
    return value(
        name,
        "integer",
        f"Held meetings with {meaning}.",
        2,
        "readings",
        of=lambda readings: readings[reading],
    )


COVERAGE = PublicTable(
    "coverage", "What the record covers", "How far the record of each dialogue reaches.", ("dialogue",),
    (
        *dialogue_columns(""),
        value("covered_from", "date", "From when its meetings were looked for; empty for a selection of meetings.",
              "2019-01-01", "dialogue.covered_from", of=iso),
        value("covered_until", "date", "Until when.", "2025-12-31", "dialogue.covered_until", of=iso),
        *(_meetings(status) for status in Meeting.Status.values),
        _readings("read_whole", Reading.WHOLE, "a readout read whole, and every joint paper"),
        _readings("read_in_part", Reading.IN_PART, "readouts read in part"),
        _readings("not_read", Reading.NOT_READ, "readouts on record, none read"),
        _readings("none_on_record", Reading.NONE_ON_RECORD, "no readout on record"),
        value("not_assessed", "integer", "Held meetings of which no topic has been assessed.", 1, "not_assessed"),
        value("latest_meeting", "reference", "Slug of the latest held meeting on record.", "quad-2021-03-12", "latest",
              of=lambda meeting: meeting.slug if meeting else None),
        value("latest_meeting_title", "reference", "Title of that meeting.", "First Quad leaders' summit", "latest",
              of=lambda meeting: meeting.title if meeting else None),
        value("latest_held_on", "edtf", "Date of that meeting.", "2021-03-12", "latest",
              of=lambda meeting: meeting.held.iso if meeting else None),
        value("unread_documents", "integer", "Documents of its meetings known but not read.", 3, "unread"),
        value("passages_without_words", "integer", "Cited passages of which only the place is on record.", 0, "wordless"),
        value("sides_on_record", "list", "Each side with the number of meetings its own papers are on record for.",
              ["Japan: 9"], "sides", of=lambda sides: [f"{row.side}: {row.on_record}" for row in sides.values()]),
        value("sides_read_whole", "list", "Each side with the number of meetings all its own papers were read whole for.",
              ["Japan: 4"], "sides", of=lambda sides: [f"{row.side}: {row.read_whole}" for row in sides.values()]),
        value("out_of_scope", "list", "Codes of topics that are no cell at it.", ["taiwan"], "out_of_scope",
              of=lambda topics: [topic.code for topic in topics]),
        value("out_of_scope_names", "list", "Names of these topics, in the same order.", ["Taiwan"], "out_of_scope",
              of=lambda topics: [topic.name for topic in topics]),
        value("gaps", "list", "What the record is known to lack.", ["Meetings before 2019"], "dialogue.gaps", of=list),
        value("url", "url", "Permanent address of the dialogue.", "/dialogues/quad/", "dialogue",
              of=lambda dialogue: dialogue.get_absolute_url()),
    ),
    has_pages=False,
)  # fmt: skip
