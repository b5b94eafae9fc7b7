"""All matters people come with, and the two hot issues of the invented county."""

from huiying.loop.rehearsal.inventions.matters.ground import DUST
from huiying.loop.rehearsal.inventions.matters.housing import HOUSING, TITLE_DEEDS
from huiying.loop.rehearsal.inventions.matters.shape import Matter
from huiying.loop.rehearsal.inventions.matters.streets import STREETS
from huiying.loop.rehearsal.inventions.matters.sealed import REPORTS

MATTERS: tuple[Matter, ...] = (*STREETS, *HOUSING, DUST, *REPORTS)

__all__ = ["DUST", "MATTERS", "TITLE_DEEDS", "Matter"]
