"""What the groups of the demonstration say of themselves. Every word is invented."""

# group: purpose, who it is for, what it is not, how it differs, what we value
CHARTERS = {
    "cmalt-writing": (
        "We write our portfolios side by side, a section a month, and read each other’s drafts with care.",
        "Whoever is writing for CMALT or a fellowship, and whoever did and remembers how it felt.",
        "We do not assess, and nobody here can promise that a portfolio will pass.",
        "First years in the job helps with finding your feet. Come here when you have begun to write.",
        "Kind and honest reading. Small steps. Deadlines that bend and still hold.",
    ),
    "evaluation": (
        "We want to know whether what we do helps anybody, and to find out without wearing people down.",
        "People who run small evaluations beside their work. You need not be a researcher.",
        "We are no ethics committee, and we do not write anybody’s report for them.",
        "Learning design exchange plans and tries; we ask what came of it.",
        "Plain methods. Stories beside numbers. Saying when something did not work.",
    ),
    "accessible": (
        "We make what we teach with open to everybody, and help each other to see what we overlook.",
        "Anybody who makes, buys or looks after something that students use.",
        "We do not check websites to order, and we are not a complaints desk.",
        "Media makers films; we see to it that the film can be heard, read and found.",
        "Asking people who use assistive technology, and paying them. Mending over blaming.",
    ),
    "media": (
        "We make video, sound and pictures for learning with what we have at hand.",
        "Everybody who presses record, from the first time on.",
        "We are not a production service, and we review no equipment for shops.",
        "Accessible by design has the last word on captions; we have the first on lighting.",
        "Good enough by Friday. Showing the take that went wrong as well.",
    ),
    "learning-design": (
        "We exchange workshops on designing courses: what we tried, and the materials to try it too.",
        "People who sit with course teams and a wall of sticky notes, or would like to.",
        "We do not tell course teams what to teach.",
        "Evaluation SIG asks what came of a design; we ask how you would run it next time.",
        "Borrowing with thanks. Leaving materials better than we found them.",
    ),
    "first-years": (
        "We help each other through the first years of a job that nobody was trained for.",
        "Whoever came to learning technology in the last three years, and a few who have been here longer.",
        "We are no helpdesk for anybody’s platform.",
        "When you begin to write a portfolio, the CMALT writing circle is the place to go on.",
        "No question is too small. What is said when somebody is stuck stays here.",
    ),
}
BEHAVIOUR = {
    "cmalt-writing": (
        "We read what we promised to read, by the day we said.\n\n- Say what you see before what you would change.\n"
        "- A draft belongs to whoever wrote it, to the last comma."
    ),
    "evaluation": "We listen to the end. We say how we know what we claim, and when we are guessing.",
    "accessible": "We describe what we show. We take turns, and leave a pause before the next one speaks.",
    "media": "We show work in progress, and laugh with, never at. Ask before you film anybody.",
    "learning-design": "Take what you like, say where you have it from, and bring back what you changed.",
    "first-years": (
        "We answer every question within two days, if only with “I don’t know either”.\n\n"
        "What somebody says about their manager, their students or their worries is nobody else’s."
    ),
}
# group: what may be told outside, what may become of contributions; with two, the first holds no more
RULES = {
    "cmalt-writing": [("stays", "ask")],
    "evaluation": [("open", "named"), ("chatham", "named")],
    "accessible": [("open", "free")],
    "media": [("quote", "named")],
    "learning-design": [("open", "free")],
    "first-years": [("stays", "ask")],
}
# group, who, what, why, begun and until so many days ago (minus: ahead), how we shall know, outcome, what we learned
EXPERIMENTS = [
    ("cmalt-writing", "farah-siddiqui", "Half an hour of silent writing before we talk",
     "We talk so well that nobody writes.", 150, 60, "More sections move in a month than before.",
     "kept", "Eleven sections moved in three months, four in the three before. Cameras off, kettle on."),
    ("evaluation", "ruth-adeyemi", "One question after each workshop instead of a form",
     "Fewer people fill the form in each year.", 40, -50, "Half of those who came answer.", "", ""),
    ("accessible", "eilidh-mackay", "A student with a screen reader looks at one course a month",
     "We guess too much.", 300, 120, "Course teams ask for it themselves.",
     "adapted", "They do ask. One a month was too many for two students; now one each half term, better paid."),
    ("media", "dominic-achebe", "Rehearse with the slides switched off", "We hide behind them.", 25, -35,
     "Three people say that they would do so again.", "", ""),
    ("learning-design", "idris-bowen", "Storyboards on paper for the first hour", "Software comes too early.", 240, 150,
     "Teams stay with the question for longer.",
     "stopped", "They did, and those who joined online were left out. We look for something that works for both."),
    ("first-years", "hannah-whitlock", "A buddy for the first ten weeks", "Newcomers read along and say nothing.", 60,
     -10, "Each newcomer has asked something by week four.", "", ""),
]  # fmt: skip
THANKS = (
    "Idris began this exchange with four people and a cupboard of flip charts. Two years and thirty workshops later he "
    "is allowed to come without preparing anything. Diolch o galon."
)
ENDED = (
    "The year we all went online",
    "How we kept teaching when the buildings closed: quick help, from colleagues to colleagues.",
    (
        "We met every morning, then every week, then when somebody remembered. That is how it should be: what we were "
        "for is over. Thank you for every answer at midnight, and for the cat who chaired."
    ),
    "What we learned about teaching online goes on in Learning design exchange. What we wrote here stays to be read.",
)
UNLISTED = (
    "Between jobs",
    (
        "For those of us whose post is ending. A quiet place to think, to look over applications and to be told that "
        "it is not you."
    ),
)
