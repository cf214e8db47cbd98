"""A page or a finding as a citation: plain text, BibTeX, RIS and CSL-JSON. Pure: no database, no clock."""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.dates import PartialDate


@dataclass(frozen=True)
class Citation:
    """What is cited. `statement` holds what a finding rests on; `updated` is when the data last changed."""

    title: str
    url: str
    updated: date
    accessed: date
    statement: str = ""
    site: str = "Agenda"
    """The name of the site, which is its author too."""
    language: str = "en"
    """The tag of the language that the page is in."""

    @property
    def key(self) -> str:
        """A BibTeX key made of the site's name and the address: agenda-findings-12."""
        path = self.url.split("//", 1)[-1].partition("/")[2]
        name = re.findall(r"[a-z0-9]+", self.site.lower()) or ["site"]
        return "-".join([*name, *re.findall(r"[a-z0-9]+", path.lower())])

    @property
    def plain(self) -> str:
        """One paragraph in the order that the reader's language cites in; Japanese: SIST 02."""
        words = {"site": self.site, "title": self.title, "statement": self.statement, "url": self.url}
        words |= {"updated": PartialDate(self.updated), "accessed": PartialDate(self.accessed)}  # type: ignore[dict-item]
        if not self.statement:
            return _("%(site)s. “%(title)s.” Record of %(updated)s. %(url)s. Accessed %(accessed)s.") % words
        return (
            _("%(site)s. “%(title)s.” %(statement)s Record of %(updated)s. %(url)s. Accessed %(accessed)s.")
            % words
        )

    @property
    def bibtex(self) -> str:
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": f"{{{_tex(self.site)}}}",
            "year": str(self.updated.year),
            "date": self.updated.isoformat(),
            "note": _tex(self.statement),
            "langid": LANG_INFO.get(self.language, {}).get("name", "").lower(),
            "url": self.url.replace("{", "%7B").replace("}", "%7D"),
            "urldate": self.accessed.isoformat(),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@online{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        rows = [("TY", "ELEC"), ("TI", self.title), ("AU", self.site), ("PY", str(self.updated.year)),
                ("DA", self.updated.strftime("%Y/%m/%d")), ("N1", self.statement), ("LA", self.language), ("UR", self.url),
                ("Y2", self.accessed.strftime("%Y/%m/%d")), ("ER", "")]  # fmt: skip
        said = [(tag, " ".join(value.split())) for tag, value in rows]
        return "\r\n".join(f"{tag}  - {value}" for tag, value in said if value or tag == "ER") + "\r\n"

    @property
    def csl(self) -> str:
        """CSL-JSON 1.0: a list of one item, as citeproc and Zotero read it."""
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.site}],
            "container-title": self.site,
            "language": self.language,
            "URL": self.url,
            "issued": {"date-parts": [_parts(self.updated)]},
            "accessed": {"date-parts": [_parts(self.accessed)]},
        }
        if self.statement:
            item["note"] = self.statement
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


FORMS = {
    "txt": (gettext_lazy("Plain text"), "text/plain; charset=utf-8", "plain"),
    "bib": ("BibTeX", "application/x-bibtex; charset=utf-8", "bibtex"),
    "ris": ("RIS", "application/x-research-info-systems; charset=utf-8", "ris"),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", "csl"),
}

TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
TEX |= {sign: f"\\{sign}" for sign in "{}&%$#_"}


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in " ".join(text.split()))


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
