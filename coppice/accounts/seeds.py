"""The people of the demonstration. All of them, and their universities, are invented."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from coppice.accounts.agreements import JOINING
from coppice.accounts.models import Consent, Person

UNIVERSITIES = {
    "trevenna": "trevenna.example",
    "aberwen": "aberwen.example",
    "northmoor": "northmoor.example",
    "quayside": "quayside-college.example",
    "lochanside": "lochanside.example",
}

# name, slug, university, what they are besides a member
PEOPLE = [
    ("Morwenna Pascoe", "morwenna-pascoe", "trevenna", ""),
    ("Idris Bowen", "idris-bowen", "aberwen", ""),
    ("Farah Siddiqui", "farah-siddiqui", "northmoor", ""),
    ("Tomasz Zieliński", "tomasz-zielinski", "quayside", ""),
    ("Grace Oyelaran", "grace-oyelaran", "lochanside", ""),
    ("Ruth Adeyemi", "ruth-adeyemi", "northmoor", ""),
    ("Callum Fraser", "callum-fraser", "lochanside", "steward"),
    ("Hannah Whitlock", "hannah-whitlock", "trevenna", "steward"),
    ("Sanjay Menon", "sanjay-menon", "northmoor", "administrator"),
    ("Lowri Prosser", "lowri-prosser", "aberwen", ""),
    ("Beatriz Almeida", "beatriz-almeida", "quayside", ""),
    ("Dominic Achebe", "dominic-achebe", "trevenna", ""),
    ("Eilidh Mackay", "eilidh-mackay", "lochanside", ""),
    ("Yusuf Karaca", "yusuf-karaca", "northmoor", ""),
    ("Penny Hargreaves", "penny-hargreaves", "quayside", ""),
    ("Nia Gethin", "nia-gethin", "aberwen", ""),
    ("Oliver Tranter", "oliver-tranter", "trevenna", ""),
    ("Mei-Ling Chau", "mei-ling-chau", "northmoor", ""),
    ("Rory Dunphy", "rory-dunphy", "lochanside", ""),
    ("Amina Warsame", "amina-warsame", "quayside", ""),
    ("Gareth Pugh", "gareth-pugh", "aberwen", ""),
    ("Siobhán Keane", "siobhan-keane", "lochanside", ""),
    ("Marcus Bellweather", "marcus-bellweather", "trevenna", ""),
    ("Ingrid Solheim", "ingrid-solheim", "northmoor", ""),
    ("Kwame Asante", "kwame-asante", "quayside", ""),
    ("Jess Thackray", "jess-thackray", "northmoor", ""),
    ("Viktor Havel", "viktor-havel", "trevenna", ""),
    ("Leila Hosseini", "leila-hosseini", "aberwen", ""),
    ("Tamsin Rowe", "tamsin-rowe", "trevenna", ""),
    ("Aled Vaughan", "aled-vaughan", "aberwen", ""),
    ("Priya Raghunathan", "priya-raghunathan", "northmoor", ""),
    ("Connor Blythe", "connor-blythe", "quayside", ""),
    ("Noor Haddad", "noor-haddad", "lochanside", ""),
    ("Fiona Garrow", "fiona-garrow", "lochanside", ""),
    ("Samuel Okonjo", "samuel-okonjo", "northmoor", ""),
    ("Delyth Maddock", "delyth-maddock", "aberwen", ""),
    ("Ewan Stirling", "ewan-stirling", "lochanside", ""),
    ("Chloé Marchand", "chloe-marchand", "trevenna", ""),
    ("Dr Alan Petheridge", "alan-petheridge", "trevenna", "colleague"),
    ("Dr Shirin Balint", "shirin-balint", "northmoor", "colleague"),
]


def seed(*, now: datetime) -> dict[str, Person]:
    """Everybody, by slug, each with a verified address; joined one after another over two years."""
    people = {}
    for number, (name, slug, university, role) in enumerate(PEOPLE):
        person = Person(
            name=name,
            slug=slug,
            email=f"{slug.replace('-', '.')}@{UNIVERSITIES[university]}",
            is_member=role != "colleague",
            is_steward=role == "steward",
            is_staff=role == "administrator",
        )
        person.set_unusable_password()
        person.save()
        joined_at = now - timedelta(days=730 - 17 * number)
        Person.objects.filter(pk=person.pk).update(joined_at=joined_at)
        Consent.record(JOINING, by=person, given=True, now=joined_at)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        people[slug] = person
    return people
