"""The form for a rule. What it needs is lines, each to be met; a line can be another way for the one above."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.frameworks.drafting.document import Entry, walk
from coppice.frameworks.drafting.fields import Choice, Codes, Number, Prose, Some, Yes
from coppice.frameworks.drafting.forms import CERTAINTIES
from coppice.frameworks.drafting.part_form import PartForm

WEIGHTS = [("required", _("It is required")), ("advised", _("It is advice"))]
HOWS = [
    ("", _("Nothing")),
    ("all_of", _("All of these are shown")),
    ("at_least", _("At least so many of these are shown")),
    ("section", _("This section is written so many times")),
]
EACH = [("", _("In the whole portfolio")), ("every", _("In every section by itself")), ("some", _("In each of these"))]
MORE_LINES = 2

type Row = dict[str, Any]


class RuleForm(PartForm):
    """One rule."""

    kind, lasting, lasting_label = "rule", "id", _("Lasting name")
    says = Prose(label=_("What it says"), help_text=_("A full sentence."))
    weight = Choice(label=_("How much it counts"), choices=WEIGHTS, usual="required")
    certainty = Choice(label=_("How certain it is"), choices=CERTAINTIES, usual="verified")

    def prepare(self) -> None:
        pathways: Any = self.document.get("pathways") or []
        choices = [(one["code"], one["title"]) for one in pathways]
        self.fields["pathways"] = Some(
            label=_("On which pathways"), choices=choices, help_text=_("None: on every one.")
        )
        self.fields["where"] = Choice(label=_("Where it is to be met"), choices=EACH)
        written = [one for one in walk(self.document.get("sections")) if not one.get("sections")]
        sections = [(one["code"], f"{one['code']} {one['title']}") for one in written]
        self.fields["in_each"] = Some(
            label=_("These sections"), choices=sections, help_text=_("Only if you chose them above.")
        )
        self.rows = rows_of(self.old.get("needs") or {})
        for number in range(len(self.rows) + MORE_LINES if self.rows is not None else 0):
            self.ask_for_line(number)

    def ask_for_line(self, number: int) -> None:
        said = {"n": number + 1}
        self.fields[f"how_{number}"] = Choice(label=_("{n}. What is asked").format(**said), choices=HOWS)
        self.fields[f"least_{number}"] = Number(label=_("{n}. How many").format(**said), usual=None)
        help_text = _("With commas, such as P1, P2. The code of a group stands for all in it.")
        self.fields[f"codes_{number}"] = Codes(
            label=_("{n}. Codes").format(**said), required=False, help_text=help_text
        )
        label = _("{n}. Always among them").format(**said)
        self.fields[f"including_{number}"] = Codes(label=label, required=False)
        if number:
            self.fields[f"or_{number}"] = Yes(label=_("{n}. This, or the one above, is enough").format(**said))

    @property
    def is_too_deep(self) -> bool:
        """Needs that no list of lines can say; they stay as they are."""
        return self.rows is None

    @property
    def titles(self) -> dict[str, Any]:
        lines = {
            f"how_{n}": _("What it asks for, {n}").format(n=n + 1) for n in range(len(self.rows or []) + MORE_LINES)
        }
        return {"pathways": _("For whom, and where"), **lines}

    def opens(self, name: str) -> bool:
        """Lines that say something, and the first of a new rule."""
        line = name.removeprefix("how_")
        return not line.isdigit() or int(line) < max(len(self.rows or []), 1)

    def shown(self) -> dict[str, Any]:
        each = self.old.get("in_each") or []
        every = each in ("section", ["section"])
        where = "every" if every else "some" if each else ""
        lines = {f"{name}_{n}": value for n, row in enumerate(self.rows or []) for name, value in row.items()}
        return {**super().shown(), "where": where, "in_each": [] if every else super().shown()["in_each"], **lines}

    def part(self) -> Entry:
        asked = (
            *("how_", "least_", "codes_", "including_", "or_", "where"),
            *(["needs"] if self.rows is not None else []),
        )
        part = {name: value for name, value in super().part().items() if not name.startswith(asked)}
        if self.cleaned_data["where"] != "some":
            part.pop("in_each", None)
        if self.cleaned_data["where"] == "every":
            part["in_each"] = "section"
        return part if self.is_too_deep else {**part, "needs": needs_of(self.lines())}

    def lines(self) -> list[Row]:
        numbers = [int(name.removeprefix("how_")) for name in self.fields if name.startswith("how_")]
        rows = [
            {name: self.cleaned_data.get(f"{name}_{n}") for name in ("how", "least", "codes", "including", "or")}
            for n in numbers
        ]
        return [row for row in rows if row["how"]]


def rows_of(needs: Entry) -> list[Row] | None:
    """The lines that say these needs, or None when they are nested deeper than lines can say."""
    outer = needs.get("every", [needs] if needs else [])
    groups = [one.get("either", [one]) for one in outer]
    if any("every" in one or "either" in one for group in groups for one in group):
        return None
    return [{**row_of(one), "or": place > 0} for group in groups for place, one in enumerate(group)]


def row_of(need: Entry) -> Row:
    show = Codes().shown
    if "all_of" in need:
        return {"how": "all_of", "codes": show(need["all_of"])}
    if "section" in need:
        return {"how": "section", "least": need.get("at_least", 1), "codes": need["section"]}
    return {
        "how": "at_least",
        "least": need.get("at_least"),
        "codes": show(need.get("of")),
        "including": show(need.get("including")),
    }


def needs_of(rows: list[Row]) -> Entry:
    groups: list[list[Entry]] = []
    for row in rows:
        if row["or"] and groups:
            groups[-1].append(need_of(row))
        else:
            groups.append([need_of(row)])
    needs = [group[0] if len(group) == 1 else {"either": group} for group in groups]
    return needs[0] if len(needs) == 1 else {"every": needs}


def need_of(row: Row) -> Entry:
    codes: Any = Codes().kept(row["codes"] or "") or []
    least = None if row.get("least") is None else str(row["least"])
    match row["how"]:
        case "all_of":
            said: Entry = {"all_of": codes}
        case "section":
            said = {"section": ", ".join(codes), "at_least": least}
        case _:
            said = {"at_least": least, "of": codes, "including": Codes().kept(row.get("including") or "")}
    return {name: value for name, value in said.items() if value is not None}
