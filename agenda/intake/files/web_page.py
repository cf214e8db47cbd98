"""The readable text of a web page, parsed as browsers do: tags may be left out, left open or wrongly nested."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .lines import unwrapped

SKIPPED = frozenset(
    "head title script style noscript template nav svg rt rtc rp del iframe object embed audio video canvas textarea "
    "datalist noframes annotation annotation-xml".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark math mi mn mo ms mtext mrow msub "
    "msup msubsup mfrac nobr output picture q rb ruby s samp small source span strike strong sub sup time tt u var wbr".split()
)
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BLANKS = re.compile(r"\s+")
# XHTML may close these on the spot; to an HTML parser they would stay open to the end of the page.
CLOSED = re.compile(
    r"<(script|style|title|iframe|textarea|noscript|div|span|p|a|td|th|object|video|audio)\b([^<>]*)/>", re.I
)


def web_page_text(markup: str) -> str:
    """The text with an empty line between blocks; scripts, menus, readings beside kanji and what is hidden are left out."""
    if markup.lstrip()[:5] == "<?xml":
        markup = CLOSED.sub(r"<\1\2></\1>", markup)
    root = LexborHTMLParser(markup).root
    parts: list[str] = []
    node: LexborNode | None = root
    preformatted: list[int] = []  # where the text of each open <pre> begins in `parts`
    while node is not None:
        below = None if _is_skipped(node) else node.child
        if node.is_text_node:
            text = node.text_content or ""
            parts.append(text if preformatted else BLANKS.sub(" ", text))
        elif node.is_element_node and node.tag not in SKIPPED:
            _begin(node.tag or "", parts, preformatted)
        if below is not None:
            node = below
            continue
        while node is not None:
            if node.is_element_node:
                _end(node.tag or "", parts, preformatted)
            if node.next is not None:
                node = node.next
                break
            node = node.parent
    return "".join(parts)


def _begin(tag: str, parts: list[str], preformatted: list[int]) -> None:
    if tag == "br":
        parts.append("\n")
    elif tag not in INLINE:
        parts.append("\n\n")
    if tag == "pre":
        preformatted.append(len(parts))


def _end(tag: str, parts: list[str], preformatted: list[int]) -> None:
    if tag == "pre" and preformatted:
        first = preformatted.pop()
        parts[first:] = [unwrapped("".join(parts[first:]))]
    if tag not in INLINE and tag not in SKIPPED and tag != "br":
        parts.append("\n\n")


def _is_skipped(node: LexborNode) -> bool:
    tag = node.tag or ""
    if not node.is_element_node or tag in SKIPPED:
        return True
    if tag in ("html", "body"):  # some pages hide themselves until a script has run
        return False
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or bool(UNSEEN.search(attributes.get("style") or "")))
