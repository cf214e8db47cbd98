"""Tables are mended on the way in: names, words, headers, rows left out, cells; the file stays as it is."""

import pytest

from agenda.intake.files.sheets import ReadingOptions
from agenda.intake.plan.plan import Choices
from agenda.models import Actor, Document, Recommendation, Topic
from tests.support import factories as f
from tests.support import messy
from tests.support.imports import brought, csv_of, messages, states, tried, xlsx_of

pytestmark = pytest.mark.usefixtures("read_here")

HEAD = ("Topic", "Forum", "Recommended by", "Document", "Date", "Kind", "Text")
ROW = (
    "Semiconductors",
    "Quad",
    "CSIS",
    "A technology agenda for the alliance",
    "2022-03",
    "explicit",
    "Ask.",
)
CSIS = {"actors": {"csis": {"is": "strategic-center"}}}


@pytest.fixture
def editor(db):
    messy.record()
    return f.user("Editor")


def table(*rows):
    return csv_of(HEAD, *rows)


def changed(row=ROW, **cells):
    """The row with other cells, by the first word of their header in small letters."""
    names = [header.lower().partition(" ")[0] for header in HEAD]
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True))


def test_a_name_that_nobody_knows_is_asked_about_once_with_the_nearest_rows(editor):
    plan = tried("recommendations", table(ROW, changed(topic="Space", text="More.")), by=editor)
    (asked,) = plan.names.values()
    assert (asked.subject, asked.text, asked.header, asked.lines) == (
        "actors",
        "CSIS",
        "Recommended by",
        [2, 3],
    )
    assert asked.guesses[0].key == "strategic-center"
    assert "Recommended by: There is no actor “CSIS” on record." in messages(plan)


@pytest.mark.parametrize(
    ("noun", "text", "key"),
    [
        ("topic", "Supply chain security", "supply-chain-security"),
        ("topic", "サプライチェーンの強靱化", "supply-chain-security"),
        ("recommended", "エリック・ジェイコブス", "eric-jacobs"),
        ("recommended", "White House", "white-house"),
        ("forum", "Quad leaders", "quad"),
    ],
)
def test_the_nearest_row_comes_first_in_any_script(editor, noun, text, key):
    plan = tried(
        "recommendations",
        table(changed(**{noun: text})),
        by=editor,
        names={} if noun == "recommended" else CSIS,
    )
    (asked,) = plan.names.values()
    assert asked.text == text and asked.guesses[0].key == key


def test_names_in_every_language_of_the_record_are_known(editor):
    Topic.objects.filter(code="space").update(translations={"ko": {"name": "우주"}})
    for topic, forum in (
        ("우주", "クアッド"),
        ("宇宙", "日米豪印"),
        ("Space", "経済版２プラス２"),
        ("Space", "economic two plus two"),
    ):
        plan = tried("recommendations", table(changed(topic=topic, forum=forum)), by=editor, names=CSIS)
        assert states(plan) == ["created"], (topic, forum)


def test_an_answer_counts_for_every_row_with_the_name(editor):
    rows = table(ROW, changed(topic="Space", text="More."))
    plan = brought("recommendations", rows, by=editor, names=CSIS)
    assert states(plan) == ["created", "created"]
    assert set(Recommendation.objects.values_list("recommender__slug", flat=True)) == {"strategic-center"}


def test_rows_of_a_name_are_left_out_on_request(editor):
    rows = table(ROW, changed(recommended="Keidanren", text="More.", topic="Space"))
    plan = brought("recommendations", rows, by=editor, names={"actors": {"csis": {"out": True}}})
    assert states(plan) == ["left_out", "created"] and Recommendation.objects.count() == 1


def test_new_rows_are_made_of_names_and_name_one_another(editor):
    names = {
        "topics": {"cooking": {"new": {"definition": "Meals."}}},
        "actors": {"kitchen institute": {"new": {}}},
        "documents": {"on soup": {"new": {"kind": "report"}}},
    }
    row = changed(topic="Cooking", recommended="Kitchen Institute", document="On soup")
    plan = tried("recommendations", table(row), by=editor, names=names)
    assert states(plan) == ["created"] and len(plan.made) == 3
    brought("recommendations", table(row), by=editor, names=names)
    made = Recommendation.objects.get()
    assert made.topic.definition == "Meals." and made.recommender.kind == "think_tank"
    assert (made.document.publisher, made.document.issued.iso) == (made.recommender, "2022-03")
    assert (made.document.completeness, made.topic.is_published, made.document.is_official) == (
        "not_read",
        False,
        False,
    )
    assert states(tried("recommendations", table(row), by=editor, names=names)) == ["unchanged"]
    assert not tried("recommendations", table(row), by=editor, names=names).made


