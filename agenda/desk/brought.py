"""What the desk's forms that take a text share: it is pasted or comes as a file, and is read when the form is checked."""

from django import forms
from django.utils.translation import gettext as _

from agenda.intake.files.apart import text_of_file
from agenda.intake.files.texts import Brought, TextRefused, normalize, refuse_large


class BroughtForm(forms.Form):
    """A form with the fields `text` and `file`, one of which is to be given; `brought` is what was read.

    `content` and `name` are the file's own.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].validators = []  # `normalize` says more about a NUL than Django's own check
        self.brought: Brought | None = None
        self.content, self.name = b"", ""

    def clean(self):
        values = super().clean()
        upload, text = values.get("file"), values.get("text")
        try:
            if upload and text:
                self.add_error("text", _("Give either a file or pasted text, not both."))
            elif upload:
                refuse_large(upload.size)
                self.content, self.name = upload.read(), upload.name
                self.brought = text_of_file(self.content)
            elif text:
                self.brought = Brought(normalize(text), "text/plain")
            elif "file" not in self.errors:
                self.add_error("text", _("Paste the text or choose a file."))
        except TextRefused as error:
            self.add_error("file" if upload else "text", str(error))
        return values
