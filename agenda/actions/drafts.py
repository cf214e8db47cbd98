"""Work at the desk before it is handed in: saved as it is made, never over another window's."""

from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import (
    Abstention,
    Assessment,
    Assignment,
    CodebookChange,
    Document,
    Draft,
    Meeting,
    Topic,
)
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import NAMES
from agenda.rules.papers import cells_of, current_codes
from agenda.rules.proof import NEEDS_A_PASSAGE, Cell

from .draft_content import documents_of, read_content
from .judgements import Judgement, assess, assess_together, proof_problems


def _given_up(meeting: int, analyst: int):
    return Abstention.objects.filter(meeting=meeting, user=analyst)


def _assigned(meeting: int, analyst: int):
    return Assignment.objects.filter(meeting=meeting, analyst=analyst)


def _written(meeting: int, analyst: int):
    # Topics are not locked: others hand in codes of the same ones.
    drafts = Draft.objects.select_for_update(of=("self",)).filter(meeting=meeting, analyst=analyst)
    named = (f"topic__{name}" for name in NAMES)
    return drafts.select_related("topic").only("content", "meeting", *named).order_by("pk")


given_up, assigned, written = Prepared(_given_up), Prepared(_assigned), Prepared(_written)


class Conflict(Exception):
    """Somebody, perhaps oneself in another window, saved this cell meanwhile; `draft` is what is stored."""

    def __init__(self, draft: Draft):
        super().__init__(saved_meanwhile())
        self.draft = draft


def saved_meanwhile() -> str:
    return _("This cell was saved in another window meanwhile.")


@transaction.atomic
def save_draft(
    meeting: Meeting,
    topic: Topic,
    analyst,
    content: dict,
    *,
    version: int,
    change_id: str = "",
    follows: Collection[str] = (),
) -> Draft:
    """Store one change. `version` is the one the change was made on (0: none stored yet).

    The same `change_id` twice is stored once. `follows` names changes that this one was made upon though their
    answers had not come back: where one of them is the last stored, any version is right. Raises ValidationError
    by field, or Conflict when the stored version is another. The first save by somebody not assigned makes the
    assignment.
    """
    documents = documents_of(meeting)
    cell = cells_of(meeting, documents).of(topic, current_codes())
    if lacking := _lacking_already(read_content(meeting, topic, content, documents), cell):
        raise ValidationError(lacking)
    _require_open(meeting, analyst, topic)
    key = {"meeting": meeting, "topic": topic, "analyst": analyst}
    draft = Draft.objects.select_for_update().filter(**key).first()
    if draft is None:
        try:
            with transaction.atomic():
                return Draft.objects.create(**key, content=content, change_id=change_id)
        except IntegrityError:
            draft = Draft.objects.select_for_update().get(**key)
    if change_id and draft.change_id == change_id:
        return draft
    if draft.version != version and (not draft.change_id or draft.change_id not in follows):
        raise Conflict(draft)
    draft.earlier = [*draft.earlier, draft.content][-Draft.UNDO_STEPS :]
    draft.content, draft.change_id = content, change_id
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def save_drafts_together(meeting: Meeting, topics: Iterable[Topic], analyst, content: dict) -> None:
    """Store the same content as a draft of each topic that has none yet; all or none.

    Raises ValidationError as `save_draft` does, and where another window saved one of the topics meanwhile.
    """
    drafted = set(Draft.objects.filter(meeting=meeting, analyst=analyst).values_list("topic", flat=True))
    fresh = [topic for topic in topics if topic.pk not in drafted]
    documents, codes = documents_of(meeting), current_codes()
    cells = cells_of(meeting, documents)
    for place, topic in enumerate(fresh):
        judgement = read_content(meeting, topic, content, documents)
        if lacking := _lacking_already(judgement, cells.of(topic, codes)):
            raise ValidationError(lacking)
        if not place:  # what is open for one topic is open for the others
            _require_open(meeting, analyst, topic)
    key = {"meeting": meeting, "analyst": analyst}
    try:
        with transaction.atomic():
            Draft.objects.bulk_create(Draft(**key, topic=topic, content=content) for topic in fresh)
    except IntegrityError:
        raise ValidationError({"outcome": saved_meanwhile()}) from None


def _lacking_already(judgement: Judgement, cell: Cell) -> dict[str, str]:
    """What no later change of the draft can supply: a passage may still be marked, an outcome still be chosen."""
    lacking = proof_problems(judgement, cell)
    may_be_proved = judgement.outcome in NEEDS_A_PASSAGE and not judgement.passages
    if not judgement.outcome or may_be_proved:
        lacking.pop("outcome", None)
    return lacking


