"""SQL that says what became of recommendations at dialogues, and which cells were recommended before their meeting.

Both databases take the same text. `coverage.courses` defines a course; `coverage.kept` compares.
"""

from datetime import date

from .upkeep import Upkeep, changed

OF_RECOMMENDATION = ("topic_id", "recommender_id", "document_id", "code", "kind", "made_on", "withdrawn_on")
"""What a kept course repeats of its recommendation, so that lists are filtered and counted without reading it."""
_OF_R = ", ".join(f"r.{name}" for name in OF_RECOMMENDATION)
IS_PUBLIC = """r.is_published
    AND EXISTS (SELECT 1 FROM agenda_topic t WHERE t.id = r.topic_id AND t.is_published)
    AND EXISTS (SELECT 1 FROM agenda_actor a WHERE a.id = r.recommender_id AND a.is_published)
    AND EXISTS (SELECT 1 FROM agenda_document d WHERE d.id = r.document_id AND d.is_published AND (d.meeting_id IS NULL
        OR EXISTS (SELECT 1 FROM agenda_meeting e JOIN agenda_dialogue h ON h.id = e.dialogue_id
            WHERE e.id = d.meeting_id AND e.is_published AND h.is_published)))"""
"""Whether a recommendation `r` is public: as `Recommendation.objects.published()` has it."""

LAST_DAY = {
    "sqlite": """(CASE {0}_precision WHEN 'year' THEN date({0}, 'start of year', '+1 year', '-1 day')
        WHEN 'month' THEN date({0}, 'start of month', '+1 month', '-1 day') ELSE {0} END)""",
    "postgresql": """(CASE {0}_precision WHEN 'year' THEN (date_trunc('year', {0}) + interval '1 year - 1 day')::date
        WHEN 'month' THEN (date_trunc('month', {0}) + interval '1 month - 1 day')::date ELSE {0} END)""",
}
DAYS = {"sqlite": "CAST(julianday({}) - julianday({}) AS INTEGER)", "postgresql": "({} - {})"}
DAY_BEFORE = {"sqlite": "date({}, '-1 day')", "postgresql": "({} - 1)"}
SMALLER = {
    "sqlite": "MIN({0}, COALESCE({1}, {0}))",
    "postgresql": "CASE WHEN {0} IS NOT NULL THEN LEAST({0}, {1}) END",
}
LARGEST = {
    "sqlite": "MAX(COALESCE({0}, {2}), COALESCE({1}, {2}), {2})",
    "postgresql": "GREATEST({0}, {1}, {2})",
}
PLACE = {
    "sqlite": "(m.held_on || '/' || {held_last} || '/' || m.slug)",
    "postgresql": "((m.held_on::text || '/' || {held_last}::text || '/' || m.slug) COLLATE \"C\")",
}
"""Where a meeting stands in the order of meetings: by its first possible day, its last, and its slug."""


ON = {"sqlite": "'{}'", "postgresql": "DATE '{}'"}
"""A day as SQL."""


def _meetings_since(vendor: str, where: str, until: str) -> str:
    """Each meeting that counts for a recommendation, with its place among them and what was found there.

    `until` is the last day, as SQL, on which it may have been held; "" for any.
    """
    made, held = LAST_DAY[vendor].format("r.made_on"), LAST_DAY[vendor].format("m.held_on")
    place = PLACE[vendor].format(held_last=held)
    return f"""SELECT n.recommendation_id, n.dialogue_id, {_OF_R}, {made} AS made_last, g.covered_until,
            m.id AS meeting_id, m.held_on, {place} AS place, c.outcome, c.absence_shown,
            MIN(CASE WHEN c.outcome = 'raised' THEN {place} END)
                OVER (PARTITION BY n.recommendation_id, n.dialogue_id) AS place_raised
        FROM agenda_recommendation_dialogues n
        JOIN agenda_recommendation r ON r.id = n.recommendation_id AND {IS_PUBLIC}
        JOIN agenda_dialogue g ON g.id = n.dialogue_id AND g.is_published
        LEFT JOIN agenda_meeting m ON m.dialogue_id = g.id AND m.is_published AND m.status = 'held'
            AND m.held_on > {made}{f" AND m.held_on <= {until}" if until else ""}
            AND (r.withdrawn_on IS NULL OR {held} < r.withdrawn_on)
        LEFT JOIN agenda_currentcell c ON c.meeting_id = m.id AND c.topic_id = r.topic_id
        WHERE {where}"""


def courses(vendor: str, where: str) -> str:
    """The statement that keeps the courses of public recommendations `r` at dialogues `g` anew; the old ones are gone already."""
    return f"""INSERT INTO agenda_keptcourse
    (recommendation_id, dialogue_id, {", ".join(OF_RECOMMENDATION)}, made_last,
        standing, meetings, silent, days, first_meeting_id, settled_on)
    {courses_told(vendor, where)}"""


