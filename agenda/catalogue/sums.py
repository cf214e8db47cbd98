"""Topics and recommendations: rows of the record with what findings add up to."""

from .columns import Column, Table, edtf

TOPICS = Table(
    "topics", "Topics", "Entries of the codebook, with the sums of their findings under the filters.", ("code",),
    (
        Column("code", "string", "Permanent code.", "open-ran", "topic.code", lambda r: r.topic.code),
        Column("name", "string", "Name.", "Open RAN", "topic.name", lambda r: r.topic.name),
        Column("name_ja", "string", "Japanese name.", "半導体", "topic.name_ja", lambda r: r.topic.name_ja),
        Column("definition", "string", "What it covers.", "Open radio access networks.", "topic.definition",
               lambda r: r.topic.definition),
        Column("aliases", "list", "Words that name it.", ["O-RAN"], "topic.aliases", lambda r: list(r.topic.aliases)),
        Column("parent", "reference", "Code of the wider topic.", "digital", "topic.parent.code",
               lambda r: r.topic.parent.code if r.topic.parent and r.topic.parent.is_published else None),
        Column("includes", "string", "What counts as it.", "Specifications.", "topic.includes", lambda r: r.topic.includes),
        Column("excludes", "string", "What does not.", "5G in general.", "topic.excludes", lambda r: r.topic.excludes),
        Column("raised", "integer", "Cells of N in which it was raised.", 9, "coverage.Tally", lambda r: r.tally.raised),
        Column("partly_raised", "integer", "Cells of N in which it was partly raised.", 2, "coverage.Tally",
               lambda r: r.tally.partly_raised),
        Column("not_raised", "integer", "Cells not mentioned in the published readouts.", 28, "coverage.Tally",
               lambda r: r.tally.not_raised),
        Column("not_determinable", "integer", "Cells without a public record; outside every rate.", 4, "coverage.Tally",
               lambda r: r.tally.not_determinable),
        Column("raised_in_part", "integer", "Raised in papers read in part, where absence could not be shown; beside the "
               "rates.", 2, "coverage.Tally", lambda r: r.tally.raised_in_part),
        Column("partly_raised_in_part", "integer", "Partly raised in papers read in part; beside the rates.", 1,
               "coverage.Tally", lambda r: r.tally.partly_raised_in_part),
        Column("N", "integer", "Denominator of the rates: raised + partly raised + not raised, in cells where absence "
               "could be shown.", 39, "coverage.Tally.N", lambda r: r.tally.N),
        Column("strict_rate", "number", "raised / N; empty when N is below 5.", 0.2308, "coverage.Tally.strict_rate",
               lambda r: _rounded(r.tally.strict_rate)),
        Column("inclusive_rate", "number", "(raised + partly raised) / N; empty when N is below 5.", 0.2821,
               "coverage.Tally.inclusive_rate", lambda r: _rounded(r.tally.inclusive_rate)),
        Column("recommendations", "list", "Codes of the recommendations that ask for it.", ["J22-37"],
               "recommendations.code", lambda r: sorted(r.recommendations)),
        Column("url", "url", "Permanent address of the page.", "/topics/open-ran/", "get_absolute_url",
               lambda r: r.topic.get_absolute_url()),
    ),
)  # fmt: skip


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 6)


RECOMMENDATIONS = Table(
    "recommendations", "Recommendations", "One row for each forum a recommendation names, and what became of it there.",
    ("code", "forum"),
    (
        Column("code", "string", "Permanent code.", "J22-37", "code", lambda p: p.recommendation.code),
        Column("topic", "reference", "Code of the topic.", "st-cooperation", "topic.code",
               lambda p: p.recommendation.topic.code),
        Column("forum", "reference", "Slug of the dialogue; empty when it names none.", "two-plus-two", "dialogues.slug",
               lambda p: p.dialogue.slug if p.dialogue else None),
        Column("recommender", "reference", "Slug of who recommends.", "erik-m-jacobs", "recommender.slug",
               lambda p: p.recommendation.recommender.slug),
        Column("document", "reference", "Slug of the document it stands in.", "jacobs-2022-q1-technology", "document.slug",
               lambda p: p.recommendation.document.slug),
        Column("locator", "string", "Where in the document.", "paragraph 6", "locator",
               lambda p: p.recommendation.locator),
        Column("made_on", "edtf", "When it was made, as exactly as it is known.", "2022-03", "made",
               lambda p: edtf(p.recommendation.made)),
        Column("made_on_note", "string", "How the date is known.", "Dated by its first page.", "made_on_note",
               lambda p: p.recommendation.made_on_note),
        Column("kind", "string", "explicit, implicit or reported.", "explicit", "kind", lambda p: p.recommendation.kind),
        Column("summary", "string", "What is asked, in our own words.", "Discuss chips.", "summary",
               lambda p: p.recommendation.summary),
        Column("withdrawn_on", "date", "In force through the day before; empty while in force.", "2024-01-01", "withdrawn_on",
               lambda p: p.recommendation.withdrawn_on and p.recommendation.withdrawn_on.isoformat()),
        Column("state", "string", "raised, partly_raised, silent, silent_so_far, cannot_be_told, no_meeting_since or "
               "no_forum.", "silent", "coverage.course_of", lambda p: p.course.standing.value),
        Column("meetings", "integer", "Meetings held since, up to the one that raised it.", 3, "coverage.Course.meetings",
               lambda p: p.course.meetings),
        Column("silent", "integer", "Of these, meetings judged whose published readouts do not mention it.", 2,
               "coverage.Course.silent", lambda p: p.course.silent),
        Column("not_judged", "integer", "Of these, meetings that could not be judged: no public record, or not assessed.", 1,
               "coverage.Course.unjudged", lambda p: p.course.unjudged),
        Column("days", "integer", "Days to the meeting that raised it, else to the end of the dialogue's record; empty "
               "where that is not known.", 425, "coverage.Course.days", lambda p: p.course.days),
        Column("record_ends_on", "date", "Day on which the dialogue's record ends; empty where it is not known.",
               "2024-09-26", "coverage.Course.record_ends_on",
               lambda p: p.course.record_ends_on and p.course.record_ends_on.isoformat()),
        Column("days_at_least", "boolean", "True when a date is vague, so that more days may have passed.", True,
               "coverage.Course.at_least", lambda p: p.course.at_least),
        Column("first_raised_at", "reference", "Slug of the meeting that raised it first.", "two-plus-two-2022-07-29",
               "coverage.Course.first", lambda p: p.course.first.slug if p.course.first else None),
        Column("raised_elsewhere", "list", "Slugs of later meetings of other dialogues that took it up.", ["quad-2022-05-24"],
               "ledger.Pairing.elsewhere", lambda p: [occasion.slug for occasion in p.elsewhere]),
        Column("url", "url", "Permanent address of the page.", "/recommendations/J22-37/", "get_absolute_url",
               lambda p: p.recommendation.get_absolute_url()),
    ),
)  # fmt: skip
