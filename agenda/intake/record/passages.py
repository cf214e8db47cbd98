"""The translations of passages' summaries: out of a record's files into all the evidence that says the same, and back."""

from collections import defaultdict
from typing import Any

from agenda.catalogue.tongues import FOLDER, Parts, passage_key
from agenda.intake.plan.plan import CHANGED, UNCHANGED, ImportPlan, Result
from agenda.models import Evidence

Told = dict[str, dict[str, Parts]]
"""{key of the passage: {language tag: {part: text}}}"""


def load_passages(told: Told, plan: ImportPlan) -> None:
    """Give every passage its translations of the file; languages that the file does not have are left alone."""
    if not told:
        return
    changed = []
    for key, row in _with_keys(Evidence.objects.exclude(summary="")):
        if key in told:
            says = {**row.translations, **told[key]}
            is_new = says != row.translations
            plan.results.append(Result("passages.json", 0, key, CHANGED if is_new else UNCHANGED))
            if is_new:
                row.translations = says
                changed.append(row)
    Evidence.objects.bulk_update(changed, [FOLDER], batch_size=500)


def passages_on_record() -> dict[str, dict[str, Parts]]:
    """{language tag: {key of the passage: {part: text}}} of all evidence, as record files have it."""
    found: dict[str, dict[str, Parts]] = defaultdict(dict)
    for key, row in _with_keys(Evidence.objects.exclude(summary="").exclude(translations={})):
        for tag, parts in row.translations.items():
            found[tag][key] = dict(sorted(parts.items()))
    return found


def _with_keys(rows: Any) -> list[tuple[str, Any]]:
    rows = rows.filter(paragraph__isnull=False).select_related("examination__document").order_by("pk")
    return [(passage_key(e.examination.document.slug, e.paragraph, e.summary), e) for e in rows]
