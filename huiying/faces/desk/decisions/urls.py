"""The doors of decisions and circulars."""

from django.urls import path

from huiying.faces.desk.decisions import checks, circulars, keeping, lists, page, steps

_ONE = "decisions/<int:decision_id>/"
_CIRCULAR = "circulars/<int:circular_id>"

urlpatterns = [
    path("decisions/", lists.decisions, name="decisions"),
    path("decisions/new/", keeping.new, name="decision_new"),
    path(_ONE, page.decision, name="decision"),
    path(f"{_ONE}edit/", keeping.edit, name="decision_edit"),
    path(f"{_ONE}papers/", keeping.papers, name="decision_papers"),
    path(f"{_ONE}papers/<int:file_id>/", page.paper, name="decision_file"),
    path(f"{_ONE}papers/<int:file_id>/small/", page.paper, {"small": True}, name="decision_file_small"),
    path(f"{_ONE}voices/", keeping.voices, name="decision_voices"),
    path(f"{_ONE}tasks/", keeping.task, name="decision_task"),
    path(f"{_ONE}steps/<slug:name>/tick/", steps.tick, name="decision_tick"),
    path(f"{_ONE}steps/<slug:name>/leave-out/", steps.omit, name="decision_omit"),
    path(f"{_ONE}steps/<slug:name>/take-back/", steps.take_back, name="decision_take_back"),
    path("decisions/tasks/<int:task_id>/report/", keeping.report, name="task_report"),
    path("decisions/tasks/<int:task_id>/look/", checks.look, name="task_look"),
    path("decisions/checks/<int:check_id>/answer/", checks.answer, name="check_answer"),
    path("decisions/checks/<int:check_id>/files/<int:file_id>/", page.seen, name="check_file"),
    path(
        "decisions/checks/<int:check_id>/files/<int:file_id>/small/",
        page.seen,
        {"small": True},
        name="check_file_small",
    ),
    path("circulars/", circulars.circulars, name="circulars"),
    path("circulars/new/", circulars.new, name="circular_new"),
    path(f"{_CIRCULAR}/", circulars.circular, name="circular"),
    path(f"{_CIRCULAR}/edit/", circulars.edit, name="circular_edit"),
    path(f"{_CIRCULAR}/send/", circulars.send, name="circular_send"),
    path(f"{_CIRCULAR}/read/", circulars.read, name="circular_read"),
    path(f"{_CIRCULAR}/answer/<int:unit_id>/", circulars.answer, name="circular_answer"),
    *(
        path(f"{_CIRCULAR}.{ending}", circulars.paper, {"ending": ending}, name=f"circular_{ending}")
        for ending in circulars.FILES
    ),
]
