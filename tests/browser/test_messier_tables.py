"""Five more files, of kinds unlike the first five, in without touching them and in at most fifteen clicks each."""

import pytest
from playwright.sync_api import expect

from agenda.models import Document, Recommendation
from tests.support import messier
from tests.support.hand import bringing, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hand(live_server, page):
    return bringing(live_server.url, page)


def asked(text: str) -> Recommendation:
    return Recommendation.objects.get(summary__startswith=text)


def test_an_opendocument_sheet_with_titles_footnotes_and_hidden_rows(hand):
    at = hand("spring.ods", messier.footnotes())
    expect(
        at.page.get_by_text("Rows that the file hides are read like the others: 2 (lines 12, 13).")
    ).to_be_visible()
    expect(
        at.page.get_by_text("Columns that the file hides are read like the others: “Internal comment”.")
    ).to_be_visible()
    at.choose("Kind", "explicit")
    at.press("Leave out all columns that are not known")  # with the guesses that stand chosen
    at.keep_twins()
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    first = asked("Point 2 should be taken up.")
    assert (first.topic.code, first.dialogues.get().slug, first.recommender.slug) == (
        "subsea-cables",
        "jhlc",
        "keidanren",
    )
    assert first.made.iso == "2022-04-06" and first.summary.endswith("¹")  # the text is as it was written


def test_a_numbers_export_in_utf_16_with_percents_money_and_times(hand):
    at = hand("asks.csv", messier.numbers())
    expect(at.page.get_by_text("“Explicit?” was taken for “Kind” by what its cells hold.")).to_be_visible()
    at.page.get_by_label("The month comes first").check()
    at.clicks += 1
    at.tick("Rows on one topic of one document")
    at.press("Leave out all columns that are not known")
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    days = [asked(f"Point {n}: take it up.").made.iso for n in range(1, 6)]
    assert days == ["2022-03-15", "2022-04-06", "2022-07-01", "2022-06", "2022-03-31"]
    assert asked("Point 2: take it up.").kind == "implicit"


def test_an_excel_file_with_a_cover_a_filter_and_several_recommenders_in_a_cell(hand):
    at = hand("desk.xlsx", messier.hidden())
    expect(at.page.get_by_text("Rows that the file hides are read like the others: 5")).to_be_visible()
    at.page.get_by_label("“Recommenders”:").select_option("any")
    at.clicks += 2
    at.choose("Kind", "explicit")
    at.press("Leave out all columns that are not known")
    at.look_again()  # with the guess that stands chosen of a name that is only now told apart
    at.press("Write what is shown: 70 rows")
    assert written(at) == 70
    assert {row.recommender.slug for row in Recommendation.objects.filter(code__startswith="A-001")} == {
        "keidanren",
        "eric-jacobs",
    }
    assert set(asked("Point 2 ").dialogues.values_list("slug", flat=True)) == {"quad", "jhlc"}


def test_a_japanese_form_with_long_questions_and_several_topics_in_a_cell(hand):
    at = hand("回答.csv", messier.japanese_form())
    at.page.get_by_label("“取り上げるべき議題をお選びください（複数選択可）”:").select_option(",")
    at.clicks += 2
    at.choose("明示的な提言ですか？", "kind")
    at.say("エリック・ジェイコブス", "is Eric Jacobs")
    at.press("Make all others new: Document")
    at.say("はい", "Explicit")
    at.say("いいえ", "Implicit")
    at.look_again()
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    paper = Document.objects.get(title="提言書第2号")
    assert {row.topic.code for row in paper.recommendations.all()} == {
        "supply-chain-security",
        "critical-minerals",
    }
    days = (
        Document.objects.order_by("pk")
        .filter(title__startswith="提言書")
        .values_list("issued_on", flat=True)[:5]
    )
    assert [day.isoformat() for day in days] == [
        "2022-03-01",
        "2022-04-06",
        "2022-07-01",
        "2022-12-05",
        "2022-05-24",
    ]
    row = paper.recommendations.first()
    assert (
        set(row.dialogues.values_list("slug", flat=True)) == {"two-plus-two", "quad"}
        and row.kind == "implicit"
    )


def test_a_word_file_whose_table_goes_on_after_a_page(hand):
    at = hand("annex.docx", messier.word())
    expect(
        at.page.get_by_text("Tables read as one, since they stand under the same header: 2.")
    ).to_be_visible()
    at.choose("Kind", "explicit")
    at.look_again()  # with the two guesses that stand chosen
    at.keep_twins()
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    assert asked("Point 3 ").document.slug == asked("Point 1 ").document.slug == "tech-agenda"
    assert (asked("Point 2 ").made.iso, asked("Point 3 ").made.iso) == ("2022", "2022-06-01")