def test_a_new_row_that_breaks_a_rule_is_asked_about_again(editor):
    names = CSIS | {"documents": {"on soup": {"new": {"publisher": "Nobody at all"}}}}
    plan = tried("recommendations", table(changed(document="On soup")), by=editor, names=names)
    assert states(plan) == ["refused"] and not plan.made
    assert "no actor “Nobody at all”" in next(iter(plan.names.values())).said


def test_an_answer_whose_row_was_deleted_meanwhile_is_told(editor):
    Actor.objects.create(slug="gone", name="Gone", kind="office")
    names = {"actors": {"csis": {"is": "gone"}}}
    assert states(tried("recommendations", table(ROW), by=editor, names=names)) == ["created"]
    Actor.objects.get(slug="gone").delete()
    plan = tried("recommendations", table(ROW), by=editor, names=names)
    assert states(plan) == ["refused"]
    assert next(iter(plan.names.values())).said == (
        "“CSIS” was taken for “gone”, which is no longer on record. Choose again."
    )


def test_words_of_a_column_are_said_once(editor):
    rows = table(changed(kind="direct ask"), changed(kind="direct ask", topic="Space"))
    plan = tried("recommendations", rows, by=editor, names=CSIS)
    (asked,) = plan.names.values()
    assert (asked.subject, asked.text, asked.lines) == ("=kind", "direct ask", [2, 3])
    names = CSIS | {"=kind": {"direct ask": {"is": "explicit"}}}
    assert states(brought("recommendations", rows, by=editor, names=names)) == ["created", "created"]


def test_several_topics_in_a_cell_become_several_recommendations(editor):
    rows = table(changed(topic="Space; AI"), changed(topic="Quantum; Sandwiches", text="More."))
    plan = tried("recommendations", rows, by=editor, names=CSIS)
    (offer,) = plan.splits
    assert (offer.header, offer.sign, offer.cells, offer.example) == ("Topic", ";", 2, ["Space", "AI"])
    plan = tried("recommendations", rows, by=editor, names=CSIS, splits={"Topic": ";"})
    assert [result.line for result in plan.results] == [2, 2, 3] and states(plan) == [
        "created",
        "created",
        "refused",
    ]
    assert [name.text for name in plan.names.values()] == ["Sandwiches"]
    names = CSIS | {"topics": {"sandwiches": {"new": {}}}}
    brought("recommendations", rows, by=editor, names=names, splits={"Topic": ";"})
    assert set(Recommendation.objects.values_list("topic__name", flat=True)) == {
        "Space", "Artificial intelligence", "Quantum information science", "Sandwiches"}  # fmt: skip


def test_a_name_with_the_sign_in_it_stays_whole(editor):
    Topic.objects.filter(code="critical-minerals").update(name="Critical minerals, batteries")
    rows = csv_of(HEAD, changed(topic="Space, Critical minerals, batteries, AI"), sign=";")
    brought("recommendations", rows, by=editor, names=CSIS, splits={"Topic": ","})
    assert set(Recommendation.objects.values_list("topic__code", flat=True)) == {
        "space", "critical-minerals", "artificial-intelligence"}  # fmt: skip


def test_totals_notes_and_headers_again_are_left_out_and_can_be_taken_in(editor):
    rows = (
        ROW,
        ("Total", "", "", "", "", "", "1"),
        HEAD,
        ("Note: by hand", *[""] * 6),
        changed(topic="Space"),
    )
    plan = tried("recommendations", table(*rows), by=editor, names=CSIS)
    assert [(r.line, r.state) for r in sorted(plan.results, key=lambda r: r.line)] == [
        (2, "created"), (3, "left_out"), (4, "left_out"), (5, "left_out"), (6, "created")]  # fmt: skip
    assert "Looks like a total, so it is left out." in messages(plan)
    plan = tried("recommendations", table(*rows), by=editor, names=CSIS, taken=["file1:3"])
    assert next(r.state for r in plan.results if r.line == 3) == "refused"
    plan = tried("recommendations", table(*rows), by=editor, names=CSIS, dropped=["file1:2"])
    assert [(r.line, r.messages) for r in plan.results if r.line == 2] == [(2, ["You left it out."])]


