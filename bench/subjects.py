"""What is asked for: one address a kind of page, of rows in the middle of a made-up record, and the same rows elsewhere."""

from dataclasses import dataclass
from urllib.parse import urlencode

from agenda.models import Dialogue, Document, Finding, Recommendation

CELL = "SELECT meeting_id, topic_id, outcome, absence_shown, is_excluded, held_on FROM agenda_currentcell"
MATRIX = f"""{CELL} WHERE dialogue_id = %s"""
COURSES = """SELECT k.standing, k.meetings, k.silent, k.days, r.code, r.summary, r.made_on FROM agenda_keptcourse k
    JOIN agenda_recommendation r ON r.id = k.recommendation_id"""
TALLIES = """SELECT topic_id, outcome, absence_shown, SUM(n) FROM agenda_celltally"""
PROOF = """SELECT f.id, f.outcome, f.depth, f.reason, a.note, e.quote, e.summary, e.strength, x.document_id FROM agenda_finding f
    JOIN agenda_assessment a ON a.id = f.assessment_id JOIN agenda_examination x ON x.assessment_id = a.id
    LEFT JOIN agenda_evidence e ON e.examination_id = x.id"""


NEWEST = "NOT EXISTS (SELECT 1 FROM agenda_finding n WHERE n.supersedes_id = f.id)"


@dataclass
class Rows:
    """The rows that the pages are about."""

    dialogue: Dialogue
    other: Dialogue
    finding: Finding
    document: Document
    recommendation: Recommendation

    @property
    def meeting(self):
        return self.finding.meeting

    @property
    def topic(self):
        return self.finding.topic


def rows() -> Rows:
    """Asks the database that DATABASE_URL names; Django is set up already."""
    middle = Finding.objects.order_by("pk").last().pk // 2
    found = Finding.objects.published().filter(pk__gte=middle).select_related("meeting__dialogue", "topic")
    finding = found.order_by("pk").first()
    dialogue, topic = finding.meeting.dialogue, finding.topic
    return Rows(
        dialogue,
        Dialogue.objects.published().exclude(pk=dialogue.pk).order_by("pk").first() or dialogue,
        finding,
        Document.objects.published().filter(meeting=finding.meeting).first() or Document.objects.published().first(),
        Recommendation.objects.published().filter(topic=topic).first() or Recommendation.objects.published().first(),
    )  # fmt: skip


def pages(of: Rows) -> dict[str, str]:
    """Name → address of what readers see."""
    dialogue = of.dialogue.get_absolute_url()
    return {
        "home": "/",
        "dialogues": "/dialogues/",
        "dialogue": dialogue,
        "brief": f"{dialogue}brief/",
        "topics": "/topics/",
        "topics of a forum": f"/topics/?forum={of.dialogue.slug}",
        "topic": of.topic.get_absolute_url(),
        "recommendations": "/recommendations/",
        "recommendation": of.recommendation.get_absolute_url(),
        "missed": "/missed/",
        "divergence": "/divergence/",
        "elsewhere": "/elsewhere/",
        "compare": f"/compare/?{urlencode([('forum', of.dialogue.slug), ('forum', of.other.slug)])}",
        "meetings": "/meetings/",
        "meetings of a forum": f"/meetings/?forum={of.dialogue.slug}",
        "meeting": of.meeting.get_absolute_url(),
        "document": of.document.get_absolute_url(),
        "documents": "/documents/",
        "actors": "/actors/",
        "actor": of.document.publisher.get_absolute_url(),
        "recommender": of.recommendation.recommender.get_absolute_url(),
        "changes": "/changes/",
        "finding": of.finding.get_absolute_url(),
        "search, common": "/search/?q=supply+security",
        "search, rare": "/search/?q=zeolite+basalt",
        "last page of a list": "/documents/?page=999999",
        "before the record": f"{dialogue}?as_of=1900-01-01",
        "topics as data": "/topics.json",
        "recommendations as data": "/recommendations.json",
        "elsewhere as data": "/elsewhere.json",
        "dialogue as data": f"{dialogue.rstrip('/')}.json",
        "wordings": "/wording/",
        "feed": "/feed/",
        "feed of a dialogue": f"{dialogue}feed/",
        "sitemap": "/sitemap.xml",
        "changes as data": "/changes.json",
        "examinations as data": "/examinations.json",
        "description of the API": "/api/openapi.json",
        "topic as data": f"{of.topic.get_absolute_url().rstrip('/')}.json",
    }


