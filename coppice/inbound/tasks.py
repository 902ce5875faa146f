"""Looking at what came, answering, and forgetting."""

from datetime import timedelta

from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from coppice.inbound import answering, processing
from coppice.inbound.models import KEPT, Answered, Arrival, State
from coppice.queue.periodic import every

STRANGERS_KEPT = timedelta(days=2)


@task
def process(arrival_id: str) -> None:
    """Once, however often it is begun: what it becomes is committed with it."""
    arrival = Arrival.objects.select_for_update(of=("self",)).filter(pk=arrival_id).first()
    if arrival and processing.process(arrival, now=timezone.now()):
        answer.enqueue(arrival_id)


@task
def answer(arrival_id: str) -> None:
    """Tell its sender what became of it."""
    arrival = Arrival.objects.select_related("person", "raw").filter(pk=arrival_id).first()
    if arrival and hasattr(arrival, "raw"):
        answering.letter(arrival).send()
        arrival.let_go()
        if arrival.state == State.SET_ASIDE:  # answered all the same, so that nothing of it need stay
            arrival.delete()


@every(hours=6)
@task
def forget_arrivals() -> None:
    """What came thirty days ago, and of strangers after two."""
    now = timezone.now()
    old = Q(arrived_at__lt=now - KEPT)
    strangers = Q(person=None, arrived_at__lt=now - STRANGERS_KEPT) & ~Q(state=State.WAITING)
    Arrival.objects.filter(old | strangers).delete()
    Answered.objects.filter(day__lt=(now - STRANGERS_KEPT).date()).delete()
