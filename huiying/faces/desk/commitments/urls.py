"""The doors of promises."""

from django.urls import path

from huiying.faces.desk.commitments import acts, lists, page, pledging

urlpatterns = [
    path("commitments/", lists.commitments, name="commitments"),
    path("commitments/new/", pledging.new, name="commitment_new"),
    path("commitments/<int:commitment_id>/", page.commitment, name="commitment"),
    path("commitments/<int:commitment_id>/files/<int:file_id>/", page.evidence, name="commitment_file"),
    path(
        "commitments/<int:commitment_id>/files/<int:file_id>/small/", page.evidence_small, name="commitment_file_small"
    ),
    path("commitments/<int:commitment_id>/parts/<int:part_id>/", acts.part, name="commitment_part"),
    *(
        path(f"commitments/<int:commitment_id>/{name}/", acts.act, {"name": name}, name=f"commitment_{name}")
        for name in acts.STEPS
    ),
]
