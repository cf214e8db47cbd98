"""What is asked for: one address a kind of page, of rows in the middle of a made-up record."""


def subjects() -> dict[str, str]:
    """Name → address. Asks the database that DATABASE_URL names; Django is set up already."""
    from agenda.models import Dialogue, Document, Finding, Recommendation

    finding = Finding.objects.published().select_related("meeting__dialogue", "topic").order_by("pk")[7]
    meeting, topic, dialogue = finding.meeting, finding.topic, finding.meeting.dialogue
    other = Dialogue.objects.exclude(pk=dialogue.pk).order_by("pk").first()
    document = Document.objects.filter(meeting=meeting).first()
    recommendation = Recommendation.objects.filter(topic=topic).first() or Recommendation.objects.first()
    return {
        "home": "/",
        "dialogues": "/dialogues/",
        "dialogue": dialogue.get_absolute_url(),
        "brief": f"{dialogue.get_absolute_url()}brief/",
        "topics": "/topics/",
        "topics of a forum": f"/topics/?forum={dialogue.slug}",
        "topic": topic.get_absolute_url(),
        "recommendations": "/recommendations/",
        "recommendation": recommendation.get_absolute_url(),
        "missed": "/missed/",
        "divergence": "/divergence/",
        "elsewhere": "/elsewhere/",
        "compare": f"/compare/?forum={dialogue.slug}&forum={other.slug if other else dialogue.slug}",
        "meetings": "/meetings/",
        "meeting": meeting.get_absolute_url(),
        "document": document.get_absolute_url() if document else "/documents/",
        "finding": finding.get_absolute_url(),
        "search, common": "/search/?q=supply+security",
        "search, rare": "/search/?q=zeolite+basalt",
    }
