"""Agreement on the codes as first handed in; what a codebook change asks for; self-coded cells beside the rates."""

import re

import pytest
from django.core.management import CommandError, call_command

from agenda.actions import Judgement, adjudicate, publish_undisputed, save_draft, send_back, submit
from agenda.coverage.doubles import document_doubles, doubles
from agenda.coverage.recoding import breaks, recode_queue
from agenda.models import Affiliation, Assignment, CodebookChange, Finding
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def hand_in(meeting, who, **outcomes):
    """Codes by topic attribute name: hand_in(meeting, who, a=(topic, "raised"))."""
    slug = meeting.documents.get().slug
    for topic, outcome in outcomes.values():
        content = {"outcome": outcome, "examined": [slug], "passages": []}
        if outcome in ("raised", "partly_raised"):
            content["passages"] = [{"document": slug, "paragraph": 1, "summary": "It says so."}]
        save_draft(meeting, topic, who, content, version=0)
    submit(meeting, who)


@pytest.fixture
def coded():
    """Two analysts, one meeting, ten topics: they agree on eight and differ on two; all settled."""
    f.codebook()

    class Coded:
        meeting = f.meeting()
        paper = f.document(meeting)
        topics = [f.topic(f"Topic {n}") for n in range(10)]
        one, two, reviewer = f.user("Analyst"), f.user("Analyst"), f.user("Reviewer")

    first = ["raised"] * 4 + ["not_raised"] * 6
    second = ["raised"] * 3 + ["not_raised"] * 6 + ["partly_raised"]
    for who, outcomes in ((Coded.one, first), (Coded.two, second)):
        hand_in(Coded.meeting, who, **{t.code: (t, o) for t, o in zip(Coded.topics, outcomes, strict=True)})
    publish_undisputed(Coded.meeting, by=Coded.reviewer)
    for topic in (Coded.topics[3], Coded.topics[9]):
        ruling = Judgement("not_raised", examined=[Coded.paper])
        adjudicate(Coded.meeting, topic, ruling, by=Coded.reviewer, reason="Read again")
    return Coded


def test_rulings_and_later_changes_do_not_touch_agreement(coded):
    before = doubles()
    assignment = Assignment.objects.get(analyst=coded.one)
    send_back(assignment, by=coded.reviewer, note="Again")
    hand_in(coded.meeting, coded.one, a=(coded.topics[3], "not_raised"))
    assert doubles() == before and len(before) == 10
    assert sum(dict(cell.codes)[coded.one.username] == "raised" for cell in before) == 4


def test_the_command_prints_every_figure_with_n(coded, capsys):
    call_command("agreement", "--by", "pair")
    out = capsys.readouterr().out
    assert "Codebook version 1." in out and "0.800" in out and "95 % interval of alpha" in out
    assert "raised / not_raised: 1" in out and f"{coded.one.username} – {coded.two.username}" in out
    with pytest.raises(CommandError, match="No cell was double-coded under codebook version 7"):
        call_command("agreement", "--codebook", "7")


def test_a_document_is_a_unit_of_its_own(client, capsys):
    """Of two papers, each coder finds the topic in another one: the cell agrees, the documents do not."""
    f.codebook()
    meeting, topic = f.meeting(), f.topic("Cables")
    papers = [f.document(meeting, slug="one"), f.document(meeting, slug="two")]
    in_part = f.document(meeting, slug="three", completeness="part")
    coders = [f.user("Analyst"), f.user("Analyst")]
    for who, paper in zip(coders, papers, strict=True):
        content = {"outcome": "raised", "examined": ["one", "two", "three"],
                   "passages": [{"document": paper.slug, "paragraph": 1, "summary": "It says so."}]}  # fmt: skip
        save_draft(meeting, topic, who, content, version=0)
        submit(meeting, who)
    publish_undisputed(meeting, by=f.user("Reviewer"))
    units = document_doubles(public_only=True)
    assert [sorted(code for _name, code in unit.codes) for unit in units] == [["not_raised", "raised"]] * 2
    assert len(doubles()) == 1 and not in_part.is_read_whole, "a document read in part is no unit"
    said = text(client.get("/agreement/"))
    assert "1 cells, 2 coders" in said
    assert "2 pairs of a document read whole and a topic, coded by two or more coders: 0% agree" in said
    call_command("agreement")
    assert "By document read whole: n 2, percent 0.000" in capsys.readouterr().out


