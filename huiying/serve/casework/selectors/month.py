"""Which limits are for an answer."""

ANSWERS = ("C-HANDLE", "C-SIMPLE", "C-SUGGEST", "H-HANDLE")
