# ruff: noqa: E501  the tables of queries are read as tables
"""Search: one contract, asked of whichever database the suite runs on; the suite runs on both."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from agenda.dates import PartialDate
from agenda.models import Body, Dialogue, Topic
from agenda.search import catch_up, find, rebuild, suggest
from agenda.search.index import _marks, _reaches
from agenda.search.marks import marked, snippet
from agenda.search.words import fold, indexable, parse, stem
from tests.support import factories as f
from tests.support.pages import text


@pytest.fixture
def found(db):
    f.codebook()
    forum = f.dialogue(slug="two-plus-two", short_name="Economic Two Plus Two", name="Economic Policy Consultative Committee",
                       other_names=["EPCC", "Economic 2+2"], name_ja="日米経済政策協議委員会")  # fmt: skip
    ran = f.topic("Open RAN", code="open-ran", aliases=["O-RAN", "vendor diversity"])
    chips = f.topic(
        "Semiconductors", code="semiconductors", name_ja="半導体", definition="Chips and their making."
    )
    meeting = f.meeting(forum, "2022-07-29", title="First ministerial", place="São Paulo")
    paper = f.document(meeting, f.actor("Ministry of Harmony"), on="2022-07-30", title="Joint statement")
    text = (
        "The ministers welcomed cooperation on semiconductor supply chains.\n\nThey spoke of naïve résumés."
    )
    Body.objects.create(document=paper, kind="abstract", text=text, sha256=Body.digest(text))
    f.recommendation(ran, forum, on="2021-03", code="R-1", summary="Discuss telecom vendors.")
    f.recommendation(chips, forum, on="2023-03", code="R-2", summary="Coordinate export rules.")
    return forum


def titles(query, **narrowed):
    return ["".join(piece for piece, _ in hit.title) for hit in find(query, **narrowed).hits]


@pytest.mark.parametrize(
    "query, first",
    [
        ("EPCC", "Economic Two Plus Two: Economic Policy Consultative Committee"),
        ("Economic 2+2", "Economic Two Plus Two: Economic Policy Consultative Committee"),
        ("O-RAN", "Open RAN"), ("o ran", "Open RAN"), ("VENDOR DIVERSITY", "Open RAN"),
        ("semiconductor", "Semiconductors"), ("semicond*", "Semiconductors"), ("半導体", "Semiconductors"),
        ("導体", "Semiconductors"), ("経済", "Economic Two Plus Two: Economic Policy Consultative Committee"),
        ("sao paulo", "First ministerial"), ("São", "First ministerial"), ("29 July 2022", "First ministerial"),
        ('"supply chains"', "Joint statement"), ("cooperating ministers", "Joint statement"), ("naive resume", "Joint statement"),
        ("harmony", "Ministry of Harmony"), ("R-1", "R-1 Open RAN"), ("the ministerial", "First ministerial"), ('"of the ministerial"', "First ministerial"),
    ],
)  # fmt: skip
def test_what_is_found_first(found, query, first):
    assert titles(query)[:1] == [first]


@pytest.mark.parametrize("query", ['"chains supply"', "semicondz", "体導", "xyzzy", "ministers xyzzy"])
def test_what_is_not_found(found, query):
    assert titles(query) == [] and find(query).counts == {}


HOSTILE = [
    "", " ", '"', '""', "'", "\\", "*", "**", "-", "--", "(", ")", "()", "AND", "OR", "NOT", "NEAR", "NEAR(a b)", "a AND", "a OR b",
    "NOT a", "title:x", "{title}:x", "^a", "a^", "a:*", ":*", "!", "!a", "&", "|", "<->", "a <-> b", "a & | b", "%", "_", "%s", "%(x)s",
    "\x00", "a\x00b", "\ud7ff", "\u202e", "🙂", "é" * 300, '"' * 99, "*" * 300, "(" * 300, "a " * 500, "a*" * 90, "'; DROP TABLE x; --",
    "\u0000*", "ﬁ", "İ", "ß", "²", "½", "١٢", "\u0301", "a\u0301", "ーー", "々", "\ufeff", "<script>", "&amp;", "\t\n\r", "𝔸", "0x00", "1e999",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_any_query_is_safe_on_the_page_and_in_suggestions(found, client, query):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200 and "<script>" not in response.content.decode()
    assert client.get("/search/suggestions/", {"q": query}).status_code == 200


def test_counts_by_kind_and_filters_by_forum_and_year(found, client):
    f.document(
        f.meeting(f.dialogue(slug="other"), "2019-01-01"), on="2019-01-02", title="Semiconductors early"
    )
    everything = find("semiconductors")
    assert everything.counts == {"topic": 1, "document": 2, "recommendation": 1} and everything.total == 4
    assert find("semiconductors", kinds=["document"]).total == 2
    assert find("semiconductors", kinds=["document"]).counts == everything.counts
    assert titles("semiconductors", forums=["other"]) == ["Semiconductors early"]
    assert titles("semiconductors", since=PartialDate.parse("2022"), until=PartialDate.parse("2022")) == [
        "Joint statement"
    ]
    page = client.get("/search/?q=semiconductors&forum=other")
    facets = {facet.name: {o.value: o.count for o in facet.options} for facet in page.context["facets"]}
    assert facets["forum"]["other"] == 1 and facets["forum"]["two-plus-two"] == 3
    assert facets["kind"]["topic"] == 0 and facets["kind"]["document"] == 1
    assert "“nix” is not one of the choices" in text(client.get("/search/?q=a&forum=nix"))


def test_pages_of_results(found, client):
    for n in range(25):
        f.topic(f"Fisheries {n}")
    first, second = client.get("/search/?q=fisheries"), client.get("/search/?q=fisheries&page=2")
    seen = [hit.row.pk for page in (first, second) for hit in page.context["found"].hits]
    assert len(seen) == 25 == len(set(seen)) and "25 results" in text(first)
    assert client.get("/search/?q=fisheries&page=99").status_code == 200


def test_the_index_follows_changes_and_deletions(found):
    assert titles("fisheries") == []
    topic = f.topic("Fisheries")
    assert titles("fisheries") == ["Fisheries"]
    topic.name = "Aquaculture"
    topic.save()
    assert titles("fisheries") == [] and titles("aquaculture") == ["Aquaculture"]
    topic.delete()
    assert titles("aquaculture") == []
    Dialogue.objects.get().meetings.update(title="Changed without a history")
    assert titles("without history") == []
    assert rebuild() > 5
    assert titles("without history") == ["Changed without a history"]


def test_a_change_that_commits_after_a_later_one_was_indexed_is_found(found):
    """A transaction takes its history's number when it writes, and is seen when it commits, perhaps after others."""
    assert titles("late") == []  # writes the index
    topic = f.topic("Late")
    change, number = Topic.history.first(), Topic.history.first().pk
    Topic.history.filter(pk=number).delete()
    Topic.objects.filter(pk=topic.pk).update(is_published=False)
    f.topic("Sooner")
    assert titles("sooner") == ["Sooner"] and titles("late") == []
    Topic.objects.filter(pk=topic.pk).update(is_published=True)
    change.history_id = number
    change.save(force_insert=True)
    assert Topic.history.first().name == "Sooner", "the newest change on record is the one that was indexed"
    assert titles("late") == ["Late"]


