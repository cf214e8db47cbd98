"""What the frame of every page says of the record, asked once a request."""

from agenda.coverage.changed import Frame, read_frame
from agenda.models.about import heard


def frame_of(request) -> Frame:
    """The latest meeting on record and the day of the last change. One query a request, that of the settings included."""
    if not hasattr(request, "frame"):
        request.frame = read_frame()
        if request.frame.latest_held:
            heard(request.frame.stamp)
    found: Frame = request.frame
    return found
