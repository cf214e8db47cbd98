"""A word planted in every hidden row, and in hidden rows that public ones name, to be looked for in all that is public."""

from django.apps import apps
from django.utils import timezone

from agenda.models import (
    Abstention,
    Actor,
    Affiliation,
    Assignment,
    Body,
    Claim,
    CodebookChange,
    Correction,
    Dialogue,
    Document,
    Draft,
    InterpretationNote,
    Meeting,
    Merger,
    Phrasing,
    Plan,
    RulingDraft,
    Topic,
    WaitingCell,
    WordProposal,
    asked,
    sums,
    units,
)
from agenda.models.base import Published

from . import factories as f

WORD = "zqxcanary"
ANSWER = "It was read again."
HIDDEN = {"is_published": False}
TEXT = "They met.\n\nThey spoke of ghosts."


def plant() -> None:
    """Hidden rows of every noun, and public-flagged rows that hang on a hidden one."""
    forum_seen, topic = Dialogue.objects.get(slug="ns"), Topic.objects.get(code="cables")
    meeting, paper = Meeting.objects.get(slug="talk-1"), Document.objects.get(slug="k-article")
    north = Actor.objects.get(slug="north")
    ghost = f.actor(f"{WORD} actor", slug=f"{WORD}-a", **HIDDEN, parent=north)
    forum_seen.members.add(ghost)
    meeting.attendances.create(actor=ghost, representative=f"{WORD} person")
    forum = f.dialogue(
        name=f"{WORD} forum", short_name=f"{WORD}", slug=f"{WORD}-d", parent=forum_seen, **HIDDEN
    )
    forum.members.add(north)
    secret_topic = f.topic(f"{WORD} topic", code=f"{WORD}-t", parent=topic, **HIDDEN)
    below = f.meeting(forum, title=f"{WORD} below a hidden dialogue", slug=f"{WORD}-m1")
    secret_meeting = f.meeting(forum_seen, title=f"{WORD} meeting", slug=f"{WORD}-m2", **HIDDEN)
    readout = meeting.documents.get(slug="p-own")
    f.document(meeting, title=f"{WORD} document", slug=f"{WORD}-p1", **HIDDEN)
    below_hidden = f.document(secret_meeting, title=f"{WORD} below a hidden meeting", slug=f"{WORD}-p2")
    announcement = f.document(
        meeting, kind="announcement", title=f"{WORD} planned", slug=f"{WORD}-p3", **HIDDEN
    )
    Plan.objects.create(document=announcement, topic=topic, summary=WORD, is_published=True)
    for row_topic, row_forum, values in (
        (topic, forum_seen, HIDDEN),
        (secret_topic, forum_seen, {}),
        (topic, forum, {}),
    ):
        summary = WORD if row_forum == forum_seen else "seen, but not where"
        f.recommendation(row_topic, row_forum, summary=summary, document=paper, **values)
    Claim.objects.create(
        document=paper, locator=WORD, meeting=meeting, topic=topic, outcome="raised", note=WORD
    )
    for where, what, paper in (
        (below, topic, f.document(below)),
        (secret_meeting, topic, below_hidden),
        (meeting, secret_topic, readout),
    ):
        f.finding(where, what, documents=[paper], note=WORD, summary=WORD)
    plant_corrections(meeting, secret_meeting, topic, secret_topic)
    draft = {"documents": [readout], "note": f"{WORD} draft", "summary": WORD}
    f.assessment(meeting, topic, by=f.user("Analyst"), **draft)
    for where, what in ((secret_meeting, topic), (meeting, secret_topic)):
        RulingDraft.objects.create(
            meeting=where, topic=what, reviewer=f.user("Reviewer"), content={"reason": WORD}
        )