def test_nothing_is_written_when_nothing_changed(found):
    catch_up()
    assert _marks() == _reaches() and catch_up() == 0


def test_names_of_a_dialogue_find_its_meetings_after_it_is_renamed(found):
    assert "First ministerial" in titles("EPCC")
    found.other_names = ["Zebra talks"]
    found.save()
    assert titles("EPCC") == [] and "First ministerial" in titles("zebra")


def test_hidden_rows_are_never_found_even_by_an_index_that_holds_them(found):
    topic = f.topic("Fisheries")
    meeting = found.meetings.get()
    assert titles("fisheries") and titles("ministerial")
    Topic.objects.filter(pk=topic.pk).update(is_published=False)  # leaves no history: the index still has it
    Dialogue.objects.update(is_published=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM agenda_search WHERE kind = 'topic' AND object_id = %s", [topic.pk]
        )
        assert cursor.fetchone() == (1,)
    assert titles("fisheries") == [] and find("fisheries").counts == {} and suggest("fish") == []
    assert titles("ministerial") == [] and str(meeting.title) not in str(suggest("first min"))


def test_suggestions_while_typing(found, client):
    assert suggest("semi")[0] == ("Semiconductors", "Topics", "/topics/semiconductors/")
    rows = json.loads(client.get("/search/suggestions/?q=econ").content)["suggestions"]
    assert rows[0]["url"] == "/dialogues/two-plus-two/" and rows[0]["kind"] == "Dialogues"
    assert json.loads(client.get("/search/suggestions/").content) == {"suggestions": []}


def test_near_misses(found, client):
    assert find("semicondutors").meant == "Semiconductors"
    assert "Did you mean Semiconductors?" in text(client.get("/search/?q=semicondutors"))
    assert find("xyzzyq").meant == "" and find("xyzzyq").near == []
    assert find("半導体産業").near == ["半導体"]