def _asks_for_recoding(meeting: Meeting, topic: Topic, analyst) -> CodebookChange | None:
    """A codebook change that the analyst's code of this cell is older than, if there is one."""
    mine = Assessment.objects.current().filter(meeting=meeting, topic=topic, assessed_by=analyst)
    number = mine.values_list("codebook_version__number", flat=True).first() or 0
    touched = Q(topic=topic, kind=CodebookChange.Kind.REDEFINED) | Q(successors=topic)
    newer = CodebookChange.objects.filter(touched, version__number__gt=number)
    return newer.select_related("version", "topic").order_by("-version__number").first()


def abstained() -> str:
    return _("You gave up coding this meeting to see what others coded: somebody else must code it.")


def handed_in() -> str:
    return _("You have handed this meeting in. A reviewer can send it back.")


def code_by_hand(meeting: Meeting, topic: Topic, judgement: Judgement, *, by) -> Assessment:
    """Record `by`'s judgement of a cell without a draft, as the admin does; raises as `assess` does.

    Raises ValidationError too when `by` has seen what others coded there: the work is handed in, or given up.
    """
    if given_up(meeting.pk, by.pk):
        raise ValidationError({"outcome": abstained()})
    is_closed = Assignment.objects.submitted().filter(meeting=meeting, analyst=by).exists()
    if is_closed and not _asks_for_recoding(meeting, topic, by):
        raise ValidationError({"outcome": handed_in()})
    return assess(meeting, topic, judgement, by=by)


def _require_open(meeting: Meeting, analyst, topic: Topic | None = None) -> None:
    """Raise ValidationError when the work is handed in or given up; a codebook change to `topic` opens it again."""
    if given_up(meeting.pk, analyst.pk):
        raise ValidationError({"outcome": abstained()})
    assignment = next(iter(assigned(meeting.pk, analyst.pk)), None)
    if assignment is None:
        key = {"meeting": meeting, "analyst": analyst}
        assignment, _is_new = Assignment.objects.get_or_create(**key, defaults={"assigned_by": analyst})
    if assignment.submitted_at and topic and (change := _asks_for_recoding(meeting, topic, analyst)):
        assignment.submitted_at = None
        assignment.sent_back_note = f"To code again: {change}."
        assignment.save()
    if assignment.submitted_at:
        raise ValidationError({"outcome": handed_in()})


@transaction.atomic
def undo_draft(meeting: Meeting, topic: Topic, analyst) -> Draft | None:
    """Take back the last change; without an earlier one the draft is deleted and None comes back."""
    _require_open(meeting, analyst)
    draft = Draft.objects.select_for_update().filter(meeting=meeting, topic=topic, analyst=analyst).first()
    if draft is None:
        return None
    if not draft.earlier:
        draft.delete()
        return None
    draft.content, draft.earlier = draft.earlier[-1], draft.earlier[:-1]
    draft.version += 1
    draft.change_id = ""
    draft.save()
    return draft


@transaction.atomic
def submit(meeting: Meeting, analyst) -> int:
    """Hand in every draft of the meeting as assessments; returns how many.

    Raises ValidationError {topic code: what is missing}; then nothing is handed in and the drafts stay.
    """
    _require_open(meeting, analyst)
    problems, judged = {}, []
    drafts, documents = written(meeting.pk, analyst.pk), documents_of(meeting)
    for draft in drafts:
        try:
            problems[draft.topic] = ""
            judged.append((draft.topic, _finished(meeting, draft, documents)))
        except ValidationError as error:
            problems[draft.topic] = error.messages[0]
    refused = assess_together(meeting, judged, by=analyst, documents=documents)
    problems |= {topic: _said_of(topic, error) for topic, error in refused.items()}
    if any(problems.values()):
        raise ValidationError({topic.code: said for topic, said in problems.items() if said})
    if not judged:
        raise ValidationError({"": _("There is nothing to hand in: no topic has been coded.")})
    Draft.objects.filter(meeting=meeting, analyst=analyst).delete()
    now = timezone.now()
    Assignment.objects.filter(meeting=meeting, analyst=analyst).update(
        submitted_at=now,
        first_submitted_at=Coalesce("first_submitted_at", Value(now, DateTimeField())),
        sent_back_note="",
    )
    return len(judged)


def _finished(meeting: Meeting, draft: Draft, documents: Sequence[Document]) -> Judgement:
    """The judgement that a draft is. Raises ValidationError with one sentence, which names the topic, when it is none yet."""
    if not draft.content.get("outcome"):
        raise ValidationError(_("%(topic)s: no outcome is chosen.") % {"topic": draft.topic})
    if draft.content.get("own"):
        unfinished = _(
            "%(topic)s: a passage is typed but not saved. Save it as evidence, or empty its fields."
        )
        raise ValidationError(unfinished % {"topic": draft.topic})
    try:
        return read_content(meeting, draft.topic, draft.content, documents)
    except ValidationError as error:
        raise ValidationError(_said_of(draft.topic, error)) from None


def _said_of(topic: Topic, error: ValidationError) -> str:
    return f"{topic}: {' '.join(error.messages)}"
