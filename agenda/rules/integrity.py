"""Rules across tables, each a named predicate that yields a sentence for every breach.

Most are refused by the database as well (migration 0002); they are asked again here because a restored
backup, a bulk statement or a rebuilt table can get past a trigger. `manage.py check_record` prints them.
"""

import importlib
from collections.abc import Callable, Iterator

from django.db import connection
from django.db.models import Count, F, Q

from agenda.models import (
    Actor,
    Assessment,
    Body,
    Dialogue,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Outcome,
    Plan,
    Topic,
)
from agenda.models.assessments import NEEDS_A_PASSAGE
from agenda.models.base import in_circles

RULES: list[Callable[[], Iterator[str]]] = []


def rule(predicate):
    RULES.append(predicate)
    return predicate


@rule
def nobody_is_their_own_ancestor():
    for model in (Actor, Dialogue, Topic):
        above = dict(model.objects.values_list("pk", "parent_id"))
        for pk in in_circles(above):
            yield f"{model.__name__} {model.objects.get(pk=pk)} stands above itself"


@rule
def raised_has_a_passage():
    proven = Evidence.objects.values("examination__assessment")
    for finding in (
        Finding.objects.filter(outcome__in=NEEDS_A_PASSAGE)
        .exclude(assessment__in=proven)
        .select_related("meeting", "topic")
    ):
        yield f"finding {finding.pk}: {finding} has no passage"


@rule
def not_raised_has_a_complete_readout():
    complete = Examination.objects.filter(document__is_official=True, document__completeness="full").exclude(
        document__kind="announcement"
    )
    findings = Finding.objects.current().filter(outcome=Outcome.NOT_RAISED, status="published")
    for finding in findings.exclude(assessment__in=complete.values("assessment")).select_related(
        "meeting", "topic"
    ):
        yield f"finding {finding.pk}: {finding}, but no complete official document was examined"


@rule
def evidence_is_from_a_readout():
    wrong = Q(examination__document__kind="announcement") | Q(examination__document__is_official=False)
    for evidence in Evidence.objects.filter(wrong).select_related("examination__document"):
        yield f"evidence {evidence.pk}: {evidence.examination.document} is no official readout"


@rule
def only_the_meetings_own_documents_were_examined():
    strangers = Examination.objects.exclude(document__meeting=F("assessment__meeting"))
    for examination in strangers.select_related("document", "assessment__meeting", "assessment__topic"):
        yield f"assessment {examination.assessment_id}: {examination.document} is of another meeting"


@rule
def plans_stand_in_announcements():
    wrong = ~Q(document__kind="announcement") | Q(document__meeting=None)
    for plan in Plan.objects.filter(wrong).select_related("document", "topic"):
        yield f"plan {plan.pk}: {plan.document} is not the announcement of a meeting"


@rule
def a_cell_has_one_current_finding():
    doubles = (
        Finding.objects.current()
        .values("meeting__slug", "topic__code")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
    )
    for row in doubles.order_by("meeting__slug"):
        yield f"{row['meeting__slug']} × {row['topic__code']}: {row['n']} current findings"


@rule
def findings_fit_their_assessment_and_predecessor():
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
def assessments_stay_in_their_codebook_version():
    for assessment in (
        Assessment.objects.select_related("codebook_version", "topic")
        .only("topic__code", "codebook_version__codes", "codebook_version__number")
        .iterator()
    ):
        version = assessment.codebook_version
        if version.codes and assessment.topic.code not in version.codes:
            yield f"assessment {assessment.pk}: {assessment.topic.code} is not in {version}"


@rule
def texts_match_their_fingerprint():
    for body in Body.objects.iterator():
        if Body.digest(body.text) != body.sha256:
            yield f"{body.document.slug}, text {body.version}: the text does not have its SHA-256"
        elif body.numbers and len(body.numbers) != len([p for p in body.text.split("\n\n") if p.strip()]):
            yield f"{body.document.slug}, text {body.version}: paragraph numbers and paragraphs differ"


@rule
def quotes_are_verbatim():
    for evidence in Evidence.objects.exclude(quote="").select_related("body", "examination").iterator():
        if evidence.body.text[evidence.start : evidence.end] != evidence.quote:
            yield f"evidence {evidence.pk}: the quote is not what stands at its place in the frozen text"
        if evidence.body.document_id != evidence.examination.document_id:
            yield f"evidence {evidence.pk}: the quote is from another document than the one examined"


@rule
def public_findings_rest_on_public_documents():
    rows = (
        Finding.objects.published()
        .filter(assessment__examinations__document__is_published=False)
        .select_related("meeting", "topic")
    )
    for finding in rows.distinct():
        yield f"finding {finding.pk}: {finding} is public, a document examined for it is not"


@rule
def held_meetings_have_dates():
    for meeting in Meeting.objects.held().filter(held_on=None):
        yield f"{meeting.slug} was held, but has no date"


@rule
def the_databases_own_rules_are_installed():
    rules = importlib.import_module("agenda.migrations.0002_rules").RULES
    table = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else ("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    )
    with connection.cursor() as cursor:
        cursor.execute(table)
        present = {row[0] for row in cursor.fetchall()}
    for name, *_ in rules:
        if name not in present:
            yield f"the trigger {name} is missing: a migration that rebuilds its table must make it again"


def breaches() -> Iterator[tuple[str, str]]:
    """(rule name, sentence) of every breach in the database."""
    for predicate in RULES:
        for sentence in predicate():
            yield predicate.__name__, sentence
