"""Which form is for which part."""

from __future__ import annotations

from typing import Any

from coppice.frameworks.drafting import forms
from coppice.frameworks.drafting.document import ALONE, Document, NotThere, Place, part_at
from coppice.frameworks.drafting.part_form import PartForm
from coppice.frameworks.drafting.rule_form import RuleForm
from coppice.frameworks.drafting.section_form import HeadingForm, SectionForm

FORMS: dict[str, type[PartForm]] = {
    "head": forms.HeadForm,
    "pathway": forms.PathwayForm,
    "facet": forms.FacetForm,
    "group": forms.GroupForm,
    "principle": forms.PrincipleForm,
    "section": SectionForm,
    "heading": HeadingForm,
    "rule": RuleForm,
    "grade": forms.GradeForm,
    "outcome": forms.OutcomeForm,
    "step": forms.StepForm,
    "point": forms.PointForm,
    "assessors": forms.AssessorsForm,
    "renewal": forms.RenewalForm,
}


def form_for(document: Document, place: Place, data: Any = None) -> PartForm:
    """The form for the part that stands there. Raises NotThere."""
    part: Any = part_at(document, place) if place.kind in FORMS else None
    is_alone = place in map(Place, ALONE)
    if (part is None and not is_alone) or (place.kind in ALONE and not is_alone):
        raise NotThere(place)
    made = HeadingForm if place.kind == "section" and part.get("sections") else FORMS[place.kind]
    return made(data, document=document, seat=place, old=part)


def form_for_new(document: Document, kind: str, data: Any = None, within: str = "") -> PartForm:
    """The form for one more part of this kind. Raises NotThere when there is no such kind."""
    if kind not in FORMS or kind in ALONE:
        raise NotThere(kind)
    return FORMS[kind](data, document=document, within=within)
