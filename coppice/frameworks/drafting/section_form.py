"""The form for a section, and for a heading over sections."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.frameworks.drafting.document import Document, Entry, gather, walk
from coppice.frameworks.drafting.fields import Choice, Line, Lines, Number, OfPart, Paragraphs, Prose, Some, Yes
from coppice.frameworks.drafting.forms import CERTAINTIES, MARKINGS, ONE_A_LINE, InsideForm
from coppice.frameworks.tree import Plain

KINDS = [
    ("writing", _("It is written")),
    ("declaration", _("It is signed")),
    ("whole", _("It is judged over the whole")),
]
GUIDANCE = ("text", "questions", "pitfalls", "hints")


class HeadingForm(InsideForm):
    """A heading over sections, which has nothing to write itself."""

    kind = "section"
    asks = Prose(label=_("What it asks for"))

    def prepare(self) -> None:
        """A new one begins with some sections, since a heading over nothing is none."""
        if self.is_new:
            sections: Any = self.document.get("sections") or []
            choices = [(one["id"], f"{one['code']} {one['title']}") for one in sections]
            self.fields["holds"] = Some(label=_("Which sections stand under it"), choices=choices)
            self.fields["holds"].required = True

    def part(self) -> Entry:
        return {name: value for name, value in super().part().items() if name != "holds"}

    def changed(self, document: Document) -> Document:
        if self.is_new:
            return gather(document, {**self.part(), "kind": "group"}, self.cleaned_data["holds"])
        return super().changed(document)


class SectionForm(InsideForm):
    """A section: what it asks, how often each pathway has it, the texts it is written in, and guidance."""

    kind = "section"
    asks = Prose(label=_("What it asks for"), help_text=_("Two to four sentences."))

    def prepare(self) -> None:
        every = [one for one in walk(self.document.get("sections")) if one.get("sections")]
        headings = [(one["id"], f"{one['code']} {one['title']}") for one in every]
        self.fields["within"] = Choice(label=_("Under which heading"), choices=[("", _("None")), *headings])
        self.fields["kind"] = Choice(label=_("What one does with it"), choices=KINDS, usual="writing")
        self.fields["marking"] = Choice(label=_("How it counts"), choices=MARKINGS, usual="graded")
        for pathway in self.listed("pathways"):
            self.ask_how_often(pathway["code"], pathway["title"])
        for facet in self.listed("facets"):
            self.ask_for_text(facet["code"], facet["title"])
        self.fields["words_least"] = Number(label=_("At least"), usual=None)
        self.fields["words_most"] = Number(label=_("At most"), usual=None)
        self.fields["words_by_scheme"] = Yes(label=_("The scheme says so"))
        self.ask_for_guidance()
        help_text = _("Only where it is signed: the sentences to tick, one in each line.")
        self.fields["declares"] = Lines(label=_("Sentences to sign"), required=False, help_text=help_text)

    def listed(self, name: str) -> list[Entry]:
        found: Any = self.document.get(name) or []
        return list(found)

    def ask_how_often(self, code: str, title: str) -> None:
        help_text = _("1 is once, 0 not on this pathway, 2+ twice or more, 0-3 up to three.")
        self.fields[f"times_{code}"] = Line(label=title, help_text=help_text)
        self.fields[f"examples_{code}"] = Number(label=_("Examples, {pathway}").format(pathway=title), usual=0)
        label = _("How certain, {pathway}").format(pathway=title)
        self.fields[f"certainty_{code}"] = Choice(label=label, choices=CERTAINTIES, usual="verified")

    def ask_for_text(self, code: str, title: str) -> None:
        self.fields[f"facet_{code}"] = Yes(label=title)
        label = _("What to write there: {text}").format(text=title)
        help_text = _("Empty, it is what the framework says of this text.")
        self.fields[f"prompt_{code}"] = Prose(label=label, required=False, help_text=help_text)

    def ask_for_guidance(self) -> None:
        help_text = _("An empty line begins a new paragraph.")
        self.fields["guidance_text"] = Paragraphs(label=_("What it is after"), required=False, help_text=help_text)
        labels = (_("Questions to think with"), _("What tends to go wrong"), _("Small things that help"))
        for name, label in zip(GUIDANCE[1:], labels, strict=True):
            self.fields[f"guidance_{name}"] = Lines(label=label, required=False, help_text=ONE_A_LINE)

    @property
    def titles(self) -> dict[str, Any]:
        first = {name: next((one["code"] for one in self.listed(name)), "") for name in ("pathways", "facets")}
        return {
            f"times_{first['pathways']}": _("How often it is written"),
            f"facet_{first['facets']}": _("The texts it is written in"),
            "words_least": _("How many words are advised"),
            "guidance_text": _("Guidance"),
            "declares": _("To be signed"),
        }

    def shown(self) -> dict[str, Any]:
        return {**super().shown(), **self.inner(), **self.how_often(), **self.texts()}

    def inner(self) -> dict[str, Any]:
        """What stands below “words” and “guidance”."""
        found = {}
        for name, field in self.fields.items():
            outer, _low, inner = name.partition("_")
            if outer in ("words", "guidance") and isinstance(field, OfPart):
                found[name] = field.shown((self.old.get(outer) or {}).get(inner))
        return found

    def how_often(self) -> dict[str, Any]:
        said = self.old.get("instances", "1" if self.is_new else "")
        found: dict[str, Any] = {}
        for pathway in self.listed("pathways"):
            code = pathway["code"]
            one = said.get(code, "") if isinstance(said, dict) else said
            known = one if isinstance(one, dict) else {"times": one}
            found[f"times_{code}"] = known.get("times", "")
            found[f"examples_{code}"] = known.get("examples", 0)
            found[f"certainty_{code}"] = known.get("certainty", "verified")
        return found

    def texts(self) -> dict[str, Any]:
        said = self.old.get("facets") or {}
        named = said if isinstance(said, dict) else dict.fromkeys([said] if isinstance(said, str) else said, "")
        codes = [facet["code"] for facet in self.listed("facets")]
        return {
            **{f"facet_{code}": code in named for code in codes},
            **{f"prompt_{code}": named.get(code) or "" for code in codes},
        }

    def part(self) -> Entry:
        """Its fields, and below their own names what each pathway, each text, words and guidance say."""
        together = {"instances": self.instances(), "facets": self.facets()}
        together |= {outer: self.below(outer) for outer in ("words", "guidance")}
        apart = ("times_", "examples_", "certainty_", "facet_", "prompt_", "words_", "guidance_")
        plain = {name: value for name, value in super().part().items() if not name.startswith(apart)}
        without = {name: value for name, value in plain.items() if name not in together}
        return {**without, **{name: value for name, value in together.items() if value}}

    def instances(self) -> Plain:
        found: dict[str, Plain] = {}
        for pathway in self.listed("pathways"):
            code = pathway["code"]
            said = {name: self.fields_kept(f"{name}_{code}") for name in ("times", "examples", "certainty")}
            known = {name: value for name, value in said.items() if value is not None}
            found[code] = {**known} if len(known) > 1 else known.get("times")
        return found

    def facets(self) -> Plain:
        codes = [facet["code"] for facet in self.listed("facets") if self.cleaned_data[f"facet_{facet['code']}"]]
        return {code: self.cleaned_data[f"prompt_{code}"] or None for code in codes}

    def below(self, outer: str) -> Plain:
        names = [name for name in self.fields if name.startswith(f"{outer}_")]
        kept = {name.partition("_")[2]: self.fields_kept(name) for name in names}
        return {name: value for name, value in kept.items() if value is not None}

    def fields_kept(self, name: str) -> Plain:
        field = self.fields[name]
        assert isinstance(field, OfPart)
        return field.kept(self.cleaned_data[name])