def test_a_row_of_a_table_with_few_filled_cells_is_no_note(editor):
    rows = csv_of(
        ("slug", "name", "kind"), ("north", "Note of the North", "state"), ("south", "Total South", "state")
    )
    assert states(tried("actors", rows, by=editor)) == ["created", "created"]


def test_cells_are_mended_and_the_original_is_kept(editor):
    rows, mended = table(changed(date="sometime")), {"file1": {"2": {"Date": "2022-04-01"}}}
    plan = tried("recommendations", rows, by=editor, names=CSIS, mended=mended)
    assert states(plan) == ["created"] and plan.tables[0].mended == {2: {4: "sometime"}}
    brought("recommendations", rows, by=editor, names=CSIS, mended=mended)
    assert Recommendation.objects.get().made.iso == "2022-04-01"


def test_empty_cells_and_ditto_marks_repeat_the_cell_above(editor):
    rows = table(ROW, changed(topic="Space", document="", recommended="〃"))
    assert states(tried("recommendations", rows, by=editor, names=CSIS)) == ["created", "refused"]
    plan = brought("recommendations", rows, by=editor, names=CSIS, above=["Document"])
    assert (
        states(plan) == ["created", "created"]
        and Document.objects.get(slug="tech-agenda").recommendations.count() == 2
    )


def test_rows_on_one_topic_of_one_document_are_told_and_kept_apart_on_request(editor):
    rows = table(ROW, changed(text="Something else."), ROW)
    plan = tried("recommendations", rows, by=editor, names=CSIS)
    assert states(plan) == ["created", "refused"] and plan.twins == 1
    assert [(row.line, row.messages) for row in plan.joined] == [
        (4, ["The same as line 2: its forums are added there."])]  # fmt: skip
    assert "Lines 2 and 3 are the same recommendation: it stands in line 2 already (Text)." in messages(plan)
    for expected in (["created", "created"], ["unchanged", "unchanged"]):
        plan = tried("recommendations", rows, by=editor, names=CSIS, apart=True)
        assert states(plan) == expected and not plan.obstacles
        brought("recommendations", rows, by=editor, names=CSIS, apart=True)
    assert Recommendation.objects.count() == 2


def test_no_sentence_names_a_column_in_code(editor):
    plan = tried("recommendations", csv_of(("Topic", "Document"), ("Semiconductors", "x")), by=editor)
    assert "made_on" not in messages(plan) and "Document: There is no document “x” on record." in messages(
        plan
    )
    plan = tried(
        "recommendations", csv_of(("Topic", "Document"), ("Space", "Minerals before machines")), by=editor
    )
    assert "Recommended by is missing" in messages(plan) and "Text is missing" in messages(plan)


def test_the_header_line_is_chosen_by_hand(editor):
    content = csv_of(
        ("First answers", "of the form", "", ""), ("Name", "Kind", "Belongs to", ""), ("A", "state", "", "")
    )
    read = ReadingOptions(headers={"file1": "1-2"})
    assert [c.header for c in tried("actors", content, by=editor, reading=read).columns][:2] == [
        "First answers › Name", "of the form › Kind"]  # fmt: skip
    assert states(tried("actors", content, by=editor)) == ["created"]  # and found by itself


def test_columns_are_guessed_by_a_slip_and_by_what_their_cells_hold(editor):
    rows = csv_of(("Was?", "Recomended by", "Document", "Date", "Kind", "Text"), ROW[:1] + ROW[2:])
    plan = tried("recommendations", rows, by=editor, names=CSIS)
    assert [(column.name, bool(column.why)) for column in plan.columns][:3] == [
        ("topic", True), ("by", True), ("document", False)]  # fmt: skip
    assert states(plan) == ["created"]


def test_a_sheet_of_excel_tells_formulas_without_results(editor):
    plan = tried("actors", xlsx_of(["Name", "Kind"], ["A", "state"], ["=B2", "state"]), by=editor)
    assert "without its result, which are empty here: 1." in " ".join(plan.notes)


def test_rows_that_name_a_refused_row_are_refused(editor):
    rows = csv_of(
        ("slug", "name", "kind", "parent"),
        ("north", "North", "nonsense", ""),
        ("office", "Office", "office", "north"),
    )
    plan = tried("actors", rows, by=editor)
    assert states(plan) == ["refused", "refused"] and "“north” is refused itself" in messages(plan)
    assert not plan.writes


def test_choices_of_imports_made_before_are_read(editor):
    assert Choices.of({"columns": {}, "reading": {"encoding": ""}}) == Choices()
