"""Reading our own exports back, as a stranger's program would."""

import csv
import io
import json

import openpyxl

QUESTIONS = ("missed", "divergence", "elsewhere", "planned", "claims", "coverage", "changes")
"""Tables of the pages that answer a question over the whole record."""


def body(response) -> bytes:
    """The whole answer, streamed or not; it can be asked for again, and a file behind it is closed."""
    if not response.streaming:
        return response.content
    content = b"".join(response.streaming_content)
    file = getattr(response, "file_to_stream", None)
    if file is not None:
        file.close()
    response.streaming_content = [content]
    return content


def as_csv(client, address):
    said = body(client.get(address)).decode()
    assert said.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(said.removeprefix("\ufeff"))))


def as_xlsx(client, address):
    sheet = openpyxl.load_workbook(io.BytesIO(body(client.get(address)))).active
    head, *rows = sheet.iter_rows()
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    return [{h.value: cell.value for h, cell in zip(head, row, strict=True)} for row in rows]


def as_json(client, address):
    rows = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content
        said = json.loads(response.content)
        rows += said["rows"]
        address = said["next"] and said["next"].removeprefix("http://testserver")
    assert said["count"] == len(rows)
    return rows