def test_versions_are_not_mixed_unless_asked(coded, capsys, client):
    f.codebook(2)
    other = f.meeting()
    f.document(other)
    for who in (coded.one, coded.two):
        hand_in(other, who, a=(coded.topics[0], "not_raised"))
    publish_undisputed(other, by=coded.reviewer)
    call_command("agreement")
    assert "Codebook version 2." in (out := capsys.readouterr().out) and "undefined" in out
    call_command("agreement", "--all-versions")
    assert "All codebook versions mixed: 2, 1." in capsys.readouterr().out
    assert "Undefined: no variation" in text(client.get("/agreement/"))
    assert "10 cells, 2 coders" in text(client.get("/agreement/?codebook=1"))
    assert "11 cells" in text(client.get("/agreement/?codebook=all"))
    said = text(client.get("/agreement/?codebook=nine"))
    assert "“nine” is not a codebook version" in said and "1 cells" in said


def test_the_page_counts_public_cells_only_and_names_no_coder(coded, client):
    said = text(client.get("/agreement/"))
    assert "10 cells, 2 coders" in said and "80%" in said
    assert coded.one.username not in said and "Pair 1" in said
    hidden = coded.topics[0]
    hidden.is_published = False
    hidden.save()
    said = text(client.get("/agreement/"))
    assert "9 cells" in said and hidden.name not in said


def test_without_double_coding_the_page_says_so(client):
    assert "No public cell has been coded by two coders from the same documents yet" in text(
        client.get("/agreement/")
    )


def change(topic, kind, *successors):
    version = f.codebook(2)
    row = CodebookChange.objects.create(version=version, topic=topic, kind=kind, note="For clarity.")
    row.successors.set(successors)
    return row


def test_a_redefined_topic_is_coded_again_and_its_old_codes_stay(coded, client):
    topic, meeting = coded.topics[0], coded.meeting
    change(topic, "redefined")
    assert [(r.meeting, r.topics) for r in recode_queue()] == [(meeting, (topic,))]
    assert "Break in the series: codebook version 2" in text(client.get(topic.get_absolute_url()))
    client.force_login(coded.one)
    assert "To code again: the codebook changed" in text(client.get("/desk/"))
    old = Finding.objects.published().get(topic=topic)
    hand_in(meeting, coded.one, a=(topic, "not_raised"))
    hand_in(meeting, coded.two, a=(topic, "not_raised"))
    publish_undisputed(meeting, by=coded.reviewer)
    new = Finding.objects.published().get(topic=topic)
    assert new.supersedes == old and old.assessment.codebook_version.number == 1
    assert new.assessment.codebook_version.number == 2 and recode_queue() == []


def test_a_split_asks_for_each_successor_in_exactly_the_affected_cells(coded, client):
    topic, untouched = coded.topics[1], coded.topics[2]
    halves = (f.topic("Half one"), f.topic("Half two"))
    elsewhere = f.meeting()
    f.finding(elsewhere, untouched)
    change(topic, "split", *halves)
    (row,) = recode_queue()
    assert (row.meeting, set(row.topics)) == (coded.meeting, set(halves))
    for who in (coded.one, coded.two):
        hand_in(coded.meeting, who, a=(halves[0], "raised"))
    publish_undisputed(coded.meeting, by=coded.reviewer)
    (row,) = recode_queue()
    assert row.topics == (halves[1],)
    assert Finding.objects.published().filter(topic=topic).exists(), "the old finding stays as it was"
    assert breaks(halves[0]) and not breaks(untouched)


