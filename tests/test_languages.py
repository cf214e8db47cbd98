"""Languages: which there are, which an address asks for, how names sort, what a row says in each."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from agenda.languages import bare_path, collation, language_of_path, languages_in, path_in
from agenda.models import Actor, Topic
from agenda.models.translations import OnlyParts
from agenda.translated import Said, by_name, in_all_languages, said
from tests.support import factories as f


def test_a_folder_with_compiled_messages_is_a_language(tmp_path):
    for name in ("ja", "zh_Hant", "tlh", "empty"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        if name != "empty":
            (tmp_path / name / "LC_MESSAGES" / "django.mo").touch()
    found = languages_in(tmp_path, "en")
    assert found == [("en", "English"), ("ja", "日本語"), ("tlh", "tlh"), ("zh-hant", "繁體中文")]


@pytest.mark.parametrize(
    ("path", "tag", "bare"),
    [
        ("/ja/meetings/", "ja", "/meetings/"),
        ("/ja/", "ja", "/"),
        ("/ja", "ja", "/"),
        ("/meetings/ja/", "en", "/meetings/ja/"),
        ("/japan/", "en", "/japan/"),
        ("/en/meetings/", "en", "/en/meetings/"),
        ("/JA/", "en", "/JA/"),
        ("//ja/", "en", "//ja/"),
        ("", "en", ""),
    ],
)
def test_the_first_part_of_an_address_names_its_language(path, tag, bare):
    assert (language_of_path(path), bare_path(path)) == (tag, bare)
    if path.startswith("/") and path != "/ja":
        assert path_in(tag, path) == path


def test_japanese_sorts_letters_then_kana_then_kanji_by_their_readings():
    names = ["半導体", "サイバー", "経済", "EPPD", "うちゅう", "ウクライナ", "安全", "6G", "さくら"]
    wanted = ["6G", "EPPD", "ウクライナ", "うちゅう", "サイバー", "さくら", "安全", "経済", "半導体"]
    assert sorted(names, key=lambda name: collation(name, "ja")) == wanted


def test_other_languages_sort_without_regard_to_case_and_marks():
    names = ["Éire", "Egypt", "estonia", "Zürich"]
    assert sorted(names, key=lambda name: collation(name, "en")) == ["Egypt", "Éire", "estonia", "Zürich"]


@pytest.mark.django_db
def test_a_row_is_called_as_its_readers_language_has_it():
    topic = f.topic("Semiconductors", code="chips", name_ja="半導体")
    assert str(topic) == "Semiconductors"
    with translation.override("ja"):
        assert str(topic) == "半導体" and topic.reader.name.language == "ja"
        assert str(topic.beside.name) == '<span lang="en">Semiconductors</span>'
    assert str(topic.beside.name) == '<span lang="ja">半導体</span>'


@pytest.mark.django_db
def test_what_has_no_translation_is_marked_with_its_own_language_in_html_only():
    topic = f.topic("Chips & <b>", code="chips")
    with translation.override("ja"):
        assert topic.reader.name.__html__() == '<span lang="en">Chips &amp; &lt;b&gt;</span>'
        assert f"{topic}" == "Chips & <b>" and topic.reader.name.plain == "Chips & <b>"
    assert topic.reader.name.__html__() == "Chips &amp; &lt;b&gt;"


@pytest.mark.django_db
def test_any_language_may_be_on_record():
    """Nothing names Chinese or Korean in the code."""
    actor = f.actor("Taiwan", slug="tw", translations={"zh-hant": {"name": "臺灣"}, "ko": {"name": "대만"}})
    with translation.override("zh-hant"):
        assert str(actor) == "臺灣"
    assert "臺灣" in str(actor.beside.name) and "대만" in str(actor.beside.name)
    assert in_all_languages(actor, "name") == ["Taiwan", "臺灣", "대만"]


@pytest.mark.django_db
def test_a_reading_on_record_goes_before_the_signs():
    first = f.topic("B", code="b", name_ja="亜", translations={"ja": {"reading": "わ"}})
    second = f.topic("A", code="a", name_ja="輪", translations={"ja": {"reading": "あ"}})
    assert sorted([first, second], key=by_name) == [second, first]
    with translation.override("ja"):
        assert sorted([first, second], key=by_name) == [second, first]
        assert sorted([f.topic("C", code="c", name_ja="亜"), second], key=by_name)[0] == second


@pytest.mark.parametrize(
    ("text", "declared", "tag"),
    [
        ("会談を行った。", "en", "ja"),
        ("EPPD近期召開", "zh", "zh"),
        ("A title", "ja", "ja"),
        ("A title", "", "en"),
        ("회담", "", "ko"),
    ],
)
def test_a_text_is_in_the_language_of_its_script(text, declared, tag):
    assert said(text, declared).language == tag


def test_what_a_text_says_of_itself_survives_a_cache():
    import pickle

    kept = pickle.loads(pickle.dumps(Said("半導体", "ja")))  # noqa: S301  our own bytes
    assert kept == "半導体" and kept.language == "ja"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([], "objects by language tag"),
        ({"Japanese": {"name": "x"}}, "no language tag"),
        ({"ja": "x"}, "texts by part"),
        ({"ja": {"nmae": "x"}}, "“nmae” is no part to translate; there are name, reading"),
        ({"ja": {"name": " "}}, "is no text"),
        ({"ja": {"name": 3}}, "is no text"),
    ],
)
def test_odd_translations_are_told(value, told):
    with pytest.raises(ValidationError, match=told):
        OnlyParts(("name", "reading"))(value)


def test_translations_hold_what_their_model_has():
    Actor._meta.get_field("translations").run_validators({"ja": {"name": "日本", "reading": "にほん"}})
    Topic._meta.get_field("translations").run_validators({"zh-Hant": {"definition": "晶片"}})
