"""Reading pages as a reader does, and walking from one to the next."""

import io
import re
import zipfile
from html import unescape

from django.urls import Resolver404, resolve

from agenda.languages import bare_path, language_of_path
from agenda.models import Actor, Dialogue, Document, Finding, Meeting, Recommendation, Topic

from .data import body

SMALL_PAGES = (
    "/", "/?as_of=2022-05-10", "/dialogues/", "/dialogues/ns/", "/meetings/", "/meetings/talk-1/", "/topics/",
    "/topics/t-not-raised/", "/recommendations/", "/recommendations/R-not-raised/", "/documents/", "/documents/p-own/",
    "/documents/k-article/", "/actors/", "/actors/north/", "/actors/a-person/", "/coverage/", "/coverage/?as_of=2022-05-10",
    "/missed/", "/divergence/", "/elsewhere/", "/planned/", "/claims/", "/questions/", "/agreement/", "/compare/?forum=ns",
    "/dialogues/ns/brief/", "/findings/talk-1/t-raised/",
)  # fmt: skip
"""A page of each kind of the small record."""


def text(response) -> str:
    """What a reader sees: tags gone, entities resolved, white space folded."""
    words = unescape(re.sub(r"<[^>]+>", " ", words_of(response)))
    return re.sub(r" ([.,;:?!)])", r"\1", re.sub(r"\s+", " ", words)).replace("( ", "(")


def markup(response) -> str:
    """The page's HTML with white space folded, so that a test does not hang on where its lines break."""
    return re.sub(r"\s+", " ", words_of(response))


def words_of(response) -> str:
    """The answer as text: the XML inside Word and Excel files, anything else as it is."""
    content = body(response)
    if "openxmlformats" in response["Content-Type"]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(
                archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
            )
    return content.decode()


def crawl(client, *, sample=False, start="/"):
    """Every address reachable by links from a home page, without query strings, with its response; those of other
    languages are left out.

    With `sample` only the first address found of each kind of page, and one of each kind that no link led to.
    """
    found, kinds, state_of = {}, set(), states()
    language = language_of_path(start)
    todo = [*state_of, start] if sample else [start]  # taken from the end: links before rows
    while todo:
        address = todo.pop()
        kind = kind_of_page(address, state_of) if sample else address
        if address in found or kind in kinds:
            continue
        kinds.add(kind)
        found[address] = response = client.get(address)
        links = re.findall(r'href="(/[^"#?]*)', words_of(response))
        links = [link for link in links if language_of_path(link) == language]
        skipped = ("/admin", "/desk", "/static")
        todo += [
            link for link in links if not bare_path(link).startswith(skipped) and not link.endswith(".png")
        ]
    return found


def states() -> dict[str, tuple]:
    """Address of each public row → what may set its page apart from others of its noun."""
    rows = {
        Actor.objects.published(): lambda actor: (actor.kind,),
        Dialogue.objects.published(): lambda dialogue: (dialogue.status,),
        Meeting.objects.published(): lambda meeting: (meeting.status,),
        Topic.objects.published(): lambda topic: (topic.recommendations.exists(), topic.findings.exists()),
        Recommendation.objects.published(): lambda asked: (
            asked.kind, asked.dialogues.exists(), bool(asked.withdrawn_on),
        ),
        Document.objects.published().prefetch_related("bodies"): lambda document: (
            document.kind, document.completeness, document.body and document.body.kind,
        ),
        Finding.objects.in_public_cells().select_related("meeting", "topic"): lambda finding: (
            finding.outcome, finding.is_excluded, finding.is_self_coded, finding.basis, finding.status,
        ),
    }  # fmt: skip
    return {row.get_absolute_url(): state(row) for found, state in rows.items() for row in found}


def kind_of_page(address: str, state_of: dict[str, tuple]) -> tuple:
    """The view, the form and kind asked of it, and the state of the row that the address is of or below."""
    try:
        view = resolve(address)
    except Resolver404:
        return (address,)
    parts = address.removesuffix(".json").strip("/").split("/")
    above = ["/" + "/".join(parts[:n]) + "/" for n in range(len(parts), 0, -1)]
    state = next((state_of[row] for row in above if row in state_of), None)
    return view.url_name, *(view.kwargs.get(name) for name in ("kind", "form", "name")), state
