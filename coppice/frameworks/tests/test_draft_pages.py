"""The pages on which a scheme lead writes the next edition; for everybody else they are not there."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coppice.frameworks.drafting.document import Place, part_at
from coppice.frameworks.drafting.form_for import form_for, form_for_new
from coppice.frameworks.models import Draft, Edition, Lead, Publication
from coppice.frameworks.reading import read_with_document
from coppice.frameworks.tests.makers import small
from coppice.frameworks.tests.test_drafting_forms import as_sent
from coppice.frameworks.writing import write
from tests.cast import NOON, signed_in

DRAFTS = "/framework-drafts/"
ABOUT_IT = ("draft", "draft_file", "changes", "versions", "publication")


@pytest.fixture
def draft(cast):
    """Of the small framework, which the owner leads."""
    Lead.give("small", to=cast.owner, by=cast.steward, now=NOON)
    edition, _ = Edition.objects.publish(small(), now=NOON)
    return Draft.begin(edition=edition, version="2", by=cast.owner, now=NOON)


def said(response, status=200):
    assert response.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def piece(draft, kind, key):
    return reverse("frameworks:piece", args=[draft.pk, kind, key])


def send(client, draft, kind, key, base=1, **changes):
    place = Place(kind, key)
    typed = as_sent(form_for(draft.newest.document, place), **changes)
    return client.post(piece(draft, kind, key), {**typed.dict(), "_method": "PUT", "base": base})


def addresses(draft):
    """Every address about the draft, with its verbs."""
    where = {name: reverse(f"frameworks:{name}", args=[draft.pk]) for name in ABOUT_IT}
    yield from ((url, "GET") for url in where.values())
    yield from ((where["publication"], "POST"), (where["draft"], "DELETE"))
    yield from ((reverse("frameworks:version", args=[draft.pk, 1]), verb) for verb in ("GET", "PUT"))
    yield from ((reverse("frameworks:more", args=[draft.pk, "section"]), verb) for verb in ("GET", "POST"))
    yield from ((piece(draft, "section", "a"), verb) for verb in ("GET", "PUT", "DELETE"))
    yield reverse("frameworks:piece_place", args=[draft.pk, "section", "a"]), "PUT"


def test_for_everybody_else_a_draft_is_not_there(cast, draft):
    Lead.give("other", to=cast.fellow, by=cast.steward, now=NOON)
    for person in (cast.fellow, cast.steward):
        client = signed_in(person)
        for url, verb in addresses(draft):
            answer = client.get(url) if verb == "GET" else client.post(url, {"_method": verb, "base": 1})
            assert answer.status_code == 404, (person, url, verb)
        assert "Small 2" not in client.get(DRAFTS).content.decode()
    assert {signed_in(None).get(url).status_code for url, verb in addresses(draft) if verb == "GET"} == {302}
    assert draft.newest.number == 1


def test_who_leads_is_said_by_the_keepers_of_the_site(cast):
    Edition.objects.publish(small(), now=NOON)
    for who, person in cast.people.items():
        answer = signed_in(person).post("/scheme-leads/", {"person": "Olwen Prys", "slug": "small"})
        expected = {"steward": 303, "administrator": 303, "nobody": 401}.get(who, 404)
        assert answer.status_code == expected, who
    lead = Lead.objects.get()
    assert (lead.person, lead.slug) == (cast.owner, "small")
    steward = signed_in(cast.steward)
    assert "Olwen Prys" in said(steward.get("/scheme-leads/"))
    assert "No single member" in said(steward.post("/scheme-leads/", {"person": "Nobody", "slug": ""}), 422)
    assert "small letters" in said(steward.post("/scheme-leads/", {"person": "Olwen Prys", "new": "A b"}), 422)
    assert signed_in(cast.owner).post(f"/scheme-leads/{lead.pk}/", {"_method": "DELETE"}).status_code == 404
    steward.post(f"/scheme-leads/{lead.pk}/", {"_method": "DELETE"})
    assert not Lead.objects.exists()


def test_a_draft_begins_from_an_edition_and_is_written_part_by_part(cast, draft):
    client = signed_in(cast.owner)
    edition = Edition.objects.get(slug="small")
    refused = client.post(DRAFTS, {"edition": edition.pk, "version": "No spaces"})
    assert "part of an address" in said(refused, 422)
    made = client.post(DRAFTS, {"edition": edition.pk, "version": "3"}, follow=True)
    assert "Small 3" in said(made)
    sheet = said(client.get(draft.get_absolute_url()))
    for words in ("1a Part a", "P1 Care", "Every principle.", "Only you", "Add a section"):
        assert words in sheet
    answer = send(client, draft, "section", "a", asks="Write it well.", times_two="0-2")
    assert answer.headers["Location"] == f"{draft.get_absolute_url()}#section-a"
    node = draft.newest.framework.node("1a")
    assert (node.asks, node.instances["two"].max) == ("Write it well.", 2)


def test_every_part_has_a_form_and_there_is_one_for_each_more(cast, draft):
    client = signed_in(cast.owner)
    for kind in ("pathway", "facet", "group", "principle", "section", "heading", "rule", "grade", "outcome", "point"):
        assert "Add it" in said(client.get(reverse("frameworks:more", args=[draft.pk, kind])))
    for kind, key in (("head", "only"), ("assessors", "only"), ("renewal", "only"), ("rule", "all"), ("group", "P")):
        assert "Save" in said(client.get(piece(draft, kind, key)))
    for kind, key in (("section", "none"), ("nothing", "a"), ("head", "a"), ("heading", "a")):
        assert client.get(piece(draft, kind, key)).status_code == 404
    assert client.get(reverse("frameworks:more", args=[draft.pk, "head"])).status_code == 404
    assert client.post(piece(draft, "head", "only"), {"_method": "DELETE"}).status_code == 403
    assert client.post(f"{piece(draft, 'renewal', 'only')}place/", {"_method": "PUT"}).status_code == 403


def test_what_would_break_it_is_said_at_the_form_and_nothing_typed_is_lost(cast, draft):
    client = signed_in(cast.owner)
    answer = send(client, draft, "section", "b", code="1a", title="Twice over")
    assert "The code “1a” is used twice" in said(answer, 422)
    assert 'value="Twice over"' in answer.content.decode()
    assert 'id="id_code_error"' in answer.content.decode()
    more = reverse("frameworks:more", args=[draft.pk, "section"])
    blank = as_sent(form_for_new(draft.newest.document, "section"), title="New", code="9", times_one="often")
    assert "What it asks for Please fill this in." in said(client.post(more, blank.dict()), 422)
    blank["asks"] = "Write."
    text = said(client.post(more, blank.dict()), 422)
    assert "Say how often: 1 (once)" in text
    assert "A section to write needs “texts”: the texts it is written in." in text
    answer = client.post(piece(draft, "group", "P"), {"_method": "DELETE", "base": 1})
    assert "Rule: Every principle. – There is no principle or section “P”." in said(answer, 422)
    answer = client.post(piece(draft, "facet", "said"), {"_method": "DELETE", "base": 1})
    assert "Section 1a Part a – There is no facet “said”." in said(answer, 422)
    assert draft.newest.number == 1


def test_two_who_write_the_same_part_see_both_texts(cast, draft):
    Lead.give("small", to=cast.fellow, by=cast.steward, now=NOON)
    first, second = signed_in(cast.owner), signed_in(cast.fellow)
    send(first, draft, "section", "a", asks="Write of water.", guidance_text="One.\n\nTwo.")
    send(first, draft, "section", "a", base=2, asks="Write of clear water.")
    answer = send(second, draft, "section", "a", asks="Write of clear fire.", guidance_text="One.\r\n\r\nTwo.")
    text = said(answer, 409)
    assert "Olwen Prys changed this part while you had it open." in text
    assert "removed: water added: fire" in text
    assert "What it is after" not in text.split("from theirs to yours")[1].split("Title")[0]
    assert "Write of clear fire.</textarea>" in answer.content.decode()
    assert 'name="base" value="3"' in answer.content.decode()
    assert send(second, draft, "section", "b", asks="Another part.").status_code == 303
    assert send(second, draft, "section", "a", base=3, asks="Write of fire and water.").status_code == 303
    answer = second.post(piece(draft, "section", "a"), {"_method": "DELETE", "base": 1})
    assert "changed this part" in said(answer, 409)


def test_parts_move_go_and_come_back(cast, draft):
    client = signed_in(cast.owner)
    client.post(reverse("frameworks:piece_place", args=[draft.pk, "section", "b"]), {"_method": "PUT", "way": "up"})
    assert [node.code for node in draft.newest.framework.node("1").children] == ["1b", "1a"]
    client.post(piece(draft, "section", "end"), {"_method": "DELETE", "base": 2})
    assert "END" not in draft.newest.framework.nodes
    text = said(client.get(reverse("frameworks:version", args=[draft.pk, 1])))
    assert "Section END End removed" in text
    assert "The order: Section changed" in text
    assert "Section END End removed" in said(client.get(reverse("frameworks:versions", args=[draft.pk])))
    client.post(reverse("frameworks:version", args=[draft.pk, 1]), {"_method": "PUT"})
    assert draft.newest.document == draft.versions.get(number=1).document


def test_a_file_goes_out_and_comes_in_the_same(cast, draft):
    client = signed_in(cast.owner)
    file = client.get(reverse("frameworks:draft_file", args=[draft.pk]))
    assert file.headers["Content-Disposition"] == 'attachment; filename="small-2-draft.yaml"'
    assert client.get("/frameworks/small/1.yaml").content == small_as_written()
    looked = client.post(f"{DRAFTS}files/", {"file": SimpleUploadedFile("small.yaml", file.content)})
    assert "There is no mistake in it." in said(looked)
    assert Draft.objects.count() == 1
    client.post(f"{DRAFTS}files/", {"text": file.content.decode(), "keep": "yes"})
    made = Draft.objects.exclude(pk=draft.pk).get()
    assert made.newest.document == draft.newest.document


def small_as_written():
    return write(read_with_document(small())[1])


def test_a_wrong_file_is_refused_line_by_line_and_what_was_sent_is_there(cast, draft):
    client = signed_in(cast.owner)
    wrong = small(**{"{all_of: P}": "{all_of: Q}"})
    answer = client.post(f"{DRAFTS}files/", {"file": SimpleUploadedFile("small.yaml", wrong), "keep": "yes"})
    assert "Line 48: There is no principle or section “Q”." in said(answer, 422)
    assert "needs: {all_of: Q}" in answer.content.decode()
    assert "Choose a file" in said(client.post(f"{DRAFTS}files/", {}), 422)
    other = small(**{"slug: small": "slug: other"})
    assert "You do not lead the scheme of “other”" in said(client.post(f"{DRAFTS}files/", {"text": other.decode()}))
    answer = client.post(f"{DRAFTS}files/", {"text": other.decode(), "keep": "yes"})
    assert "You do not lead the scheme of “other”" in said(answer, 422)
    assert Draft.objects.count() == 1


def test_publishing_is_for_good(cast, draft):
    client, url = signed_in(cast.owner), reverse("frameworks:publication", args=[draft.pk])
    send(client, draft, "section", "a", asks="Write it well.")
    assert "Section 1a Part a changed What it asks for" in said(client.get(url))
    assert "changed or published meanwhile" in said(client.post(url, {"base": 1}), 422)
    answer = client.post(url, {"base": 2})
    assert answer.headers["Location"] == "/frameworks/small/2/"
    publication = Publication.objects.get()
    assert (publication.by, publication.edition.version) == (cast.owner, "2")
    assert publication.edition.framework == draft.newest.framework
    assert "changed or published meanwhile" in said(client.post(url, {"base": 2}), 422)
    assert "published and never changes" in said(send(client, draft, "section", "b", base=2, asks="More."), 422)
    assert "stays with it" in said(client.post(draft.get_absolute_url(), {"_method": "DELETE"}), 422)
    assert "published by Olwen Prys" in said(client.get(DRAFTS))
    assert "What changed since Small 1" in said(client.get("/frameworks/small/2/"))
    assert "Nothing is different." in said(client.get("/frameworks/small/2/to/2/"))


def test_a_version_that_is_taken_is_not_published_again(cast, draft):
    client, url = signed_in(cast.owner), reverse("frameworks:publication", args=[draft.pk])
    send(client, draft, "head", "only", version="1")
    assert "is published already" in said(client.get(url))
    assert "is published already" in said(client.post(url, {"base": 2}), 422)


def test_a_draft_is_put_away_and_taken_up_again(cast, draft):
    client, url = signed_in(cast.owner), draft.get_absolute_url()
    client.post(url, {"_method": "DELETE"})
    text = said(client.get(DRAFTS))
    assert "no draft at the moment" in text
    assert "Put away Small 2" in text
    assert "Take it up again first" in said(send(client, draft, "section", "a", asks="More."), 422)
    client.post(url, {"_method": "PUT"})
    assert send(client, draft, "section", "a", asks="More.").status_code == 303


def test_a_page_asks_no_more_when_there_is_more(cast, draft):
    client = signed_in(cast.owner)

    def asked(url):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    urls = [DRAFTS, draft.get_absolute_url(), reverse("frameworks:versions", args=[draft.pk])]
    before = [asked(url) for url in urls]
    cmalt = Edition.objects.get(slug="cmalt")
    for slug, edition in (("small", draft.basis), ("cmalt", cmalt)):
        Lead.give(slug, to=cast.owner, by=cast.steward, now=NOON)
        Draft.begin(edition=edition, version="9", by=cast.owner, now=NOON)
    send(client, draft, "head", "only", note="More.")
    assert [asked(url) for url in urls] == before
    assert part_at(draft.newest.document, Place("head"))["note"] == "More."
