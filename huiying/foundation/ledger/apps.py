from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "huiying.foundation.ledger"
    label = "ledger"
