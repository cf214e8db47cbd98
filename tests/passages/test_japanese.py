"""Suggestions in Japanese: sentences, names of offices, what was not taken up. Every text here is invented."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from agenda.passages import Codebook, Entry, suggest
from agenda.passages.evaluation import evaluate
from agenda.passages.units import sentences

DEVELOPMENT = Path(__file__).parent / "japanese"
BOOK = Codebook(
    [
        Entry("chips", ("半導体",), language="ja"),
        Entry("security", ("経済安全保障",), language="ja"),
        Entry("science", ("科学技術",), language="ja"),
        Entry("bio", ("バイオ",), language="ja"),
        Entry("cyber", ("サイバー*",), language="ja"),
        Entry("committee", ("日米経済政策協議委員会",), language="ja"),
        Entry("defense", ("防衛",), excluded=("防衛 + 王座 | タイトル",), language="ja"),
        Entry("local", ("データ + 国内 | 自国 + 保存",), language="ja"),
        Entry("ai", ("AI",)),
        Entry("taiwan", ("台湾",), language="ja"),
    ]
)


def pieces(text):
    return [text[start:end] for start, end in sentences(text)]


def topics(text):
    return set(suggest(text, BOOK))


@pytest.fixture(scope="module")
def shipped():
    return Codebook.of(
        json.loads((settings.BASE_DIR / "fixtures" / "topics.json").read_text(encoding="utf-8"))
    )


def test_sentences_end_at_the_full_stop_and_at_list_items_not_at_numbers():
    assert pieces("1. 冒頭、大臣が述べた。次に次官が述べた。\n2．双方は一致した。") == [
        "1. 冒頭、大臣が述べた。",
        "次に次官が述べた。",
        "2．双方は一致した。",
    ]
    assert pieces("・半導体の供給\n・AIの安全\n１．５Ｇを整備する｡６Ｇも調べる︒") == [
        "・半導体の供給",
        "・AIの安全",
        "１．５Ｇを整備する｡",
        "６Ｇも調べる︒",
    ]


def test_a_full_stop_within_a_quote_does_not_end_the_sentence():
    text = "大臣は「協力する。必ず進める。」と述べた。両国は一致した。"
    assert pieces(text) == ["大臣は「協力する。必ず進める。」と述べた。", "両国は一致した。"]


def test_hard_wrapped_lines_are_one_and_a_word_across_them_is_found():
    line = "双方は、二国間の協力を更に深めるため、次の点を確認した上で、半"
    text = f"{line}\n導体の供給について話し合った。\n次に、台湾について話した。"
    assert pieces(text)[0] == f"{line}\n導体の供給について話し合った。"
    assert topics(text) == {"chips", "taiwan"}
    (row,) = suggest(text, BOOK)["chips"]
    assert text[row.start : row.end].endswith("話し合った。")


def test_short_lines_and_list_items_are_not_joined():
    assert len(pieces("出席者は次のとおり\n外務大臣\n経済産業大臣")) == 3
    item = "・" + "半導体の供給の強化に関する作業部会の設置とその日程の確認" * 2
    assert len(pieces(f"{item}\n{item}")) == 2


@pytest.mark.parametrize(
    "heading", ["【半導体】", "（半導体及びAI）", "2. 半導体の供給", "半導体：", "半導体の供給"]
)
def test_headings_are_left_out(heading):
    assert topics(f"{heading}\n双方は、台湾について意見を交わした。") == {"taiwan"}


def test_short_numbered_lines_among_their_like_are_items():
    assert topics("双方は次の課題を選んだ。\n（1）半導体の供給\n（2）AIの安全") == {"chips", "ai"}


@pytest.mark.parametrize(
    "text, found",
    [
        ("経済安全保障担当大臣が同席した。", set()),
        ("科学技術政策局の職員と会った。", set()),
        ("国立研究開発法人科学技術振興機構が務める。", set()),
        ("内閣府政策統括官（経済安全保障担当）が出席した。", set()),
        ("AI学会の会長が述べた。", set()),
        ("日米経済政策協議委員会を開いた。", {"committee"}),
        ("経済安全保障の担当大臣級協議を新設した。", {"security"}),
        ("AI研究センターを新設する。", {"ai"}),
        ("サイバー防衛隊の演奏を聞いた。", set()),
        ("経済安全保障局長級協議を開いた。", {"security"}),
    ],
)
def test_names_of_offices_and_posts_are_no_topic(text, found):
    assert topics(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("台湾は、話題に上っておりません。", set()),
        ("AIの規制は、時間の都合により取り上げられませんでした。", set()),
        ("科学技術は別の枠組みで扱われるため、記載しない。", set()),
        ("半導体に関する議題は、次回に持ち越されました。", set()),
        ("AIは、本資料の対象外である。", set()),
        ("半導体については議論したが、台湾については取り上げられなかった。", {"chips"}),
        ("台湾の名前は出ませんでしたが、半導体について一致した。", {"chips"}),
        ("【記者】台湾についてはいかがですか。", set()),
        ("台湾については、どのような話になりましたか。", set()),
        ("半導体は欠かせないとの認識で一致した。", {"chips"}),
    ],
)
def test_what_was_not_taken_up_or_only_asked_does_not_count(text, found):
    assert topics(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("バイオリンの演奏を聞いた。", set()),
        ("バイオ・半導体を話した。", {"bio", "chips"}),
        ("サイバーセキュリティを話した。", {"cyber"}),
        ("世界王座を防衛した選手が来た。", set()),
        ("防衛について話した。", {"defense"}),
        ("データを国内に保存させる法に反対した。", {"local"}),
        ("データを保存した。", set()),
        ("AIIBの建物を借りた。", set()),
        ("ＡＩの原則を共有した。", {"ai"}),
    ],
)
def test_words_at_their_boundaries_and_together(text, found):
    assert topics(text) == found


def test_the_codebook_that_ships_finds_the_development_texts(shipped):
    gold = json.loads((DEVELOPMENT / "gold.json").read_text(encoding="utf-8"))
    measured = evaluate(gold, DEVELOPMENT, shipped)
    assert set(measured["languages"]) == {"ja"} and measured["languages"]["ja"] == measured["overall"]
    assert measured["overall"]["recall_at_3"] >= 0.95 and measured["overall"]["document_f1"] >= 0.9


def test_officials_words_not_seen_in_the_development_texts_are_found_too(shipped):
    for text, topic in (
        ("両国の学者が力を合わせて新しい電池の材料を研究する。", "advanced-rd"),
        ("貿易を武器に他国を従わせる行為に反対した。", "economic-coercion"),
        ("企業の買収の可否を国の安全の観点から調べる制度を比べた。", "investment-screening"),
        ("偽の広告から買い物客を守る取組を進める。", "consumer-protection"),
    ):
        assert topic in suggest(text, shipped), text


@pytest.mark.parametrize(
    "text",
    ["両国は、若者の交流を深めることで一致した。", "感染症に備えた医療体制の強化で一致した。", "田中国務大臣が出席した。",
     "消防の共同訓練が行われた。", "衛星放送の番組が紹介された。", "北朝鮮に対する制裁措置の履行を求めた。"],
)  # fmt: skip
def test_everyday_sentences_name_no_topic(shipped, text):
    assert suggest(text, shipped) == {}
