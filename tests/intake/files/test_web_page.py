"""A web page's text: blocks apart, readings and menus out, tags as people write them."""

import pytest

from agenda.intake.files.texts import read_file

START = "<!DOCTYPE html><html><head><title>t</title></head><body>"


@pytest.mark.parametrize(
    "markup, expected",
    [
        ("日米<ruby>経済<rp>（</rp><rt>けいざい</rt><rp>）</rp></ruby>政策協議", "日米経済政策協議"),
        ("<ruby><rb>経<rb>済<rt>けい<rt>ざい</ruby>政策", "経済政策"),
        ("<table><tr><th>Topic</th><th>Raised</th></tr><tr><td>Open RAN</td><td>yes</td></tr></table>",
         "Topic\n\nRaised\n\nOpen RAN\n\nyes"),
        ("<table><tr><th>Topic<th>Raised<tr><td>Open RAN<td>yes</table>", "Topic\n\nRaised\n\nOpen RAN\n\nyes"),
        ("<h1>Readout</h1><p>One.<p>Two.<ul><li>a<li>b</ul>", "Readout\n\nOne.\n\nTwo.\n\na\n\nb"),
        ("<dl><dt>Place<dd>Tokyo<dt>Day<dd>Friday</dl>", "Place\n\nTokyo\n\nDay\n\nFriday"),
        ("<p>One.</p><aside>Beside</aside><figure><figcaption>Below</figcaption></figure><button>Share</button>"
         "<select><option>EN<option>JA</select>", "One.\n\nBeside\n\nBelow\n\nShare\n\nEN\n\nJA"),
        ("<p>one <b>bo</b>ld<!-- no --> wo<wbr>rd, H<sub>2</sub>O<br>next</p>", "one bold word, H2O\nnext"),
        ("<pre>one\n\ntwo\nthree</pre>", "one\n\ntwo\nthree"),
        ("<p>Seen.</p><p hidden>not</p><div style='color: red; display:none'>nor<p>this</div><template>x</template>", "Seen."),
        ("<p>They <del>never</del> <ins>have</ins> met.", "They have met."),
        ("<nav>Menu</nav><p>Text.</p><script>x()</script><noscript>Turn it on</noscript>", "Text."),
        ("<p>&#147;Quoted&#148; &amp; caf&eacute; &ensp;&shy;x</p>", "“Quoted” & café x"),
        ("<p>one<div>two</p>three</div>four", "one\n\ntwo\n\nthree\n\nfour"),
    ],
)  # fmt: skip
def test_blocks_stand_apart_and_what_is_not_text_stays_out(markup, expected):
    assert read_file(f"{START}{markup}".encode()).text == expected


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<title>R</title>\n<body>\n<p>Text.\n</html>",
        "<title>R</title><p>Text.",
        "<!-- saved from --><html><head><style>p {}</style><p>Text.",
        "<p>Text.</p>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head>'
        "<body><p>Text.</p></body></html>",
        "<HTML><BODY BGCOLOR=white><P>Text.",
    ],
)
def test_tags_may_be_left_out(page):
    brought = read_file(page.encode())
    assert (brought.text, brought.media_type) == ("Text.", "text/html")


@pytest.mark.parametrize(
    "declared, codec, text",
    [
        ("shift_jis", "cp932", "日米①会合"),
        ("euc-jp", "euc_jp", "日米会合"),
        ("iso-8859-1", "cp1252", "“café” – €"),
        ("big5", "big5", "臺美"),
        ("euc-kr", "cp949", "한미 회의"),
        ("gb2312", "gb18030", "中美"),
        ("no-such-thing", "utf-8", "日米会合"),
    ],
)
def test_a_page_says_its_encoding_in_its_own_words(declared, codec, text):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}'
    assert read_file(page.encode(codec)).text == text
