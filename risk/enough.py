"""Incidents are refused when a statistic could say nothing about them, in words for the reader."""

import geopandas as gpd

MOST_PAIRS = 20_000_000


class NothingToTell(ValueError):
    """These incidents cannot answer the question; the message says why, and what would help."""


class TooFewIncidents(NothingToTell):
    """Fewer incidents than the statistic needs."""


class AllSimultaneous(NothingToTell):
    """Every incident is on one day: nothing follows anything."""


class AllAtOnePlace(NothingToTell):
    """Every incident is at one coordinate: nothing is nearer than anything else."""


class TooManyIncidents(NothingToTell):
    """More incidents, or more pairs of them, than fit in memory."""


def check_enough(placed: gpd.GeoDataFrame, least: int, *, purpose: str) -> None:
    """Raises TooFewIncidents, AllSimultaneous or AllAtOnePlace for incidents with `day` and point geometry."""
    if len(placed) < least:
        raise TooFewIncidents(
            f"Found {len(placed)} incidents that are placed and dated well enough; {purpose} takes at least {least}. "
            "Widen the period or relax a filter."
        )
    if placed["day"].nunique() == 1:
        raise AllSimultaneous(
            f"All {len(placed)} incidents are on {placed['day'].iloc[0]:%d %B %Y}; {purpose} compares days. "
            "Widen the period."
        )
    if len(set(zip(placed.geometry.x, placed.geometry.y, strict=True))) == 1:
        raise AllAtOnePlace(
            f"All {len(placed)} incidents are at one coordinate; {purpose} compares places. Widen the area."
        )


def check_size(found: int, most: int, *, noun: str) -> None:
    """Raises TooManyIncidents when more were found than the stated limit."""
    if found > most:
        raise TooManyIncidents(
            f"Found {found:,} {noun}; at most {most:,} fit in memory. Shorten the period or choose a smaller area."
        )
