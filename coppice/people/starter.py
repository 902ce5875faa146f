"""Two dozen words of the trade, for a community that has none yet. Its members mend them from the first day on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.kernel.refusals import Refusal
from coppice.people.models import Skill
from coppice.people.models.skill import Described

# name, region, other words, what it is part of
SKILLS = [
    ("Virtual learning environments", "technology", "VLE, LMS, learning platform, amgylchedd dysgu rhithwir", ""),
    ("Moodle", "technology", "Moodle administration", "Virtual learning environments"),
    ("Blackboard", "technology", "Blackboard Ultra", "Virtual learning environments"),
    ("Canvas", "technology", "Canvas LMS", "Virtual learning environments"),
    ("Video and sound", "technology", "video, audio, podcasting, podcasts, lecture capture, fideo", ""),
    ("Captions", "technology", "captioning, subtitles, transcripts, capsiynau, isdeitlau", "Video and sound"),
    ("Interactive content", "technology", "H5P, e-learning authoring, Storyline, Rise", ""),
    ("Web and code", "technology", "HTML, JavaScript, programming, scripting", ""),
    ("Data and dashboards", "technology", "Power BI, dashboards, spreadsheets", ""),
    ("Single sign-on and integrations", "technology", "LTI, SAML, API, integrations", ""),
    ("Learning analytics", "both", "analytics, dadansoddeg dysgu", ""),
    ("Accessibility", "both", "a11y, WCAG, inclusive design, accessible documents, hygyrchedd", ""),
    ("Learning design", "both", "course design, curriculum design, ABC workshops, storyboarding, dylunio dysgu", ""),
    ("Online assessment", "both", "e-assessment, digital exams, quizzes, question banks, asesu ar-lein", ""),
    ("Generative AI in teaching", "both", "AI, artificial intelligence, ChatGPT, large language models", ""),
    ("Digital skills of staff", "both", "digital capability, digital literacy, staff development", ""),
    ("Hybrid and online teaching", "both", "hybrid teaching, blended learning, online teaching, webinars", ""),
    ("Open education", "both", "OER, open textbooks, Creative Commons, copyright", ""),
    ("Feedback", "education", "marking, feedback on work, adborth", ""),
    ("Academic integrity", "education", "plagiarism, similarity reports, Turnitin", "Feedback"),
    ("Evaluation", "education", "impact, evaluating, surveys, focus groups, gwerthuso", ""),
    ("Facilitating groups", "education", "facilitation, chairing, workshops", ""),
    ("Mentoring", "education", "coaching, mentora", ""),
    ("Writing a portfolio", "education", "CMALT portfolio, reflective writing, fellowship application", ""),
    ("Students as partners", "education", "co-creation, student voice", ""),
    ("Research into teaching", "education", "scholarship, SoTL, action research", "Evaluation"),
]


@transaction.atomic
def plant(*, by: Person, now: datetime) -> dict[str, Skill]:
    """Add them all, by their name; only where there is no skill yet."""
    if Skill.objects.exists():
        raise Refusal(_("There are skills already, so nothing was added."))
    made: dict[str, Skill] = {}
    for name, region, also, broader in SKILLS:
        described = Described(name, region, "", also.split(", "), str(made[broader].pk) if broader else "")
        made[name] = Skill.add(described, by=by, now=now)
    return made
