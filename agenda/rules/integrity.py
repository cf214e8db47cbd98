"""Rules across tables, each a named predicate that yields a sentence for every breach.

Most are refused by the database as well (`rules.triggers`); they are asked again here because a restored
backup, a bulk statement or a rebuilt table can get past a trigger. `manage.py check_record` prints them.
"""

from collections.abc import Callable, Iterator

from django.db import connection
from django.db.models import Count, F, Q

from agenda.models import (
    Actor,
    Assessment,
    Body,
    Dialogue,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Outcome,
    Plan,
    Topic,
)
from agenda.models.base import in_circles
from agenda.models.streams import streamed

from . import indexes, triggers
from .proof import NEEDS_A_PASSAGE

Predicate = Callable[[], Iterator[str]]
RULES: list[Predicate] = []


def rule(predicate: Predicate) -> Predicate:
    RULES.append(predicate)
    return predicate


@rule
def nobody_is_their_own_ancestor() -> Iterator[str]:
    for model in (Actor, Dialogue, Topic):
        above = dict(model.objects.values_list("pk", "parent_id"))
        for pk in in_circles(above):
            yield f"{model.__name__} {model.objects.get(pk=pk)} stands above itself"


@rule
def raised_has_a_passage() -> Iterator[str]:
    proven = Evidence.objects.values("examination__assessment")
    for finding in (
        Finding.objects.filter(outcome__in=NEEDS_A_PASSAGE)
        .exclude(assessment__in=proven)
        .select_related("meeting", "topic")
    ):
        yield f"finding {finding.pk}: {finding} has no passage"


@rule
def findings_keep_their_proof() -> Iterator[str]:
    findings = Finding.objects.in_force().select_related("meeting__dialogue", "topic").with_absence_shown()
    for finding in findings.filter(outcome=Outcome.NOT_RAISED, absence_shown=False):
        yield f"finding {finding.pk}: {finding}, but the papers examined, or a joint paper, were not read whole"
    for finding in findings.filter(outcome=Outcome.NOT_DETERMINABLE, absence_shown=True):
        yield f"finding {finding.pk}: {finding}, but the papers were read whole, so it can be judged"


@rule
def findings_are_of_held_meetings() -> Iterator[str]:
    for finding in (
        Finding.objects.in_force().exclude(meeting__status="held").select_related("meeting", "topic")
    ):
        yield f"finding {finding.pk}: {finding}, but the meeting was not held"


@rule
def findings_are_in_scope() -> Iterator[str]:
    out_of_scope = Q(meeting__dialogue__out_of_scope=F("topic"))
    for finding in Finding.objects.in_force().filter(out_of_scope).select_related("meeting", "topic"):
        yield f"finding {finding.pk}: {finding}, but the topic is out of scope for the dialogue"


@rule
def documents_read_whole_show_it() -> Iterator[str]:
    claimed = Document.objects.readouts().filter(completeness="full", meeting__isnull=False)
    for document in claimed.exclude(pk__in=Document.objects.read_whole().values("pk")):
        yield f"{document.slug} is on record as read whole, without a text, an abstract or a signed reading"


@rule
def evidence_is_from_a_readout() -> Iterator[str]:
    wrong = Q(examination__document__kind="announcement") | Q(examination__document__is_official=False)
    for evidence in Evidence.objects.filter(wrong).select_related("examination__document"):
        yield f"evidence {evidence.pk}: {evidence.examination.document} is no official readout"


@rule
def only_the_meetings_own_documents_were_examined() -> Iterator[str]:
    strangers = Examination.objects.exclude(document__meeting=F("assessment__meeting"))
    for examination in strangers.select_related("document", "assessment__meeting", "assessment__topic"):
        yield f"assessment {examination.assessment_id}: {examination.document} is of another meeting"


@rule
def plans_stand_in_announcements() -> Iterator[str]:
    wrong = ~Q(document__kind="announcement") | Q(document__meeting=None)
    for plan in Plan.objects.filter(wrong).select_related("document", "topic"):
        yield f"plan {plan.pk}: {plan.document} is not the announcement of a meeting"


@rule
def a_cell_has_one_current_finding() -> Iterator[str]:
    doubles = (
        Finding.objects.current()
        .values("meeting__slug", "topic__code")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
    )
    for row in doubles.order_by("meeting__slug"):
        yield f"{row['meeting__slug']} × {row['topic__code']}: {row['n']} current findings"


@rule
def findings_fit_their_assessment_and_predecessor() -> Iterator[str]:
    fits = {
        f"assessment__{name}": F(name)
        for name in ("meeting", "topic", "outcome", "depth", "is_excluded", "is_self_coded")
    }
    for finding in Finding.objects.exclude(**fits).select_related("meeting", "topic"):
        yield f"finding {finding.pk}: {finding} differs from its assessment"
    chained = Finding.objects.exclude(supersedes=None)
    for finding in chained.exclude(supersedes__meeting=F("meeting"), supersedes__topic=F("topic")):
        yield f"finding {finding.pk} supersedes one of another cell"


@rule
def assessments_stay_in_their_codebook_version() -> Iterator[str]:
    for assessment in streamed(
        Assessment.objects.select_related("codebook_version", "topic").only(
            "topic__code", "codebook_version__codes", "codebook_version__number"
        )
    ):
        version = assessment.codebook_version
        if assessment.topic.code not in version.codes:
            yield f"assessment {assessment.pk}: {assessment.topic.code} is not in {version}"


@rule
def texts_match_their_fingerprint() -> Iterator[str]:
    for body in streamed(Body.objects.all()):
        if Body.digest(body.text) != body.sha256:
            yield f"{body.document.slug}, text {body.version}: the text does not have its SHA-256"
        elif body.numbers and len(body.numbers) != len([p for p in body.text.split("\n\n") if p.strip()]):
            yield f"{body.document.slug}, text {body.version}: paragraph numbers and paragraphs differ"


@rule
def quotes_are_verbatim() -> Iterator[str]:
    for evidence in streamed(Evidence.objects.exclude(quote="").select_related("body", "examination")):
        body = evidence.body
        if body is None or body.text[evidence.start : evidence.end] != evidence.quote:
            yield f"evidence {evidence.pk}: the quote is not what stands at its place in the frozen text"
        if body and body.document_id != evidence.examination.document_id:
            yield f"evidence {evidence.pk}: the quote is from another document than the one examined"


@rule
def public_findings_rest_on_public_documents() -> Iterator[str]:
    rows = (
        Finding.objects.published()
        .filter(assessment__examinations__document__is_published=False)
        .select_related("meeting", "topic")
    )
    for finding in rows.distinct():
        yield f"finding {finding.pk}: {finding} is public, a document examined for it is not"


@rule
def held_meetings_have_dates() -> Iterator[str]:
    for meeting in Meeting.objects.held().filter(held_on=None):
        yield f"{meeting.slug} was held, but has no date"


@rule
def the_databases_own_rules_are_installed() -> Iterator[str]:
    for name in sorted(triggers.missing(connection)):
        yield f"the trigger {name} is missing: agenda.rules.triggers.install makes it again"


@rule
def the_databases_indexes_are_there() -> Iterator[str]:
    for table, column in sorted(indexes.missing(connection)):
        yield f"the index on {table}.{column} is missing: make it again with the statement that `sqlmigrate` shows"


def breaches() -> Iterator[tuple[str, str]]:
    """(rule name, sentence) of every breach in the database."""
    for predicate in RULES:
        for sentence in predicate():
            yield predicate.__name__, sentence
