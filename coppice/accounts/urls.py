"""My account, and the doors of a demo."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts import views
from coppice.kernel.resources import resource

urlpatterns = [
    path("me/", login_required(resource(GET=views.show_me, POST=views.change_me)), name="me"),
    path("demo/", resource(GET=views.demo_choose), name="demo"),
    path("demo/people.json", resource(GET=views.demo_people), name="demo_people"),
    path("demo/session/", csrf_exempt(resource(POST=views.demo_session)), name="demo_session"),
]