def plant_corrections(meeting, secret_meeting, topic, secret_topic):
    """What readers reported: unanswered, dismissed, answered without their words, answered about what is hidden."""
    sent = {"text": WORD, "name": f"{WORD} person", "email": f"{WORD}@example.org"}
    decided = {"decided_by": f.user("Reviewer"), "decided_at": timezone.now()}
    told, silent = (
        {"status": "answered", "answer": WORD} | decided,
        {"status": "dismissed", "reason": WORD} | decided,
    )
    seen = [
        {"meeting": meeting},
        {"meeting": Meeting.objects.get(slug="talk-2"), "topic": topic},
        {"document": meeting.documents.get(slug="p-own")},
    ]
    hidden = [
        {"meeting": secret_meeting},
        {"meeting": secret_meeting, "topic": topic},
        {"meeting": meeting, "topic": secret_topic},
        {"document": Document.objects.get(slug=f"{WORD}-p1")},
    ]
    for about in seen:
        for values in ({}, silent, told | {"answer": ANSWER}):
            Correction.objects.create(**sent, **about, **values)
    for about in hidden:
        Correction.objects.create(**sent, **about, **told, is_text_shown=True)


def plant_names() -> None:
    """Beside `plant`: public rows each relation of which names a hidden row."""
    ghost = Actor.objects.get(slug=f"{WORD}-a")
    papers = plant_papers(ghost)
    plant_below_hidden(ghost)
    plant_judgements(papers)
    plant_asked_and_claimed(ghost)
    plant_desk(ghost)


def plant_papers(ghost: Actor) -> list[Document]:
    """A readout of each held meeting of `ns`, published, issued and written by somebody hidden."""
    papers = []
    for slug in ("talk-1", "talk-2"):
        paper = f.document(Meeting.objects.get(slug=slug), ghost, slug=f"ghost-{slug}", author=ghost)
        paper.issuers.add(ghost)
        Body.objects.create(document=paper, kind="official_text", text=TEXT, sha256=Body.digest(TEXT))
        papers.append(paper)
    return papers


def plant_below_hidden(ghost: Actor) -> None:
    """Public rows of which the one above is hidden, and a readout of such an actor."""
    office = f.actor("Office below nobody seen", slug="below-a", kind="ministry", parent=ghost)
    f.document(Meeting.objects.get(slug="talk-2"), office, slug="of-office")
    f.dialogue(slug="below-d", parent=Dialogue.objects.get(slug=f"{WORD}-d"))
    f.topic("Below a hidden topic", code="below-t", parent=Topic.objects.get(code=f"{WORD}-t"))
    out = f.topic(f"{WORD} out of scope", code=f"{WORD}-out", **HIDDEN)
    Dialogue.objects.get(slug="ns").out_of_scope.add(out)


def plant_judgements(papers: list[Document]) -> None:
    """Findings that rest on the papers, changes and notes of the codebook that name a hidden topic."""
    topic, secret = f.topic("Ghosts", code="ghosts"), Topic.objects.get(code=f"{WORD}-t")
    version = f.codebook(2)
    for paper in papers:
        f.finding(paper.meeting, topic, documents=[paper], paragraph=2, summary="They did.")
    for at, (of, into) in enumerate(((topic, secret), (secret, topic))):
        change = CodebookChange.objects.create(version=version, topic=of, kind=("split", "merged")[at])
        change.successors.add(into)
    note = InterpretationNote.objects.create(version=version, number=1, title="How to read", text="So.")
    note.topics.set([topic, secret])
    Phrasing.objects.create(topic=secret, language="ja", phrases=[WORD])
    hidden = Document.objects.get(slug=f"{WORD}-p1")
    Body.objects.create(document=hidden, kind="official_text", text=WORD, sha256=Body.digest(WORD))
    f.assessment(hidden.meeting, f.topic(code="t-assessed"), documents=[hidden], note=WORD)


