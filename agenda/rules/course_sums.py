"""SQL that says what became of recommendations at dialogues, and which cells were recommended before their meeting.

Both databases take the same text. `coverage.courses` defines a course; `coverage.kept` compares.
"""

from collections.abc import Callable

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


def _parts(vendor: str) -> tuple[str, str, str, str, Callable[..., str], str]:
    """Last days of making and holding, the order of meetings, the end of a wait, days between, the day all is settled."""
    made, held = LAST_DAY[vendor].format("r.made_on"), LAST_DAY[vendor].format("m.held_on")
    place = PLACE[vendor].format(held_last=held)
    until = SMALLER[vendor].format("covered_until", DAY_BEFORE[vendor].format("withdrawn_on"))
    days = DAYS[vendor].format
    settled = LARGEST[vendor].format("last_on", "ends_on", "made_on")
    return made, held, place, until, days, settled


def courses(vendor: str, where: str) -> str:
    """The statement that keeps the courses of public recommendations `r` at dialogues `g` anew; the old ones are gone already."""
    made, held, place, until, days, settled = _parts(vendor)
    return f"""INSERT INTO agenda_keptcourse
    (recommendation_id, dialogue_id, {", ".join(OF_RECOMMENDATION)}, made_last,
        standing, meetings, silent, days, first_meeting_id, settled_on)
    SELECT recommendation_id, dialogue_id, {", ".join(OF_RECOMMENDATION)}, made_last,
        CASE WHEN place_raised IS NOT NULL THEN 'raised' WHEN first_place IS NOT NULL THEN 'partly_raised'
            WHEN meetings = 0 THEN 'no_meeting_since' WHEN silent = 0 THEN 'cannot_be_told'
            WHEN silent = meetings THEN 'silent' ELSE 'silent_so_far' END,
        meetings, silent,
        CASE WHEN first_place IS NOT NULL THEN {days("first_on", "made_last")}
            WHEN ends_on >= made_last THEN {days("ends_on", "made_last")} END,
        first_meeting_id,
        CASE WHEN place_raised IS NOT NULL THEN first_on WHEN first_place IS NOT NULL THEN last_on ELSE {settled} END
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
            FROM (SELECT n.recommendation_id, n.dialogue_id, {_OF_R}, {made} AS made_last, g.covered_until,
                    m.id AS meeting_id, m.held_on, {place} AS place, c.outcome, c.absence_shown,
                    MIN(CASE WHEN c.outcome = 'raised' THEN {place} END)
                        OVER (PARTITION BY n.recommendation_id, n.dialogue_id) AS place_raised
                FROM agenda_recommendation_dialogues n
                JOIN agenda_recommendation r ON r.id = n.recommendation_id AND {IS_PUBLIC}
                JOIN agenda_dialogue g ON g.id = n.dialogue_id AND g.is_published
                LEFT JOIN agenda_meeting m ON m.dialogue_id = g.id AND m.is_published AND m.status = 'held'
                    AND m.held_on > {made} AND (r.withdrawn_on IS NULL OR {held} < r.withdrawn_on)
                LEFT JOIN agenda_currentcell c ON c.meeting_id = m.id AND c.topic_id = r.topic_id
                WHERE {where}) s) v
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
