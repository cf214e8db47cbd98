"""The licenses under which a record may be published, and what each asks of whoever republishes it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class License:
    """`code` is the SPDX identifier, `name` what pages say, `title` the name in full, `terms` one sentence."""

    code: str
    name: str
    title: str
    url: str
    terms: "StrOrPromise"


_NAMED = _(
    "Copy, change and republish it, also commercially; name the source, link the license, say what you changed."
)
_ALIKE = _(
    "Copy, change and republish it, also commercially; name the source, say what you changed, and keep this license."
)

LICENSES = {
    found.code: found
    for found in (
        License("CC-BY-4.0", "CC BY 4.0", "Creative Commons Attribution 4.0",
                "https://creativecommons.org/licenses/by/4.0/", _NAMED),
        License("CC-BY-SA-4.0", "CC BY-SA 4.0", "Creative Commons Attribution ShareAlike 4.0",
                "https://creativecommons.org/licenses/by-sa/4.0/", _ALIKE),
        License("CC-BY-NC-4.0", "CC BY-NC 4.0", "Creative Commons Attribution NonCommercial 4.0",
                "https://creativecommons.org/licenses/by-nc/4.0/",
                _("Copy, change and republish it, not commercially; name the source and say what you changed.")),
        License("CC-BY-ND-4.0", "CC BY-ND 4.0", "Creative Commons Attribution NoDerivatives 4.0",
                "https://creativecommons.org/licenses/by-nd/4.0/",
                _("Copy and republish it unchanged, also commercially; name the source.")),
        License("CC0-1.0", "CC0 1.0", "Creative Commons Zero 1.0",
                "https://creativecommons.org/publicdomain/zero/1.0/",
                _("Do with it what you like; nobody claims a right to it.")),
        License("ODbL-1.0", "ODbL 1.0", "Open Data Commons Open Database License 1.0",
                "https://opendatacommons.org/licenses/odbl/1-0/", _ALIKE),
    )
}  # fmt: skip

CODE_LICENSE = ("BSD-3-Clause", "https://opensource.org/license/bsd-3-clause")
"""Name and address of the program's own license, whoever runs it."""
