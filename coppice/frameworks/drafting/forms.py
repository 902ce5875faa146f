"""The forms for the parts that are a few fields each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.frameworks.drafting.document import Document, add, carry, put, stands_in
from coppice.frameworks.drafting.fields import Choice, Line, Lines, Number, Prose, Yes
from coppice.frameworks.drafting.following import follow
from coppice.frameworks.drafting.part_form import PartForm

MODES = [("assessed", _("It is assessed")), ("self-assessment", _("One looks at one’s own work"))]
MARKINGS = [("graded", _("It is graded")), ("complete", _("It must be complete")), ("none", _("It is not judged"))]
CERTAINTIES = [
    ("verified", _("Certain")),
    ("inferred", _("Follows from something else")),
    ("recalled", _("From memory")),
    ("unknown", _("Not known")),
]
NEXTS = [("", _("Nothing")), ("review", _("It is looked at again")), ("reassess", _("It is assessed again"))]
ONE_A_LINE = _("One in each line.")


class HeadForm(PartForm):
    """What the framework says of itself."""

    kind, lasting = "head", ""
    version = Line(label=_("Version"), help_text=_("Of the framework, such as 2026. It becomes part of the address."))
    name = Line(label=_("Short name"))
    full_name = Line(label=_("Name in full"))
    keeper = Line(label=_("Whose framework it is"))
    page = Line(label=_("The scheme’s own page"), help_text=_("Beginning with https://"))
    mode = Choice(label=_("What it is for"), choices=MODES, usual="assessed")
    language = Line(label=_("Language of the text"), required=False, help_text=_("Such as en, for English."))
    about = Prose(label=_("About"))
    note = Prose(label=_("What to know before relying on it"), required=False)


class PathwayForm(PartForm):
    """An award one can go for."""

    kind = "pathway"
    title = Line(label=_("Title"))
    level = Number(label=_("Level"), usual=1, help_text=_("1 is the first."))
    award = Line(label=_("Award"), required=False)
    about = Prose(label=_("About"))
    fits = Lines(
        label=_("True of those whom it suits"),
        required=False,
        help_text=_("Sentences that begin with I, one in each line. “Which pathway?” is made from them."),
    )


class FacetForm(PartForm):
    """One of the texts that sections are written in."""

    kind = "facet"
    title = Line(label=_("Title"))
    prompt = Prose(label=_("What to write there"))
    reflects = Yes(label=_("Here one reflects"))


class GroupForm(PartForm):
    """A group of principles."""

    kind = "group"
    title = Line(label=_("Title"))
    about = Prose(label=_("About"), required=False)
    marking = Choice(label=_("How it counts"), choices=MARKINGS, usual="none")

    def part(self) -> dict[str, Any]:
        """A new group begins empty."""
        return {"each": [], **super().part()}


class InsideForm(PartForm):
    """A part with a code that people see, which stands in a group or under a heading."""

    lasting, lasting_label = "id", _("Lasting name")
    title = Line(label=_("Title"))
    code = Line(label=_("Code"), help_text=_("What people see, such as 1a. Rules that speak of it follow."))

    def shown(self) -> dict[str, Any]:
        return {**super().shown(), "within": stands_in(self.document, self.seat) if self.seat else self.within}

    def part(self) -> dict[str, Any]:
        return {name: value for name, value in super().part().items() if name != "within"}

    def changed(self, document: Document) -> Document:
        """Where it is to stand, with the rules that speak of it."""
        part, within = self.part(), self.cleaned_data.get("within", "")
        if self.seat is None:
            return add(document, self.kind, part, within)
        changed = put(follow(document, str(self.old.get("code")), str(part.get("code"))), self.seat, part)
        return carry(changed, self.seat, within) if "within" in self.fields else changed


class PrincipleForm(InsideForm):
    """A principle, or dimension."""

    kind = "principle"
    about = Prose(label=_("About"))
    questions = Lines(label=_("Questions to think with"), required=False, help_text=ONE_A_LINE)

    def prepare(self) -> None:
        groups: Any = self.document.get("principles") or []
        choices = [(group["code"], group["title"]) for group in groups]
        self.fields["within"] = Choice(label=_("Group"), choices=choices)


class GradeForm(PartForm):
    """A grade for each part."""

    kind = "grade"
    title = Line(label=_("Title"))
    about = Prose(label=_("About"), required=False)


class StepForm(PartForm):
    """One of the words in which people say where they are."""

    kind = "step"
    title = Line(label=_("Title"))
    about = Prose(label=_("About"), required=False)


class OutcomeForm(PartForm):
    """What can come out of it."""

    kind = "outcome"
    title = Line(label=_("Title"))
    about = Prose(label=_("About"), required=False)
    passes = Yes(label=_("The award is given"))
    next = Choice(label=_("What follows"), choices=NEXTS)
    only_after = Choice(label=_("Only after"))

    def prepare(self) -> None:
        outcomes: Any = self.document.get("outcomes") or []
        others = [(one["code"], one["title"]) for one in outcomes if one is not self.old]
        self.fields["only_after"].choices = [("", _("Any time")), *others]  # type: ignore[attr-defined]


class AssessorsForm(PartForm):
    """Who assesses."""

    kind, lasting = "assessors", ""
    about = Prose(label=_("About"))
    count = Number(label=_("How many assess"), usual=1)
    lead_after = Number(label=_("Lead after how many as second"), usual=0)
    level = Line(label=_("What they must hold"), required=False)
    nominee = Yes(label=_("A candidate may name somebody"))
    third = Yes(label=_("A third decides where two differ"))
    conflicts = Lines(label=_("Conflicts of interest"), required=False, help_text=ONE_A_LINE)


class RenewalForm(PartForm):
    """How long an award lasts."""

    kind, lasting = "renewal", ""
    about = Prose(label=_("About"))
    valid_years = Number(label=_("Valid for how many years"), usual=0, help_text=_("0: it does not end."))
    in_depth = Number(label=_("Items in depth"), usual=0)
    states = Lines(label=_("States"), required=False, help_text=ONE_A_LINE)


class PointForm(PartForm):
    """Something about the scheme that could not be verified."""

    kind, lasting = "point", ""
    about = Prose(label=_("What is open"))
    certainty = Choice(label=_("How certain it is"), choices=CERTAINTIES, usual="unknown")
