"""The addresses of supervision."""

from django.urls import path

from mingheng.supervision.views import audits, bulletins, handings, matters, reviews, sheets, tasks, warnings

app_name = "supervision"
urlpatterns = [
    path("audit/", audits.audit, name="audit"),
    path("audit/progress/", audits.audit_progress, name="audit_progress"),
    path("audit/now/", audits.audit_now, name="audit_now"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/new/<str:period>/", bulletins.bulletin_new, name="bulletin_new"),
    path("bulletins/<uuid:pk>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<uuid:pk>/data.csv", bulletins.bulletin_data, name="bulletin_data"),
    path("bulletins/<uuid:pk>/<slug:figure>/", bulletins.bulletin_list, name="bulletin_list"),
    path("supervision/tasks/", tasks.tasks, name="tasks"),
    path("supervision/tasks/open/", tasks.open_tasks, name="open_tasks"),
    path("supervision/tasks/<int:pk>/", tasks.task, name="task"),
    path("handings/", handings.handings, name="handings"),
    path("handings/new/", handings.handing_new, name="handing_new"),
    path("handings/<uuid:pk>/", handings.handing, name="handing"),
    path("handings/<uuid:pk>/back/", handings.handing_back, name="handing_back"),
    path("handings/<uuid:pk>/papers/<uuid:paper>/", handings.handed_paper, name="handed_paper"),
    path("handings/<uuid:pk>/opinions/<int:n>/", handings.opinion_answer, name="opinion_answer"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/scan/", warnings.scan, name="scan"),
    path("warnings/progress/", warnings.progress, name="progress"),
    path("warnings/<int:pk>/", warnings.finding, name="finding"),
    path("matters/", matters.matters, name="matters"),
    path("matters/new/", matters.new, name="matter_new"),
    path("matters/<uuid:pk>/", matters.matter, name="matter"),
    path("matters/<uuid:pk>/papers/<uuid:paper_pk>/", matters.paper, name="matter_paper"),
    path("matters/<uuid:pk>/files/<uuid:file_pk>/", matters.file, name="matter_file"),
    path("matters/<uuid:pk>/acts/<slug:act>/", matters.take, name="matter_act"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/new/", reviews.review_new, name="review_new"),
    path("reviews/examples/", reviews.review_examples, name="review_examples"),
    path("reviews/<uuid:pk>/", reviews.review, name="review"),
    path("reviews/<uuid:pk>/sheet/", sheets.sheet, name="sheet"),
    path("reviews/<uuid:pk>/draft/", sheets.sheet_draft, name="sheet_draft"),
    path("reviews/<uuid:pk>/dossier.pdf", reviews.review_dossier, name="review_dossier"),
    path("reviews/<uuid:pk>/assign/", reviews.review_assign, name="review_assign"),
    path("reviews/<uuid:pk>/withdraw/", reviews.review_withdraw, name="review_withdraw"),
    path("reviews/<uuid:pk>/answer/", reviews.review_answer, name="review_answer"),
    path("reviews/<uuid:pk>/decide/", reviews.review_decide, name="review_decide"),
    path("reviews/<uuid:pk>/example/", reviews.review_example, name="review_example"),
]
