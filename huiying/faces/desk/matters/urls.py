"""The doors of the yearly list of practical matters."""

from django.urls import path

from huiying.faces.desk.matters import lines, nominations, papers, years

urlpatterns = [
    path("matters/", years.matters, name="matters"),
    path("matters/new/", years.new, name="matter_year_new"),
    path("matters/<int:year>/", years.year, name="matter_year"),
    path("matters/<int:year>/change/", years.change, name="matter_year_change"),
    *(
        path(f"matters/<int:year>/{name}/", years.move, {"name": name}, name=f"matter_year_{name}")
        for name in years.MOVES
    ),
    path("matters/<int:year>/nominate/", nominations.nominate, name="matter_nominate"),
    path("matters/nominations/<int:nomination_id>/", nominations.nomination, name="nomination"),
    path("matters/nominations/<int:nomination_id>/screen/", nominations.screen, name="nomination_screen"),
    *(
        path(
            f"matters/nominations/<int:nomination_id>/{name}/",
            nominations.act,
            {"name": name},
            name=f"nomination_{name}",
        )
        for name in nominations.STEPS
    ),
    path("matters/<int:year>/lines/new/", lines.new, name="matter_new"),
    path("matters/<int:year>/lines/<int:position>/", lines.line, name="matter"),
    path("matters/<int:year>/lines/<int:position>/edit/", lines.edit, name="matter_edit"),
    path("matters/<int:year>/lines/<int:position>/out/", lines.out, name="matter_out"),
    path("matters/<int:year>/lines/<int:position>/spent/", lines.spent, name="matter_spent"),
    path("matters/<int:year>/lines/<int:position>/poster/", papers.poster, name="matter_poster"),
]
