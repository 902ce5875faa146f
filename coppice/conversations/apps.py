"""The app of conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Floor 7. Tells a group's page where its talk is, and its questions who may know."""

    name = "coppice.conversations"
    label = "conversations"

    def ready(self) -> None:
        from coppice.conversations import ladder, mailing
        from coppice.conversations.arriving import a_question
        from coppice.conversations.keeping import said_in_topics
        from coppice.conversations.knowing import who_may_know
        from coppice.conversations.models.attached import folded_away
        from coppice.conversations.speaking import answers_that_helped
        from coppice.conversations.telling import talk_of
        from coppice.files import apart
        from coppice.groups import further, keeping
        from coppice.people import experts, welcoming

        further.register(talk_of)
        keeping.register(said_in_topics)
        ladder.register(who_may_know)
        mailing.register()
        apart.register(folded_away)
        welcoming.register(a_question)
        experts.register(answers_that_helped)
