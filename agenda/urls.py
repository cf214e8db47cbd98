"""The site map."""

from django.contrib import admin
from django.urls import path

from agenda.desk import adjudication, coding, queue, texts
from agenda.views import (
    actors,
    agreement,
    dialogues,
    documents,
    findings,
    home,
    meetings,
    recommendations,
    topics,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("dialogues/", dialogues.dialogue_list, name="dialogues"),
    path("dialogues/<slug:slug>/", dialogues.dialogue, name="dialogue"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
    path("recommendations/", recommendations.recommendation_list, name="recommendations"),
    path("recommendations/<slug:code>/", recommendations.recommendation, name="recommendation"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/<slug:slug>/", documents.document, name="document"),
    path("actors/", actors.actor_list, name="actors"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("findings/<int:pk>/", findings.finding, name="finding"),
    path("desk/", queue.desk, name="desk"),
    path("desk/meetings/<slug:slug>/", coding.coding_sheet, name="sheet"),
    path("desk/meetings/<slug:slug>/topics/<slug:code>/", coding.save, name="save"),
    path("desk/meetings/<slug:slug>/topics/<slug:code>/undo/", coding.undo, name="undo"),
    path("desk/meetings/<slug:slug>/submit/", coding.hand_in, name="submit"),
    path("desk/meetings/<slug:slug>/assign/", queue.assign, name="assign"),
    path("desk/meetings/<slug:slug>/adjudication/", adjudication.adjudication, name="adjudication"),
    path("desk/meetings/<slug:slug>/adjudication/publish/", adjudication.settle, name="settle"),
    path("desk/meetings/<slug:slug>/adjudication/send-back/", adjudication.give_back, name="send-back"),
    path("desk/meetings/<slug:slug>/adjudication/<slug:code>/", adjudication.rule, name="rule"),
    path("desk/documents/<slug:slug>/text/", texts.bring_in, name="bring-in"),
    path("desk/originals/<int:pk>/", texts.original, name="original"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("methodology/", home.methodology, name="methodology"),
    path("favicon.ico", home.favicon),
    path("healthz", home.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler400 = "agenda.views.errors.bad_request"
handler403 = "agenda.views.errors.forbidden"
handler404 = "agenda.views.errors.not_found"
handler500 = "agenda.views.errors.server_error"
