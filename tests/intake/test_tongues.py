"""What a record's files say of its rows in other languages is put into the rows; what is wrong is said by file, line and key."""

import json
from collections import defaultdict

import pytest

from agenda.intake.files.lists import SourceRow
from agenda.intake.record.tongues import put_in

TOPIC = {"code": "chips", "name": "Chips", "definition": "What they are made of."}


@pytest.fixture
def rows():
    found = defaultdict(list)
    found["topics"].append(SourceRow("topics.json", 1, dict(TOPIC)))
    return found


@pytest.fixture
def put(tmp_path, rows):
    """put(tag, file, content): writes the file, puts it into the rows and returns what was said."""

    def write(tag, name, content, passages=None):
        path = tmp_path / "translations" / tag / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        problems = put_in(tmp_path, rows, {} if passages is None else passages)
        return [
            (each.file.removeprefix("translations/"), each.line, each.key, each.message) for each in problems
        ]

    return write


def test_parts_go_to_their_own_column_and_all_others_to_the_translations(put, rows):
    assert put("ja", "topics", {"chips": {"name": "半導体", "definition": "その定義。"}}) == []
    assert put("zh-Hant", "topics", {"chips": {"name": "晶片"}}) == []
    assert rows["topics"][0].values == TOPIC | {
        "name_ja": "半導体",
        "translations": {"ja": {"definition": "その定義。"}, "zh-Hant": {"name": "晶片"}},
    }


def test_the_same_said_twice_is_taken_and_two_different_things_are_not(put, rows):
    rows["topics"][0].values["name_ja"] = "半導体"
    assert put("ja", "topics", {"chips": {"name": "半導体"}}) == []
    said = put("ja", "topics", {"chips": {"name": "チップ"}})
    assert said == [
        ("ja/topics.json", 1, "chips", "name is 'チップ' here, but name_ja is '半導体' in topics.json")
    ]
    assert rows["topics"][0].values["name_ja"] == "半導体"


@pytest.mark.parametrize(
    "tag, name, content, place, sentence",
    [
        ("Japanese!", "topics", {}, (1, ""), "the folder “Japanese!” is not named after a language tag such as ja"),
        ("ja", "colors", {}, (1, ""), "nothing called “colors” is translated; there are actors, codebook"),
        ("ja", "topics", b"{", (1, ""), "cannot be read as UTF-8 JSON"),
        ("ja", "topics", b"\xff\xfe", (1, ""), "cannot be read as UTF-8 JSON"),
        ("ja", "topics", [], (1, ""), "the file must be one JSON object: {key: {part: text}}"),
        ("ja", "topics", b'{\n"chips": "x"}', (2, "chips"), "must be an object: {part: text}"),
        ("ja", "topics", b'{\n"chips": {},\n"gone": {}}', (3, "gone"), "there is no such row among the topics"),
        ("ja", "interpretation_notes", {"1/1": {}}, (1, "1/1"), "there is no such row among the codebook"),
        ("ja", "passages", {"p/1/0": {}}, (1, "p/1/0"), "there is no such row among the assessments"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands_and_no_row_changes(
    put, rows, tag, name, content, place, sentence
):
    [(file, *found, message)] = put(tag, name, content)
    assert (file, tuple(found)) == (f"{tag}/{name}.json", place) and message.startswith(sentence)
    assert rows["topics"][0].values == TOPIC


def test_a_passage_is_translated_by_its_summary_only(put, rows):
    from agenda.catalogue.tongues import passage_key

    evidence = [
        {"document": "joint", "paragraph": 3, "summary": " They met. "},
        {"document": "joint"},
        "no object",
    ]
    rows["assessments"] += [
        SourceRow("assessments.json", 1, {"evidence": evidence}),
        SourceRow("assessments.json", 9, {"evidence": "no list"}),
    ]
    key, passages = passage_key("joint", 3, "They met."), {}
    assert put("ja", "passages", {key: {"summary": "会った。"}}, passages) == []
    assert passages == {key: {"ja": {"summary": "会った。"}}}
    [(_file, _line, of, message)] = put("ja", "passages", {key: {"quote": "会った。"}}, {})
    assert of == key and message.startswith("“quote” is no part to translate; there are summary")
