"""What a page is about as schema.org JSON-LD, from public values only."""

from django.urls import reverse

from agenda.coverage.extent import held_meetings

STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "held": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
MODE = {
    "in_person": "https://schema.org/OfflineEventAttendanceMode",
    "virtual": "https://schema.org/OnlineEventAttendanceMode",
    "phone": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}


def event(request, meeting) -> dict:
    """A meeting as an Event; its members' names are left to the page."""
    said = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": meeting.reader.title,
        "url": request.build_absolute_uri(meeting.get_absolute_url()),
        "eventStatus": STATUS[meeting.status],
        "eventAttendanceMode": MODE[meeting.format],
        "superEvent": {
            "@type": "EventSeries",
            "name": meeting.dialogue.reader.name,
            "url": request.build_absolute_uri(meeting.dialogue.get_absolute_url()),
        },
    }
    if meeting.held:
        said["startDate"] = meeting.held.iso
        if meeting.held.ends:
            said["endDate"] = meeting.held.ends.isoformat()
    if meeting.place:
        said["location"] = {"@type": "Place", "name": meeting.place}
    return said


def dataset(request, ledger, site, description: str) -> dict:
    """The record as a Dataset: what it covers and where its numbers begin and end."""
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.name,
        "description": site.summary or description,
        "license": site.license.url,
        "creator": {"@type": "Organization", "name": site.author},
        "url": request.build_absolute_uri(reverse("home")),
        "isAccessibleForFree": True,
        "variableMeasured": ["outcome of a topic at a meeting", "state of a recommendation"],
    }
    held = held_meetings(ledger.on)
    ends = [meeting for order in ("held_on", "-held_on") if (meeting := held.order_by(order).first())]
    if ends:
        said["temporalCoverage"] = "/".join(meeting.held.iso for meeting in ends)
    return said