def courses_told(vendor: str, where: str, on: date | None = None) -> str:
    """The query of what `courses` keeps; as the record of meetings stood on the day `on`, where one is given."""
    day = ON[vendor].format(on.isoformat()) if on else ""
    ends = SMALLER[vendor].format("covered_until", day) if day else "covered_until"
    until = SMALLER[vendor].format(ends, DAY_BEFORE[vendor].format("withdrawn_on"))
    days = DAYS[vendor].format
    settled = LARGEST[vendor].format("last_on", "ends_on", "made_on")
    return f"""SELECT recommendation_id, dialogue_id, {", ".join(OF_RECOMMENDATION)}, made_last,
        CASE WHEN place_raised IS NOT NULL THEN 'raised' WHEN first_place IS NOT NULL THEN 'partly_raised'
            WHEN meetings = 0 THEN 'no_meeting_since' WHEN silent = 0 THEN 'cannot_be_told'
            WHEN silent = meetings THEN 'silent' ELSE 'silent_so_far' END AS standing,
        meetings, silent,
        CASE WHEN first_place IS NOT NULL THEN {days("first_on", "made_last")}
            WHEN ends_on >= made_last THEN {days("ends_on", "made_last")} END AS days,
        first_meeting_id,
        CASE WHEN place_raised IS NOT NULL THEN first_on WHEN first_place IS NOT NULL THEN last_on ELSE {settled} END
            AS settled_on
    FROM (SELECT w.*, {until} AS ends_on FROM (
        SELECT recommendation_id, dialogue_id, {", ".join(f"MIN({name}) AS {name}" for name in OF_RECOMMENDATION)},
            MIN(made_last) AS made_last, MIN(covered_until) AS covered_until, MIN(place_raised) AS place_raised,
            MIN(first_place) AS first_place, MAX(held_on) AS last_on,
            MIN(CASE WHEN place = first_place THEN meeting_id END) AS first_meeting_id,
            MIN(CASE WHEN place = first_place THEN held_on END) AS first_on,
            SUM(CASE WHEN place <= COALESCE(first_place, place) THEN 1 ELSE 0 END) AS meetings,
            SUM(CASE WHEN place <= COALESCE(first_place, place) AND outcome = 'not_raised' AND absence_shown
                THEN 1 ELSE 0 END) AS silent
        FROM (SELECT s.*, COALESCE(place_raised, MIN(CASE WHEN outcome = 'partly_raised' THEN place END)
                OVER (PARTITION BY recommendation_id, dialogue_id)) AS first_place
            FROM ({_meetings_since(vendor, where, day)}) s) v
        GROUP BY recommendation_id, dialogue_id) w) u WHERE TRUE"""


def without_forum(vendor: str, where: str) -> str:
    """The statement that keeps the courses of the public recommendations `r` that name no public dialogue."""
    made = LAST_DAY[vendor].format("r.made_on")
    return f"""INSERT INTO agenda_keptcourse
    (recommendation_id, dialogue_id, {", ".join(OF_RECOMMENDATION)}, made_last,
        standing, meetings, silent, days, first_meeting_id, settled_on)
    SELECT r.id, NULL, {_OF_R}, {made}, 'no_forum', 0, 0, NULL, NULL, r.made_on FROM agenda_recommendation r
    WHERE {IS_PUBLIC} AND {where} AND NOT EXISTS (SELECT 1 FROM agenda_recommendation_dialogues n
        JOIN agenda_dialogue g ON g.id = n.dialogue_id AND g.is_published WHERE n.recommendation_id = r.id)"""


def was_recommended(vendor: str, dialogue: str, topic: str, meeting: str) -> str:
    """The expression that says whether the topic had been recommended for the dialogue before the meeting `meeting`."""
    held = LAST_DAY[vendor].format(f"{meeting}.held_on")
    return f"""EXISTS (SELECT 1 FROM agenda_keptcourse k WHERE k.dialogue_id = {dialogue} AND k.topic_id = {topic}
        AND k.made_last < {meeting}.held_on AND (k.withdrawn_on IS NULL OR {held} < k.withdrawn_on))"""


def recommended_again(where: str) -> str:
    """The statement that marks the cells `where` says anew as recommended before their meeting or not."""
    told = """EXISTS (SELECT 1 FROM agenda_keptcourse k WHERE k.dialogue_id = agenda_currentcell.dialogue_id
        AND k.topic_id = agenda_currentcell.topic_id AND k.made_last < agenda_currentcell.held_on
        AND (k.withdrawn_on IS NULL OR agenda_currentcell.held_last < k.withdrawn_on))"""
    return f"UPDATE agenda_currentcell SET is_recommended = {told} WHERE {where} AND is_recommended <> {told}"


def expected(vendor: str, where: str) -> str:
    """The statement that counts anew how many topics had been recommended before each public held meeting `m`.

    Of meetings before which there were none, no row is kept. A topic out of scope for the dialogue is no cell.
    """
    held = LAST_DAY[vendor].format("m.held_on")
    return f"""INSERT INTO agenda_expectedcells (meeting_id, dialogue_id, held_on, n)
    SELECT m.id, m.dialogue_id, m.held_on, COUNT(DISTINCT k.topic_id) FROM agenda_meeting m
    JOIN agenda_dialogue g ON g.id = m.dialogue_id AND g.is_published
    JOIN agenda_keptcourse k ON k.dialogue_id = m.dialogue_id AND k.made_last < m.held_on
        AND (k.withdrawn_on IS NULL OR {held} < k.withdrawn_on)
    WHERE m.is_published AND m.status = 'held' AND {where} AND NOT EXISTS (SELECT 1 FROM agenda_dialogue_out_of_scope s
        WHERE s.dialogue_id = m.dialogue_id AND s.topic_id = k.topic_id)
    GROUP BY m.id, m.dialogue_id, m.held_on"""


