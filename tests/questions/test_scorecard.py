"""What became of everything one actor recommended: on its page, on its card, on the page of one recommendation."""

import re
from collections import Counter
from datetime import date

import pytest

from agenda.coverage.ledger import Ledger
from agenda.models import Actor, Dialogue, Topic
from agenda.questions.scorecard import scorecard_of
from tests.support import factories as f
from tests.support.data import as_csv
from tests.support.images import png_size
from tests.support.pages import markup, text


@pytest.fixture
def tank(db):
    """A think tank with recommendations raised, silent, silent so far, untold, waiting, and without a forum."""
    tank = f.actor("Ocean Institute", slug="ocean", kind="think_tank")
    forum = f.dialogue(slug="ns", short_name="NS", covered_until=date(2024, 6, 30))
    first, second = (
        f.meeting(forum, "2023-05-06", slug="first"),
        f.meeting(forum, "2024-05-06", slug="second"),
    )
    other = f.dialogue(slug="ew", short_name="EW")
    found = {
        "Cables": ("not_raised", "raised"), "Chips": ("not_raised", "not_raised"),
        "Space": ("not_raised", "not_determinable"), "Ports": ("not_determinable", "not_determinable"),
    }  # fmt: skip
    for name, outcomes in found.items():
        topic = f.topic(name, code=name.lower())
        f.recommendation(topic, forum, on="2022-01-01", code=f"R-{name}", recommender=tank)
        for meeting, outcome in zip((first, second), outcomes, strict=True):
            f.finding(
                meeting, topic, outcome, documents=None if outcome == "not_determinable" else [whole(meeting)]
            )
    chips = Topic.objects.get(code="chips")
    f.recommendation(chips, forum, on="2022-02-01", code="R-Again", recommender=tank)
    f.recommendation(chips, other, on="2022-02-01", code="R-Wait", recommender=tank)
    f.recommendation(chips, on="2022-02-01", code="R-Nowhere", recommender=tank)
    return tank


def whole(meeting):
    return meeting.documents.filter(completeness="full").first() or f.document(meeting)


def test_each_pair_is_counted_once_and_what_waits_comes_first(tank):
    score = scorecard_of(tank, Ledger(date(2024, 12, 31)))
    groups = [
        (group.standing.value, [row.pairing.recommendation.topic.name for row in group.rows])
        for group in score.groups
    ]
    assert groups == [
        ("silent", ["Chips"]), ("silent_so_far", ["Space"]), ("cannot_be_told", ["Ports"]),
        ("no_meeting_since", ["Chips"]), ("raised", ["Cables"]), ("no_forum", ["Chips"]),
    ]  # fmt: skip
    (row,) = score.groups[0].rows
    assert [r.code for r in row.recommendations] == ["R-Chips", "R-Again"]
    assert [cell.state for cell in row.strip.latest] == ["not_raised", "not_raised"]
    assert score.answer == (
        "Of 5 pairs of topic and dialogue recommended: 1 raised, 1 silent, 1 silent so far, 1 cannot be told, "
        "1 no meeting since. 1 topic was recommended without naming a forum."
    )
    assert score.longest_silence.startswith(
        "Longest silence: Chips at NS, silent at all 2 meetings since; 911 days"
    )


def test_the_page_answers_first_and_shows_strips_and_data(client, tank):
    page = client.get("/actors/ocean/?as_of=2024-12-31")
    said = text(page)
    answer = page.context["score"].answer
    assert said.index(answer) < said.index("What became of the recommendations")
    assert markup(page).count('<ol class="strip small">') == 4
    (address,) = re.findall(r'href="(/recommendations\.csv[^"]*)"', markup(page))
    assert len(as_csv(client, address)) == page.context["score"].n == 7


