"""Corrections in the admin: to read, in every version."""

import pytest
from django.urls import reverse

from agenda.models import Correction
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def test_an_earlier_version_can_be_read(client):
    row = Correction.objects.create(text="Zqxtext is wrong.", meeting=f.meeting())
    client.force_login(f.user("Reviewer"))
    address = reverse("admin:agenda_correction_simple_history", args=[row.pk, row.history.get().history_id])
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in (200, 403)