def test_marks_follow_the_words_that_were_found():
    query = parse('cooperat* "supply chain" 半導')
    assert marked("Cooperating on Supply-Chains: 半導体", query) == [
        ("Cooperating", True), (" on ", False), ("Supply-Chains", True), (": ", False), ("半導", True), ("体", False),
    ]  # fmt: skip
    shown = snippet("x " * 300 + "supply chain " + "y " * 300, query)
    assert ("supply chain", True) in shown and len("".join(piece for piece, _ in shown)) < 260
    assert snippet("nothing here", query) == []


@pytest.fixture
def spelled(found):
    """Words that people write otherwise than the record does."""
    f.topic("Defense cooperation", code="defense", aliases=["programs of organizations"], name_ja="防衛")
    f.topic("Labour centres", code="labour", definition="Sub-sea catalogues. Fulfilment licences.")
    f.dialogue(
        slug="quad",
        short_name="Quad",
        name="Quad of the U.S. and others",
        name_ja="クアッド",
        other_names=["2プラス2 group"],
    )
    f.topic("Artificial intelligence", code="ai", aliases=["AI"], definition="ｻﾌﾟﾗｲﾁｪｰﾝ of the U.S.A.")


@pytest.mark.parametrize(
    "ways",
    [
        [
            "defense",
            "defence",
            "Defence",
            "DEFENCE",
            '"defence cooperation"',
            "defence co-operation",
            "defenc*",
        ],
        [
            "programs of organizations",
            "programmes of organisations",
            '"programmes of organisations"',
            "organization programme",
        ],
        [
            "labour",
            "labor",
            "Labor centers",
            '"labor centers"',
            "sub-sea catalogs",
            "sub-sea catalogues",
            "licenses",
            "licensed",
        ],
        ["クアッド", "ｸｱｯﾄﾞ", "Quad U.S.", "quad US", "quad u.s", "Ｕ．Ｓ． quad", "QUAD us"],
        [
            "AI",
            "A.I.",
            "a.i.",
            "Ａ．Ｉ．",
            "Artificial A.I",
            "U.S.A. AI",
            "USA intelligence",
            "サプライチェーン",
            "ｻﾌﾟﾗｲﾁｪｰﾝ",
        ],
    ],
    ids=lambda ways: ways[0],
)
def test_the_same_words_written_otherwise_find_the_same(spelled, ways):
    first = titles(ways[0])[:1]
    assert first and {way: titles(way)[:1] for way in ways} == dict.fromkeys(ways, first)


def test_however_2_plus_2_is_written(spelled):
    ways = ["2+2", "２＋２", "2プラス2", "２プラス２", "2ﾌﾟﾗｽ2", "two plus two", "Two Plus Two", "2 plus 2"]
    counts = {way: find(way).counts for way in ways}
    assert counts["2+2"]["dialogue"] == 2 and all(found == counts["2+2"] for found in counts.values())
    assert "".join(p for p, is_marked in find("2+2").hits[0].snippet if is_marked) or titles(
        "economic two plus two"
    )


@pytest.mark.parametrize("query", ["prize", "rise", "U.N.", "A.J.", "defiance", "22"])
def test_other_words_stay_other_words(spelled, query):
    f.topic("Prise", code="prise")
    assert not find(query).counts


def test_other_spellings_are_marked_too():
    marks = marked("Defense and defence: ｸｱｯﾄﾞ, U.S.-Japan", parse("defence クアッド US"))
    assert [words for words, is_marked in marks if is_marked] == ["Defense", "defence", "ｸｱｯﾄﾞ", "U.S"]


def test_a_word_leads_to_its_topic_and_to_the_meetings_where_it_was_raised(found, client):
    chips = Topic.objects.get(code="semiconductors")
    chips.aliases = ["chip(s)", "foundry"]
    chips.save()
    late = f.meeting(found, "2024-05-06", title="Second ministerial")
    for meeting, outcome in (
        (found.meetings.get(title="First ministerial"), "raised"),
        (late, "partly_raised"),
    ):
        f.finding(meeting, chips, outcome)
    f.finding(f.meeting(found, "2023-01-01", title="Silent meeting"), chips, "not_raised")
    for query in ("chips", "chip", "the chips", "半導体", "vietnam chips", "foundries"):
        (named,) = client.get("/search/", {"q": query}).context["topics"]
        assert (named.topic, named.raised, named.partly) == (chips, 1, 1), query
        assert [finding.meeting.title for finding in named.latest] == [
            "Second ministerial",
            "First ministerial",
        ]
    page = client.get("/search/?q=chips")
    said = text(page)
    assert (
        "Raised at 1 meeting · partly raised at 1 ·" in said
        and "Silent meeting" not in said.split("all meetings")[1][:300]
    )
    assert f'href="/findings/{late.slug}/semiconductors/"' in page.content.decode()
    assert "partly raised at 1" not in text(client.get("/search/?q=chips&until=2022"))
    assert client.get("/search/?q=chips&forum=nix").status_code == 200
    assert not client.get("/search/?q=chips&page=2").context["topics"]
    Topic.objects.filter(pk=chips.pk).update(is_published=False)
    assert not client.get("/search/?q=chips").context["topics"]