def expected_again(vendor: str, of_rows: str, of_meetings: str) -> tuple[str, ...]:
    """Drop what `of_rows` names and count what `of_meetings` names."""
    return (f"DELETE FROM agenda_expectedcells WHERE {of_rows}", expected(vendor, of_meetings))


def courses_again(vendor: str, of_courses: str, of_pairs: str) -> tuple[str, ...]:
    """Drop the courses that `of_courses` names and keep those of the pairs that `of_pairs` names."""
    return (f"DELETE FROM agenda_keptcourse WHERE {of_courses}", courses(vendor, of_pairs))


def asked_again(vendor: str, asked: str, *, topics: str = "", dialogues: str = "") -> tuple[str, ...]:
    """Keep everything anew that follows from the recommendations whose keys the query `asked` gives.

    `topics` and `dialogues` are keys beside those that the recommendations have now.
    """
    named = (
        f"SELECT n.dialogue_id FROM agenda_recommendation_dialogues n WHERE n.recommendation_id IN ({asked})"
    )
    about = f"SELECT r.topic_id FROM agenda_recommendation r WHERE r.id IN ({asked})"
    of_dialogues = f"dialogue_id IN ({named})" + (f" OR dialogue_id IN ({dialogues})" if dialogues else "")
    of_topics = f"topic_id IN ({about})" + (f" OR topic_id IN ({topics})" if topics else "")
    return (
        *courses_again(vendor, f"recommendation_id IN ({asked})", f"n.recommendation_id IN ({asked})"),
        without_forum(vendor, f"r.id IN ({asked})"),
        recommended_again(f"({of_topics})"),
        *expected_again(
            vendor, of_dialogues, f"({of_dialogues.replace('dialogue_id IN', 'm.dialogue_id IN')})"
        ),
    )


def of_recommendations(vendor: str) -> list[Upkeep]:
    """What changes courses from the side of who asks, and with them which cells were recommended."""
    itself = "SELECT r.id FROM agenda_recommendation r WHERE r.id = NEW.id"
    by = "SELECT r.id FROM agenda_recommendation r WHERE r.{} = NEW.id"
    of_meeting = """SELECT r.id FROM agenda_recommendation r JOIN agenda_document d ON d.id = r.document_id
        WHERE d.meeting_id = NEW.id"""
    of_dialogue = """SELECT n.recommendation_id FROM agenda_recommendation_dialogues n WHERE n.dialogue_id = NEW.id
        UNION SELECT r.id FROM agenda_recommendation r JOIN agenda_document d ON d.id = r.document_id
        JOIN agenda_meeting e ON e.id = d.meeting_id WHERE e.dialogue_id = NEW.id"""
    links = [
        Upkeep(f"sums_forum_{event.lower()}", "agenda_recommendation_dialogues", event, "TRUE",
               asked_again(vendor, f"SELECT r.id FROM agenda_recommendation r WHERE r.id = {row}.recommendation_id",
                            dialogues=f"{row}.dialogue_id"))
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ]  # fmt: skip
    return [
        *links,
        Upkeep("sums_recommendation_insert", "agenda_recommendation", "INSERT", "TRUE",
               (without_forum(vendor, "r.id = NEW.id"),)),
        Upkeep("sums_recommendation_delete", "agenda_recommendation", "DELETE", "TRUE",
               ("DELETE FROM agenda_keptcourse WHERE recommendation_id = OLD.id",)),
        Upkeep("sums_recommendation_update", "agenda_recommendation", "UPDATE",
               changed("topic_id", "made_on", "made_on_precision", "withdrawn_on", "is_published", "recommender_id",
                       "document_id", "code", "kind"), asked_again(vendor, itself, topics="OLD.topic_id")),
        Upkeep("sums_topic_courses", "agenda_topic", "UPDATE", changed("is_published"),
               asked_again(vendor, by.format("topic_id"))),
        Upkeep("sums_recommender_update", "agenda_actor", "UPDATE", changed("is_published"),
               asked_again(vendor, by.format("recommender_id"))),
        Upkeep("sums_paper_update", "agenda_document", "UPDATE", changed("is_published", "meeting_id"),
               asked_again(vendor, by.format("document_id"))),
        Upkeep("sums_papers_of_meeting", "agenda_meeting", "UPDATE", changed("is_published", "dialogue_id"),
               asked_again(vendor, of_meeting)),
        Upkeep("sums_asked_of_dialogue", "agenda_dialogue", "UPDATE", changed("is_published"),
               asked_again(vendor, of_dialogue, dialogues="NEW.id")),
    ]  # fmt: skip
