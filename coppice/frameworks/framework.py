"""A framework as it is read. Nothing in it changes, so one copy serves everybody.

Codes are what people see and what answers are kept under; ids tie the same thing together across versions.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from coppice.frameworks.asking import unmet_rules, unmet_sections
from coppice.frameworks.parts import (
    Assessors,
    Code,
    Facet,
    Mode,
    Node,
    Open,
    Pathway,
    Placement,
    Principle,
    PrincipleGroup,
    Renewal,
    Scales,
    Step,
    Unmet,
)
from coppice.frameworks.rules import Held, Rule


@dataclass(frozen=True)
class Framework:
    slug: str
    version: str
    name: str
    full_name: str
    keeper: str
    page: str
    mode: Mode
    language: str
    about: str
    note: str
    pathways: tuple[Pathway, ...]
    facets: tuple[Facet, ...]
    principle_groups: tuple[PrincipleGroup, ...]
    principles: tuple[Principle, ...]
    sections: tuple[Node, ...]
    rules: tuple[Rule, ...]
    scales: Scales
    renewal: Renewal | None
    assessors: Assessors | None
    unverified: tuple[Open, ...] = ()
    steps: tuple[Step, ...] = ()

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node of the tree by its code, in the order of reading."""
        return {node.code: node for top in self.sections for node in top.walk()}

    @cached_property
    def statements(self) -> Mapping[str, tuple[Node, str]]:
        """What is written on or answered, by its code, each with the heading it stands under (or nothing)."""
        return {
            node.code: (node, top.title if top.kind == "group" else "")
            for top in self.sections
            for node in top.walk()
            if node.kind == "writing"
        }

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What to call each code in a sentence."""
        sections = {node.code: node.label for node in self.nodes.values()}
        return sections | {principle.code: principle.label for principle in self.principles}

    def pathway(self, code: str) -> Pathway:
        """The pathway with this code. Raises KeyError when there is none."""
        return self._pathways[code]

    def node(self, code: str) -> Node:
        """The section or group with this code. Raises KeyError when there is none."""
        return self.nodes[code]

    def principle(self, code: str) -> Principle:
        """The principle or dimension with this code. Raises KeyError when there is none."""
        return self._principles[code]

    def principles_of(self, group: str) -> tuple[Principle, ...]:
        return tuple(principle for principle in self.principles if principle.group == group)

    def sections_for(self, pathway: str) -> tuple[Placement, ...]:
        """The sections that one writes on this pathway, in order."""
        return self._placements[pathway]

    def step(self, code: str) -> Step | None:
        """The step with this code, if there is one."""
        return next((step for step in self.steps if step.code == code), None)

    def rules_for(self, pathway: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if pathway in rule.pathways)

    def codes(self) -> tuple[Code, ...]:
        """Everything that an entry may speak to, for choosing from."""
        return self._codes

    def unmet(
        self,
        pathway: str,
        counts: Mapping[str, int],
        covered: Set[str],
        by_section: Mapping[tuple[str, int], Set[str]] | None = None,
    ) -> tuple[Unmet, ...]:
        """What is missing on this pathway: first sections, then rules.

        `counts` says how many instances of each section there are, `covered` which principles are shown anywhere,
        `by_section` which are shown in each (section code, number). Without `by_section`, rules about single
        sections are left out.
        """
        sections = unmet_sections(self.sections_for(pathway), counts)
        rules = unmet_rules(self.rules_for(pathway), Held(counts, covered), by_section or {}, self.labels)
        return (*sections, *rules)

    @cached_property
    def _pathways(self) -> Mapping[str, Pathway]:
        return {pathway.code: pathway for pathway in self.pathways}

    @cached_property
    def _principles(self) -> Mapping[str, Principle]:
        return {principle.code: principle for principle in self.principles}

    @cached_property
    def _placements(self) -> Mapping[str, tuple[Placement, ...]]:
        return {pathway.code: tuple(self._placed(pathway.code)) for pathway in self.pathways}

    def _placed(self, pathway: str) -> Iterator[Placement]:
        written = [node for node in self.nodes.values() if node.is_written and node.instances[pathway].is_part]
        for position, node in enumerate(written, 1):
            times = node.instances[pathway]
            yield Placement(node, times.min, times.max, position, times.examples, times.certainty)

    @cached_property
    def _codes(self) -> tuple[Code, ...]:
        groups = {group.code: group.title for group in self.principle_groups}
        principles = (
            Code(f"{self.slug}:{each.code}", each.label, "principle", groups[each.group]) for each in self.principles
        )
        sections = (
            Code(f"{self.slug}:{node.code}", node.label, "section", top.title)
            for top in self.sections
            for node in top.walk()
            if node.kind == "writing"
        )
        return (*principles, *sections)
