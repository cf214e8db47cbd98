"""Templates that can be read, compared and translated: short lines, one indent, whole sentences, no fixed address."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from agenda.coverage.rates import Tally
from agenda.templatetags import agenda as tags

from .support import factories as f

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT)) for path in TEMPLATES]
MODULES = sorted((ROOT / "agenda" / "templatetags").glob("*.py"))
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2, "gettext_noop": 1}


def messages(python: str) -> list[str]:
    """The messages that calls of gettext in a Python text mark for translation."""
    found = []
    for node in ast.walk(ast.parse(python)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = node.args[: CALLS[node.func.id]]
            found += [
                arg.value for arg in words if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
    return found


def messages_of(path: Path) -> list[str]:
    """The messages of a template or a module, as `makemessages` would find them."""
    if path.suffix == ".py":
        return messages(path.read_text())
    source = path.read_text()
    blocks = re.findall(r"\{% blocktranslate.*?%\}(.*?)\{% endblocktranslate %\}", source, re.S)
    found = [form for block in blocks for form in re.split(r"\{% plural %\}", block)]
    return found + re.findall(r"""(?:\{% translate |\b_\()"([^"]*)\"""", source)


def faults(message: str) -> list[str]:
    """What keeps a message from being translated as a sentence of its own."""
    found = []
    if message.count("(") != message.count(")"):
        found.append("a parenthesis is cut off")
    if re.match(r"[,;.)\]]", message.strip()) or message.strip().endswith(("(", "[")):
        found.append("it goes on from, or into, words outside it")
    if "%(_)s" in message:
        found.append("a value has no name")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_line_is_longer_than_a_screen(path):
    long = [(n, len(line)) for n, line in enumerate(path.read_text().splitlines(), 1) if len(line) > 120]
    assert not long


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_address_is_written_out(path):
    """The site may stand under a path of its server: addresses come from `url` and `static`."""
    assert not re.findall(
        r"""\b(?:href|src|action|formaction|hx-get|hx-post)=["']/[^"']*""", path.read_text()
    )


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *MODULES], ids=[*NAMES, *(str(p.relative_to(ROOT)) for p in MODULES)]
)
def test_each_message_is_whole(path):
    assert not [(message, faults(message)) for message in messages_of(path) if faults(message)]


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_line_breaks_in_a_template_are_not_in_its_messages(path):
    """Without `trimmed` a message would carry the indent of its template."""
    tags = re.findall(
        r"\{% blocktranslate((?: [^%]*)?) %\}(.*?)\{% endblocktranslate %\}", path.read_text(), re.S
    )
    assert not [body for options, body in tags if "\n" in body and "trimmed" not in options.split()]


def test_what_the_checks_call_a_fault():
    assert faults("partial)") and faults("95 % interval)") and faults(", of") and faults("paragraph (")
    assert faults("larger than %(_)s MB")
    assert not faults("(partial)") and not faults("Raised, with the proof")
    assert messages('ngettext("%(n)s day", "%(n)s days", n)') == ["%(n)s day", "%(n)s days"]


@pytest.mark.parametrize(
    "formatter",
    ["djhtml --tabwidth 2 --check", "djade --target-version 5.2 --check"],
    ids=["djhtml", "djade"],
)
def test_templates_are_as_the_formatters_leave_them(formatter):
    """`make format` mends what this finds."""
    program, *options = formatter.split()
    command = [str(Path(sys.executable).parent / program), *options, *map(str, TEMPLATES)]
    check = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


def test_a_state_is_linked_to_the_finding_that_says_so():
    assert tags.state_link("raised", "/findings/m/t/").startswith(
        '<a href="/findings/m/t/"><span class="badge raised"'
    )
    assert tags.state_link("not_assessed").startswith("<span")


def test_rows_are_named_and_linked_safely(db):
    topics = [f.topic("Chips & <b>wafers</b>", code="chips"), f.topic("Ports", code="ports")]
    assert tags.links(topics) == (
        '<a href="/topics/chips/">Chips &amp; &lt;b&gt;wafers&lt;/b&gt;</a>, <a href="/topics/ports/">Ports</a>'
    )
    assert tags.link(topics[1], "<i>") == '<a href="/topics/ports/">&lt;i&gt;</a>'
    assert tags.links([]) == ""


def test_marked_pieces_join_without_a_gap():
    assert (
        tags.marked([("semi", False), ("<con>", True), ("ductor", False)])
        == "semi<mark>&lt;con&gt;</mark>ductor"
    )


def test_a_passage_is_named_by_issuer_kind_and_paragraph(db):
    side = f.actor("Japan", slug="japan")
    meeting = f.meeting(f.dialogue(slug="jhlc"), "2022-05-06")
    document = f.document(meeting, side, slug="fact-sheet")
    kind = document.get_kind_display().lower()
    assert tags.passage_link(document, 4) == (
        f'<a href="/documents/fact-sheet/#p4">Japan, {kind}, paragraph 4</a>'
    )
    assert tags.passage_link(document, issuer="Both") == f'<a href="/documents/fact-sheet/">Both, {kind}</a>'


def test_a_rate_is_none_where_nothing_counts():
    assert tags.rate(Tally()) == "–"
