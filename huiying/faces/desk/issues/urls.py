"""The doors of the issues."""

from django.urls import path

from huiying.faces.desk.issues import keeping, proposals

urlpatterns = [
    path("issues/", proposals.issues, name="issues"),
    path("issues/new/", keeping.new, name="issue_new"),
    path("issues/proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("issues/proposals/<int:proposal_id>/aside/", proposals.aside, name="proposal_aside"),
    path("issues/<int:issue_id>/", keeping.issue, name="issue"),
    path("issues/<int:issue_id>/cases/<int:case_id>/", keeping.remove, name="issue_remove"),
    path("cases/<int:case_id>/issue/", keeping.of_case, name="case_issue"),
    *(
        path(f"issues/<int:issue_id>/{name}/", keeping.act, {"name": name}, name=f"issue_{name}")
        for name in keeping.STEPS
    ),
]
