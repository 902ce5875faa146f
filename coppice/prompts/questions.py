"""What somebody may be asked. Kind questions, none of which supposes that something ought to have happened."""

QUESTIONS = (
    "What went better this week than you had expected?",
    "Who asked you something worth keeping?",
    "What did you explain to somebody, and how did you know that it had landed?",
    "Which small thing did you change for the people you work with?",
    "What did you try that you had not tried before?",
    "Was there a moment when technology got out of the way?",
    "What did a learner say that stays with you?",
    "What did you decide not to do, and why was that right?",
    "Who helped you, and with what?",
    "What did you read or hear that may change how you work?",
    "Which conversation would you like to remember in a year?",
    "What looked simple from outside and was not?",
    "What did you make easier for somebody who finds it hard?",
    "What did you notice about access: who could take part, and who could not?",
    "Was there something you saw in another’s work that you admired?",
    "What question are you carrying around at the moment?",
    "What surprised you about how people used something you set up?",
    "Which of your habits served you well lately?",
    "What did you let go of?",
    "Where did you disagree with somebody, and what did you learn from it?",
    "What would you do in the same way again?",
    "What would you do differently next time?",
    "Is there a photograph or a slide from this week that tells a story?",
    "What did you find out by asking rather than by guessing?",
    "Which tool did what it promised, and for whom?",
    "What did somebody thank you for?",
    "When did you work across a boundary: another team, another discipline, another institution?",
    "What did you pass on that somebody else now does without you?",
    "What rule or policy did you have to think about, and what did you make of it?",
    "If a new colleague asked what your work is like, what happened lately that you would tell them?",
)


def question(number: int) -> str:
    """One after the other, and from the beginning again."""
    return QUESTIONS[number % len(QUESTIONS)]
