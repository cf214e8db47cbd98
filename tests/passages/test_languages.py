"""Phrases by language: what they are looked for in, and that a new language needs phrases and no code."""

import json

import pytest
from django.core.management import call_command

from agenda.models import Topic
from agenda.passages import Codebook, Entry, suggest
from agenda.passages.evaluation import evaluate, text_language
from agenda.passages.language import agrees, language_of
from tests.support import factories as f

BOOK = Codebook(
    [
        Entry("chips", ("semiconductor", "TSMC")),
        Entry("chips", ("半導体",), language="ja"),
        Entry("chips", ("半導體", "晶片 + 供應鏈 | 供应链"), language="zh-Hant"),
        Entry("chips", ("芯片",), excluded=("薯芯片",), language="zh"),
        Entry("chips", ("반도체",), language="ko"),
        Entry("chips", ("anqa",), language="qya"),  # a language that nobody speaks
    ]
)


@pytest.mark.parametrize(
    "text, declared, language",
    [
        ("両国は一致した。", "", "ja"),
        ("両国は一致した。", "en", "ja"),
        ("雙方討論供應鏈。", "", "zh"),
        ("雙方討論供應鏈。", "zh-Hant", "zh-Hant"),
        ("概要", "ja", "ja"),
        ("양측은 논의했다.", "", "ko"),
        ("They met.", "", ""),
        ("Elen síla.", "qya", "qya"),
        ("", "", ""),
    ],
)
def test_the_script_goes_before_what_is_declared(text, declared, language):
    assert language_of(text, declared) == language


@pytest.mark.parametrize(
    "phrase, text, yes",
    [
        ("", "ja", True),
        ("zh", "zh-Hant", True),
        ("zh-Hant", "zh", True),
        ("ja", "zh", False),
        ("ja", "", False),
    ],
)
def test_tags_agree_when_one_is_the_beginning_of_the_other(phrase, text, yes):
    assert agrees(phrase, text) is yes


@pytest.mark.parametrize(
    "text, declared, is_found",
    [
        ("雙方討論半導體。", "zh-Hant", True),
        ("雙方討論晶片供應鏈。\n第二句。", "", True),
        ("雙方討論晶片。", "", False),
        ("双方讨论芯片。", "zh", True),
        ("朋友吃薯芯片。", "zh", False),
        ("양측은 반도체를 논의했다.", "", True),
        ("TSMC 的投資", "zh-Hant", True),
        ("両国は半導体を議論した。", "", True),
        ("両国は「半導體」と書いた。", "", False),
        ("I anqa carner.", "qya", True),
        ("I anqa carner.", "en", False),
        ("Both sides discussed semiconductors.", "qya", True),
    ],
)
def test_phrases_are_looked_for_in_texts_of_their_language(text, declared, is_found):
    assert bool(suggest(text, BOOK, language=declared)) is is_found


def test_a_text_in_two_languages_is_read_sentence_by_sentence():
    text = "They discussed semiconductors.\n両国は半導体を議論した。"
    assert len(suggest(text, BOOK)["chips"]) == 2


def test_chinese_sentences_end_at_their_full_stop():
    text = "雙方討論半導體。雙方同意加強合作。"
    (row,) = suggest(text, BOOK, language="zh-Hant")["chips"]
    assert text[row.start : row.end] == "雙方討論半導體。"


def test_evaluation_reports_by_language(tmp_path):
    (tmp_path / "one.txt").write_text(
        "TITLE: x\nLANGUAGE: ja\n---\n両国は半導体を議論した。", encoding="utf-8"
    )
    (tmp_path / "two.txt").write_text("They met.", encoding="utf-8")
    gold = [
        {
            "file": "elsewhere/one.txt",
            "topic": "chips",
            "status": "raised",
            "passages": [{"start": 26, "end": 38}],
        },
        {"file": "two.txt", "topic": "chips", "status": "raised", "passages": []},
    ]
    measured = evaluate(gold, tmp_path, BOOK)
    assert measured["languages"]["ja"]["recall_at_3"] == 1.0
    assert measured["languages"]["en"]["document_recall"] == 0.0
    assert measured["overall"]["n"] == 2 and measured["errors"][0]["language"] == "en"


def test_a_file_without_a_header_is_in_the_language_of_its_script():
    assert [text_language(text) for text in ("They met.", "両国は", "TITLE: x\nLANGUAGE: zh-Hant\n---\n雙方")] == [
        "en", "ja", "zh-Hant",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_language_is_added_by_its_phrases_alone(tmp_path, capsys):
    topic = f.topic(code="chips", aliases=["semiconductor"])
    topic.phrasings.create(language="zh", phrases=["半導體"], partial_phrases=["晶圓"])
    assert Topic.objects.words()[0]["phrasings"][0]["language"] == "zh"
    (tmp_path / "one.txt").write_text("雙方討論晶圓。", encoding="utf-8")
    path = tmp_path / "gold.json"
    path.write_text(
        json.dumps(
            [{"file": "one.txt", "topic": "chips", "status": "raised", "passages": [{"start": 0, "end": 7}]}]
        )
    )
    call_command("evaluate_passages", str(path), str(tmp_path))
    out = capsys.readouterr().out
    assert "in zh" in out and "overall" in out
