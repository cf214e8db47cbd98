"""What somebody changes at the desk or in the admin is indexed for search with their own request, not with a reader's."""

from agenda.languages import bare_path
from agenda.search import catch_up

AT_WORK = ("/admin/", "/desk/")


def indexed(get_response):
    """Middleware: after each form that was taken, the search index follows the record."""

    def middleware(request):
        response = get_response(request)
        if (
            request.method == "POST"
            and bare_path(request.path_info).startswith(AT_WORK)
            and response.status_code < 400
        ):
            catch_up()
        return response

    return middleware
