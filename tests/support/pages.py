"""Reading pages as a reader does, and walking from one to the next."""

import io
import re
import zipfile
from html import unescape

from .data import body


def text(response) -> str:
    """What a reader sees: tags gone, entities resolved, white space folded."""
    words = unescape(re.sub(r"<[^>]+>", " ", words_of(response)))
    return re.sub(r" ([.,;:?!)])", r"\1", re.sub(r"\s+", " ", words))


def words_of(response) -> str:
    """The answer as text: the XML inside Word and Excel files, anything else as it is."""
    content = body(response)
    if "openxmlformats" in response["Content-Type"]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(
                archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
            )
    return content.decode()


def crawl(client, start="/"):
    """Every address reachable by links from `start`, without query strings, with its response."""
    seen, todo = {}, [start]
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen[address] = response = client.get(address)
        links = re.findall(r'href="(/[^"#?]*)', words_of(response))
        skipped = ("/admin", "/desk", "/static")
        links = [link for link in links if not link.startswith(skipped) and not link.endswith(".png")]
        # Of the findings' JSON every tenth will do: they are made alike.
        todo += [link for link in links if not re.fullmatch(r"/findings/\d*[1-9]\.json", link)]
    return seen
