"""Who may decide what readers report, whichever way they come."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agenda.actions.corrections import decide_correction
from agenda.models import Correction
from tests.support import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("groups", [[], ["Analyst"], ["Editor"], ["Administrator"], ["Analyst", "Editor"]])
@pytest.mark.parametrize("given", [{"answer": "Mended."}, {"reason": "Spam."}])
def test_only_a_reviewer_decides(groups, given):
    filed = Correction.objects.create(meeting=f.meeting(), text="It was in Oslo.")
    with pytest.raises(PermissionDenied):
        decide_correction(filed.pk, seen="open", by=f.user(*groups), at=timezone.now(), **given)
    filed.refresh_from_db()
    assert filed.status == "open" and not filed.answer and not filed.reason and filed.decided_at is None
    decided = decide_correction(filed.pk, seen="open", by=f.user("Reviewer"), at=timezone.now(), **given)
    assert decided.status != "open"
