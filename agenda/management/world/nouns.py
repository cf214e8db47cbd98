"""The people, topics, dialogues, meetings, papers and recommendations of a made-up record, as rows of the models."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from agenda.models import Actor, Body, CodebookVersion, Dialogue, Document, Meeting, Recommendation, Topic

from .scales import Scale
from .words import matters, states, text

FIRST, LAST = date(2004, 1, 5), date(2026, 6, 30)
WHOLE, IN_PART, NONE = "whole", "in_part", "none"
INSTITUTES = 40


@dataclass
class Held:
    """A meeting, how much of its readouts was read, the keys of those read, and the topics judged at it."""

    pk: int
    reading: str
    papers: list[int] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)


def people(scale: Scale) -> list[Actor]:
    """States, a ministry of each, and institutes that recommend."""
    names = states(min(195, max(8, scale.dialogues // 3)))
    rows = [Actor(pk=n, name=name, slug=f"state-{n}", kind="state", is_published=True)
            for n, name in enumerate(names, 1)]  # fmt: skip
    n_states = len(rows)
    rows += [
        Actor(pk=n_states + n, name=f"Ministry of Trade of {name}", slug=f"ministry-{n}", kind="ministry",
              parent_id=n, is_published=True)
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    rows += [
        Actor(pk=2 * n_states + n, name=f"Institute {n} for Exchange", slug=f"institute-{n}", kind="think_tank",
              is_published=True)
        for n in range(1, INSTITUTES + 1)
    ]  # fmt: skip
    return rows


def topics(scale: Scale) -> tuple[list[Topic], CodebookVersion]:
    """The codebook: every topic in its first version."""
    rows = [
        Topic(pk=n, code=name.lower().replace(" ", "-"), name=name, definition=f"Whatever concerns {name.lower()}.",
              aliases=[name.lower()], is_published=True)
        for n, name in enumerate(matters(scale.topics), 1)
    ]  # fmt: skip
    codes = [row.code for row in rows]
    return rows, CodebookVersion(pk=1, number=1, made_on=FIRST, note="First version.", codes=codes)


def dialogues(scale: Scale, n_states: int, chance: random.Random) -> tuple[list[Dialogue], list[list[int]]]:
    """Dialogues and the keys of each one's member states."""
    rows, members = [], []
    for n in range(1, scale.dialogues + 1):
        sides = sorted(chance.sample(range(1, n_states + 1), 2 if n % 4 else 3))
        rows.append(
            Dialogue(pk=n, slug=f"forum-{n}", name=f"Standing Forum {n} on Trade and Technology", short_name=f"Forum {n}",
                     kind="bilateral" if len(sides) == 2 else "trilateral", level="ministerial", status="active",
                     covered_from=FIRST, covered_until=LAST, is_published=True)
        )  # fmt: skip
        members.append(sides)
    return rows, members


def meetings(scale: Scale, chance: random.Random) -> list[Meeting]:
    """Held meetings, spread evenly over the dialogues and the years."""
    rows, each = [], scale.meetings // scale.dialogues
    apart = (LAST - FIRST).days // each
    for n in range(scale.dialogues * each):
        dialogue, turn = n // each + 1, n % each
        on = FIRST + timedelta(days=turn * apart + chance.randrange(apart))
        rows.append(
            Meeting(pk=n + 1, dialogue_id=dialogue, title=f"Meeting {turn + 1} of Forum {dialogue}",
                    slug=f"forum-{dialogue}-{on.isoformat()}", held_on=on, format="in_person", place="The usual place",
                    level="working" if turn % 3 == 0 else "ministerial", status="held", is_published=True)
        )  # fmt: skip
    return rows


def papers(scale: Scale, meeting: Meeting, sides: list[int], names: list[str], reading: str, first: int,
           chance: random.Random) -> tuple[list[Document], list[Body]]:  # fmt: skip
    """The readouts of a meeting, numbered from `first`, and the texts of those that were read."""
    if reading == NONE:
        return [], []
    kinds = [("joint_statement", sides[0])] if meeting.pk % 2 else []
    kinds += [("readout", side) for side in sides]
    documents, bodies = [], []
    for place, (kind, side) in enumerate(kinds):
        pk = first + place
        completeness = "full" if reading == WHOLE else "part"
        documents.append(
            Document(pk=pk, meeting_id=meeting.pk, title=f"{kind.replace('_', ' ').capitalize()} on {meeting.title}",
                     slug=f"paper-{pk}", kind=kind, publisher_id=side, issued_on=meeting.held_on,
                     url=f"https://papers.example/{pk}", completeness=completeness, is_published=True)
        )  # fmt: skip
        words = text(chance, scale.words, names)
        kind_of_text = Body.Kind.OFFICIAL_TEXT if reading == WHOLE else Body.Kind.EXCERPT
        bodies.append(Body(pk=pk, document_id=pk, kind=kind_of_text, text=words, sha256=Body.digest(words)))
    return documents, bodies


def recommendations(
    scale: Scale, first_institute: int, pools: list[list[int]], chance: random.Random
) -> tuple[list[Document], list[Recommendation], list[tuple[int, int]]]:
    """Reports, what they recommend, and (recommendation, dialogue) of the forums named; one in twenty names none.

    Reports take the keys 1 to their number.
    """
    reports, rows, named, days = [], [], [], []
    n_reports = max(2, scale.recommendations // 10)
    for n in range(1, n_reports + 1):
        days.append(FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)))
        reports.append(
            Document(pk=n, title=f"Report {n} on what to take up", slug=f"report-{n}", kind="report", is_official=False,
                     publisher_id=first_institute + n % INSTITUTES, issued_on=days[-1], is_published=True)
        )  # fmt: skip
    for n in range(1, scale.recommendations + 1):
        report = reports[n % n_reports]
        forums = (
            []
            if n % 20 == 0
            else chance.sample(range(scale.dialogues), 1 if n % 3 else min(2, scale.dialogues))
        )
        pool = pools[forums[0]] if forums else pools[0]
        rows.append(
            Recommendation(pk=n, code=f"R{n:06}", topic_id=chance.choice(pool), recommender_id=report.publisher_id,
                           document_id=report.pk, made_on=days[n % n_reports], kind="explicit",
                           summary="Take it up at the next meeting.", is_published=True)
        )  # fmt: skip
        named += [(n, forum + 1) for forum in sorted(forums)]
    return reports, rows, named
