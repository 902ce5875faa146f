"""Leap2A's terms in words that a member reads."""

from __future__ import annotations

KINDS = {
    "entry": "Entry", "ability": "Ability", "achievement": "Achievement", "activity": "Activity",
    "affiliation": "Affiliation", "meeting": "Meeting", "organization": "Organisation", "person": "Person",
    "plan": "Plan", "publication": "Publication", "resource": "Resource", "selection": "Selection",
}  # fmt: skip
MANY = {
    "page": "Pages", "collection": "Collections", "entry": "Entries", "ability": "Abilities",
    "achievement": "Achievements", "activity": "Activities", "affiliation": "Affiliations", "meeting": "Meetings",
    "organization": "Organisations", "person": "People", "plan": "Plans", "publication": "Publications",
    "resource": "Resources and files", "selection": "Selections",
}  # fmt: skip
RELATIONS = {
    "has_part": "Has a part", "is_part_of": "Part of", "reflects_on": "Reflects on",
    "reflected_on_by": "Reflected on in", "supports": "Supports", "supported_by": "Supported by",
    "is_supported_by": "Supported by", "has_evidence": "Has as evidence", "is_evidence_of": "Evidence of",
    "related": "Related to", "relation": "Related to", "references": "Refers to", "is_referenced_by": "Referred to by",
    "has_agenda": "Has on its agenda", "is_agenda_of": "On the agenda of", "has_outcome": "Had as its outcome",
    "is_outcome_of": "Outcome of", "attends": "Attends", "attended_by": "Attended by", "in-reply-to": "Answers",
    "in_reply_to": "Answers", "has_reply": "Answered by", "follows": "Follows", "precedes": "Comes before",
    "author": "Written by", "contributor": "With words by", "enclosure": "Encloses", "mentions": "Mentions",
}  # fmt: skip
FIELDS = {
    "leap2:spatial": "Place", "leap2:status": "Status", "leap2:progress": "Progress", "leap2:priority": "Priority",
    "leap2:myrole": "My role", "leap2:role": "Role", "leap2:orgdata": "Organisation", "leap2:persondata": "About",
    "leap2:target": "Target", "leap2:intended_audience": "Meant for", "leap2:locale": "Language",
    "leap2:label": "Label", "atom:rights": "Rights", "atom:source": "Source", "atom:subtitle": "Instructions",
    "dc:issued": "Issued", "dc:date": "Date", "dc:creator": "Made by", "dc:description": "Description",
}  # fmt: skip
SCHEMES = {
    "selection_type": "Kind of selection", "resource_type": "Kind of resource", "person_type": "Kind of person",
    "organization_type": "Kind of organisation", "life_area": "Part of life", "plan_type": "Kind of plan",
    "common_item": "Kind", "audience": "Meant for", "readiness": "State", "learning_cycle": "In the learning cycle",
    "check": "Answer", "relationship": "Relationship", "entry_type": "Kind of entry",
}  # fmt: skip
POINTS = {"start": "Began", "end": "Ended", "target": "Aimed at"}


def of_kind(kind: str) -> str:
    return KINDS.get(kind, kind.replace("_", " ").capitalize() or "Entry")


def of_relation(name: str) -> str:
    return RELATIONS.get(name, f"Connected (“{name}”) with")