@pytest.mark.parametrize("day", ["2024-12-31", "2023-12-31"])
def test_of_many_pairs_it_lists_the_first_and_leads_to_the_others(client, tank, monkeypatch, day):
    forum = Dialogue.objects.get(slug="ns")
    for name in ("Rails", "Roads"):
        f.recommendation(f.topic(name), forum, on="2022-01-01", recommender=tank)
    whole = client.get(f"/actors/ocean/?as_of={day}")
    assert "and 2 more" not in text(whole)
    monkeypatch.setattr("agenda.coverage.recommender_sums.WHOLE", 3)
    monkeypatch.setattr("agenda.coverage.recommender_sums.FIRST", 1)
    page = client.get(f"/actors/ocean/?as_of={day}")
    score = page.context["score"]
    assert score.answer == whole.context["score"].answer and score.answer in text(page)
    (told,) = [group for group in score.groups if group.standing == "cannot_be_told"]
    assert (told.n, len(told.rows)) == (3, 1) and "cannot be told 3" in text(page)
    assert "and 2 more" in text(page)
    (address,) = re.findall(r'href="(/recommendations/[^"]*state=cannot_be_told[^"]*)"', markup(page))
    listed = client.get(address.replace("&amp;", "&")).context["page"].object_list
    assert len(listed) == told.n and {p.recommendation.recommender for p in listed} == {tank}


def test_a_strip_shows_the_latest_meetings_and_says_so(client, tank, monkeypatch):
    monkeypatch.setattr("agenda.questions.scorecard.DOTS", 1)
    page = client.get("/actors/ocean/")
    assert "the last 1 of 2" in text(page)


def test_a_day_before_the_first_recommendation_has_nothing_to_answer(client, tank):
    assert "No recommendation made by then is on record" in text(client.get("/actors/ocean/?as_of=2021"))


def test_who_recommends_nothing_has_no_scorecard_and_no_card(client, db):
    f.actor("Northland", slug="north")
    page = client.get("/actors/north/")
    assert "What became of" not in text(page) and "/cards/home.png" in markup(page)
    assert client.get("/cards/actors/north.png").status_code == 404


def test_the_card_of_a_recommender_is_drawn(client, tank):
    page = markup(client.get("/actors/ocean/"))
    assert "/cards/actors/ocean.png" in page
    assert png_size(client.get("/cards/actors/ocean.png").content) == (1200, 630)


@pytest.mark.parametrize(
    "code, answer",
    [
        ("R-Cables", "Raised at NS on 6 May 2024: at meeting 2 since; silent at 1 before it; 856 days."),
        ("R-Chips", "Not mentioned in the published readouts of NS: silent at all 2 meetings since"),
        ("R-Space", "Not mentioned in the published readouts of NS that were read whole: silent at 1 of 2"),
        ("R-Ports", "At NS it cannot be told: 2 meetings since, none of which could be judged"),
        ("R-Wait", "At EW: no meeting since is on record."),
        ("R-Nowhere", "The document names no forum."),
    ],
)
def test_a_recommendation_has_one_sentence_of_result_and_its_strip(client, tank, code, answer):
    page = client.get(f"/recommendations/{code}/")
    assert answer in text(page) and f'content="{answer[:20]}' in markup(page)
    assert ('<ol class="strip">' in markup(page)) == (code not in ("R-Wait", "R-Nowhere"))


def test_many_dialogues_are_counted_and_raised_elsewhere_is_said(client, tank):
    topic = f.topic("Trade")
    forums = [f.dialogue() for _number in range(3)]
    f.finding(f.meeting(forums[0], "2023-01-01"), topic, "raised")
    f.finding(f.meeting(f.dialogue(), "2023-01-01"), topic, "partly_raised")
    f.recommendation(topic, *forums, on="2022-01-01", code="R-Many")
    said = text(client.get("/recommendations/R-Many/"))
    assert "Recommended for 3 dialogues: 1 raised, 2 no meeting since." in said
    assert "Elsewhere the topic was raised since, at least in part, at 1 meeting." in said


def test_the_real_record_counts_the_same_on_every_scorecard(record):
    ledger = Ledger(date(2026, 1, 1))
    total = Counter()
    for actor in Actor.objects.filter(recommendations__isnull=False).distinct():
        score = scorecard_of(actor, ledger)
        rows = [row for group in score.groups for row in group.rows]
        assert len(rows) == score.headline.n_pairs and {len(row.recommendations) > 0 for row in rows} == {
            True
        }
        total.update(code for row in rows for code in {r.code for r in row.recommendations})
    assert set(total) == {p.recommendation.code for p in ledger.pairings()}
