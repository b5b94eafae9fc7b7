"""The doors of supervision."""

from django.urls import path

from huiying.faces.desk.supervision import advice, board, flags, measures, orders, ours, signals

urlpatterns = [
    path("supervision/", board.board, name="supervision"),
    path("supervision/late/", board.late, name="supervision_late"),
    path("supervision/ours/", ours.ours, name="supervision_ours"),
    path("supervision/flags/", board.flags, name="supervision_flags"),
    path("supervision/flags/<int:flag_id>/dismiss/", flags.dismiss, name="flag_dismiss"),
    path("supervision/signals/", signals.signals, name="signals"),
    path("supervision/signals/<int:signal_id>/", signals.signal, name="signal"),
    path("supervision/signals/<int:signal_id>/contest/", signals.contest, name="signal_contest"),
    path("supervision/signals/<int:signal_id>/decide/", signals.decide, name="signal_decide"),
    path("supervision/contests/", signals.contests, name="contests"),
    path("supervision/orders/", orders.orders, name="orders"),
    path("supervision/orders/new/", orders.new, name="order_new"),
    path("supervision/orders/<int:order_id>/", orders.order, name="order"),
    path("supervision/orders/<int:order_id>/answer/", orders.answer, name="order_answer"),
    path("supervision/orders/<int:order_id>/verify/", orders.verify, name="order_verify"),
    path("supervision/orders/<int:order_id>/raise/", orders.raised, name="order_raise"),
    path("supervision/orders/<int:order_id>/close/", orders.close, name="order_close"),
    path("supervision/orders/<int:order_id>/files/<int:file_id>/", orders.evidence, name="order_file"),
    path(
        "supervision/orders/<int:order_id>/files/<int:file_id>/small/", orders.evidence_small, name="order_file_small"
    ),
    path("supervision/advice/", advice.advice_list, name="advice_list"),
    path("supervision/advice/new/", advice.new, name="advice_new"),
    path("supervision/advice/<int:advice_id>/", advice.advice, name="advice"),
    path("supervision/advice/<int:advice_id>/answer/", advice.answer, name="advice_answer"),
    path("supervision/measures/", measures.measures, name="measures"),
    path("supervision/measures/new/", measures.new, name="measure_new"),
    path("supervision/measures/<int:measure_id>/", measures.measure, name="measure"),
    path("supervision/measures/<int:measure_id>/end/", measures.end, name="measure_end"),
]
