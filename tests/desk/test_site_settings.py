"""An administrator says once what the site is; everything that names it says so from the next request on."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from agenda.actions.site_settings import save_settings
from agenda.models import SiteSettings, Topic
from agenda.models.about import about_site, defaults
from tests.support import factories as f
from tests.support.pages import text, words_of
from tests.support.site import site_settings

pytestmark = pytest.mark.django_db
NAME = "Trade & Tech <Watch>"
VALUES = {"name": NAME, "summary": "What came of the talks.", "operator": "Institute of Ports", "contact": "ports@example.org",
          "about": "We are **many**.", "method": "# Rules\n\nWe read twice.", "license_code": "CC0-1.0", "languages": "de, fr",
          "accent": "#8A1538", "takes_corrections": "on", "seen": ""}  # fmt: skip


@pytest.fixture
def administrator(client):
    person = f.user("Administrator", first_name="Ada", last_name="Admin")
    client.force_login(person)
    return client


def save(client, **values):
    stamp = SiteSettings.objects.values_list("stamp", flat=True).first() or ""
    return client.post(reverse("site-settings"), VALUES | {"seen": stamp} | values)


def test_only_administrators_may(client):
    for groups in (("Editor", "Analyst", "Reviewer"), ()):
        client.force_login(f.user(*groups))
        assert client.get(reverse("site-settings")).status_code == 403
        assert save(client).status_code == 403
    with pytest.raises(PermissionDenied):
        save_settings(defaults(), by=f.user("Editor"), seen="", address="test")
    assert not SiteSettings.objects.exists()


def test_what_was_saved_stands_everywhere(administrator, client, small_record):
    assert save(administrator).status_code == 302
    home = client.get("/")
    assert "Trade &amp; Tech &lt;Watch&gt;</a>" in words_of(home) and "What came of the talks." in text(home)
    for address in (
        "/feed/",
        "/calendar.ics",
        "/?cite=txt",
        "/?cite=ris",
        "/?cite=json",
        "/api/openapi.json",
    ):
        said = words_of(client.get(address)).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        assert NAME in said, address
    assert r"Trade \& Tech" in words_of(client.get("/?cite=bib"))
    about = text(client.get("/about/"))
    assert "Institute of Ports" in about and "ports@example.org" in about and "CC0 1.0" in about
    assert "<strong>many</strong>" in words_of(client.get("/about/"))
    assert "<h3>Rules</h3>" in words_of(client.get("/methodology/"))
    info = client.get("/api/openapi.json").json()["info"]
    assert info["license"]["name"] == "CC0 1.0" and info["contact"]["email"] == "ports@example.org"
    assert "<name>Institute of Ports</name>" in words_of(client.get("/feed/"))
    assert "CC0 1.0" in words_of(client.get("/pictures/rates/all.svg"))
    client.force_login(f.user("Editor"))
    assert f"{NAME}: keeping the record" in text(client.get(reverse("admin:index")))


def test_a_release_bears_name_and_license(administrator, small_record, tmp_path, settings):
    settings.RELEASES_DIR = tmp_path
    call_command("release", stdout=io.StringIO())
    save(administrator)
    call_command("release", stdout=io.StringIO())
    packages = {path.name: json.loads((path / "datapackage.json").read_text()) for path in tmp_path.iterdir()}
    assert sorted(package["licenses"][0]["name"] for package in packages.values()) == ["CC-BY-4.0", "CC0-1.0"]
    (ours,) = (path for path in tmp_path.iterdir() if packages[path.name]["licenses"][0]["name"] == "CC0-1.0")
    citation = (ours / "CITATION.cff").read_text()
    assert "Institute of Ports" in citation and 'license: "CC0-1.0"' in citation
    assert NAME in packages[ours.name]["title"]


def test_kept_copies_of_feeds_end_with_a_change(administrator, client, small_record):
    before = client.get("/feed/")["ETag"]
    save(administrator)
    assert client.get("/feed/", headers={"If-None-Match": before}).status_code == 200


def test_a_change_by_another_worker_shows_in_the_next_request(client):
    site_settings(name="First")
    assert "First" in text(client.get("/about/"))
    SiteSettings.objects.update(name="Second", stamp="from-elsewhere")
    assert "Second" in text(client.get("/about/"))


def test_a_page_asks_for_the_settings_once(client):
    f.meeting(status="held")
    site_settings(name="Ours", accent="#8a1538")
    client.get("/")
    Topic.objects.create(
        code="new", name="New", definition="x"
    )  # another version of the record: all is asked anew
    with CaptureQueriesContext(connection) as asked:
        assert "Ours" in text(client.get("/"))
    (query,) = [query["sql"] for query in asked if "sitesettings" in query["sql"]]
    assert "method" not in query


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "required"), ({"contact": "somewhere"}, "e-mail address, or a web address"),
        ({"contact": "javascript://alert(1)"}, "web address"), ({"accent": "#ffee00"}, "cannot be read"),
        ({"languages": "German"}, "no language tag"), ({"license_code": "WTFPL"}, "valid choice"),
        ({"method": "a\x00b"}, "Null characters"), ({"name": "x" * 61}, "at most 60"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(administrator, values, said):
    response = save(administrator, **values)
    assert (
        response.status_code == 422
        and said in text(response)
        and "What came of the talks." in words_of(response)
    )
    assert not SiteSettings.objects.exists() and "Agenda</a>" in words_of(response)


def test_nobody_overwrites_what_somebody_else_saved(administrator):
    save(administrator)
    stale = save(administrator, name="Mine", seen="")
    assert (
        stale.status_code == 422
        and "Somebody else saved" in text(stale)
        and 'value="Mine"' in words_of(stale)
    )
    assert SiteSettings.objects.get().name == NAME
    assert save(administrator, name="Mine").status_code == 302


def test_its_history_is_told(administrator):
    save(administrator)
    save(administrator, name="Later")
    page = text(administrator.get(reverse("site-settings")))
    assert "Ada Admin · Name of the site" in page
    assert [row.name for row in SiteSettings.history.all()] == ["Later", NAME]


def test_the_logo(administrator, client):
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "#123456").save(out, "JPEG")
    save(administrator, logo_file=SimpleUploadedFile("logo.jpg", out.getvalue()))
    logo = SiteSettings.objects.get().logo
    address = reverse("logo", args=[logo.sha256])
    assert f'src="{address}"' in words_of(client.get("/about/"))
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png" and "immutable" in answer["Cache-Control"]
    svg = SimpleUploadedFile("logo.svg", b"<svg onload='alert(1)'/>")
    assert "SVG" in text(save(administrator, logo_file=svg)) and SiteSettings.objects.get().logo == logo
    save(administrator, without_logo="on")
    assert SiteSettings.objects.get().logo is None and client.get(address).status_code == 404


def test_the_color_is_a_style_sheet_of_its_own(administrator, client):
    assert "look/" not in words_of(client.get("/about/"))
    save(administrator)
    site = about_site()
    address = reverse("look", args=[site.stamp])
    assert f'href="{address}"' in words_of(client.get("/about/"))
    sheet = client.get(address)
    assert "--link: #8a1538;" in words_of(sheet) and site.accent_dark in words_of(sheet)
    assert sheet["Content-Type"].startswith("text/css") and "immutable" in sheet["Cache-Control"]
    assert "immutable" not in client.get(reverse("look", args=["older"]))["Cache-Control"]


def test_the_environment_holds_until_something_is_saved(client, settings):
    settings.OPERATOR, settings.CORRECTIONS = "From the environment", False
    assert "From the environment" in text(client.get("/about/"))
    assert client.get(reverse("correction-new")).status_code == 404
    site_settings(operator="From the page", takes_corrections=True)
    assert "From the page" in text(client.get("/about/"))
    assert client.get(reverse("correction-new")).status_code == 200
