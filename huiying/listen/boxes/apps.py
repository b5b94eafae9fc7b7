from django.apps import AppConfig


class BoxesConfig(AppConfig):
    name = "huiying.listen.boxes"
    label = "boxes"

    def ready(self) -> None:
        from huiying.foundation.ledger.registry import register
        from huiying.listen.boxes.events import TYPES
        from huiying.listen.voices.services.numbers import also_in

        register(TYPES)
        also_in("boxes_slip", "receipt")
