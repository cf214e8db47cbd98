"""Names and titles in whatever languages the settings name."""

import pytest
from django.urls import reverse

from agenda.models import Topic
from tests.support import factories as f
from tests.support.admin import form_data
from tests.support.pages import words_of
from tests.support.site import site_settings

pytestmark = pytest.mark.django_db


def page(client, row):
    return reverse(f"admin:agenda_{row._meta.model_name}_change", args=[row.pk])


def test_there_is_a_box_for_each_language_of_the_settings(editor_client):
    topic = f.topic("Chips")
    assert 'name="name_ja"' in words_of(editor_client.get(page(editor_client, topic)))
    site_settings(languages=["de", "zh-Hant"])
    shown = words_of(editor_client.get(page(editor_client, topic)))
    assert 'name="name_ja"' not in shown
    assert 'name="name_in_de"' in shown and 'name="name_in_zh_hant"' in shown and "German" in shown


def test_what_is_typed_there_is_kept_beside_what_the_files_say(editor_client):
    site_settings(languages=["de"])
    topic = f.topic(
        "Chips", translations={"fr": {"name": "Puces"}, "de": {"definition": "Wie viele es gibt."}}
    )
    data = form_data(editor_client.get(page(editor_client, topic)))
    editor_client.post(page(editor_client, topic), data | {"name_in_de": " Halbleiter "})
    said = {"fr": {"name": "Puces"}, "de": {"definition": "Wie viele es gibt.", "name": "Halbleiter"}}
    assert Topic.objects.get(pk=topic.pk).translations == said
    data = form_data(editor_client.get(page(editor_client, topic)))
    assert data["name_in_de"] == "Halbleiter"
    editor_client.post(page(editor_client, topic), data | {"name_in_de": ""})
    assert Topic.objects.get(pk=topic.pk).translations["de"] == {"definition": "Wie viele es gibt."}


def test_a_name_on_record_in_a_language_no_longer_named_is_still_shown(editor_client):
    site_settings(languages=["de"])
    topic = f.topic("Chips", name_ja="半導体")
    assert 'name="name_ja"' in words_of(editor_client.get(page(editor_client, topic)))


def test_documents_have_their_titles(editor_client):
    site_settings(languages=["de"])
    paper = f.document()
    data = form_data(editor_client.get(page(editor_client, paper)))
    editor_client.post(page(editor_client, paper), data | {"title_in_de": "Gemeinsame Erklärung"})
    paper.refresh_from_db()
    assert paper.translations == {"de": {"title": "Gemeinsame Erklärung"}}
