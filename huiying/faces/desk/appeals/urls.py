"""Reviews and hearings at the desk."""

from django.urls import path

from huiying.faces.desk.appeals import board, ladder

urlpatterns = [
    path("appeals/", board.board, name="appeals"),
    path("appeals/ladder/", ladder.lines, name="review_lines"),
    path("appeals/ladder/<int:unit_id>/", ladder.line, name="review_line"),
    path("appeals/ways/", ladder.ways, name="legal_ways"),
    path("appeals/ways/<slug:way>/", ladder.way, name="legal_way"),
]