def plant_asked_and_claimed(ghost: Actor) -> None:
    """Public claims, plans and recommendations: of a paper by somebody hidden, and of each hidden row they may name."""
    forum, topic = Dialogue.objects.get(slug="ns"), Topic.objects.get(code="ghosts")
    meeting, secret = Meeting.objects.get(slug="talk-2"), Topic.objects.get(code=f"{WORD}-t")
    article = f.document(None, ghost, slug="ghost-article", kind="article", is_official=False, author=ghost)
    hidden = f.document(None, title=f"{WORD} article", kind="article", is_official=False, **HIDDEN)
    f.recommendation(topic, forum, code="R-ghost", document=article)
    f.recommendation(topic, forum, recommender=ghost, document=article, summary=WORD)
    f.recommendation(topic, forum, document=hidden, summary=WORD)
    shown, claim = {"is_published": True}, {"outcome": "raised", "is_published": True}
    Claim.objects.create(document=article, locator="line 1", meeting=meeting, topic=topic, **claim)
    Claim.objects.create(document=article, locator=WORD, meeting=meeting, topic=secret, **claim)
    Claim.objects.create(document=hidden, locator=WORD, meeting=meeting, topic=topic, **claim)
    secret_meeting = Meeting.objects.get(slug=f"{WORD}-m2")
    Claim.objects.create(document=article, locator=WORD, meeting=secret_meeting, topic=topic, **claim)
    announcement = f.document(meeting, ghost, slug="ghost-plans", kind="announcement")
    Plan.objects.create(document=announcement, topic=topic, summary="To be discussed.", **shown)
    Plan.objects.create(document=announcement, topic=secret, summary=WORD, **shown)


def plant_desk(ghost: Actor) -> None:
    """Who attended a hidden meeting, and work at the desk on it by somebody of a hidden organization."""
    analyst, secret_meeting = f.user("Analyst"), Meeting.objects.get(slug=f"{WORD}-m2")
    Affiliation.objects.create(user=analyst, organization=ghost)
    secret_meeting.attendances.create(actor=Actor.objects.get(slug="north"), representative=WORD)
    Assignment.objects.create(meeting=secret_meeting, analyst=analyst, assigned_by=analyst)
    Abstention.objects.create(meeting=secret_meeting, user=analyst)
    secret = Topic.objects.get(code=f"{WORD}-t")
    WaitingCell.objects.create(meeting=secret_meeting, topic=secret, is_disputed=True)
    for code in (f"{WORD}-t", "ghosts"):
        Draft.objects.create(
            meeting=secret_meeting,
            topic=Topic.objects.get(code=code),
            analyst=analyst,
            content={"note": WORD},
        )

    plant_words(analyst)
    plant_mergers(analyst)


def plant_mergers(by) -> None:
    """Rows that were merged into hidden ones: an actor, a topic and a document, each of the address `merged-…`."""
    for model, key in ((Actor, f"{WORD}-a"), (Topic, f"{WORD}-t"), (Document, f"{WORD}-p1")):
        noun = model._meta.model_name
        row = model.objects.get(**{"code" if model is Topic else "slug": key})
        Merger.objects.create(
            noun=noun,
            key=f"merged-{noun}",
            name=WORD,
            was_public=True,
            merged_by=by,
            merged_at=timezone.now(),
            **{noun: row},
        )


def plant_words(analyst) -> None:
    """Words proposed for a public topic from a hidden document, and words accepted for a hidden topic."""
    shared = {"language": "en", "words": WORD, "quote": WORD, "proposed_by": analyst}
    hidden, shown = Document.objects.get(slug=f"{WORD}-p1"), Document.objects.get(slug="k-article")
    WordProposal.objects.create(topic=Topic.objects.get(code="cables"), document=hidden, **shared)
    WordProposal.objects.create(
        topic=Topic.objects.get(code=f"{WORD}-t"),
        document=shown,
        version=f.codebook(2),
        is_accepted=True,
        decided_by=analyst,
        decided_at=timezone.now(),
        **shared,
    )


def unplanted_relations() -> list[str]:
    """The relations of stored rows to what may be hidden of which no row names a hidden one; histories apart.

    Rows that the database keeps of public ones (`models.sums`, `models.asked`, `models.units`) cannot name a hidden one.
    """
    missing = []
    kept = (sums.__name__, asked.__name__, units.__name__)
    stored = (model for model in apps.get_app_config("agenda").get_models() if model.__module__ not in kept)
    for model in stored:
        fields = [*model._meta.fields, *model._meta.many_to_many]
        relations = [
            field for field in fields if field.related_model and issubclass(field.related_model, Published)
        ]
        for field in relations if not hasattr(model, "history_id") else []:
            rows = model._default_manager.filter(**{f"{field.name}__is_published": False})
            shown = rows.filter(is_published=True) if issubclass(model, Published) else rows
            if not shown.exists():
                missing.append(f"{model.__name__}.{field.name}")
    return missing
