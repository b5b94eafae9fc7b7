"""The doors of the suggestion boxes."""

from django.urls import path

from huiying.faces.desk.boxes import emptying, keeping, lists, papers, posters, scans, signing, slips

urlpatterns = [
    path("boxes/", lists.boxes, name="boxes"),
    path("boxes/new/", keeping.new, name="box_new"),
    path("boxes/posters/", posters.choose, name="box_posters"),
    path("boxes/posters/print/", posters.posters, name="box_posters_print"),
    path("boxes/<int:box_id>/", lists.box, name="box"),
    path("boxes/<int:box_id>/change/", keeping.change, name="box_change"),
    path("boxes/<int:box_id>/switch/", keeping.switch, name="box_switch"),
    path("boxes/<int:box_id>/slips/", slips.slips, name="box_slips"),
    path("boxes/<int:box_id>/slips/void/", slips.void, name="box_slips_void"),
    path("boxes/<int:box_id>/empty/", emptying.start, name="box_empty"),
    path("boxes/batches/<int:batch_id>/", papers.batch, name="box_batch"),
    path("boxes/batches/<int:batch_id>/papers/<int:paper_id>/", papers.read, name="box_paper"),
    path("boxes/batches/<int:batch_id>/papers/<int:paper_id>/scan/", scans.picture, name="box_paper_scan"),
    path("boxes/batches/<int:batch_id>/scan/", scans.scan, name="box_scan"),
    path("boxes/batches/<int:batch_id>/count/", emptying.count, name="box_count"),
    path("boxes/batches/<int:batch_id>/differences/", signing.explain, name="box_explain"),
    path("boxes/batches/<int:batch_id>/sign/", signing.sign, name="box_sign"),
    path("boxes/batches/<int:batch_id>/sign/second/", signing.second, name="box_sign_second"),
    path("boxes/batches/<int:batch_id>/sign/back/", signing.back, name="box_sign_back"),
]
