"""A meeting that two analysts code and a reviewer decides, with a cell of every kind that its sheet may hold."""

from agenda.actions import (
    adjudicate,
    publish_undisputed,
    read_content,
    save_draft,
    send_back,
    submit,
    withdraw,
)
from agenda.models import Affiliation, Assignment, Body, Draft, Evidence, Finding

from . import factories as f

TEXT = "They met in Tokyo on a cold day.\n\nThey discussed 半導体 and Open RAN at length.\n\nThey left early."
TELL = "They discussed 半導体 and Open RAN at length."


def quoted(strength="full"):
    return {"document": "whole", "quote": TELL, "strength": strength}


def told(document, paragraph, summary=""):
    return {"document": document, "paragraph": paragraph, "summary": summary}


def code(outcome, *passages, examined=("whole",), **more):
    return {"outcome": outcome, "examined": list(examined), "passages": list(passages)} | more


FIRST = {
    "t0": code("raised", quoted(), depth="discussed", confidence="high"),
    "t1": code(
        "partly_raised", quoted("partial"), told("brief", 2, "In our words."), examined=("brief", "whole")
    ),
    "t2": code("not_raised", is_excluded=True, note="Left out,\x07 it says."),
    "t3": code("not_raised", confidence="low"),
    "t4": code("not_determinable", examined=("brief",)),
    "t5": code("raised", told("whole", 2, "They said so.")),
    "t6": code("raised", quoted(), depth="mentioned"),
    "t7": code("not_raised"),
}
SECOND = {
    "t0": code("raised", quoted()),
    "t1": code("partly_raised", quoted()),
    "t3": code("raised", quoted(), note="They did."),
    "t6": code("raised", told("whole", 2), told("whole", 3)),
    "t7": code("raised", quoted()),
}  # fmt: skip


class CodedSheet:
    """The accounts, the meeting and its topics by code; `hand_in` and `decide` do what people do with them."""

    def __init__(self):
        f.codebook()
        side = f.actor("Japan", slug="japan")
        forum = f.dialogue(slug="forum", name="Forum", short_name="F")
        forum.members.add(side)
        self.meeting = f.meeting(forum, slug="sheet", title="The sheet")
        papers = {"publisher": side, "read_on": None}
        whole = f.document(self.meeting, slug="whole", title="Whole", is_published=False, **papers)
        f.document(
            self.meeting, slug="brief", title="Brief", completeness="part", is_published=False, **papers
        )
        Body.objects.create(document=whole, kind="official_text", text=TEXT, sha256=Body.digest(TEXT))
        self.topics = {name: f.topic(f"Topic {name}", code=name, definition="A topic.") for name in FIRST}
        self.first, self.second, self.reviewer = f.user("Analyst"), f.user("Analyst"), f.user("Reviewer")
        institute = f.actor("Institute", slug="institute", kind="think_tank")
        Affiliation.objects.create(user=self.first, organization=institute)
        article = f.document(None, side, kind="article", is_official=False, slug="article", title="Article")
        for topic in ("t0", "t3"):
            f.recommendation(
                self.topics[topic], forum, recommender=institute, document=article, code=f"R-{topic}",
                summary="It should.",
            )  # fmt: skip
        self._code_before(f.user("Analyst"), whole)

    def _code_before(self, earlier, whole):
        """What an earlier coder found: a translated passage, and a finding in force."""
        f.assessment(
            self.meeting,
            self.topics["t5"],
            by=earlier,
            documents=[whole],
            paragraph=2,
            summary="They said so.",
        )
        for evidence in Evidence.objects.all():
            evidence.translations = {"ja": {"summary": "そう言った。"}}
            evidence.save(update_fields=["translations"])
        whole.is_published = True
        whole.save()
        f.finding(self.meeting, self.topics["t2"], by=earlier, documents=[whole], reviewer=self.reviewer)
        whole.is_published = False

    def draft(self, analyst, contents):
        for topic, content in contents.items():
            before = Draft.objects.filter(
                meeting=self.meeting, topic=self.topics[topic], analyst=analyst
            ).first()
            save_draft(
                self.meeting, self.topics[topic], analyst, content, version=before.version if before else 0
            )

    def hand_in(self):
        """Both hand in; the first is sent back, codes a topic anew and hands in again. Returns how many each time."""
        self.draft(self.first, FIRST)
        self.draft(self.second, SECOND)
        counts = [submit(self.meeting, self.first), submit(self.meeting, self.second)]
        send_back(Assignment.objects.get(analyst=self.first), by=self.reviewer, note="Look at t7.")
        self.draft(self.first, {"t7": code("raised", quoted(), depth="commitment")})
        return [*counts, submit(self.meeting, self.first)]

    def decide(self):
        """Publish, rule on the dispute, withdraw one and publish again. Returns how many each time."""
        counts = [publish_undisputed(self.meeting, by=self.reviewer, with_documents=True)]
        counts.append(publish_undisputed(self.meeting, by=self.reviewer, single=True, with_documents=True))
        ruling = read_content(self.meeting, self.topics["t3"], code("raised", quoted()))
        adjudicate(self.meeting, self.topics["t3"], ruling, by=self.reviewer, reason="It stands there.")
        last = Finding.objects.current().get(topic=self.topics["t6"])
        withdraw(last, by=self.reviewer, reason="Too soon.")
        return [*counts, publish_undisputed(self.meeting, by=self.reviewer, single=True, with_documents=True)]
