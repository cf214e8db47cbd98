"""Pictures: the same numbers as SVG, PNG and CSV, and in frames on other sites."""

import csv
import io
import json
import re

import pytest
from defusedxml import ElementTree as ET
from django.urls import set_script_prefix

from agenda.coverage.states import State
from agenda.pictures.png import png
from agenda.pictures.scene import GLYPHS, STATE_GLYPHS, Glyph, Label, Picture, Scene
from agenda.pictures.svg import svg
from tests.support import factories as f
from tests.support.images import png_size
from tests.support.pages import text

KINDS = [
    "timeline/ns",
    "matrix/ns",
    "waiting/all",
    "waiting/ns",
    "rates/all",
    "rates/ns",
    "rates/cables",
    "strip/cables",
]
NS = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(db):
    f.codebook()
    forum = f.dialogue(short_name="N<S", slug="ns")
    topic = f.topic("Cables & wires", code="cables")
    f.recommendation(topic, forum, on="2022-01-01")
    f.finding(f.meeting(forum, "2022-06-01", title='The "first"'), topic, "not_raised")
    f.finding(f.meeting(forum, "2022-07-01", format="virtual"), topic, "not_raised")
    f.meeting(forum, "2023-01-01", status="cancelled", title="=Gone()")
    return forum


@pytest.mark.parametrize("where", KINDS)
def test_each_kind_in_each_form(drawn, client, where):
    root = ET.fromstring(client.get(f"/pictures/{where}.svg").content)
    assert root.get("role") == "img" and root.find(f"{NS}title").text and root.find(f"{NS}desc").text
    assert {root.find(f"{NS}title").get("id"), root.find(f"{NS}desc").get("id")} == set(
        root.get("aria-labelledby").split()
    )
    assert root.find(f"{NS}rect").get("width") == root.get("width")  # paper under a file that stands alone
    width, height = png_size(client.get(f"/pictures/{where}.png").content)
    assert (width, height) == (2 * float(root.get("width")), 2 * float(root.get("height")))
    content = client.get(f"/pictures/{where}.csv").content.decode()
    head, *rows = csv.reader(io.StringIO(content.removeprefix("\ufeff")))
    assert content.startswith("\ufeff") and rows and all(len(row) == len(head) for row in rows)


def test_a_picture_holds_what_the_record_says(drawn, client):
    rows = list(csv.reader(io.StringIO(client.get("/pictures/timeline/ns.csv").content.decode())))
    assert ["2023-01-01", "", "'=Gone()", "Ministers", "In person", "Cancelled", ""] in rows
    rows = list(csv.reader(io.StringIO(client.get("/pictures/rates/ns.csv").content.decode())))
    assert rows[1] == ["2022", "0", "0", "2", "0", "2", "0", "0", "", ""]
    assert rows[0][0].endswith("Year") and rows[0][4:6] == ["n", "N"]
    rows = list(csv.reader(io.StringIO(client.get("/pictures/waiting/ns.csv").content.decode())))
    assert rows[1][1:5] == ["Cables & wires", "N<S", "silent", "2"] and rows[1][5:7] == ["2", "0"]
    assert len(client.get("/pictures/matrix/ns.csv?as_of=2022-06-15").content.decode().split("\r\n")) == 3


@pytest.mark.parametrize(
    "where", ["nix/ns", "timeline/nix", "strip/nix", "rates/nix", "waiting/nix", "matrix/nix"]
)
def test_no_such_picture(drawn, client, where):
    assert client.get(f"/pictures/{where}.svg").status_code == 404
    assert client.get(f"/embed/{where}/").status_code == 404


