"""What a brief is about: found by identifier, with a window that shows it."""

import pytest
from shapely import Point, box

from export.areas import HOME_PROVINCES
from export.pages.subjects import (
    NothingToShow,
    SubjectUnknown,
    regions_asked,
    sites_asked,
    window_around,
    window_of_site,
)
from tests.export.conftest import making


def test_sites_come_in_the_order_asked_for(make):
    assert sites_asked(make(subjects=("SITE-20", "SITE-01"))) == ("SITE-20", "SITE-01")


def test_without_names_all_sites_come_by_chance(make):
    content = make()
    assert sites_asked(content) == tuple(content.ranking.index)


def test_an_unknown_site_is_named_with_those_that_exist(make):
    with pytest.raises(SubjectUnknown, match="no site 'SITE-99'.*Expected some of SITE-01, SITE-02"):
        sites_asked(make(subjects=("SITE-99",)))


def test_a_site_that_the_filters_hide_is_unknown(make, world):
    hidden = world.frames["sites"].query("chinese_link != 'verified'").index[0]
    with pytest.raises(SubjectUnknown, match=f"no site '{hidden}'"):
        sites_asked(make(view={"unverified": False}, subjects=(hidden,)))


def test_when_no_site_is_left_there_is_nothing_to_write_about(make, world):
    empty = {**world.frames, "sites": world.frames["sites"].iloc[:0]}
    with pytest.raises(NothingToShow, match="No site passes the filters.*Relax them"):
        sites_asked(making(type(world)(empty, world.datasets, world.covers))())


def test_regions_are_provinces_and_border_segments(make):
    assert regions_asked(make(subjects=("AF-BDS", "BORDER-09"))) == ("AF-BDS", "BORDER-09")


def test_without_names_the_provinces_along_the_border_come(make):
    assert regions_asked(make()) == HOME_PROVINCES


def test_an_unknown_region_is_named(make):
    with pytest.raises(SubjectUnknown, match="no region 'XX-1'"):
        regions_asked(make(subjects=("XX-1",)))


def test_a_window_has_a_margin_around_what_it_shows():
    west, south, east, north = window_around([box(70, 36, 72, 38)])
    assert west < 70 < 72 < east
    assert south < 36 < 38 < north


def test_a_point_alone_has_a_window_too():
    west, south, east, north = window_around([Point(70, 37)])
    assert west < 70 < east
    assert south < 37 < north


def test_the_window_of_a_site_shows_the_disc_that_is_scored(make):
    content = make(view={"radius_km": 50})
    west, _, east, _ = window_of_site(content, "SITE-01")
    site = content.frames["sites"].loc["SITE-01"].geometry
    assert east - site.x > 50 / 92
    assert site.x - west > 50 / 92
