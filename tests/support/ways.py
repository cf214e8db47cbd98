"""Every way a judgement comes into the record: `way(world)` tries it and gives back what is said."""

import io
import json
import re
import zipfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.actions import Judgement, Passage, assess, publish
from agenda.models import Assessment, Assignment, CodebookVersion, Evidence, Examination, Finding

from . import factories as f
from .admin import add, change, form_data
from .imports import csv_of
from .pages import markup, text


class World:
    """A held meeting with one readout read whole, a topic in the codebook, and a sound judgement of it."""

    def __init__(self, outcome: str, spoil):
        self.outcome, self._spoil = outcome, spoil
        f.codebook()
        self.meeting, self.topic = f.meeting(title="The meeting"), f.topic("Cables")
        values = {"completeness": "part"} if outcome == "not_determinable" else {}
        self.paper = f.document(self.meeting, title="The paper", **values)
        self.has_passage = outcome == "raised"

    @property
    def version(self) -> CodebookVersion:
        return CodebookVersion.objects.get()

    def spoil(self) -> str:
        """Break the case's rule; gives back what the database says against it, "" when it lets it be."""
        try:
            with transaction.atomic():
                self._spoil(self)
        except IntegrityError as error:
            return str(error)
        return ""

    def judgement(self, outcome: str = "") -> Judgement:
        """The sound judgement, or one of another outcome."""
        outcome = outcome or self.outcome
        passages = [Passage(self.paper, 1, summary="They agreed.")] if outcome == "raised" else []
        return Judgement(outcome, examined=[self.paper], passages=passages)


def signed_in(*groups) -> Client:
    client = Client()
    client.force_login(f.user(*groups))
    return client


def desk(world: World) -> str:
    """Saved on the sheet and handed in."""
    world.spoil()
    client, slug = signed_in("Analyst"), world.meeting.slug
    data = {"version": 0, "outcome": world.outcome, "examined": [world.paper.slug]}
    if world.has_passage:
        data |= {"own_document": world.paper.slug, "own_paragraph": "1", "own_summary": "They agreed."}
    saved = text(client.post(reverse("save", args=[slug, world.topic.code]), data))
    return saved + text(client.post(reverse("submit", args=[slug]), follow=True))


def meeting_page(world: World) -> str:
    """A row of judgement on the meeting's own page in the admin."""
    world.spoil()
    client = signed_in("Editor", "Analyst", "Reviewer")
    page = client.get(change(world.meeting))
    formsets = {formset.formset.prefix: formset.formset for formset in page.context["inline_admin_formsets"]}
    rows = [form.instance.pk for form in formsets["documents"].forms]
    values = {"topic": world.topic.pk, "outcome": world.outcome, "strength": "full"}
    if world.has_passage:
        values |= {"found_in": rows.index(world.paper.pk), "paragraph": 1, "summary": "They agreed."}
    data = form_data(page) | {f"assessments-0-{name}": value for name, value in values.items()}
    return text(client.post(change(world.meeting), data, follow=True))


def assessment_page(world: World) -> str:
    """The admin's form of one assessment."""
    world.spoil()
    data = {"meeting": world.meeting.pk, "topic": world.topic.pk, "outcome": world.outcome,
            "documents": [world.paper.pk], "strength": "full"}  # fmt: skip
    if world.has_passage:
        data |= {"found_in": world.paper.pk, "paragraph": 1}
    return text(signed_in("Editor", "Analyst", "Reviewer").post(add("assessment"), data, follow=True))


def publishing(world: World) -> str:
    """“Publish as findings” in the admin, of an assessment that was sound when it was made."""
    row = assess(world.meeting, world.topic, world.judgement(), by=f.user("Analyst"))
    if refused := world.spoil():
        return refused
    post = {"action": "publish_findings", "_selected_action": [row.pk]}
    return text(signed_in("Reviewer").post(reverse("admin:agenda_assessment_changelist"), post, follow=True))


def hand_in(world: World, *outcomes: str) -> None:
    """A coder for each outcome, whose sound code is handed in."""
    for outcome in outcomes:
        coder, now = f.user("Analyst"), timezone.now()
        assess(world.meeting, world.topic, world.judgement(outcome), by=coder)
        Assignment.objects.create(
            meeting=world.meeting, analyst=coder, assigned_by=coder, first_submitted_at=now, submitted_at=now
        )


def settling(world: World) -> str:
    """What one person coded, published at the desk."""
    hand_in(world, world.outcome)
    if refused := world.spoil():
        return refused
    address = reverse("settle", args=[world.meeting.slug])
    return text(signed_in("Reviewer").post(address, {"single": "1"}, follow=True))


