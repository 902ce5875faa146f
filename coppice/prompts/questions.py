"""What somebody may be asked. Kind questions, none of which supposes that something ought to have happened."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = (
    _("What went better this week than you had expected?"),
    _("Who asked you something worth keeping?"),
    _("What did you explain to somebody, and how did you know that it had landed?"),
    _("Which small thing did you change for the people you work with?"),
    _("What did you try that you had not tried before?"),
    _("Was there a moment when technology got out of the way?"),
    _("What did a learner say that stays with you?"),
    _("What did you decide not to do, and why was that right?"),
    _("Who helped you, and with what?"),
    _("What did you read or hear that may change how you work?"),
    _("Which conversation would you like to remember in a year?"),
    _("What looked simple from outside and was not?"),
    _("What did you make easier for somebody who finds it hard?"),
    _("What did you notice about access: who could take part, and who could not?"),
    _("Was there something you saw in another’s work that you admired?"),
    _("What question are you carrying around at the moment?"),
    _("What surprised you about how people used something you set up?"),
    _("Which of your habits served you well lately?"),
    _("What did you let go of?"),
    _("Where did you disagree with somebody, and what did you learn from it?"),
    _("What would you do in the same way again?"),
    _("What would you do differently next time?"),
    _("Is there a photograph or a slide from this week that tells a story?"),
    _("What did you find out by asking rather than by guessing?"),
    _("Which tool did what it promised, and for whom?"),
    _("What did somebody thank you for?"),
    _("When did you work across a boundary: another team, another discipline, another institution?"),
    _("What did you pass on that somebody else now does without you?"),
    _("What rule or policy did you have to think about, and what did you make of it?"),
    _("If a new colleague asked what your work is like, what happened lately that you would tell them?"),
)


def question(number: int) -> str:
    """One after the other, and from the beginning again."""
    return str(QUESTIONS[number % len(QUESTIONS)])
