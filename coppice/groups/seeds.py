"""The groups of the demonstration."""

from coppice.accounts.models import Person
from coppice.groups.models import Group

# name, slug, purpose, founder, how many steps through the list of people to the next member
GROUPS = [
    (
        "CMALT writing circle",
        "cmalt-writing",
        "We write our portfolios together, a section a month, and read each other’s drafts.",
        "morwenna-pascoe",
        5,
    ),
    (
        "Evaluation SIG",
        "evaluation",
        "How do we know that it helped? Methods, instruments and honest stories of impact.",
        "ruth-adeyemi",
        4,
    ),
    (
        "Accessible by design",
        "accessible",
        "Captions, structure, contrast and everything else that lets everybody in.",
        "eilidh-mackay",
        3,
    ),
    ("Media makers", "media", "Video, sound and pictures for learning, made with small budgets.", "dominic-achebe", 6),
    (
        "Learning design exchange",
        "learning-design",
        "Course design workshops: what we tried, and the materials to try it too.",
        "idris-bowen",
        4,
    ),
    (
        "First years in the job",
        "first-years",
        "For whoever came to learning technology lately. No question is too small.",
        "hannah-whitlock",
        7,
    ),
]


def seed(people: dict[str, Person]) -> dict[str, Group]:
    """Six groups, by slug, each with its founder as facilitator."""
    groups = {}
    members = [person for person in people.values() if person.is_member]
    for offset, (name, slug, purpose, founder, step) in enumerate(GROUPS):
        group = Group.found(name=name, slug=slug, purpose=purpose, by=people[founder])
        for person in members[offset::step]:
            group.join(person=person)
        groups[slug] = group
    for slug in (
        "morwenna-pascoe",
        "farah-siddiqui",
        "tomasz-zielinski",
        "grace-oyelaran",
        "ruth-adeyemi",
        "lowri-prosser",
    ):
        groups["cmalt-writing"].join(person=people[slug])
    return groups
