"""Where rulings differ from one's own codes, told once the meeting is closed for their coder."""

from dataclasses import dataclass

from django.shortcuts import render

from agenda.models import Assessment, Finding, Meeting, Topic

from .access import at_desk


@dataclass(frozen=True)
class Overruled:
    """A cell that was ruled on otherwise than its coder had coded it when the ruling was given."""

    finding: Finding
    code: Assessment
    is_public: bool

    @property
    def topic(self) -> Topic:
        return self.finding.topic

    @property
    def meeting(self) -> Meeting:
        return self.finding.meeting


def overruled_codes(user) -> list[Overruled]:
    """The user's codes that rulings in force differ from, the latest ruling first. Three queries.

    Only at meetings that the user handed in and that are not sent back: whoever may still code reads no ruling
    there. A code made after the ruling does not count, nor one that the user had changed before it.
    """
    closed = user.assignments.exclude(submitted_at=None).values("meeting")
    rulings = Finding.objects.in_force().filter(basis=Finding.Basis.ADJUDICATED, meeting__in=closed)
    rulings = rulings.exclude(assessment__assessed_by=user)
    public = set(Finding.objects.published().filter(pk__in=rulings.values("pk")).values_list("pk", flat=True))
    codes: dict[tuple[int, int], list[Assessment]] = {}
    for code in user.assessments.filter(meeting__in=closed).order_by("-assessed_at", "-pk"):
        codes.setdefault((code.meeting_id, code.topic_id), []).append(code)
    found = []
    for finding in rulings.select_related("meeting__dialogue", "topic", "decided_by").order_by(
        "-decided_at", "-pk"
    ):
        before = codes.get((finding.meeting_id, finding.topic_id), [])
        code = next((one for one in before if one.assessed_at <= finding.decided_at), None)
        if code and (code.outcome, code.is_excluded) != (finding.outcome, finding.is_excluded):
            found.append(Overruled(finding, code, finding.pk in public))
    return found


@at_desk
def overruled(request):
    return render(request, "desk/overruled.html", {"rows": overruled_codes(request.user)})
