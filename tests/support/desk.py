"""A meeting at the desk, for the tests of coding and of rulings."""

import pytest
from django.urls import reverse

from agenda.actions import save_draft, submit
from agenda.models import Body, Topic

from . import factories as f

WORDS = "They met in Tokyo. They discussed Open RAN and said so.\n\nThey left early."


@pytest.fixture
def desk(client):
    """A meeting with one complete readout and two topics, and an analyst signed in."""
    f.codebook()

    class Desk:
        meeting = f.meeting(slug="epcc-1")
        paper = f.document(meeting, slug="readout", title="The readout")
        topic = f.topic("Open RAN", code="open-ran", aliases=["Open RAN"])
        other = f.topic("Space", code="space", aliases=["space"])
        analyst, second, reviewer = f.user("Analyst"), f.user("Analyst"), f.user("Reviewer")

    Desk.body = Body.objects.create(
        document=Desk.paper, kind="official_text", text=WORDS, sha256=Body.digest(WORDS)
    )
    client.force_login(Desk.analyst)
    Desk.client = client
    return Desk


def at(name, *args):
    return reverse(name, args=args)


def post(desk, code="open-ran", **values):
    data = {"version": 0, "outcome": "raised", "examined": ["readout"], "passage": [passage()]} | values
    return desk.client.post(at("save", "epcc-1", code), data)


def passage(words="They discussed Open RAN and said so."):
    start = WORDS.index(words)
    return f"readout:{start}:{start + len(words)}:full"


def code(desk, who, outcome, topic=None, hand_in=True, note=""):
    content = {"outcome": outcome, "examined": ["readout"], "passages": [], "note": note}
    if outcome in ("raised", "partly_raised"):
        content["passages"] = [{"document": "readout", "quote": "They discussed Open RAN and said so."}]
    save_draft(desk.meeting, topic or desk.topic, who, content, version=0)
    if hand_in:
        submit(desk.meeting, who)


def hand_in_codes(meeting, who, outcomes):
    """Code topics by code without a passage, having examined every document, and hand the meeting in."""
    documents = list(meeting.documents.values_list("slug", flat=True))
    for code_, outcome in outcomes.items():
        content = {
            "outcome": outcome,
            "examined": documents if outcome == "not_raised" else [],
            "passages": [],
        }
        save_draft(meeting, Topic.objects.get(code=code_), who, content, version=0)
    submit(meeting, who)


def ruling(outcome, reason, **more):
    """A ruling's form as the bench posts it: the readout examined, its sentence chosen where the outcome needs one."""
    data = {"outcome": outcome, "reason": reason, "examined": ["readout"]}
    if outcome in ("raised", "partly_raised"):
        data["passage"] = [passage()]
    return data | more
