"""Reviews, final reviews and hearings of an opinion (条例 Art 31 item 6, 35, 36)."""
