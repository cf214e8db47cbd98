"""What a picture says of itself, whole labels, and data too thin for a chart."""

import re
from datetime import date

import pytest
from defusedxml import ElementTree as ET

from agenda.coverage.rates import Tally
from agenda.coverage.states import State
from agenda.models import Topic
from agenda.pictures.letters import whole_lines, width_of
from agenda.pictures.scene import Label, Picture, Rect, Scene
from agenda.pictures.series import rates, state_legend
from agenda.pictures.source import signed
from agenda.pictures.svg import svg
from tests.support import factories as f
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
NAME = (
    "A very long name of a topic about cables, wires and everything else that lies on the ground of the sea"
)


def words(scene) -> str:
    return " ".join(shape.text for shape in scene.shapes if isinstance(shape, Label))


def bars(scene) -> list[Rect]:
    return [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.tip]


@pytest.fixture
def forum(db):
    """A dialogue with a long-named topic that was recommended, and judged at three meetings."""
    f.codebook()
    forum = f.dialogue(short_name="North and South and all the small islands in between them", slug="ns")
    topic = f.topic(NAME, code="cables")
    f.recommendation(topic, forum, on="2021-01-01")
    for day, outcome in (
        ("2021-06-01", "not_raised"),
        ("2022-06-01", "not_raised"),
        ("2023-06-01", "not_raised"),
    ):
        f.finding(f.meeting(forum, day), topic, outcome)
    return forum


@pytest.mark.parametrize("where", KINDS)
def test_a_file_carries_title_n_source_date_and_license(forum, client, where):
    drawn = ET.fromstring(client.get(f"/pictures/{where}.svg?as_of=2022-12-31").content)
    labels = [t.text for t in drawn.iter("{http://www.w3.org/2000/svg}text")]
    said = " ".join(labels)
    source = re.search(r"Source: Agenda, (\S+) · as of (31 December 2022) · CC BY 4.0(?: |$)", said)
    page = source[1].removeprefix("http://testserver")
    assert page.endswith("?as_of=2022-12-31") and client.get(page).status_code == 200
    title = drawn.find("{http://www.w3.org/2000/svg}title").text
    assert title in said


@pytest.mark.parametrize("where", KINDS)
def test_an_embed_keeps_its_n_and_its_source_in_the_picture(forum, client, where):
    page = client.get(f"/embed/{where}/")
    drawn = page.context["picture"]
    assert drawn.description in text(page) and "CC BY 4.0" in text(page)
    inside = re.search(r"<svg.*?</svg>", page.content.decode(), re.S)[0]
    today = forum.meetings.first().findings.first().decided_at.date()
    assert "Source: Agenda, http://testserver/" in inside and f"record of {today.day} {today:%B %Y}" in inside


def test_in_a_page_the_source_stands_in_the_picture_too(forum, client):
    inside = re.search(
        r'<svg[^>]*class="picture".*?</svg>', client.get("/topics/cables/").content.decode(), re.S
    )[0]
    assert "Source: Agenda, http://testserver/topics/cables/" in inside and "CC BY 4.0" in inside


@pytest.mark.parametrize("where", ["strip/cables", "waiting/all", "waiting/ns", "matrix/ns", "timeline/ns"])
def test_no_label_is_cut(forum, client, where):
    drawn = ET.fromstring(client.get(f"/pictures/{where}.svg").content)
    labels = [t.text for t in drawn.iter("{http://www.w3.org/2000/svg}text")]
    said = " ".join(labels)
    assert "…" not in said
    if where != "timeline/ns":
        assert (forum.short_name if where.startswith("strip") else NAME) in said


@pytest.mark.parametrize("label", [NAME, "x" * 90, "経済安全保障" * 9, "", "a b"])
def test_whole_lines_hold_everything_and_fit(label):
    found = whole_lines(label, 120, 12)
    assert "".join(found).replace(" ", "") == label.replace(" ", "")
    assert all(width_of(line, 12) <= 120 for line in found)


def test_a_legend_that_is_too_wide_takes_another_line():
    narrow, wide = Scene(200, 100), Scene(2000, 100)
    for scene in (narrow, wide):
        state_legend(scene, set(State) - {State.NOT_RECOMMENDED}, 20, 90)
    assert wide.height == 100 and narrow.height > 100
    for label in (shape for shape in narrow.shapes if isinstance(shape, Label)):
        assert label.x + width_of(label.text, label.size) <= narrow.width and label.y <= narrow.height


def test_columns_that_are_all_equal_are_said_and_not_drawn():
    equal = rates(
        "x",
        "x",
        "/",
        {2021: Tally(raised=1, not_raised=2), 2022: Tally(raised=4, not_raised=8), 2023: Tally()},
    )
    assert (
        equal.refusal
        == "No chart: the shares are the same in every year with a rate (2021: 1/3, 2022: 4/12)."
    )
    assert not bars(equal.scene) and "No chart" in words(equal.scene) and len(equal.rows) == 3
    unlike = rates("x", "x", "/", {2021: Tally(raised=1, not_raised=2), 2022: Tally(raised=5, not_raised=8)})
    assert not unlike.refusal and bars(unlike.scene)


@pytest.mark.parametrize("by_year", [{}, {2021: Tally(not_determinable=9, raised_in_part=1)}])
def test_nothing_is_drawn_for_n_of_0(by_year):
    nothing = rates("x", "x", "/", by_year)
    assert "N = 0" in nothing.refusal and not bars(nothing.scene)


def test_a_page_says_why_there_is_no_chart_and_keeps_the_data(forum, client):
    page = client.get("/dialogues/ns/")
    said = text(page)
    assert (
        "No chart: the shares are the same in every year with a rate (2021: 0/1, 2022: 0/1, 2023: 0/1)."
        in said
    )
    assert (
        'aria-labelledby="rates-ns-t' not in page.content.decode()
        and 'href="/pictures/rates/ns.csv"' in page.content.decode()
    )
    assert client.get("/pictures/rates/ns.png").status_code == 200


def test_bars_that_are_all_equal_are_figures_only(forum, client):
    one = client.get("/embed/waiting/ns/").content.decode()
    assert one.count("<rect") > 0
    f.recommendation(f.topic("Ports", code="ports"), forum, on="2021-01-01")
    for meeting in forum.meetings.all():
        f.finding(meeting, Topic.objects.get(code="ports"), "not_raised")
    two = client.get("/embed/waiting/ns/").content.decode()
    assert two.count("3/3") == 2 and "<rect" not in two
    f.recommendation(Topic.objects.get(code="ports"), forum, on="2022-01-01")
    assert client.get("/embed/waiting/ns/").content.decode().count("<rect") > 0


def test_a_file_has_paper_around_it_and_shapes_stay_where_they_are():
    picture = Picture("k", "s", "Title", "N = 3.", [], [], Scene(100, 50, [Label(0, 10, "x")]), "/")
    file = signed(
        picture,
        site="Agenda",
        source="http://x/",
        license_name="CC BY 4.0",
        on=date(2026, 1, 2),
        has_title=True,
    )
    left, top, width, height = file.scene.box
    assert f'viewBox="{left:g} {top:g} {width:g} {height:g}"' in svg(file) and left < 0 and top < -20
    assert picture.scene.shapes == [Label(0, 10, "x")], "the picture itself is left as it was"
    assert all(left <= s.x < left + width and top < s.y < top + height for s in file.scene.shapes)
    assert "record of 2 January 2026" in words(file.scene) and "N = 3." in words(file.scene)
    undated = signed(picture, site="Agenda", source="http://x/", license_name="CC BY 4.0", on=None)
    assert "record of" not in words(undated.scene)
