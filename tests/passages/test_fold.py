"""Folding for matching: spellings become one, and every place is still a place in the text as written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.passages.fold import fold, squeeze

ODD = st.text(
    alphabet="aB é-–\n\t 　AI ﬁ㈱㍿…ｶﾞﾊﾟｰーサイバー・「」（）()よみ強靭靱量子5５G\U0001f600\U00020bb7𠮷",
    max_size=40,
)


@pytest.mark.parametrize(
    "written, usual",
    [
        ("ｻｲﾊﾞｰｾｷｭﾘﾃｨ", "サイバーセキュリティ"),
        ("サイバー・セキュリティー", "サイバーセキュリティ"),
        ("ｻｲﾊﾞ－攻撃", "サイバー攻撃"),
        ("コンピューター", "コンピュータ"),
        ("強靭化", "強靱化"),
        ("ウエハ", "ウェハ"),
        ("データ・ローカライゼーション", "データローカライゼーション"),
        ("環太平洋（かんたいへいよう）パートナーシップ", "環太平洋パートナーシップ"),
        ("重要・新興技\n術", "重要新興技術"),
        ("Ｂｅｙｏｎｄ　５Ｇ", "Beyond 5G"),
        ("5G 基地局", "5G基地局"),
        ("経済版「２＋２」", "経済版2+2"),
        ("５ヶ国", "5か国"),
        ("Open‑RAN", "open ran"),
    ],
)
def test_spellings_of_one_word_are_folded_alike(written, usual):
    assert squeeze(written) == squeeze(usual)


@pytest.mark.parametrize(
    "one, other", [("バイオ", "ハイオ"), ("技術（ぎじゅつ）", "技術（技術）"), ("半導体", "半導 体制")]
)
def test_words_that_differ_stay_different(one, other):
    assert squeeze(one) != squeeze(other)


def test_places_are_those_of_the_text_as_written():
    text = "𠮷田氏は、ﾃﾞｼﾞﾀﾙ\n貿易と抑止力（よくしりょく）を語った。"
    folded = fold(text)
    for word, written in (("デジタル貿易", "ﾃﾞｼﾞﾀﾙ\n貿易"), ("抑止力", "抑止力"), ("語った", "語った")):
        at = folded.text.index(word)
        start, end = folded.span(at, at + len(word))
        assert text[start:end] == written


@settings(max_examples=200, deadline=None)
@given(ODD)
def test_places_go_up_and_stay_inside_the_text(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.shaped) == len(folded.starts) == len(folded.ends)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert list(folded.starts) == sorted(folded.starts) and list(folded.ends) == sorted(folded.ends)
