"""Addresses of the organisation's pages."""

from django.urls import path

from mingheng.organisation.views import certificates, duties, imports, people, session, units

app_name = "organisation"

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("me/", session.me, name="me"),
    path("me/password/", session.change_password, name="change_password"),
    path("units/", units.units, name="units"),
    path("units/new/", units.add_unit, name="add_unit"),
    path("units/<slug:unit_key>/", units.unit, name="unit"),
    path("units/<slug:unit_key>/close/", units.close_unit, name="close_unit"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add_person, name="add_person"),
    path("people/codes/", people.issue_codes, name="issue_codes"),
    path("people/<int:officer_id>/", people.person, name="person"),
    path("people/<int:officer_id>/change/", people.change_person, name="change_person"),
    path("people/<int:officer_id>/retire/", people.retire_person, name="retire_person"),
    path("people/<int:officer_id>/return/", people.return_person, name="return_person"),
    path("people/<int:officer_id>/duties/", duties.appoint, name="appoint"),
    path("people/<int:officer_id>/certificates/", certificates.issue_certificate, name="issue_certificate"),
    path("appointments/<int:appointment_id>/end/", duties.end_appointment, name="end_appointment"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<int:certificate_id>/", certificates.certificate, name="certificate"),
    path("import/<slug:kind>/", imports.import_list, name="import_list"),
    path("import/<slug:kind>/template/", imports.import_template, name="import_template"),
    path("duties/", duties.duties, name="duties"),
]