def test_when_nothing_is_found_the_page_says_what_to_try_and_what_is_not_searched(found, client):
    f.document(found.meetings.get(), completeness="not_read")
    f.document(found.meetings.get(), completeness="full")
    f.document(found.meetings.get(), is_published=False, title="Hidden")
    said = text(client.get("/search/?q=semicondutors+xyzzy"))
    assert "One by one: semicondutors (0) · xyzzy (0)" in said
    said = text(client.get('/search/?q=ministers+"supply+chains"+xyzzy'))
    assert (
        "ministers" in said
        and '"supply chains" (1)' in said
        and "Nothing on record has all of these words." in said
    )
    assert "the text, or our abstract, of 1 of" in said
    assert "1 document that is known, but nobody has read it yet" in said
    assert "O-RAN · vendor diversity" in said and "日米経済政策協議委員会" in said, (
        "the names the record knows"
    )
    said = text(client.get("/search/?q=ministers&since=2030"))
    assert "Without the filters there is 1 result." in said
    assert "Without the filters" not in text(client.get("/search/?q=ministers"))


def test_hidden_names_are_neither_near_nor_known(found, client):
    f.topic("Zymurgy", code="zymurgy", is_published=False)
    f.dialogue(slug="zyd", short_name="Zymurgists", is_published=False)
    page = client.get("/search/?q=zymurgi")
    assert find("zymurgi").near == [] and "Zymurg" not in text(page).replace("zymurgi", "")


def test_words_are_folded_alike_for_index_and_query():
    assert fold("ＣＡＦÉ が") == "cafe が"
    assert indexable("O-RAN, 半導体チップ 2+2") == "o ran 半 導 体 チ ッ プ 2 2"
    assert [term.words for term in parse("the O-RAN state").terms] == [("o", "ran"), ("state",)]
    assert [term.words for term in parse("the").terms] == [("the",)]


def test_a_text_of_a_million_characters_of_different_words_does_not_stop_the_index(found, caplog):
    """PostgreSQL's tsvector holds a megabyte: what is beyond it is not found, and nothing else is lost."""
    rebuild()
    most = 100_000 if connection.vendor == "postgresql" else 20_000  # SQLite has no such limit
    text = "\n\n".join(" ".join(f"HS{n:07d}" for n in range(k, k + 50)) for k in range(0, most, 50))
    paper = f.document(found.meetings.get(), title="Tariff schedule", slug="tariffs")
    Body.objects.create(document=paper, kind="official_text", text=text, sha256=Body.digest(text))
    found.name = "Renamed consultative committee"
    found.save()
    assert catch_up() and catch_up() == 0
    assert "Renamed consultative committee" in titles("renamed consultative")[0]
    assert titles("HS0000001") == ["Tariff schedule"]
    assert "Tariff schedule" in titles("tariff schedule")
    if connection.vendor == "postgresql":
        assert "is too long for the index: the first" in caplog.text


def test_an_index_that_cannot_be_written_is_said_in_the_log(found, caplog, monkeypatch):
    def refuse(*_args):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("agenda.search.index._write", refuse)
    found.save()
    assert catch_up() == 0 and "could not be brought up to date" in caplog.text


def test_threads_do_not_meet_in_a_stemmer():
    """Sixteen readers who search at once met an IndexError: a stemmer keeps the word that it is at."""
    found = [
        f"{head}{tail}"
        for head in ("relat", "nation", "strateg", "communic")
        for tail in ("ional", "ings", "ation", "ies")
    ]
    expected = {word: stem.__wrapped__(word) for word in found}
    wrong = []

    def work():
        wrong.extend(
            word for _time in range(60) for word in found if stem.__wrapped__(word) != expected[word]
        )

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for done in [pool.submit(work) for _thread in range(8)]:
                done.result()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []
