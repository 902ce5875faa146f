"""Leap2A's terms in words that a member reads."""

from __future__ import annotations

from django.utils.translation import gettext_noop

KINDS = {
    "entry": gettext_noop("Entry"),
    "ability": gettext_noop("Ability"),
    "achievement": gettext_noop("Achievement"),
    "activity": gettext_noop("Activity"),
    "affiliation": gettext_noop("Affiliation"),
    "meeting": gettext_noop("Meeting"),
    "organization": gettext_noop("Organisation"),
    "person": gettext_noop("Person"),
    "plan": gettext_noop("Plan"),
    "publication": gettext_noop("Publication"),
    "resource": gettext_noop("Resource"),
    "selection": gettext_noop("Selection"),
}
MANY = {
    "page": gettext_noop("Pages"),
    "collection": gettext_noop("Collections"),
    "entry": gettext_noop("Entries"),
    "ability": gettext_noop("Abilities"),
    "achievement": gettext_noop("Achievements"),
    "activity": gettext_noop("Activities"),
    "affiliation": gettext_noop("Affiliations"),
    "meeting": gettext_noop("Meetings"),
    "organization": gettext_noop("Organisations"),
    "person": gettext_noop("People"),
    "plan": gettext_noop("Plans"),
    "publication": gettext_noop("Publications"),
    "resource": gettext_noop("Resources and files"),
    "selection": gettext_noop("Selections"),
}
RELATIONS = {
    "has_part": gettext_noop("Has a part"),
    "is_part_of": gettext_noop("Part of"),
    "reflects_on": gettext_noop("Reflects on"),
    "reflected_on_by": gettext_noop("Reflected on in"),
    "supports": gettext_noop("Supports"),
    "supported_by": gettext_noop("Supported by"),
    "is_supported_by": gettext_noop("Supported by"),
    "has_evidence": gettext_noop("Has as evidence"),
    "is_evidence_of": gettext_noop("Evidence of"),
    "related": gettext_noop("Related to"),
    "relation": gettext_noop("Related to"),
    "references": gettext_noop("Refers to"),
    "is_referenced_by": gettext_noop("Referred to by"),
    "has_agenda": gettext_noop("Has on its agenda"),
    "is_agenda_of": gettext_noop("On the agenda of"),
    "has_outcome": gettext_noop("Had as its outcome"),
    "is_outcome_of": gettext_noop("Outcome of"),
    "attends": gettext_noop("Attends"),
    "attended_by": gettext_noop("Attended by"),
    "in-reply-to": gettext_noop("Answers"),
    "in_reply_to": gettext_noop("Answers"),
    "has_reply": gettext_noop("Answered by"),
    "follows": gettext_noop("Follows"),
    "precedes": gettext_noop("Comes before"),
    "author": gettext_noop("Written by"),
    "contributor": gettext_noop("With words by"),
    "enclosure": gettext_noop("Encloses"),
    "mentions": gettext_noop("Mentions"),
}
FIELDS = {
    "leap2:spatial": gettext_noop("Place"),
    "leap2:status": gettext_noop("Status"),
    "leap2:progress": gettext_noop("Progress"),
    "leap2:priority": gettext_noop("Priority"),
    "leap2:myrole": gettext_noop("My role"),
    "leap2:role": gettext_noop("Role"),
    "leap2:orgdata": gettext_noop("Organisation"),
    "leap2:persondata": gettext_noop("About"),
    "leap2:target": gettext_noop("Target"),
    "leap2:intended_audience": gettext_noop("Meant for"),
    "leap2:locale": gettext_noop("Language"),
    "leap2:label": gettext_noop("Label"),
    "atom:rights": gettext_noop("Rights"),
    "atom:source": gettext_noop("Source"),
    "atom:subtitle": gettext_noop("Instructions"),
    "dc:issued": gettext_noop("Issued"),
    "dc:date": gettext_noop("Date"),
    "dc:creator": gettext_noop("Made by"),
    "dc:description": gettext_noop("Description"),
}
SCHEMES = {
    "selection_type": gettext_noop("Kind of selection"),
    "resource_type": gettext_noop("Kind of resource"),
    "person_type": gettext_noop("Kind of person"),
    "organization_type": gettext_noop("Kind of organisation"),
    "life_area": gettext_noop("Part of life"),
    "plan_type": gettext_noop("Kind of plan"),
    "common_item": gettext_noop("Kind"),
    "audience": gettext_noop("Meant for"),
    "readiness": gettext_noop("State"),
    "learning_cycle": gettext_noop("In the learning cycle"),
    "check": gettext_noop("Answer"),
    "relationship": gettext_noop("Relationship"),
    "entry_type": gettext_noop("Kind of entry"),
}
POINTS = {"start": gettext_noop("Began"), "end": gettext_noop("Ended"), "target": gettext_noop("Aimed at")}
COUNTED_AS = (
    gettext_noop("the export itself"),
    gettext_noop("items themselves"),
    gettext_noop("ids"),
    gettext_noop("titles and texts"),
    gettext_noop("dates"),
    gettext_noop("links and relations"),
    gettext_noop("kinds"),
    gettext_noop("people"),
    gettext_noop("kept in words"),
    gettext_noop("not understood"),
)  # kept in English with what came, and said in the language of whoever looks at it


def of_kind(kind: str) -> str:
    return KINDS.get(kind, kind.replace("_", " ").capitalize() or "Entry")


def of_relation(name: str) -> str:
    return RELATIONS.get(name, f"Connected (“{name}”) with")
