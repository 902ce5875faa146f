"""Work that comes round: forgetting who asked to come in, and who was asked, once that was answered."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from coppice.groups.models import Invitation, JoinRequest
from coppice.queue.periodic import every

KEPT_ANSWERED = timedelta(days=90)


@every(days=1)
@task
def forget_answered() -> None:
    """Requests and invitations go ninety days after their answer, with all that was said in them."""
    before = timezone.now() - KEPT_ANSWERED
    JoinRequest.objects.filter(answered_at__lt=before).delete()
    Invitation.objects.filter(answered_at__lt=before).delete()