def ruling(world: World) -> str:
    """A dispute of two coders, ruled on as the case has it, with what the bench offers: papers, and their passages."""
    hand_in(world, world.outcome, "not_raised" if world.outcome == "raised" else "raised")
    if refused := world.spoil():
        return refused
    client = signed_in("Reviewer")
    page = markup(client.get(reverse("adjudication", args=[world.meeting.slug])))
    post = {"outcome": world.outcome, "reason": "It is so"}
    post["examined"] = re.findall(r'name="examined" value="([^"]*)" checked', page)
    if world.outcome == "raised":
        for name in ("passage", "paragraph_passage"):
            post[name] = re.findall(rf'name="{name}" value="([^"]*)"', page)
    address = reverse("rule", args=[world.meeting.slug, world.topic.code])
    return text(client.post(address, post, follow=True))


def database(world: World) -> str:
    """Rows inserted past everything but the database itself, up to a published finding."""
    world.spoil()
    cell = {"meeting": world.meeting, "topic": world.topic, "outcome": world.outcome}
    try:
        with transaction.atomic():
            row = Assessment.objects.create(**cell, codebook_version=world.version, assessed_by=f.user())
            examination = Examination.objects.create(assessment=row, document=world.paper)
            if world.has_passage:
                Evidence.objects.create(examination=examination, paragraph=1)
            Finding.objects.create(**cell, assessment=row, basis="single_coder", decided_by=f.user())
    except IntegrityError as error:
        return str(error)
    return ""


WAYS = {
    "desk": desk,
    "meeting page": meeting_page,
    "assessment page": assessment_page,
    "publishing": publishing,
    "settling": settling,
    "ruling": ruling,
    "database": database,
}


@contextmanager
def as_published(world: World):
    """The sound judgement published for the time of the block, taken back at its end."""
    coder = f.user("Analyst", "Reviewer", first_name="Co", last_name="Der")
    with transaction.atomic():
        publish(assess(world.meeting, world.topic, world.judgement(), by=coder), by=coder)
        yield
        transaction.set_rollback(True)


def commanded(*arguments) -> str:
    """Run a command of the site; gives back all that it prints."""
    out, error = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=error)
    except CommandError as refusal:
        error.write(str(refusal))
    return out.getvalue() + error.getvalue()


def loading(world: World) -> str:
    """`load_record` of a directory that has the judgement and its finding; the rest is as it stands."""
    with TemporaryDirectory() as sound, TemporaryDirectory() as directory:
        with as_published(world):
            call_command("dump_record", sound, stdout=io.StringIO())
        world.spoil()
        call_command("dump_record", directory, stdout=io.StringIO())
        for name in ("assessments", "findings", "coders"):
            rows = json.loads((Path(sound) / f"{name}.json").read_text(encoding="utf-8"))
            if name == "assessments" and not world.has_passage:
                rows = [row | {"evidence": []} for row in rows]
            (Path(directory) / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        return commanded("load_record", directory)


def table(world: World) -> str:
    """`import_table assessments`, published."""
    world.spoil()
    head = ["meeting", "topic", "outcome", "examined", "document", "paragraph", "summary"]
    place = [world.paper.slug, "1", "They agreed."] if world.has_passage else ["", "", ""]
    with TemporaryDirectory() as directory:
        path = Path(directory) / "cells.csv"
        path.write_bytes(
            csv_of(head, [world.meeting.slug, world.topic.code, world.outcome, world.paper.slug, *place])
        )
        return commanded("import_table", "assessments", path, "--publish", "--no-drafts", "--commit")


def package(world: World) -> str:
    """`import_table package` of a release's findings; the rest of the record is as it stands."""
    with TemporaryDirectory() as directory:
        with as_published(world):
            call_command("release", directory, stdout=io.StringIO())
        world.spoil()
        (release,) = Path(directory).iterdir()
        names = ["findings", "examinations", *(["evidence"] if world.has_passage else [])]
        resources = [{"name": name, "path": f"data/{name}.csv"} for name in names]
        path = Path(directory) / "package.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("datapackage.json", json.dumps({"resources": resources}))
            for resource in resources:
                archive.write(release / resource["path"], resource["path"])
        return commanded("import_table", "package", path, "--commit")


WAYS |= {"load_record": loading, "import_table": table, "package": package}
PUBLISHING = ("publishing", "settling", "ruling", "database", "load_record", "import_table", "package")
"""Ways at whose end a finding is published."""
