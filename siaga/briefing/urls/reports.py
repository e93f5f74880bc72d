"""Addresses: reports of the desk."""

from django.urls import URLPattern, path

from siaga.briefing.views import report_steps, reports

urlpatterns: list[URLPattern] = [
    path("laporan/", reports.reports, name="reports"),
    path("laporan/<int:report_id>/", reports.report, name="report"),
    path("laporan/<int:report_id>/susun/", report_steps.draw_up, name="draw_up_report"),
    path("laporan/<int:report_id>/tulis/<slug:section>/", report_steps.write, name="write_report"),
    path("laporan/<int:report_id>/nihil/", report_steps.nil, name="nil_report"),
    path("laporan/<int:report_id>/setujui/", report_steps.approve, name="approve_report"),
    path("laporan/<int:report_id>/kirim/", report_steps.send, name="send_report"),
    path("laporan/<int:report_id>/buka/", report_steps.reopen, name="reopen_report"),
    path("laporan/<int:report_id>/berkas.<slug:form>", report_steps.report_file, name="report_file"),
    path("laporan/<int:report_id>/edisi/<int:edition>.<slug:form>", report_steps.edition_file, name="report_edition"),
]