def work(of: Rows) -> dict[str, str]:
    """Name → address of what people with an account see."""
    return {
        "desk queue": "/desk/",
        "sheet": f"/desk/meetings/{of.meeting.slug}/",
        "admin, findings": "/admin/agenda/finding/",
        "admin, documents": "/admin/agenda/document/",
        "admin, meetings": "/admin/agenda/meeting/",
    }


def by_hand(of: Rows) -> dict[str, list[tuple[str, list]]]:
    """Name → statements that somebody would write by hand for the rows that the page shows."""
    dialogue, meeting, topic = of.dialogue.pk, of.meeting.pk, of.topic.pk
    return {
        "dialogue": [
            (MATRIX, [dialogue]),
            (f"{COURSES} WHERE k.dialogue_id = %s", [dialogue]),
            ("SELECT id, title, slug, held_on, place FROM agenda_meeting WHERE dialogue_id = %s AND is_published", [dialogue]),
            ("SELECT id, name, code FROM agenda_topic WHERE is_published", []),
        ],
        "topics of a forum": [
            (f"{TALLIES} WHERE dialogue_id = %s AND topic_id > 0 GROUP BY 1, 2, 3", [dialogue]),
            (f"{COURSES} WHERE k.dialogue_id = %s", [dialogue]),
            ("SELECT id, name, code, definition FROM agenda_topic WHERE is_published", []),
            (MATRIX, [dialogue]),
        ],
        "topics": [
            (f"{TALLIES} WHERE dialogue_id = 0 AND topic_id > 0 GROUP BY 1, 2, 3", []),
            ("SELECT topic_id, standing, COUNT(*) FROM agenda_keptcourse GROUP BY 1, 2", []),
            ("SELECT id, name, code, definition FROM agenda_topic WHERE is_published", []),
        ],
        "topic": [
            (f"{CELL} WHERE topic_id = %s ORDER BY held_on", [topic]),
            (f"{COURSES} WHERE k.topic_id = %s", [topic]),
        ],
        "recommendations": [(f"{COURSES} ORDER BY k.silent DESC, r.code LIMIT 50", [])],
        "recommendation": [(f"{COURSES} WHERE r.id = %s", [of.recommendation.pk])],
        "meeting": [
            (f"{PROOF} WHERE f.meeting_id = %s AND {NEWEST}", [meeting]),
            ("SELECT id, title, kind, completeness, url FROM agenda_document WHERE meeting_id = %s AND is_published", [meeting]),
            ("SELECT id, name, code FROM agenda_topic WHERE is_published", []),
        ],
        "meetings": [
            ("SELECT id, title, slug, held_on FROM agenda_meeting WHERE is_published ORDER BY held_on DESC LIMIT 50", [])
        ],
        "finding": [(f"{PROOF} WHERE f.meeting_id = %s AND f.topic_id = %s", [meeting, topic])],
        "document": [
            ("SELECT d.title, b.text FROM agenda_document d LEFT JOIN agenda_body b ON b.document_id = d.id WHERE d.id = %s",
             [of.document.pk])
        ],
    }  # fmt: skip


def at_datasette(of: Rows) -> dict[str, str]:
    """Name → where Datasette shows the same rows of a release's agenda.sqlite."""
    cells = {"meeting": of.meeting.slug, "topic": of.topic.code}
    return {
        "dialogues": "/agenda/dialogues",
        "dialogue": f"/agenda/findings?{urlencode({'dialogue': of.dialogue.slug, '_size': 1000})}",
        "meetings of a forum": f"/agenda/meetings?{urlencode({'dialogue': of.dialogue.slug})}",
        "meetings": "/agenda/meetings?_sort_desc=held_on",
        "meeting": f"/agenda/findings?{urlencode({'meeting': of.meeting.slug})}",
        "finding": f"/agenda/findings?{urlencode(cells)}",
        "topic": f"/agenda/findings?{urlencode({'topic': of.topic.code, '_size': 1000})}",
        "topics": "/agenda/topics?_size=1000",
        "recommendations": "/agenda/recommendations?_size=50",
    }
