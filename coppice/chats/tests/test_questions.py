"""Questions are changed while the hour runs, and no answer goes with them."""

from __future__ import annotations

import pytest

from coppice.chats.models import Answer, Question
from coppice.chats.tests.an_hour import QUESTIONS, planned, said
from coppice.chats.tests.test_chats import page, post
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_saving_questions_leaves_what_the_clock_opened_and_its_answers(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "Before any tick.", number=2, minutes=11)
    lines = "\n".join([*QUESTIONS[:2], "And who pays?"])
    assert post(cast.owner, f"/chats/{chat.pk}/edit/", 12, _method="PUT", questions=lines).status_code == 303
    assert Answer.objects.get().question.words == QUESTIONS[1]
    assert "Before any tick." in page(cast.owner, chat, 13)
    assert "And who pays?" in page(cast.owner, chat, 21)
    other = "\n".join(["Something else?", *QUESTIONS[1:]])
    refused = post(cast.owner, f"/chats/{chat.pk}/edit/", 13, _method="PUT", questions=other)
    assert refused.status_code == 422
    assert "Q1 is open already" in refused.content.decode()
    assert "Something else?" in refused.content.decode(), "what was typed comes back"
    assert Answer.objects.count() == 1


def test_a_question_with_an_answer_is_never_deleted(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "Here.", number=1, minutes=1)
    Question.write(chat, [QUESTIONS[0], "Another one?"])
    assert Answer.objects.get().question.words == QUESTIONS[0]
    assert chat.questions.count() == 2
