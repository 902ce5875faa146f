"""What was said in the chat hours of the demonstration. All of it is invented."""

HOURS = [
    {
        "title": "Captions: who makes them, who pays?",
        "host": "eilidh-mackay",
        "group": "accessible",
        "ago": 212,
        "opening": (
            "Automatic captions are on everywhere now, and everybody thinks the job is done. Our students say "
            "otherwise. Let us collect what it really takes, in minutes and in money."
        ),
        "summary": (
            "Nearly everybody corrects captions by hand for **assessed** material and leaves the rest. Nobody has a "
            "budget line. Three of us will write one sentence for it and try it on our deans before May."
        ),
        "asked": [
            (
                "What happens to captions at your place today?",
                [
                    (
                        "eilidh-mackay",
                        "Machine captions on all recordings; four students correct what is marked *assessed*.",
                        [
                            ("dominic-achebe", "How do recordings come to be marked?"),
                            (
                                "eilidh-mackay",
                                "The lecturer ticks a box. Half forget, so we ask the timetable instead.",
                            ),
                        ],
                    ),
                    (
                        "oliver-tranter",
                        "Machine only. We correct on request, and requests are rare because asking is work.",
                        [],
                    ),
                    ("rory-dunphy", "Same here. *Rare requests* is not the same as *no need*.", []),
                ],
            ),
            (
                "How long does an hour of teaching take to correct?",
                [
                    (
                        "dominic-achebe",
                        "Three hours for medicine, one and a half for history. Drug names cost us most.",
                        [],
                    ),
                    (
                        "siobhan-keane",
                        "We load a word list for each course first. It brought three hours down to two.",
                        [("fiona-garrow", "Would you share the shape of that list? Ours is a mess of spreadsheets.")],
                    ),
                ],
            ),
            (
                "Who pays?",
                [
                    (
                        "ewan-stirling",
                        "The department, from what is left in July. Which is nothing, in most Julys.",
                        [],
                    ),
                    ("eilidh-mackay", "The central team. I would rather it stood in the cost of the course.", []),
                ],
            ),
        ],
    },
    {
        "title": "Did it help? Evaluating a pilot in six weeks",
        "host": "ruth-adeyemi",
        "group": "evaluation",
        "ago": 96,
        "opening": (
            "A pilot ends before the evaluation is designed: we have all been there. What can one honestly find out in "
            "six weeks, with no money?"
        ),
        "summary": (
            "Ask *before* the pilot begins, ask ten people well rather than two hundred badly, and write down what "
            "would make you stop. The one-page plan that Priya described will go to the library."
        ),
        "asked": [
            (
                "What do you ask before the pilot begins?",
                [
                    (
                        "priya-raghunathan",
                        "What would make us stop? If nobody can say, it is not a pilot, it is a purchase.",
                        [
                            ("sanjay-menon", "I am going to print that."),
                            ("ruth-adeyemi", "Please do; with her name under it."),
                        ],
                    ),
                    (
                        "farah-siddiqui",
                        "What people do *now* when they have the problem. The baseline is always missing.",
                        [],
                    ),
                ],
            ),
            (
                "Which numbers did you trust, and which not?",
                [
                    ("viktor-havel", "Log-ins: never. They count bookmarks.", []),
                    (
                        "ingrid-solheim",
                        "How often people came back **without** being told to. Small numbers, but honest.",
                        [],
                    ),
                    (
                        "hannah-whitlock",
                        "Questionnaires with four in ten answering. We published the four and the six.",
                        [],
                    ),
                ],
            ),
            (
                "How did you report something that did not work?",
                [
                    (
                        "callum-fraser",
                        "As a saving. It was one: we did not buy it.",
                        [("priya-raghunathan", "Our finance people frame those letters.")],
                    ),
                    (
                        "mei-ling-chau",
                        "In the same template as the successes, with the same length. It felt odd; it worked.",
                        [],
                    ),
                ],
            ),
        ],
    },
    {
        "title": "Teaching with text generators, two years on",
        "host": "farah-siddiqui",
        "group": "",
        "ago": 24,
        "opening": (
            "Two years ago our policies had a page each. What has stayed of them? Tonight no policies, please: tell us "
            "what happens in rooms, and what students told you."
        ),
        "summary": (
            "Most of us changed **one** assessment and left the rest. Where students were asked, they wanted rules "
            "that a person explains. We agreed to collect the changed assessments, with what went wrong."
        ),
        "asked": [
            (
                "What did you change in one module, and would you do it again?",
                [
                    (
                        "lowri-prosser",
                        "The essay became an annotated draft: they hand in what they threw away, and why. Again, yes.",
                        [
                            ("gareth-pugh", "Did anybody throw away more than they wrote?"),
                            ("lowri-prosser", "Two. They got the best marks."),
                        ],
                    ),
                    ("tomasz-zielinski", "An oral of ten minutes each. Fair, and impossible above forty students.", []),
                    ("beatriz-almeida", "Nothing. I asked first what the module is for, and we are still talking.", []),
                ],
            ),
            (
                "What did students say that you had not expected?",
                [
                    ("nia-gethin", "That they would rather be told *no* by a person than *it depends* by a page.", []),
                    (
                        "kwame-asante",
                        "That they use it to understand my feedback. That one I keep thinking about.",
                        [("jess-thackray", "Ours too. We now write feedback with fewer abbreviations.")],
                    ),
                ],
            ),
            (
                "What do you need from the rest of us?",
                [
                    ("idris-bowen", "Three assessments that *failed*, with reasons. Everybody shows the others.", []),
                    (
                        "amina-warsame",
                        "Words for parents. I work in a college, and they ask at every open evening.",
                        [],
                    ),
                    ("farah-siddiqui", "A date. Shall we look at the collection in June?", []),
                ],
            ),
        ],
    },
]
