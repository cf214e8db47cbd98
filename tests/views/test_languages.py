"""Each page stands in each language at an address of its own, and stays among pages of its language."""

import re
from html import unescape

import pytest
from django.utils import translation

from agenda.models import Actor, Dialogue, Document, Meeting, Topic
from tests.support import factories as f
from tests.support.pages import crawl, markup, words_of

pytestmark = pytest.mark.django_db
ADDRESSES = re.compile(r'(?:href|action|formaction|hx-get|hx-post|src|data-suggest)="([^"]+)"')
SAYS_THE_SAME = re.compile(
    r"/(?:static/.*|[a-z]+\.(?:csv|xlsx|json)|[a-z]+/[^?]+\.json|downloads/.+/.+|api/openapi\.json|favicon\.ico)(?:\?.*)?$"
)


@pytest.fixture
def pages(small_record, client):
    with translation.override("ja"):
        return crawl(client, sample=True, start="/ja/")


def test_every_kind_of_page_links_to_pages_of_its_language(pages):
    strays = set()
    for address, answer in pages.items():
        if "html" not in answer.get("Content-Type", ""):
            continue
        html = words_of(answer)
        html = re.sub(
            r'<ul class="languages".*?</ul>|<link rel="alternate" hreflang[^>]*>', "", html, flags=re.S
        )
        for found in map(unescape, ADDRESSES.findall(html)):
            if found.startswith("/") and not found.startswith("/ja/") and not SAYS_THE_SAME.match(found):
                strays.add((address, found))
    assert not strays and len(pages) > 40


def test_every_kind_of_page_says_its_language(pages):
    for address, answer in pages.items():
        assert answer["Content-Language"] in ("ja", "en"), address
        if "html" in answer.get("Content-Type", ""):
            assert '<html lang="ja"' in words_of(answer), address


def test_no_mark_of_a_language_stands_in_an_attribute_or_a_title(pages, client, small_record):
    """A name without a translation is marked in text; in an attribute the mark would end the attribute."""
    for address, answer in (pages | crawl(client, sample=True)).items():
        if "html" in answer.get("Content-Type", ""):
            html = words_of(answer)
            assert not re.search(r'="[^"]*<span', html), address
            assert (
                "&lt;span lang" not in html and "<span" not in re.search(r"<title>.*?</title>", html, re.S)[0]
            ), address


@pytest.mark.parametrize(
    "header", [{}, {"HTTP_ACCEPT_LANGUAGE": "ja"}, {"HTTP_COOKIE": "django_language=ja"}]
)
def test_the_address_alone_chooses_the_language(client, header):
    assert '<html lang="en"' in words_of(client.get("/", **header))
    assert '<html lang="ja"' in words_of(client.get("/ja/", **header | {"HTTP_ACCEPT_LANGUAGE": "en"}))


def test_no_answer_varies_by_the_language_of_the_browser(client):
    assert "accept-language" not in client.get("/ja/").get("Vary", "").lower()


def test_one_page_after_another_does_not_inherit_a_language(client):
    client.get("/ja/")
    assert translation.get_language() == "en"
    assert '<html lang="en"' in words_of(client.get("/"))


def test_the_switch_leads_to_the_same_page_with_its_filters(client):
    page = markup(client.get("/ja/meetings/?status=held&sort=title"))
    switch = re.search(r'<ul class="languages".*?</ul>', page)[0]
    assert 'href="/meetings/?status=held&amp;sort=title"' in switch and 'lang="en"' in switch
    back = re.search(r'<ul class="languages".*?</ul>', markup(client.get("/meetings/?status=held")))[0]
    assert 'href="/ja/meetings/?status=held"' in back and 'lang="ja" hreflang="ja">日本語</a>' in back


def test_a_page_names_itself_and_its_alternates(client):
    page = markup(client.get("/ja/topics/"))
    assert '<link rel="canonical" href="http://testserver/ja/topics/">' in page
    for tag, path in (("en", "/topics/"), ("ja", "/ja/topics/"), ("x-default", "/topics/")):
        assert f'<link rel="alternate" hreflang="{tag}" href="http://testserver{path}">' in page


def test_files_name_their_alternates_in_a_header(client):
    assert '<http://testserver/ja/feed/>; rel="alternate"; hreflang="ja"' in client.get("/feed/")["Link"]
    assert (
        '<http://testserver/calendar.ics>; rel="alternate"; hreflang="x-default"'
        in client.get("/ja/calendar.ics")["Link"]
    )


def test_the_sitemap_has_every_page_in_every_language(client):
    f.topic("Chips", code="chips")
    said = words_of(client.get("/sitemap.xml"))
    assert "<loc>http://testserver/ja/topics/chips/</loc>" in said and 'hreflang="x-default"' in said
    assert "Disallow: /ja/desk/" in words_of(client.get("/robots.txt"))


