"""Every address of the site, from the resolver, with rows to ask it for and people who ask: what `tests/routes.tsv` lists."""

import csv
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import URLResolver

from agenda.models import Arrival, Assignment, Correction, Import, Original, Topic, WordProposal

from . import factories as f
from .canary import WORD, plant
from .desk import code
from .imports import csv_of
from .small_record import make_small_record

TABLE = Path(__file__).resolve().parent.parent / "routes.tsv"
ROLES = ("nobody", "member", "Editor", "Analyst", "Reviewer", "Administrator", "superuser")
"""Nobody has no account; a member has one and no group."""
HEAD = ("route", "method", "state", *ROLES)
METHODS = ("GET", "POST")
HIDDEN, ABSENT = f"{WORD}-", "nothing-here"
INSIDE = ("desk/", "admin/", "account/")
OF_A_ROW = {
    "dialogues/": [("published", {"slug": "ns"}), ("hidden", {"slug": f"{WORD}-d"})],
    "meetings/": [("published", {"slug": "talk-1"}), ("hidden", {"slug": f"{WORD}-m2"})],
    "topics/": [("published", {"code": "cables"}), ("hidden", {"code": f"{WORD}-t"})],
    "recommendations/": [("published", {"code": "R-raised"}), ("hidden", {"code": "R-ghost-hidden"})],
    "documents/": [("published", {"slug": "p-own"}), ("hidden", {"slug": f"{WORD}-p1"})],
    "actors/": [("published", {"slug": "north"}), ("hidden", {"slug": f"{WORD}-a"})],
    "findings/": [("published", {"meeting": "talk-2", "topic": "cables", "number": 1}),
                  ("hidden", {"meeting": f"{WORD}-m2", "topic": "cables", "number": 1})],
    "wording/": [("published", {"slug": "ns", "code": "cables"}), ("hidden", {"slug": f"{WORD}-d", "code": "cables"})],
    "pictures/": [("published", {"kind": "timeline", "slug": "ns", "form": "svg"}),
                  ("hidden", {"kind": "timeline", "slug": f"{WORD}-d", "form": "svg"})],
    "embed/": [("published", {"kind": "timeline", "slug": "ns"}), ("hidden", {"kind": "timeline", "slug": f"{WORD}-d"})],
    "downloads/": [("absent", {"version": "v1", "name": "SHA256SUMS"})],
    "desk/meetings/": [("published", {"slug": "epcc-1", "code": "open-ran"}),
                       ("hidden", {"slug": f"{WORD}-m2", "code": "cables"})],
    "desk/documents/": [("published", {"slug": "readout"}), ("hidden", {"slug": f"{WORD}-p1"})],
    "desk/import/<str": [("kind", {"kind": "actors"}), ("absent", {"kind": ABSENT})],
    "desk/table/": [("kind", {"kind": "actors"}), ("absent", {"kind": ABSENT})],
    "account/in/": [("absent", {"token": ABSENT})],
    "account/password/reset/key/": [("absent", {"uidb36": "1", "key": ABSENT})],
    "sitemap-": [("published", {"section": "finding"}), ("absent", {"section": ABSENT})],
    "logo/": [("absent", {"sha256": "0" * 64})],
    "look/": [("absent", {"stamp": "0" * 8})],
}  # fmt: skip
"""By the beginning of a route: the states of what it is asked for, and what its address names then."""
KEYS = {
    "desk/import/<int": Import,
    "desk/originals/": Original,
    "desk/corrections/": Correction,
    "desk/codebook/words/": WordProposal,
    "desk/new/": Arrival,
    "desk/people/<int": get_user_model(),
}


@dataclass(frozen=True)
class Route:
    """A line of the resolver: its name with its namespace, its pattern as the site map spells it, and its callable's groups."""

    name: str
    pattern: str
    groups: tuple[str, ...]

    @property
    def is_inside(self) -> bool:
        return self.pattern.startswith(INSIDE)


