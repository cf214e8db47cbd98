"""The site map."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import JavaScriptCatalog

from agenda.views.calendars import calendar
from agenda.views.feeds import CellFeed, MeetingFeed
from agenda.views.sitemaps import robots, sitemap, sitemap_part

from .catalogue import TABLES
from .desk import (
    adjudication,
    arrivals,
    codebook,
    coding,
    import_grid,
    import_tables,
    importing,
    overruled,
    people,
    queue,
    ruling,
    scope,
    site_settings,
    texts,
    together,
)
from .desk import corrections as desk_corrections
from .serving import health
from .views import (
    about,
    actors,
    agreement,
    api,
    briefs,
    cards,
    changes,
    compare,
    corrections,
    coverage,
    data,
    details,
    dialogues,
    documents,
    downloads,
    findings,
    follow,
    home,
    meetings,
    missed,
    pictures,
    questions,
    recommendations,
    search,
    styleguide,
    topics,
    wordings,
)

NOUNS = "|".join(TABLES)
PAGED = "|".join(name for name, table in TABLES.items() if table.has_pages)

FILES = [
    re_path(
        r"^findings/(?P<meeting>[-\w]+)/(?P<topic>[-\w]+)\.json$", details.finding, name="finding-detail"
    ),
    path("downloads/<str:version>/<path:name>", downloads.download, name="download"),
    path("api/openapi.json", api.description, name="openapi"),
    re_path(rf"^(?P<name>{NOUNS})\.(?P<form>csv|xlsx|json)$", data.data, name="data"),
    re_path(rf"^(?P<name>{PAGED})/(?P<key>[^/]+)\.json$", details.detail, name="detail"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap-part"),
    path("robots.txt", robots),
    path("desk/import/<str:kind>.csv", import_tables.template, name="import-template"),
    path("desk/table/<str:kind>.csv", import_tables.table, name="record-table"),
    path("desk/originals/<int:pk>/", texts.original, name="original"),
    path("logo/<slug:sha256>.png", about.logo, name="logo"),
    path("look/<slug:stamp>.css", about.look, name="look"),
    path("favicon.ico", home.favicon),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
"""What says the same in every language, at one address: data for machines, files, answers to monitors."""

PAGES = [
    path("", home.home, name="home"),
    path("dialogues/", dialogues.dialogue_list, name="dialogues"),
    path("dialogues/<slug:slug>/", dialogues.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>/brief/", briefs.brief, name="brief"),
    re_path(r"^dialogues/(?P<slug>[-\w]+)/brief\.(?P<form>md|docx)$", briefs.brief, name="brief-file"),
    path("dialogues/<slug:slug>/changes/", changes.changes, name="changes"),
    path("dialogues/<slug:slug>/feed/", MeetingFeed(), name="dialogue-feed"),
    path("dialogues/<slug:slug>/calendar.ics", calendar, name="dialogue-calendar"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
    path("topics/<slug:code>/feed/", CellFeed(), name="topic-feed"),
    path("recommendations/", recommendations.recommendation_list, name="recommendations"),
    path("recommendations/<slug:code>/", recommendations.recommendation, name="recommendation"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/<slug:slug>/", documents.document, name="document"),
    path("actors/", actors.actor_list, name="actors"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("findings/<int:pk>/", findings.numbered, name="finding-number"),
    path("findings/<slug:meeting>/<slug:topic>/", findings.finding, name="finding"),
    path("findings/<slug:meeting>/<slug:topic>/<int:number>/", findings.version, name="finding-version"),
    path("corrections/new/", corrections.new, name="correction-new"),
    path("corrections/received/", corrections.received, name="correction-received"),
    path("downloads/", downloads.downloads, name="downloads"),
    path("api/", api.about, name="api"),
    path("questions/", questions.questions, name="questions"),
    path("missed/", missed.missed, name="missed"),
    path("divergence/", questions.divergence, name="divergence"),
    path("changes/", changes.all_changes, name="changes"),
    path("planned/", questions.planned, name="planned"),
    path("elsewhere/", questions.elsewhere, name="elsewhere"),
    path("wording/", wordings.wordings, name="wordings"),
    path("wording/<slug:slug>/<slug:code>/", wordings.wording, name="wording"),
    path("claims/", questions.claims, name="claims"),
    path("compare/", compare.compare, name="compare"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggest"),
    re_path(
        r"^pictures/(?P<kind>[a-z]+)/(?P<slug>[-\w]+)\.(?P<form>svg|png|csv)$",
        pictures.picture,
        name="picture",
    ),
    path("embed/<slug:kind>/<slug:slug>/", pictures.embed, name="embed"),
    re_path(r"^cards/(?:(?P<kind>[a-z]+)/(?P<slug>[-\w]+)|home)\.png$", cards.card, name="card"),
    path("follow/", follow.follow, name="follow"),
    path("feed/", MeetingFeed(), name="feed"),
    path("feed/findings/", CellFeed(), name="cell-feed"),
    path("calendar.ics", calendar, name="calendar"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("desk/messages.js", JavaScriptCatalog.as_view(packages=["agenda"]), name="messages-js"),
    path("desk/", queue.desk, name="desk"),
    path("desk/people/", people.people, name="people"),
    path("desk/people/invite/", people.invite, name="invite"),
    path("desk/people/<int:pk>/", people.change, name="person-change"),
    path("desk/people/audit/", people.audit, name="audit"),
    path("desk/settings/", site_settings.site_settings, name="site-settings"),
    path("desk/new/", arrivals.new, name="new"),
    path("desk/new/<int:pk>/", arrivals.arrival, name="arrival"),
    path("desk/texts/<int:pk>/withdraw/", arrivals.withdraw, name="withdraw-text"),
    path("desk/import/", importing.imports, name="imports"),
    path("desk/import/<int:pk>/", importing.detail, name="import"),
    path("desk/import/<int:pk>/check/", importing.check, name="import-check"),
    path("desk/import/<int:pk>/write/", importing.write, name="import-write"),
    path("desk/import/<int:pk>/discard/", importing.discard, name="import-discard"),
    path("desk/import/<int:pk>/report.csv", importing.report, name="import-report"),
    path("desk/import/<int:pk>/row/", import_grid.row, name="import-row"),
    path("desk/import/<int:pk>/as-before/", import_grid.as_before, name="import-as-before"),
    path("desk/import/<int:pk>/rest/", import_grid.rest, name="import-rest"),
    path(
        "desk/import/<int:pk>/not-written.xlsx",
        import_tables.refused,
        {"form": "xlsx"},
        name="import-refused",
    ),
    path(
        "desk/import/<int:pk>/not-written.csv", import_tables.refused, {"form": "csv"}, name="import-refused"
    ),
    path("desk/meetings/<slug:slug>/", coding.coding_sheet, name="sheet"),
    path("desk/meetings/<slug:slug>/together/", together.together, name="together"),
    path("desk/meetings/<slug:slug>/topics/<slug:code>/", coding.save, name="save"),
    path("desk/meetings/<slug:slug>/topics/<slug:code>/undo/", coding.undo, name="undo"),
    path("desk/meetings/<slug:slug>/topics/<slug:code>/words/", codebook.propose, name="propose-words"),
    path("desk/meetings/<slug:slug>/submit/", coding.hand_in, name="submit"),
    path("desk/meetings/<slug:slug>/assign/", queue.assign, name="assign"),
    path("desk/meetings/<slug:slug>/adjudication/", adjudication.adjudication, name="adjudication"),
    path("desk/meetings/<slug:slug>/adjudication/publish/", adjudication.settle, name="settle"),
    path(
        "desk/meetings/<slug:slug>/adjudication/give-up-coding/", adjudication.give_up, name="give-up-coding"
    ),
    path("desk/meetings/<slug:slug>/adjudication/send-back/", adjudication.give_back, name="send-back"),
    path("desk/meetings/<slug:slug>/adjudication/<slug:code>/", ruling.rule, name="rule"),
    path("desk/meetings/<slug:slug>/adjudication/<slug:code>/draft/", ruling.keep_ruling, name="keep-ruling"),
    path("desk/meetings/<slug:slug>/adjudication/<slug:code>/note/", ruling.note_beside, name="note-beside"),
    path("desk/documents/<slug:slug>/text/", texts.bring_in, name="bring-in"),
    path("desk/overruled/", overruled.overruled, name="overruled"),
    path("desk/codebook/", codebook.codebook, name="codebook"),
    path("desk/codebook/notes/", codebook.add_note, name="add-note"),
    path("desk/codebook/words/<int:pk>/", codebook.decide, name="decide-words"),
    path("desk/scope/", scope.scope, name="scope"),
    path("desk/corrections/", desk_corrections.corrections, name="corrections"),
    path("desk/corrections/<int:pk>/", desk_corrections.decide, name="correction-decide"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("about/", about.about, name="about"),
    path("methodology/", home.methodology, name="methodology"),
    path("account/", include("agenda.accounts.urls")),
    path("admin/", admin.site.urls),
]
"""What is read: in the default language as it stands here, in another one below its tag (`/ja/meetings/`)."""

urlpatterns = [*FILES, *i18n_patterns(*PAGES, prefix_default_language=False)]

handler400 = "agenda.views.errors.bad_request"
handler403 = "agenda.views.errors.forbidden"
handler404 = "agenda.views.errors.not_found"
handler500 = "agenda.views.errors.server_error"
