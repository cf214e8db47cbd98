"""What a page is about as schema.org JSON-LD, from public values only."""

from django.urls import reverse

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


def dataset(request, site, description: str, ends) -> dict:
    """The record as a Dataset: what it covers, and the dates of the first and last meeting held (`ends`; none without any)."""
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
    if ends:
        said["temporalCoverage"] = "/".join(held.iso for held in ends)
    return said
