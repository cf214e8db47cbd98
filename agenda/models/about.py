"""What the site says of itself: who runs it, how to reach them, under which licenses."""

from dataclasses import dataclass

from django.conf import settings

CODE_LICENSE = ("BSD-3-Clause", "https://opensource.org/license/bsd-3-clause")
DATA_LICENSE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True)
class AboutSite:
    """`contact` is an e-mail address or a web address; `text` is plain, an empty line ends a paragraph. Any may be ""."""

    operator: str
    contact: str
    text: str
    takes_corrections: bool
    code_license: tuple[str, str] = CODE_LICENSE
    data_license: tuple[str, str] = DATA_LICENSE

    @property
    def contact_url(self) -> str:
        """The contact as an address to link."""
        is_web = self.contact.startswith(("https://", "http://"))
        return self.contact if is_web or not self.contact else f"mailto:{self.contact}"

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


def about_site() -> AboutSite:
    """The one place where the program asks who runs it; read from the environment today."""
    return AboutSite(settings.OPERATOR, settings.CONTACT, settings.ABOUT_TEXT, settings.CORRECTIONS)