def test_handed_in_work_stays_closed_for_topics_the_change_does_not_touch(coded):
    change(coded.topics[0], "redefined")
    with pytest.raises(Exception, match="You have handed this meeting in"):
        hand_in(coded.meeting, coded.one, a=(coded.topics[5], "raised"))


def test_self_coded_cells_stand_beside_the_rates(client):
    institute, analyst = f.actor(kind="think_tank"), f.user("Analyst")
    Affiliation.objects.create(user=analyst, organization=institute)
    meeting, own, other = f.meeting(), f.topic("Own topic"), f.topic("Other topic")
    f.recommendation(own, meeting.dialogue, recommender=institute)
    found = f.finding(meeting, own, by=analyst)
    f.finding(meeting, other, "not_raised", by=analyst)
    assert found.is_self_coded and "self-coded" in text(client.get(found.get_absolute_url()))
    for address in (meeting.get_absolute_url(), meeting.dialogue.get_absolute_url()):
        said = text(client.get(address))
        assert (
            "0 raised, 0 partly, 1 not mentioned (N = 1 cells" in said and "Left out: 1 self-coded" in said
        ), address
        with_them = text(client.get(f"{address}?self_coded=include"))
        assert "1 raised, 0 partly, 1 not mentioned (N = 2 cells" in with_them and "Left out" not in with_them
    assert "Left out: 1 self-coded" in text(client.get(own.get_absolute_url()))
    assert "Own topic" in text(client.get(meeting.get_absolute_url())), "the cell itself is shown"


def test_the_page_says_by_topic_where_rulings_are_needed(coded, client):
    """Coders differ about topics 3 and 9; a note tells how topic 9 is read."""
    note = f.codebook().interpretation_notes.create(number=1, title="Of topic 9", text="So.")
    note.topics.add(coded.topics[9])
    page = client.get("/agreement/")
    rows = page.context["page"].object_list
    told = [(row.topic.name, row.figures.n, row.figures.disputes, row.needs_a_note) for row in rows[:3]]
    assert told == [("Topic 3", 1, 1, True), ("Topic 9", 1, 1, False), ("Topic 0", 1, 0, False)]
    assert "Coders differ about 1 topic that no interpretation note tells how to read" in text(page)
    assert "none yet" in text(page) and 'href="/methodology/#note-1-1"' in page.content.decode()
    ordered = client.get("/agreement/?sort=-notes&codebook=1").context["page"].object_list
    assert ordered[0].topic.name == "Topic 9"
    assert "“worst” is not a column this list is sorted by" in text(client.get("/agreement/?sort=worst"))


def test_many_topics_and_forums_stand_on_pages_and_all_can_be_reached(coded, client, monkeypatch):
    monkeypatch.setattr("agenda.views.agreement.PER_PAGE", 4)
    meeting = f.meeting(f.dialogue())
    f.document(meeting)
    for who in (coded.one, coded.two):
        hand_in(meeting, who, a=(coded.topics[0], "raised"))
    publish_undisputed(meeting, by=coded.reviewer)
    seen = []
    for number in (1, 2, 3):
        page = client.get(f"/agreement/?page={number}")
        assert "#h-forums" not in page.content.decode(), "two forums stand on one page"
        seen += [row.topic.code for row in page.context["page"]]
    assert sorted(seen) == sorted(topic.code for topic in coded.topics)
    assert len(page.context["forums"].object_list) == 2
    assert "?page=2" in client.get("/agreement/?page=3").content.decode()
    monkeypatch.setattr("agenda.views.agreement.PER_PAGE", 1)
    first, second = (client.get(f"/agreement/?forums={number}&page=2") for number in (1, 2))
    names = [page.context["forums"].object_list[0][0] for page in (first, second)]
    assert len(set(names)) == 2
    assert re.search(r'href="\?(forums=2&amp;page=2|page=2&amp;forums=2)#h-forums"', first.content.decode())
