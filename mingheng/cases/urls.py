"""The addresses of cases."""

from django.urls import path

from mingheng.cases.views import centre, checks, knowledge, lists, pages, papers, parties, receipts, spot, steps

app_name = "cases"

urlpatterns = [
    path("cases/", lists.case_list, name="list"),
    path("cases/export/", lists.export, name="export"),
    path("cases/new/", steps.register, name="register"),
    path("cases/new/draft/", steps.lead_draft, name="lead_draft"),
    path("cases/on-the-spot/", spot.find, name="find"),
    path("cases/on-the-spot/draft/", spot.find_draft, name="find_draft"),
    path("approvals/", lists.approvals, name="approvals"),
    path("centre/", centre.queue, name="centre"),
    path("centre/distribute/", centre.distribute, name="centre_distribute"),
    path("centre/reviewers/", centre.reviewers, name="centre_reviewers"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/gaps/", receipts.receipt_gaps, name="receipt_gaps"),
    path("receipts/template/", receipts.receipt_template, name="receipt_template"),
    path("receipts/<uuid:pk>/", receipts.receipt, name="receipt"),
    path("centre/checks/", checks.checks, name="centre_checks"),
    path("centre/checks/<uuid:pk>/", checks.check, name="centre_check"),
    path("centre/questions/", knowledge.questions, name="questions"),
    path("centre/questions/new/", knowledge.ask, name="question_new"),
    path("centre/questions/<uuid:pk>/", knowledge.question, name="question"),
    path("centre/questions/<uuid:pk>/withdraw/", knowledge.withdraw_question, name="question_withdraw"),
    path("centre/examples/", knowledge.examples, name="examples"),
    path("centre/examples/new/", knowledge.offer, name="example_new"),
    path("centre/examples/<uuid:pk>/", knowledge.example, name="example"),
    path("centre/examples/<uuid:pk>/withdraw/", knowledge.withdraw_example, name="example_withdraw"),
    path("cases/<slug:ref>/", pages.case, name="case"),
    path("cases/<slug:ref>/on-the-spot/", spot.decide, name="spot"),
    path("cases/<slug:ref>/on-the-spot/draft/", spot.decide_draft, name="spot_draft"),
    path("cases/<slug:ref>/timeline/", pages.case, {"tab": "timeline"}, name="timeline"),
    path("cases/<slug:ref>/documents/", pages.case, {"tab": "documents"}, name="documents"),
    path("cases/<slug:ref>/evidence/", pages.case, {"tab": "evidence"}, name="evidence"),
    path("cases/<slug:ref>/parties/", pages.case, {"tab": "parties"}, name="parties"),
    path("cases/<slug:ref>/discretion/", pages.case, {"tab": "discretion"}, name="discretion"),
    path("cases/<slug:ref>/taken/<int:n>/", pages.taken, name="taken"),
    path("cases/<slug:ref>/steps/<slug:act>/", steps.take_step, name="step"),
    path("cases/<slug:ref>/steps/<slug:act>/draft/", steps.draft, name="draft"),
    path("cases/<slug:ref>/instruments/<uuid:pk>/", papers.instrument, name="instrument"),
    path("cases/<slug:ref>/instruments/<uuid:pk>/proof/", papers.annex, name="annex"),
    path("cases/<slug:ref>/instruments/<uuid:pk>/scan/", papers.scan, name="scan"),
    path("cases/<slug:ref>/instruments/<uuid:pk>/again/", papers.again, name="again"),
    path("cases/<slug:ref>/files/<uuid:pk>/", papers.evidence_file, name="evidence_file"),
    path("cases/<slug:ref>/files/<uuid:pk>/thumbnail/", papers.thumbnail, name="thumbnail"),
    path("cases/<slug:ref>/parties/<uuid:pk>/decision-draft/", papers.decision_draft, name="decision_draft"),
    path("cases/<slug:ref>/dossier/", papers.dossier, name="dossier"),
    path("cases/<slug:ref>/parties/<uuid:pk>/identity/", parties.reveal, name="reveal"),
]
