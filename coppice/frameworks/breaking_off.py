"""Why a YAML text breaks off, in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A piece of what the parser says, and what it means to whoever wrote the file.
_MEANS = {
    "tab": gettext_lazy("There is a tab in the indentation. Use spaces."),
    "expected ',' or '}'": gettext_lazy(
        "A curly bracket was opened before this and is not closed, or a comma is missing."
    ),
    "expected ',' or ']'": gettext_lazy(
        "A square bracket was opened before this and is not closed, or a comma is missing."
    ),
    "expected '-' indicator": gettext_lazy(
        "This does not fit the list above it. A text that begins with quotes ends with them."
    ),
    "expected key": gettext_lazy("This is not indented like the fields around it, or goes on after closing quotes."),
    "values are not allowed": gettext_lazy(
        "A colon does not belong here: indented too far, or a text that needs quotes around it."
    ),
    "end of stream": gettext_lazy("Quotes were opened and are not closed."),
    "start any token": gettext_lazy("A text can't begin with this character. Put quotes around it."),
}


def plainly(problem: str | None) -> str:
    known = (str(said) for part, said in _MEANS.items() if problem and part in problem)
    return next(known, _("The YAML breaks off here: {problem}.").format(problem=problem or _("it can't be read")))
