"""Where a text speaks of a topic. The texts are written for these tests."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from agenda.passages import Codebook, Entry, suggest
from agenda.passages.evaluation import evaluate, overlaps
from agenda.passages.units import sentences
from tests.support import factories as f

BOOK = Codebook(
    [
        Entry("space", ("space", "satellite"), excluded=("cyberspace", "fiscal space")),
        Entry("ai", ("AI", "artificial intelligence", "人工知能")),
        Entry("open-ran", ("Open RAN", "O-RAN", "vRAN"), partial=("trusted vendors",)),
        Entry("tech", ("critical technology", "emerging technologies")),
        Entry("chips", ("semiconductor(s)", "supply chain + chips | wafers")),
        Entry("cyber", ("cyber*",)),
        Entry("st", ("science and technology",)),
        Entry("core", ("CoRe",)),
    ]
)


def found(text):
    return {topic: [text[s.start : s.end] for s in rows] for topic, rows in suggest(text, BOOK).items()}


@pytest.mark.parametrize(
    "text, topics",
    [
        ("They discussed O‑RAN and satellites.", {"open-ran", "space"}),
        ("They discussed open-RAN.", {"open-ran"}),
        ("The plan said AI matters.", {"ai"}),
        ("He said it again and paid.", set()),
        ("They widened fiscal space for growth.", set()),
        ("Work on cyberspace went on.", {"cyber"}),
        ("Cyber-attacks and cyberattacks were condemned.", {"cyber"}),
        ("A spacecraft flew.", set()),
        ("Critical technologies were named.", {"tech"}),
        ("An emerging technology was named.", {"tech"}),
        ("Semi- and semiconductors were named.", {"chips"}),
        ("A supply chain for wafers was planned.", {"chips"}),
        ("A supply chain was planned.", set()),
        ("両首脳は人工知能について議論した。", {"ai"}),
        ("At the core of the CoRe Partnership they met.", {"core"}),
        ("At its core it was simple.", set()),
        ("The Office of Science and Technology Policy hosted lunch.", set()),
        ("Minister of State for Science and Technology Policy Mori spoke.", set()),
        ("They will deepen science and technology cooperation.", {"st"}),
    ],
)
def test_which_topics_a_sentence_names(text, topics):
    assert set(found(text)) == topics


def test_offsets_count_code_points_and_give_the_sentence():
    text = "🛰️ First line.\n\nThe two sides welcomed Open RAN — naïvely? Yes.\n"
    (row,) = suggest(text, BOOK)["open-ran"]
    assert text[row.start : row.end] == "The two sides welcomed Open RAN — naïvely?"
    assert row.reason == "matches: Open RAN"


def test_full_names_come_before_partial_ones_and_say_so():
    text = "Trusted vendors were welcomed. They discussed Open RAN at length."
    first, second = suggest(text, BOOK)["open-ran"]
    assert (first.strength, second.strength) == ("full", "partial")
    assert first.score > second.score and "Open RAN" in text[first.start : first.end]


def test_headings_labels_and_headers_do_not_count():
    text = "TITLE: Satellites\n---\nSpace Cooperation\n\n- Satellites:\n\nThe two sides agreed on satellites."
    rows = suggest(text, BOOK, start=text.index("---") + 4)["space"]
    assert [text[row.start : row.end] for row in rows] == ["The two sides agreed on satellites."]


def test_abbreviations_numbers_and_closing_quotes_do_not_split_sentences():
    text = "2. The U.S. side met Mr. Abe at 5 p.m. in Tokyo. “They agreed.” Then they left"
    pieces = [text[start:end] for start, end in sentences(text)]
    assert pieces == ["2. The U.S. side met Mr. Abe at 5 p.m. in Tokyo.", "“They agreed.”", "Then they left"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\x00",
        "." * 5000,
        "AI " * 5000,
        "(" * 2000 + "a" * 2000,
        "「" * 2000 + "。" * 2000,
        "人工知能と" * 5000,
        "AI supply chain for wafers " * 2000,
    ],
)
def test_odd_texts_do_not_break_it(text):
    for rows in suggest(text, BOOK).values():
        assert all(0 <= row.start < row.end <= len(text) for row in rows)


def test_an_empty_codebook_suggests_nothing():
    assert suggest("Anything at all.", Codebook([])) == {}


@pytest.mark.parametrize(
    "a, b, yes",
    [
        ((0, 10), (5, 30), True),
        ((0, 10), (6, 30), False),
        ((0, 10), (10, 20), False),
        ((5, 6), (0, 90), True),
    ],
)
def test_a_hit_overlaps_by_half_of_the_shorter(a, b, yes):
    assert overlaps(a, b) is yes


def gold(directory):
    text = "TITLE: x\n---\nThey discussed satellites. They discussed AI."
    (directory / "one.txt").write_text(text)
    start = text.index("They")
    rows = [
        {"topic": "space", "status": "raised", "passages": [{"start": start, "end": start + 26}]},
        {"topic": "ai", "status": "not_raised", "passages": []},
        {"topic": "open_ran", "status": "partly_raised", "passages": [{"start": 0, "end": 5}]},
        {"topic": "tech", "status": "not_raised", "passages": []},
    ]
    return [{"file": "one.txt", "doc_complete": "full"} | row for row in rows]


def test_evaluation_by_hand(tmp_path):
    rows = gold(tmp_path)
    overall = evaluate(rows, tmp_path, BOOK)["overall"]
    assert overall == {
        "recall_at_1": 0.5, "recall_at_3": 0.5, "precision_at_1": 0.5, "document_precision": 0.5,
        "document_recall": 0.5, "document_f1": 0.5, "n": 4,
    }  # fmt: skip
    for row in rows:
        row["doc_complete"] = "partial"
    assert evaluate(rows, tmp_path, BOOK)["overall"]["document_precision"] == 1.0, (
        "absence is unknown in excerpts"
    )


@pytest.mark.django_db
def test_the_command_prints_json_and_refuses_bad_gold(tmp_path, capsys):
    f.topic(code="space", aliases=["satellite"])
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold(tmp_path)[:1]))
    call_command("evaluate_passages", str(path), str(tmp_path), "--json")
    assert json.loads(capsys.readouterr().out)["overall"]["recall_at_3"] == 1.0
    for bad, message in (
        ("[", "cannot be read as JSON"),
        ('{"a": 1}', "must be a list"),
        ('[{"file": "x"}]', "row 1: needs file, topic and status"),
        ('[{"file": "x", "topic": "nope", "status": "raised"}]', "no topic 'nope'"),
        ('[{"file": "gone.txt", "topic": "space", "status": "raised"}]', "gone.txt: cannot be read"),
    ):
        path.write_text(bad)
        with pytest.raises(CommandError, match=message):
            call_command("evaluate_passages", str(path), str(tmp_path))


@pytest.mark.django_db
def test_suggest_prints_passages_with_their_reason(record, capsys):
    call_command("suggest", "us-japan-leaders-2022-01-21", "--topic", "cybersecurity")
    out = capsys.readouterr().out
    assert "usjp-leaders-2022-01-21-readout (abstract in our own words)" in out
    assert re.search(r"cybersecurity \d+–\d+ full", out) and "[matches: cybersecurity]" in out
    with pytest.raises(CommandError, match="There is no meeting 'nowhere'"):
        call_command("suggest", "nowhere")


@pytest.mark.django_db
def test_the_codebook_that_ships_finds_the_records_own_passages(record):
    """Our abstracts were coded from the official texts, yet most of the evidence must be found in them too."""
    from agenda.management.commands._codebook import codebook
    from agenda.models import Document, Evidence

    words, hits, total = codebook(), 0, 0
    for document in Document.objects.exclude(bodies=None).prefetch_related("bodies"):
        paragraphs = dict(document.body.paragraphs())
        for evidence in Evidence.objects.filter(
            examination__document=document, strength="full"
        ).select_related("examination__assessment__topic"):
            if text := paragraphs.get(evidence.paragraph):
                total += 1
                hits += evidence.examination.assessment.topic.code in suggest(text, words)
    assert total > 150 and hits / total > 0.85
