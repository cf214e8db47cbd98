"""CSV for django-import-export whose cells cannot become formulas, with limits on what comes in."""

from django.utils.translation import gettext as _
from import_export.formats import base_formats
from tablib import Dataset

from agenda.catalogue.cells import plain, safe

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000


class SafeCSV(base_formats.CSV):
    """UTF-8 with a byte-order mark, which Excel needs for Japanese and everyone else ignores."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset, **kwargs):
        cells = Dataset(headers=[safe(header) for header in dataset.headers or []])
        for row in dataset:
            cells.append([safe(value) for value in row])
        return "\ufeff" + super().export_data(cells, **kwargs)

    def create_dataset(self, in_stream, **kwargs):
        """Read what `export_data` wrote. Raises ValueError with what is wrong, which the form shows."""
        if len(in_stream) > MAX_BYTES:
            raise ValueError(_("The file is larger than %(_)s MB: split it.") % {"_": MAX_BYTES // 1000000})
        if "\x00" in in_stream:
            raise ValueError(_("The file contains NUL bytes; it is not a text file."))
        dataset = super().create_dataset(in_stream.removeprefix("\ufeff"), **kwargs)
        if len(dataset) > MAX_ROWS:
            raise ValueError(f"The file has {len(dataset):,} rows, more than {MAX_ROWS:,}: split it.")
        cells = Dataset(headers=[plain(header) for header in dataset.headers or []])
        for row in dataset:
            cells.append([plain(value) for value in row])
        return cells
