"""A desk and an admin in which every page has something to show, and all their forms and addresses."""

import re
from urllib.parse import quote

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from agenda.models import Abstention, Import, Original

from . import factories as f
from .desk import code
from .imports import csv_of
from .odd import PageForm, forms_of

CHANGES_NOTHING_HERE = ("logout", "discard")


def signed_in(desk) -> Client:
    """Somebody who may do everything, beside codes, imports of two kinds and a kept original."""
    everybody = f.user("Editor", "Analyst", "Reviewer", is_superuser=True)
    code(desk, desk.analyst, "raised")
    code(desk, desk.second, "not_raised")
    Abstention.objects.create(meeting=desk.meeting, user=everybody)
    Original.objects.create(body=desk.body, name="readout.txt", content=b"They met.")
    client = Client(raise_request_exception=False)
    client.force_login(everybody)
    tables = {
        "actors": csv_of(("slug", "name", "colour"), ("x", "X", "y")),
        "assessments": csv_of(("meeting", "topic", "outcome"), ("epcc-1", "open-ran", "dunno")),
    }
    for kind, table in tables.items():
        client.post(reverse("imports"), {"kind": kind, "files": [SimpleUploadedFile(f"{kind}.csv", table)]})
    return client


def pages() -> list[str]:
    """Every page of the admin that has a row to show, and of the desk."""
    found = []
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
        if row := model._default_manager.order_by("-pk").first():
            found += [reverse(f"{base}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    found += ["/desk/", "/desk/import/", "/desk/meetings/epcc-1/", "/desk/meetings/epcc-1/adjudication/",
              "/desk/documents/readout/text/", "/admin/password_change/"]  # fmt: skip
    return found + [batch.get_absolute_url() for batch in Import.objects.all()]


def read(client) -> tuple[dict[str, set[str]], list[PageForm]]:
    """Each page with the parameters that its links name, and every form that may be sent."""
    asked, forms = {}, []
    for page in pages():
        html = client.get(page).content.decode()
        asked[page] = set(re.findall(r"[?&;]([a-z_]+)=", html)) | {
            "q",
            "p",
            "o",
            "topic",
            "state",
            "page",
            "kind",
        }
        for form in forms_of(html):
            form.action = page + form.action if form.action[:1] in ("", "?") else form.action
            form.fields = {name: value for name, value in form.fields.items() if is_tried(name)}
            if form.method == "post" and form.fields and not form.action.endswith(CHANGES_NOTHING_HERE):
                forms.append(form)
    for model in admin.site._registry:  # what an address may fill into a form that is added
        add = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        asked[add] |= {field.name for field in model._meta.get_fields() if not field.auto_created}
    return asked, forms


def is_tried(name: str) -> bool:
    """Not the rows that a script copies, nor further rows of the same inline table."""
    return "__prefix__" not in name and not re.search(r"-[1-9]\d*-", name) and name != "csrfmiddlewaretoken"


def addresses() -> list[str]:
    """Every address of the desk and of the admin's rows, with “{}” where something varies."""
    desk = [
        "/" + re.sub(r"<[^>]+>", "{}", str(pattern.pattern))
        for pattern in get_resolver().url_patterns
        if str(pattern.pattern).startswith("desk/")
    ]
    rows = [
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/{{}}/{page}/"
        for model in admin.site._registry
        for page in ("change", "delete", "history", "history/1")
    ]
    content_type = ContentType.objects.first()
    return [*desk, *rows, "/admin/autocomplete/?app_label=agenda&model_name={}&field_name=topic",
            "/admin/r/{}/1/", f"/admin/r/{content_type.pk}/{{}}/", "/admin/{}/"]  # fmt: skip


def put(value: str) -> str:
    """The value as a part of an address."""
    return quote(value.encode("utf-8", "replace"), safe="")
