"""A Word file reads as Word shows it with every change accepted."""

import pytest

from agenda.intake.files.texts import read_file
from tests.support.texts import STRICT, docx_of, zipped

BOX = "<w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def run(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, more: str = "") -> str:
    return f"<w:p>{more}{''.join(runs)}</w:p>"


def read(body: str, **parts) -> str:
    return read_file(docx_of(body, **parts)).text


ANCHOR = para(
    run("Anchor."),
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{BOX}</w:txbxContent></w:drawing>"
    f"</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{BOX}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>",
)
DELETED_CELL = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>{run('gone')}</w:p></w:tc>"
MOVED = para(f"<w:moveFrom>{run('Here.')}</w:moveFrom>", run("x")) + para(
    f"<w:moveTo>{run('There.')}</w:moveTo>"
)
READING = "<w:rt><w:r><w:t>けいざい</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>経済</w:t></w:r></w:rubyBase>"
PROMPT = (
    f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
)
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
EQ = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText>EQ \\* jc2 \\o\\ad(\\s\\up 9(けいざい),経済)</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://x"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a link</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    "body, expected",
    [
        (ANCHOR + para(run("After.")), "Anchor.\n\nIn a box.\n\nAfter."),
        (para(f"<w:r><w:pict><v:textbox><w:txbxContent>{BOX}</w:txbxContent></v:textbox></w:pict></w:r>"), "In a box."),
        (para("<w:r><w:t>Open</w:t><w:noBreakHyphen/><w:t>RAN, two</w:t><w:cr/><w:t>by</w:t><w:tab/><w:t>two</w:t></w:r>"),
         "Open-RAN, two by two"),
        (para("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>", run("No tab.")), "No tab."),
        (para("<w:r><w:t>semi</w:t><w:softHyphen/><w:t>conductors</w:t></w:r>"), "semiconductors"),
        (para(run("Bullet "), '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'), "Bullet •"),
        # revisions
        (para(run("They "), f"<w:del>{run('never ')}</w:del><w:ins>{run('have ')}</w:ins>", run("met.")), "They have met."),
        (MOVED, "x\n\nThere."),
        (para("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("Now one ")) + para(run("sentence.")), "Now one sentence."),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{CELL.format('gone')}</w:tr><w:tr>{CELL.format('kept')}</w:tr></w:tbl>", "kept"),
        (f"<w:tbl><w:tr>{DELETED_CELL}{CELL.format('kept')}</w:tr></w:tbl>", "kept"),
        (para(run("Seen.", "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>")), "Seen."),
        # hidden
        (para(run("Open."), run(" HIDDEN", HIDDEN)), "Open."),
        (para(run("Open.", '<w:rPr><w:vanish w:val="0"/></w:rPr>')), "Open."),
        (para("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", run("Run-in head. ")) + para(run("Text.")), "Run-in head. Text."),
        # other
        (f"<w:tbl><w:tr>{CELL.format('Topic')}{CELL.format('Raised')}</w:tr></w:tbl>", "Topic\n\nRaised"),
        (para(run("日米"), f"<w:r><w:ruby>{READING}</w:ruby></w:r>", run("政策")), "日米経済政策"),
        (para(run("日米"), EQ, run("政策")), "日米経済政策"),
        (para(run("See "), FIELD, run(".")), "See a link."),
        (para(PROMPT, run("Typed.")), "Typed."),
        (para("<w:sdt><w:sdtContent>" + run("In a control") + "</w:sdtContent></w:sdt>"), "In a control"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("space", ["transitional", "strict"])
def test_what_word_shows_is_read_and_nothing_else(body, expected, space):
    text = read(body, space=STRICT) if space == "strict" else read(body)
    assert text == expected


def test_footnotes_and_endnotes_follow_the_text_in_its_order():
    body = para(
        run("One."), '<w:r><w:endnoteReference w:id="1"/></w:r>',
        run(" Two."), '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>',
    )  # fmt: skip
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{para()}</w:footnote>'
        f'<w:footnote w:id="2">{para(run("It names"))}{para(run("semiconductors."))}</w:footnote>'
        f'<w:footnote w:id="3">{para(run("Deleted."))}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{para(run("An end."))}</w:endnote>'
    brought = read_file(docx_of(body, footnotes=notes, endnotes=ends))
    assert brought.text == "One. Two.\n\n[1] An end.\n\n[2] It names semiconductors."
    assert any("Footnotes and endnotes stand after the text" in note for note in brought.notes)


def test_what_was_left_out_is_named():
    body = (
        para(run("a", HIDDEN), f"<w:del>{run('b')}</w:del>", run("c")) + '<w:altChunk r:id="x" xmlns:r="r"/>'
    )
    told = " ".join(read_file(docx_of(body)).notes)
    assert "hidden" in told and "tracked change" in told and "inserted from another file" in told


def test_styles_hide_text_too():
    styles = (
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:styleId="Shown"><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = (
        para('<w:pPr><w:pStyle w:val="Child"/></w:pPr>', run("paragraph"))
        + para(run("run", '<w:rPr><w:rStyle w:val="Secret"/></w:rPr>'), run("seen"))
        + para('<w:pPr><w:pStyle w:val="Shown"/></w:pPr>', run("shown"))
        + para('<w:pPr><w:pStyle w:val="A"/></w:pPr>', run("circle"))
    )
    assert read(body, styles=styles) == "seen\n\nshown\n\ncircle"


def test_the_main_part_is_found_by_its_relationship():
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    files = {
        "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{kind}" Target="/word/document2.xml"/>'
        "</Relationships>",
        "word/document2.xml": f'<w:document xmlns:w="{STRICT}"><w:body>{para(run("Found."))}</w:body></w:document>',
    }
    assert read_file(zipped(files)).text == "Found."
