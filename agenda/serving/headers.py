"""Headers that every answer bears, whichever part of the program gave it, errors and static files included."""

from agenda.languages import bare_path

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
                    "magnetometer", "microphone", "midi", "payment", "usb")
)  # fmt: skip
"""No page uses any of these, and no page that we frame may."""
INSIDE = ("/desk/", "/admin/", "/account/")
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of answers that are no pages of ours: redirects, files."""


def protected(get_response):
    """Middleware, outside of those that answer themselves: fills in what they did not say."""

    def middleware(request):
        response = get_response(request)
        is_inside = bare_path(request.path_info).startswith(INSIDE)
        # A redirect is no page: whoever may use the file that it leads to follows it, an embed to its icon for one.
        is_page = "html" in response.get("Content-Type", "") and not 300 <= response.status_code < 400
        is_framed = getattr(response, "xframe_options_exempt", False)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Content-Security-Policy", NOTHING)
        if not is_framed:
            response.headers.setdefault("X-Frame-Options", "DENY")
        # Pictures, tables, feeds and the files of embeds are there to be used on other sites; our pages are not.
        is_ours_alone = is_inside or (is_page and not is_framed)
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "same-origin" if is_ours_alone else "cross-origin"
        )
        response.headers.setdefault("Cache-Control", _caching(request, response, is_inside))
        return response

    return middleware


def _caching(request, response, is_inside: bool) -> str:
    """Nobody keeps errors and what accounts see; what is public may be kept and is asked for anew each time."""
    if is_inside or response.status_code >= 400:
        return "no-store"
    return "private, no-cache" if request.COOKIES or response.cookies else "public, no-cache"