@pytest.mark.parametrize("name", ["/meetings.csv", "/topics/chips.json", "/api/openapi.json"])
def test_data_have_one_address(client, name):
    answer = client.get(f"/ja{name}?forum=quad")
    assert answer.status_code == 301 and answer["Location"] == f"{name}?forum=quad"


def test_errors_are_told_in_the_language_of_the_address(client):
    answer = client.get("/ja/nothing/")
    assert answer.status_code == 404 and '<html lang="ja"' in words_of(answer)


def test_a_search_in_either_language_finds_both(client):
    f.topic(
        "Semiconductors",
        code="chips",
        name_ja="半導体",
        translations={"ja": {"definition": "集積回路の製造"}},
    )
    for address in ("/search/?q=", "/ja/search/?q="):
        for typed in ("Semiconductors", "半導体", "集積回路"):
            assert "/topics/chips/" in words_of(client.get(address + typed)), (address, typed)


def test_lists_are_searched_in_either_language(client):
    forum = f.dialogue()
    f.meeting(
        forum,
        "2022-05-06",
        title="Quad summit",
        slug="m-1",
        translations={"ja": {"title": "日米豪印首脳会合"}},
    )
    f.meeting(forum, "2022-05-07", title="Another", slug="m-2")
    for typed in ("首脳会合", "summit"):
        page = words_of(client.get(f"/ja/meetings/?q={typed}")).partition("<footer")[0]
        assert "/ja/meetings/m-1/" in page and "/ja/meetings/m-2/" not in page, typed
    assert "/meetings/m-1/" not in words_of(
        client.get("/meetings/?q=title")
    )  # a part's name is no word of the record


def test_lists_sort_by_the_readers_names(client):
    forum = f.dialogue()
    f.meeting(forum, "2022-05-06", title="Alpha", slug="m-1", translations={"ja": {"title": "半導体会合"}})
    f.meeting(forum, "2022-05-07", title="Beta", slug="m-2", translations={"ja": {"title": "安全会合"}})

    def order(address):
        return re.findall(r"/meetings/(m-\d)/\"", words_of(client.get(address)).partition('id="results"')[2])[
            :2
        ]

    assert order("/meetings/?sort=title") == ["m-1", "m-2"] and order("/meetings/?sort=-title") == [
        "m-2",
        "m-1",
    ]
    assert order("/ja/meetings/?sort=title") == ["m-2", "m-1"]
    assert order("/ja/meetings/?sort=-title") == ["m-1", "m-2"]


def test_dates_are_written_as_the_language_writes_them(client):
    forum = f.dialogue()
    f.meeting(forum, "2022-01-21", title="Day", slug="m-1")
    f.meeting(forum, "2022-03", title="Month", slug="m-2")
    page = words_of(client.get("/ja/meetings/"))
    assert "2022年1月21日" in page and "2022年3月" in page and "January" not in page


def test_quotes_and_names_bear_their_language(client):
    forum = f.dialogue()
    side = f.actor("Japan", slug="jp", name_ja="日本")
    meeting = f.meeting(forum, "2022-01-21", title="Summit", slug="m-1")
    paper = f.document(meeting, side, title="Summary", title_ja="概要", slug="d-1", language="ja")
    topic = f.topic("Chips", code="chips")
    f.finding(meeting, topic, "raised", summary="They named chips.", documents=[paper])
    page = markup(client.get("/ja/findings/m-1/chips/"))
    assert '<span lang="en">They named chips.</span>' in page and '<span lang="en">Chips</span>' in page
    assert "日本" in page and 'lang="ja">概要' not in page
    assert '<span lang="ja">概要</span>' in markup(client.get("/documents/d-1/"))


def test_a_report_about_a_page_in_another_language_is_about_the_same_row(client):
    forum = f.dialogue()
    f.meeting(forum, "2022-01-21", title="Summit", slug="m-1")
    for address in ("/corrections/new/?about=/ja/meetings/m-1/", "/ja/corrections/new/?about=/meetings/m-1/"):
        assert "Summit" in words_of(client.get(address)), address


def test_the_desk_stands_in_each_language(client):
    client.force_login(f.user("Editor", "Analyst", "Reviewer"))
    answer = client.get("/ja/desk/")
    assert answer.status_code == 200 and '<html lang="ja"' in words_of(answer)
    assert answer["Cache-Control"] == "no-store"
    client.logout()
    assert client.get("/ja/desk/")["Location"].startswith("/ja/")


def test_nothing_of_the_record_changes_with_the_language(small_record):
    """Addresses differ by their first part alone."""
    for model in (Actor, Dialogue, Document, Meeting, Topic):
        row = model.objects.first()
        plain = row.get_absolute_url()
        with translation.override("ja"):
            assert row.get_absolute_url() == f"/ja{plain}"
