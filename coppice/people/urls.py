"""Addresses of people, of what they say of themselves, and of the vocabulary they say it in."""

from django.urls import path

from coppice.accounts.signing_in import signed_in
from coppice.kernel.resources import resource
from coppice.people.views import aims, blocks, directory, letters, lines, profile, skills, welcome

app_name = "people"
urlpatterns = [
    path("people/", signed_in(resource(GET=directory.index)), name="index"),
    path("people/<slug:slug>/", resource(GET=profile.show), name="profile"),
    path("people/<slug:slug>/letter/", signed_in(resource(GET=letters.new, POST=letters.send)), name="letter"),
    path("people/<slug:slug>/block/", signed_in(resource(PUT=blocks.block, DELETE=blocks.end)), name="block"),
    path("me/profile/", signed_in(resource(GET=profile.edit, PUT=profile.keep)), name="edit"),
    path("me/portrait/", signed_in(resource(POST=profile.portray, DELETE=profile.unportray)), name="portrait"),
    path("me/expertise/", signed_in(resource(GET=lines.expertise, POST=lines.say)), name="expertise"),
    path("me/expertise/<uuid:pk>/", signed_in(resource(PUT=lines.change)), name="statement"),
    path("me/offers/", signed_in(resource(GET=lines.offers, PUT=lines.keep_offers)), name="offers"),
    path("me/skills/", signed_in(resource(GET=aims.index, POST=aims.set_one)), name="aims"),
    path("me/skills/<int:pk>/", signed_in(resource(DELETE=aims.drop)), name="aim"),
    path("skills/", signed_in(resource(GET=skills.index, POST=skills.add)), name="skills"),
    path("skills/starter/", signed_in(resource(POST=skills.begin)), name="starter"),
    path("skills/picture/", signed_in(resource(GET=skills.picture)), name="picture"),
    path("skills/<uuid:pk>/", signed_in(resource(GET=skills.show, PUT=skills.describe)), name="skill"),
    path("skills/<uuid:pk>/merging/", signed_in(resource(POST=skills.merge)), name="merging"),
    path("skills/changes/<int:pk>/undoing/", signed_in(resource(POST=skills.undo)), name="undoing"),
    path("groups/<slug:slug>/expertise/", signed_in(resource(GET=skills.of_group)), name="group"),
    path("welcome/", signed_in(resource(GET=welcome.begin, POST=welcome.put_aside)), name="welcome"),
    path("welcome/<slug:step>/", signed_in(resource(GET=welcome.show, POST=welcome.keep)), name="welcome_step"),
]
