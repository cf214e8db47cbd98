"""Topics and recommendations: rows of the record with what findings add up to."""

from .columns import PublicTable, edtf, iso, value


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 6)


def _code(topic) -> str | None:
    return topic.code if topic and topic.is_published else None


def _name(topic) -> str | None:
    return topic.name if topic and topic.is_published else None


TOPICS = PublicTable(
    "topics", "Topics", "Entries of the codebook, with the sums of their findings under the filters.", ("code",),
    (
        value("code", "string", "Permanent code.", "open-ran", "topic.code"),
        value("name", "string", "Name.", "Open RAN", "topic.name"),
        value("name_ja", "string", "Japanese name.", "半導体", "topic.name_ja"),
        value("definition", "string", "What it covers.", "Open radio access networks.", "topic.definition"),
        value("aliases", "list", "Words that name it.", ["O-RAN"], "topic.aliases", of=list),
        value("parent", "reference", "Code of the wider topic.", "digital", "topic.parent", of=_code),
        value("parent_name", "reference", "Name of the wider topic.", "Digital", "topic.parent", of=_name),
        value("includes", "string", "What counts as it.", "Specifications.", "topic.includes"),
        value("excludes", "string", "What does not.", "5G in general.", "topic.excludes"),
        value("raised", "integer", "Cells of N in which it was raised.", 9, "tally.raised"),
        value("partly_raised", "integer", "Cells of N in which it was partly raised.", 2, "tally.partly_raised"),
        value("not_raised", "integer", "Cells not mentioned in the published readouts.", 28, "tally.not_raised"),
        value("not_determinable", "integer", "Cells without a public record; outside every rate.", 4,
              "tally.not_determinable"),
        value("raised_in_part", "integer", "Raised in papers read in part, where absence could not be shown; beside the "
              "rates.", 2, "tally.raised_in_part"),
        value("partly_raised_in_part", "integer", "Partly raised in papers read in part; beside the rates.", 1,
              "tally.partly_raised_in_part"),
        value("N", "integer", "Denominator of the rates: raised + partly raised + not raised, in cells where absence "
              "could be shown.", 39, "tally.N"),
        value("strict_rate", "number", "raised / N; empty when N is below 5.", 0.2308, "tally.strict_rate", of=_rounded),
        value("inclusive_rate", "number", "(raised + partly raised) / N; empty when N is below 5.", 0.2821,
              "tally.inclusive_rate", of=_rounded),
        value("last_raised_on", "edtf", "Date of the latest meeting under the filters that raised it, partly included; empty "
              "when none did.", "2024-09-21", "last", of=lambda cell: cell.occasion.held.iso if cell else None),
        value("last_raised_at", "reference", "Slug of that meeting.", "quad-2024-09-21", "last",
              of=lambda cell: cell.occasion.slug if cell else None),
        value("recommendations", "list", "Codes of the recommendations that ask for it.", ["J22-37"],
              "recommendations", of=sorted),
        value("url", "url", "Permanent address of the page.", "/topics/open-ran/", "topic",
              of=lambda topic: topic.get_absolute_url()),
    ),
)  # fmt: skip


def _slug(row) -> str | None:
    return row.slug if row else None


ELSEWHERE = 30
"""Meetings elsewhere that a recommendation's row names: the first, since they grow with the whole record."""


def slugs(occasions) -> list[str]:
    return [occasion.slug for occasion in occasions]


def titles(occasions) -> list[str]:
    return [occasion.title for occasion in occasions]


RECOMMENDATIONS = PublicTable(
    "recommendations", "Recommendations", "One row for each forum a recommendation names, and what became of it there.",
    ("code", "forum"),
    (
        value("code", "string", "Permanent code.", "J22-37", "recommendation.code"),
        value("topic", "reference", "Code of the topic.", "st-cooperation", "recommendation.topic.code"),
        value("topic_name", "string", "Name of the topic.", "Science and technology", "recommendation.topic.name"),
        value("forum", "reference", "Slug of the dialogue; empty when it names none.", "two-plus-two", "dialogue",
              of=_slug),
        value("forum_name", "reference", "Name of the dialogue.", "US-Japan Economic Policy Consultative Committee",
              "dialogue", of=lambda dialogue: dialogue.name if dialogue else None),
        value("recommender", "reference", "Slug of who recommends.", "erik-m-jacobs", "recommendation.recommender.slug"),
        value("recommender_name", "string", "Name of who recommends.", "Erik M. Jacobs", "recommendation.recommender.name"),
        value("document", "reference", "Slug of the document it stands in.", "jacobs-2022-q1-technology",
              "recommendation.document.slug"),
        value("document_title", "string", "Title of that document.", "Technology in the alliance",
              "recommendation.document.title"),
        value("locator", "string", "Where in the document.", "paragraph 6", "recommendation.locator"),
        value("made_on", "edtf", "When it was made, as exactly as it is known.", "2022-03", "recommendation.made", of=edtf),
        value("made_on_note", "string", "How the date is known.", "Dated by its first page.", "recommendation.made_on_note"),
        value("kind", "string", "explicit, implicit or reported.", "explicit", "recommendation.kind"),
        value("summary", "string", "What is asked, in our own words.", "Discuss chips.", "recommendation.summary"),
        value("withdrawn_on", "date", "In force through the day before; empty while in force.", "2024-01-01",
              "recommendation.withdrawn_on", of=iso),
        value("state", "string", "raised, partly_raised, silent, silent_so_far, cannot_be_told, no_meeting_since or "
              "no_forum.", "silent", "course.standing.value"),
        value("meetings", "integer", "Meetings held since, up to the one that raised it.", 3, "course.meetings"),
        value("silent", "integer", "Of these, meetings judged whose published readouts do not mention it.", 2,
              "course.silent"),
        value("not_judged", "integer", "Of these, meetings that could not be judged: no public record, or not assessed.", 1,
              "course.unjudged"),
        value("days", "integer", "Days to the meeting that raised it, else to the end of the dialogue's record; empty "
              "where that is not known.", 425, "course.days"),
        value("record_ends_on", "date", "Day on which the dialogue's record ends; empty where it is not known.",
              "2024-09-26", "course.record_ends_on", of=iso),
        value("days_at_least", "boolean", "True when a date is vague, so that more days may have passed.", True,
              "course.at_least"),
        value("first_raised_at", "reference", "Slug of the meeting that raised it first.", "two-plus-two-2022-07-29",
              "course.first", of=_slug),
        value("first_raised_at_title", "reference", "Title of that meeting.", "First Economic Two Plus Two",
              "course.first", of=lambda occasion: occasion.title if occasion else None),
        value("raised_elsewhere", "list", "Slugs of the first 30 later meetings of other dialogues that took it up; "
              "findings have all.", ["quad-2022-05-24"], "elsewhere", of=lambda found: slugs(found[:ELSEWHERE])),
        value("raised_elsewhere_titles", "list", "Titles of these meetings, in the same order.", ["Tokyo Quad summit"],
              "elsewhere", of=lambda found: titles(found[:ELSEWHERE])),
        value("url", "url", "Permanent address of the recommendation.", "/recommendations/J22-37/", "recommendation",
              of=lambda recommendation: recommendation.get_absolute_url()),
    ),
)  # fmt: skip