def routes(resolver=None, before="", space="") -> Iterator[Route]:
    """Every address, in the order of the site map."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern, space + (f"{entry.namespace}:" if entry.namespace else ""))
        elif isinstance(entry, URLPattern):
            pattern = pattern.replace("([^/]+)", "<object_id>", 1).replace("([^/]+)", "<history_id>", 1)
            groups = re.findall(r"<(?:\w+:)?(\w+)>", pattern)  # “(?P<name>” is one too
            yield Route(space + (entry.name or ""), pattern, tuple(dict.fromkeys(groups)))


def make_world() -> dict[str, Client]:
    """Rows of every kind, hidden ones beside them, work at the desk; gives a client for each role."""
    make_small_record()
    plant()
    ghost = f.recommendation(Topic.objects.get(code="cables"), code="R-ghost-hidden", is_published=False)
    meeting = f.meeting(slug="epcc-1")
    paper = f.document(meeting, slug="readout", title="The readout")
    f.topic("Open RAN", code="open-ran")
    people = {role: f.user(role) for role in ROLES[2:-1]}
    people |= {"member": f.user(), "superuser": f.user(is_superuser=True)}
    _make_desk_work(meeting, paper, people)
    clients = {"nobody": Client(raise_request_exception=False)}
    for role, who in people.items():
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(who)
    table = SimpleUploadedFile("actors.csv", csv_of(("slug", "name"), ("x", "X")))
    clients["Editor"].post(reverse("imports"), {"kind": "actors", "files": [table]})
    Arrival.objects.create(brought_by=people["Editor"], media_type="text/plain", text="They met.")
    assert ghost.pk and Import.objects.get()
    return clients


def _make_desk_work(meeting, paper, people) -> None:
    """A code of the analyst's that was handed in, an assignment, a kept original, a reader's report."""
    from agenda.models import Body

    words = "They met in Tokyo. They discussed Open RAN and said so."
    body = Body.objects.create(document=paper, kind="official_text", text=words, sha256=Body.digest(words))

    class Desk:
        topic = Topic.objects.get(code="open-ran")

    Desk.meeting = meeting
    code(Desk, people["Analyst"], "raised")
    Assignment.objects.get_or_create(
        meeting=meeting, analyst=people["Analyst"], defaults={"assigned_by": people["Reviewer"]}
    )
    Original.objects.create(body=body, name="readout.txt", content=b"They met.")
    WordProposal.objects.create(
        topic=Desk.topic, language="en", words="met", document=paper, proposed_by=people["Analyst"]
    )


def examples(route: Route) -> list[tuple[str, str]]:
    """(state, address) for each state of what the route is about; raises LookupError where nobody has thought of it."""
    if not route.groups:
        return [("", reverse(route.name) if route.name else "/" + route.pattern.replace("\\", ""))]
    if route.pattern.startswith("admin/"):
        return _of_the_admin(route)
    if route.name == "finding-number":
        return [("published", _finding("talk-2")), ("hidden", _finding(f"{WORD}-m2"))]
    if route.name == "card":
        return [("published", "/cards/topics/cables.png"), ("hidden", f"/cards/topics/{WORD}-t.png")]
    if route.name in ("data", "detail"):
        return _of_data(route)
    for begin, model in KEYS.items():
        if route.pattern.startswith(begin):
            return [
                ("stored", _named(route, {"pk": model.objects.order_by("pk").first().pk})),
                ("absent", _named(route, {"pk": 0})),
            ]
    for begin, states in OF_A_ROW.items():
        if route.pattern.startswith(begin):
            return [(state, _named(route, values)) for state, values in states]
    if route.groups == ("pk",):
        return [("absent", _named(route, {"pk": 0}))]
    raise LookupError(f"Say in tests/support/routes.py what {route.pattern} is asked for.")


def _named(route: Route, values: dict) -> str:
    forms = {"brief-file": {"form": "md"}, "import-refused": {"form": "csv"}}.get(route.name, {})
    return reverse(route.name, kwargs={name: (values | forms)[name] for name in route.groups})


def _finding(meeting: str) -> str:
    from agenda.models import Finding

    return reverse("finding-number", args=[Finding.objects.filter(meeting__slug=meeting).first().pk])


def _of_data(route: Route) -> list[tuple[str, str]]:
    if route.name == "data":
        return [(form, f"/topics.{form}") for form in ("csv", "xlsx", "json")]
    return [("published", "/topics/cables.json"), ("hidden", f"/topics/{WORD}-t.json")]


def _of_the_admin(route: Route) -> list[tuple[str, str]]:
    from django.apps import apps

    if found := re.match(r"admin/(\w+)/(\w+)/<", route.pattern):
        row = apps.get_model(found[1], found[2])._default_manager.order_by("pk").first()
        if row is None:
            raise LookupError(f"make_world in tests/support/routes.py needs a row of {found[2]}.")
        history = row.history.first() if hasattr(row, "history") else None
        address = route.pattern.replace("<history_id>", str(history.pk if history else 0))
        return [("stored", "/" + re.sub(r"<[^>]+>", str(row.pk), address))]
    if route.name == "admin:app_list":
        return [("", "/admin/agenda/")]
    return [("", "/admin/nothing/here/")]


def asked(client: Client, method: str, address: str) -> str:
    """The status of an answer, “login” for the way to sign in; whatever was written is taken back, a signing-out too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies  # whoever went out is in again
    is_door = answer.status_code == 302 and re.search(r"/login/", answer["Location"])
    return "login" if is_door else str(answer.status_code)


def found_rows(clients: dict[str, Client]) -> list[dict[str, str]]:
    """The table as the site answers: outside the desk and the admin only the first and the last role are asked."""
    rows = []
    for route in routes():
        for state, address in examples(route):
            for method in METHODS:
                row = {"route": route.pattern, "method": method, "state": state}
                asking = ROLES if route.is_inside else (ROLES[0], ROLES[-1])
                rows.append(
                    row
                    | dict.fromkeys(ROLES, "")
                    | {role: asked(clients[role], method, address) for role in asking}
                )
    return rows


def written_rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def write(rows: list[dict[str, str]]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