def test_other_sites_may_frame_an_embed_and_nothing_else(drawn, client):
    response = client.get("/embed/timeline/ns/")
    policy = response["Content-Security-Policy"]
    assert (
        "frame-ancestors *" in policy
        and "sandbox allow-popups" in policy
        and "X-Frame-Options" not in response
    )
    assert "allow-scripts" not in policy and "<script" not in response.content.decode()
    assert "Source: Agenda, http://testserver/dialogues/ns/" in text(response)
    assert "as of 15 June 2022" in text(client.get("/embed/timeline/ns/?as_of=2022-06-15"))
    page = client.get("/dialogues/ns/")
    assert page["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "&lt;iframe src=&quot;http://testserver/embed/timeline/ns/&quot;" in page.content.decode()


def test_in_a_page_the_picture_stands_beside_its_data(drawn, client):
    page = client.get("/dialogues/ns/").content.decode()
    assert (
        'aria-labelledby="timeline-ns-t timeline-ns-d"' in page and 'href="/pictures/timeline/ns.csv"' in page
    )
    assert "<td>=Gone()</td>" in page and "N&lt;S" in page and "N<S" not in page


def test_every_glyph_is_drawn_and_no_two_states_share_a_shape():
    assert len({shape for shape, _paint in STATE_GLYPHS.values()}) == len(STATE_GLYPHS) == len(State) - 1
    images = set()
    for shape in GLYPHS:
        scene = Scene(40, 40, [Glyph(shape, 20, 20, 12)])
        assert re.search(r"<(path|circle|text) ", svg(Picture("k", shape, "t", "d", [], [], scene)))
        images.add(png(scene))
    assert len(images) == len(GLYPHS)


def test_text_is_escaped_and_signs_that_xml_forbids_are_left_out():
    scene = Scene(10, 10, [Label(0, 0, "<&>\x0b\ufffe"), Glyph("disc", 1, 1, 1, tip="<x>")])
    drawn = svg(Picture("k", "s", "<t>\x00", '"d"', [], [], scene))
    assert (
        "<t>" not in drawn.replace("<title", "") and "&lt;&amp;&gt;</text>" in drawn and "&lt;x&gt;" in drawn
    )
    assert ET.fromstring(drawn).find(f"{NS}title").text == "<t>"
    assert png(scene)


@pytest.fixture
def sub_path():
    set_script_prefix("/record/")
    yield
    set_script_prefix("/")


def test_addresses_hold_under_a_sub_path(drawn, client, sub_path):
    assert "Source: Agenda, http://testserver/record/, CC BY 4.0." in text(client.get("/embed/rates/all/"))
    assert "http://testserver/record/missed/" in text(client.get("/embed/waiting/all/"))


def test_share_cards(drawn, client):
    from agenda.models import Finding

    finding = Finding.objects.first()
    recommendation = finding.topic.recommendations.get()
    for where in ("home", "dialogues/ns", "topics/cables", f"meetings/{finding.meeting.slug}", f"findings/{finding.pk}",
                  f"recommendations/{recommendation.code}"):  # fmt: skip
        assert png_size(client.get(f"/cards/{where}.png").content) == (1200, 630), where
    for where in ("dialogues/nix", "findings/0", "findings/x", "nix/ns", "findings/99999999999999999999"):
        assert client.get(f"/cards/{where}.png").status_code == 404, where
    page = client.get(finding.get_absolute_url()).content.decode()
    assert f'<meta property="og:image" content="http://testserver/cards/findings/{finding.pk}.png">' in page
    assert (
        "Verdict: Not mentioned in the published readouts"
        in re.search(r'og:description" content="([^"]*)', page)[1]
    )


def test_linked_data_is_true_and_cannot_end_its_element(drawn, client):
    meeting = drawn.meetings.get(status="cancelled")
    meeting.title = "</script><b>&"
    meeting.save()
    said = client.get(meeting.get_absolute_url()).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', said)[1]
    event = json.loads(block)
    assert (
        event["@type"] == "Event" and event["name"] == "</script><b>&" and event["startDate"] == "2023-01-01"
    )
    assert (
        event["eventStatus"].endswith("EventCancelled")
        and event["superEvent"]["url"] == "http://testserver/dialogues/ns/"
    )
    home = client.get("/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', home)[1])
    assert data["@type"] == "Dataset" and data["temporalCoverage"] == "2022-06-01/2022-07-01"


def test_the_style_guide_is_for_staff(db, client, settings):
    assert client.get("/styleguide/").status_code == 404
    client.force_login(f.user())
    said = text(client.get("/styleguide/"))
    for state in State:
        assert state.word in said
    assert "12 raised" in said
    client.logout()
    settings.DEBUG = True
    assert client.get("/styleguide/").status_code == 200


def test_japanese_names_stand_beside_the_english_ones(db, client):
    forum = f.dialogue(slug="ns", name_ja="南北対話")
    f.topic("Cables", code="cables", name_ja="海底ケーブル")
    paper = f.document(
        f.meeting(forum), f.actor("Northland", slug="north", name_ja="北国"), title_ja="共同声明"
    )
    for address, name in (("/dialogues/ns/", "南北対話"), ("/topics/cables/", "海底ケーブル"), ("/actors/north/", "北国"),
                          (paper.get_absolute_url(), "共同声明"), ("/dialogues/", "南北対話")):  # fmt: skip
        assert re.search(rf'lang="ja">{name}<', client.get(address).content.decode()), address
