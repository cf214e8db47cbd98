"""The summaries of passages in other languages: loaded, dumped, carried to passages that say the same, shown."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from agenda.actions import Judgement, Passage, assess
from agenda.catalogue.tongues import passage_key
from agenda.models import Assessment, Evidence
from tests.support import factories as f


def load(directory) -> str:
    out = io.StringIO()
    call_command("load_record", str(directory), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def told(small_copy):
    """Writes translations of the small record's passages: told(tag, {key: text}) or, without texts, one for each."""

    def write(tag: str = "ja", texts: dict[str, str] | None = None) -> dict[str, dict]:
        rows = json.loads((small_copy.directory / "assessments.json").read_text(encoding="utf-8"))
        if texts is None:
            passages = [e for row in rows for e in row.get("evidence", []) if e.get("summary")]
            assert passages
            keys = [passage_key(e["document"], e["paragraph"], e["summary"]) for e in passages]
            texts = {key: f"要約 {number}" for number, key in enumerate(dict.fromkeys(keys))}
        said = {key: {"summary": text} for key, text in sorted(texts.items())}
        path = small_copy.directory / "translations" / tag / "passages.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return said

    return write


def dumped(directory, tag="ja") -> str:
    call_command("dump_record", str(directory), stdout=io.StringIO())
    return (directory / "translations" / tag / "passages.json").read_text(encoding="utf-8")


def test_what_was_loaded_is_dumped_byte_by_byte(small_copy, told, tmp_path, db):
    told()
    told("zh-Hant")
    load(small_copy.directory)
    for tag in ("ja", "zh-Hant"):
        path = small_copy.directory / "translations" / tag / "passages.json"
        assert dumped(tmp_path, tag) == path.read_text(encoding="utf-8")
    assert not Evidence.objects.exclude(summary="").filter(translations={}).exists()


def test_they_are_filled_in_later_and_mended_without_a_new_judgement(small_copy, told, db):
    load(small_copy.directory)
    before = set(Assessment.objects.values_list("pk", flat=True))
    said = told()
    load(small_copy.directory)
    told("ja", {key: parts["summary"] + "。" for key, parts in said.items()})
    load(small_copy.directory)
    assert set(Assessment.objects.values_list("pk", flat=True)) == before
    shown = {e.translations["ja"]["summary"] for e in Evidence.objects.exclude(summary="")}
    assert shown and all(text.endswith("。") for text in shown)


def test_words_that_changed_keep_no_translation(small_copy, told, db):
    told()
    load(small_copy.directory)
    path = small_copy.directory / "assessments.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    for passage in (e for row in rows for e in row["evidence"] if e["summary"]):
        passage["summary"] += " Otherwise."
    path.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(CommandError):
        load(small_copy.directory)  # nobody says the words that the file translates any more
    (small_copy.directory / "translations" / "ja" / "passages.json").unlink()
    load(small_copy.directory)
    changed = Evidence.objects.filter(summary__endswith="Otherwise.")
    assert changed and not changed.exclude(translations={}).exists()


@pytest.mark.parametrize("parts", [{"title": "題"}, {"summary": " "}, {"summary": 3}, "要約"])
def test_a_translation_of_something_else_is_refused(small_copy, told, db, parts):
    key = next(iter(told()))
    path = small_copy.directory / "translations" / "ja" / "passages.json"
    path.write_text(json.dumps({key: parts}), encoding="utf-8")
    with pytest.raises(CommandError):
        load(small_copy.directory)


def test_a_new_judgement_with_the_same_words_has_their_translation(db):
    meeting, topic, by = f.meeting(), f.topic(), f.user()
    paper = f.document(meeting)
    f.finding(meeting, f.topic("Chips"), documents=[paper], paragraph=3, summary="They spoke.")
    Evidence.objects.update(translations={"ja": {"summary": "話した。"}})

    def judged(paragraph, summary):
        passage = Passage(paper, paragraph, summary=summary)
        made = assess(meeting, topic, Judgement("raised", examined=[paper], passages=[passage]), by=by)
        return Evidence.objects.get(examination__assessment=made).translations

    assert judged(3, "They spoke.") == {"ja": {"summary": "話した。"}}
    assert judged(3, "They sang.") == judged(4, "They spoke.") == {}
