"""What comes round by the clock: who asked is forgotten, and no question stays alone. And the mail to a guest."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.audience.models import Grant
from coppice.conversations import ladder
from coppice.conversations.models import Asking, Topic
from coppice.conversations.models.unnamed import STAND_IN
from coppice.queue.marks import long
from coppice.queue.periodic import every


@every(hours=12)
@task
@long
def forget_askers() -> None:
    """Who asked without a name is known for thirty days, and then nowhere. (What lies in files goes after the rows.)"""
    Asking.forget(now=timezone.now())


@every(hours=1)
@task
def look_after_questions() -> None:
    """The next step for each question that nobody answered, and for each answer that is two weeks old."""
    ladder.climb(now=timezone.now())
    ladder.ask_back(now=timezone.now())


@task
def mail_guest(grant_id: str) -> None:
    """Tell an address that it was let into a topic; nobody, when that was ended meanwhile."""
    grant = Grant.objects.live(timezone.now()).filter(pk=grant_id).select_related("made_by").first()
    topic = Topic.objects.filter(pk=grant.item_id).first() if grant else None
    if grant is None or topic is None:
        return
    here = {"next": topic.get_absolute_url()}
    context = {
        "grant": grant,
        "topic": topic,
        "community": settings.COMMUNITY_NAME,
        "sign_up": settings.BASE_URL + reverse("account_signup", query=here),
        "sign_in": settings.BASE_URL + reverse("account_login", query=here),
    }
    with in_language_of(grant.made_by):
        name = _(grant.made_by.name) if grant.made_by_id == STAND_IN else grant.made_by.name
        subject = _("{name} lets you into a topic").format(name=name)
        body = render_to_string("conversations/let_in.txt", {**context, "name": name})
    EmailMessage(subject=subject, body=body, to=[grant.address]).send()
