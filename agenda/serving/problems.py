"""Errors of the data addresses as RFC 9457 problem documents, which programs can read."""

from django.http import JsonResponse


def problem(status: int, title: str, detail: str, errors: list[dict] | None = None) -> JsonResponse:
    """`errors`: one {"parameter", "detail"} for each parameter that was refused."""
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        said["errors"] = errors
    return JsonResponse(said, status=status, content_type="application/problem+json",
                        json_dumps_params={"ensure_ascii": False})  # fmt: skip


def refused(errors: dict[str, str]) -> JsonResponse:
    """400 for parameters that could not be understood: each is named with what is wrong with it."""
    listed = [{"parameter": name, "detail": said} for name, said in errors.items()]
    return problem(
        400, "Bad request", "Some parameters were not understood; nothing was left out silently.", listed
    )


def not_found(detail: str) -> JsonResponse:
    return problem(404, "Not on record", detail)
