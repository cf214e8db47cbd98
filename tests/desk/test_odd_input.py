"""Odd values in every form and address of desk and admin: never a 500, never a database's own words.

`ODD_EXAMPLES=2000` tries more than the few that a quick run has time for.
"""

import os
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CheckConstraint
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import factories as f
from tests.support.imports import csv_of
from tests.support.odd import VALUES, refused_well
from tests.support.odd_world import addresses, put, read, signed_in
from tests.support.pages import text

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("ODD_EXAMPLES", "40"))
QUICK = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES <= 40, database=None,
    suppress_health_check=[*HealthCheck],
)  # fmt: skip
odd = st.sampled_from(VALUES) | st.text(max_size=20) | st.integers().map(str)
sendable = odd.map(lambda value: value.encode("utf-8", "replace").decode())


@pytest.fixture
def world(small_record, desk):
    client = signed_in(desk)
    return client, *read(client)


def test_odd_values_in_every_query_and_form(world):
    client, asked, forms = world
    queries = st.sampled_from(
        [(page, name) for page, names in sorted(asked.items()) for name in sorted(names)]
    )
    fields = st.sampled_from([(form, name) for form in forms for name in form.fields])

    @QUICK
    @given(queries, sendable)
    def try_queries(query, value):
        page, name = query
        assert not refused_well(client, "get", f"{page}?{urlencode({name: value})}")

    @QUICK
    @given(fields, sendable)
    def try_forms(place, value):
        form, name = place
        assert not refused_well(client, "post", form.action, form.fields | {name: [value]}), name

    try_queries()
    try_forms()


def test_odd_values_in_every_address(world):
    client, *_read = world

    @QUICK
    @given(st.sampled_from(addresses()), odd, st.sampled_from(["get", "post"]))
    def try_addresses(address, value, method):
        assert not refused_well(client, method, address.replace("{}", put(value)))

    try_addresses()


@pytest.mark.parametrize(
    "address", ["dialogue=abc", "dialogue=99999999999999999999", "dialogue=²", "dialogue=%00"]
)
def test_a_wrong_key_in_an_admin_address_fills_nothing_in(client, address):
    client.force_login(f.user("Editor"))
    answer = client.get(f"/admin/agenda/meeting/add/?{address}")
    assert answer.status_code == 200 and "dialogue" not in answer.context["adminform"].form.initial


def test_a_right_key_does(client):
    client.force_login(f.user("Editor"))
    forum = f.dialogue()
    answer = client.get(f"/admin/agenda/meeting/add/?dialogue={forum.pk}")
    assert answer.context["adminform"].form.initial["dialogue"] == str(forum.pk)


@pytest.mark.parametrize(
    "address", ["/meetings/?forum=quad%00", "/topics.json?x=%00", "/search/?q=%00", "/a%00b/"]
)
def test_no_answer_repeats_a_nul(client, address):
    answer = client.get(address)
    assert answer.status_code < 500 and b"\x00" not in answer.content


HALF = "x.json"  # it may be taken with “�” or refused
JSON_FILES = {
    "half": (b'[{"slug": "x", "name": "\\ud800", "kind": "state"}]', HALF),
    "half in a header": (b'[{"slug": "x", "\\udfff": "X"}]', "X"),
    "half nested": (b'[{"slug": "x", "name": ["a", "\\ud800"]}]', HALF),
    "half in an object": (b'{"rows": [{"slug": "\\ud800"}]}', HALF),
    "digits": (b'[{"slug": "x", "name": ' + b"9" * 5000 + b"}]", "a number has thousands of digits"),
    "digits in an object": (
        b'{"rows": [{"slug": ' + b"9" * 5000 + b"}]}",
        "A number has thousands of digits",
    ),
    "great number": (b'[{"slug": "x", "name": "X", "kind": 99999999999999999999999}]', "is not one of"),
}


@pytest.mark.parametrize("content, sentence", JSON_FILES.values(), ids=JSON_FILES)
def test_a_file_that_no_database_keeps_is_refused_and_its_page_stays_readable(client, content, sentence):
    client.force_login(f.user("Editor"))
    upload = SimpleUploadedFile("x.json", content)
    page = client.post(reverse("imports"), {"kind": "actors", "files": [upload]}, follow=True)
    assert page.status_code == 200 and sentence in text(page), text(page)
    assert client.get(page.redirect_chain[-1][0] + "report.csv").status_code == 200


def test_options_of_an_import_that_no_database_keeps(client):
    client.force_login(f.user("Editor"))
    upload = SimpleUploadedFile("x.csv", csv_of(("slug", "name", "colour"), ("x", "X", "y")))
    page = client.post(reverse("imports"), {"kind": "actors", "files": [upload]}, follow=True)
    posted = {"column.0": "a\x00b", "fixed.kind": "\x00", "sheet": "\x00"}
    assert client.post(page.redirect_chain[-1][0] + "check/", posted, follow=True).status_code == 200


def test_every_rule_of_a_table_has_a_sentence_of_its_own():
    spoken = [
        constraint.name
        for model in apps.get_app_config("agenda").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert spoken == []
