"""All matters people come with, and the two hot issues of the invented county."""

from huiying.loop.rehearsal.inventions.matters.business import BUSINESS
from huiying.loop.rehearsal.inventions.matters.ground import DUST
from huiying.loop.rehearsal.inventions.matters.housing import HOUSING, TITLE_DEEDS
from huiying.loop.rehearsal.inventions.matters.living import LIVING
from huiying.loop.rehearsal.inventions.matters.sealed import REPORTS
from huiying.loop.rehearsal.inventions.matters.shape import Matter
from huiying.loop.rehearsal.inventions.matters.streets import STREETS

MATTERS: tuple[Matter, ...] = (*STREETS, *HOUSING, *LIVING, *BUSINESS, DUST, *REPORTS)

__all__ = ["DUST", "MATTERS", "TITLE_DEEDS", "Matter"]
