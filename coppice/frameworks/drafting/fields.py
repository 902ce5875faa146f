"""Fields of a form for one part: each knows how its value stands in the document, and how it is shown and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from coppice.frameworks.tree import Plain


class OfPart(forms.Field):
    """`shown` takes a value of the document into the form, `kept` takes it back; None is left out of the document."""

    def shown(self, value: Any) -> Any:
        return value or ""

    def kept(self, value: Any) -> Plain:
        return value or None

    def said(self, value: Any) -> str:
        """The value as a reader is told it, whatever ends of lines a browser sent."""
        return "\n".join(str(value or "").strip().splitlines())


class Line(OfPart, forms.CharField):
    """One line."""


class Prose(OfPart, forms.CharField):
    """Some sentences."""

    widget = forms.Textarea(attrs={"rows": 3})


class Lines(OfPart, forms.CharField):
    """A list of texts, one in each line."""

    widget = forms.Textarea(attrs={"rows": 4})
    between = "\n"

    def shown(self, value: Any) -> str:
        texts = value.split("\n") if isinstance(value, str) else value or []
        return self.between.join(" ".join(str(text).split()) for text in texts if text)

    def kept(self, value: Any) -> Plain:
        texts = [" ".join(text.split()) for text in re.split(rf"{self.between}\s*", value.replace("\r\n", "\n"))]
        return [text for text in texts if text] or None


class Paragraphs(Lines):
    """A list of texts, with an empty line between two."""

    between = "\n\n"


class Codes(OfPart, forms.CharField):
    """A list of codes, with commas."""

    def shown(self, value: Any) -> str:
        return ", ".join([value] if isinstance(value, str) else value or [])

    def kept(self, value: Any) -> Plain:
        return [code for code in re.split(r"[,\s]+", value) if code] or None


class Number(OfPart, forms.IntegerField):
    """A whole number; `usual` is what it is when nothing is said."""

    def __init__(self, *, usual: int | None = None, **more: Any) -> None:
        self.usual = usual
        super().__init__(min_value=0, required=False, **more)

    def shown(self, value: Any) -> Any:
        return self.usual if value in (None, "") else value

    def kept(self, value: Any) -> Plain:
        return None if value is None or value == self.usual else str(value)

    def said(self, value: Any) -> str:
        return "" if value is None else str(value)


class Yes(OfPart, forms.BooleanField):
    """Yes, or nothing said."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def shown(self, value: Any) -> bool:
        return value in ("yes", "true")

    def kept(self, value: Any) -> Plain:
        return "yes" if value else None

    def said(self, value: Any) -> str:
        return _("Yes") if value else ""


class Choice(OfPart, forms.ChoiceField):
    """One of some words; `usual` is what it is when nothing is said."""

    def __init__(
        self, *, usual: str = "", choices: Iterable[tuple[str, Any]] | Callable[[], Any] = (), **more: Any
    ) -> None:
        self.usual = usual
        super().__init__(choices=choices, required=bool(usual), **more)

    def shown(self, value: Any) -> str:
        return str(value or self.usual)

    def kept(self, value: Any) -> Plain:
        return None if value == self.usual else value or None

    def said(self, value: Any) -> str:
        return named(self).get(str(value or self.usual), str(value or ""))


class Some(OfPart, forms.MultipleChoiceField):
    """Any number of some words."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def shown(self, value: Any) -> list[str]:
        return [value] if isinstance(value, str) else list(value or [])

    def kept(self, value: Any) -> Plain:
        return list(value) or None

    def said(self, value: Any) -> str:
        return "\n".join(named(self).get(each, each) for each in value or [])


def named(field: forms.ChoiceField) -> dict[str, str]:
    """What each choice is called."""
    choices: Any = field.choices
    return {str(value): str(label) for value, label in choices}
