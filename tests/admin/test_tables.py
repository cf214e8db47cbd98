"""The lists of the admin lead to the desk, where tables come in and go out."""

import pytest
from django.urls import reverse

from agenda.intake.match.fields import TABLE_NOUNS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", TABLE_NOUNS)
def test_every_list_of_a_table_links_to_its_import_and_its_download(editor_client, kind):
    noun = TABLE_NOUNS[kind].model._meta.model_name
    page = editor_client.get(reverse(f"admin:agenda_{noun}_changelist")).content.decode()
    assert f'href="{reverse("imports")}?kind={kind}"' in page
    assert f'href="{reverse("record-table", args=[kind])}"' in page
    form = editor_client.get(f"{reverse('imports')}?kind={kind}").context["form"]
    assert form["kind"].value() == kind


def test_a_list_that_is_no_table_has_no_such_links(editor_client):
    page = editor_client.get(reverse("admin:agenda_codebookversion_changelist")).content.decode()
    assert reverse("imports") + "?kind" not in page
