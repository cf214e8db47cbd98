"""The cells that were recommended before their meeting, counted over the whole record in one statement."""

from collections import Counter
from datetime import date

from django.db import connection

from agenda.models import Recommendation
from agenda.rules.sums import LAST_DAY

from .rates import Tally
from .states import State


def recommended_tally(on: date, *, with_self_coded: bool = False) -> Tally:
    """The tally of every cell whose topic had been recommended for its dialogue by then, of meetings held by `on`.

    Those without a finding count as not assessed; a topic out of scope for the dialogue is no cell. One query.
    """
    made = LAST_DAY[connection.vendor].format("r.made_on")
    held = LAST_DAY[connection.vendor].format("m.held_on")
    public, values = (
        Recommendation.objects.published()
        .filter(made_on__lte=on)
        .order_by()
        .values("pk")
        .query.sql_with_params()
    )
    sql = f"""SELECT c.outcome, c.absence_shown, c.is_self_coded, COUNT(*)
        FROM (SELECT DISTINCT m.id AS meeting_id, r.topic_id FROM agenda_recommendation_dialogues n
            JOIN agenda_recommendation r ON r.id = n.recommendation_id
            JOIN agenda_dialogue g ON g.id = n.dialogue_id AND g.is_published
            JOIN agenda_meeting m ON m.dialogue_id = g.id AND m.is_published AND m.status = 'held' AND m.held_on <= %s
                AND m.held_on > {made} AND (r.withdrawn_on IS NULL OR {held} < r.withdrawn_on)
            WHERE r.id IN ({public}) AND NOT EXISTS (SELECT 1 FROM agenda_dialogue_out_of_scope s
                WHERE s.dialogue_id = g.id AND s.topic_id = r.topic_id)) a
        LEFT JOIN agenda_currentcell c ON c.meeting_id = a.meeting_id AND c.topic_id = a.topic_id
        GROUP BY c.outcome, c.absence_shown, c.is_self_coded"""  # noqa: S608  names of our own
    counts: Counter[tuple[str, bool]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.adapt_datefield_value(on), *values])
        for outcome, shown, is_self_coded, n in cursor.fetchall():
            if outcome is None:
                counts[State.NOT_ASSESSED, False] += n
            elif with_self_coded or not is_self_coded:
                counts[outcome, bool(shown)] += n
    return Tally.of_counts(counts)
