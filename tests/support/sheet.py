"""A meeting to be coded in a browser: one readout of four sentences, three topics, two of them with a passage."""

from agenda.models import Body, Draft

from . import factories as f
from .browser import sign_in

WORDS = (
    "🛰️ The ministers met in Tokyo. They discussed Open RAN at length.\n\n"
    "They welcomed progress on semiconductors. They promised more."
)


def meeting_to_code():
    f.codebook()
    row = f.meeting(slug="epcc-1", title="First ministerial")
    paper = f.document(row, slug="readout", title="The readout")
    Body.objects.create(document=paper, kind="official_text", text=WORDS, sha256=Body.digest(WORDS))
    for name, alias in (("Chips", "semiconductor(s)"), ("Open RAN", "Open RAN"), ("Space", "satellite")):
        f.topic(name, code=name.lower().replace(" ", "-"), aliases=[alias])
    return row


def sheet_address(url, topic="chips"):
    return f"{url}/desk/meetings/epcc-1/?topic={topic}"


def open_sheet(page, url, who, topic="chips"):
    sign_in(page, url, who)
    page.goto(sheet_address(url, topic))


def drafts(who):
    return {d.topic.code: d.content for d in Draft.objects.filter(analyst=who).select_related("topic")}


def select_words(page, words):
    """Select words of the first paragraph that has them, as a mouse would."""
    page.evaluate(
        """(words) => {
            for (const part of document.querySelectorAll('.para .words')) {
                const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const node = walker.currentNode, at = node.textContent.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + words.length);
                    getSelection().removeAllRanges();
                    getSelection().addRange(range);
                    return;
                }
            }
        }""",
        words,
    )
