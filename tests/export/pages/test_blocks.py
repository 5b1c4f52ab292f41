"""Blocks of a brief: the numbers of the score, and words that say no more than is known."""

from datetime import date

import pytest

from export.document.model import Figure, Trend, Words
from export.pages.blocks import (
    HOSTS_SHOWN,
    changes_blocks,
    figure,
    hosts,
    incidents_table,
    new_incidents,
    points,
    ranking_table,
    reasons,
    trend_block,
)

UNSEEN = {"as_of": date(2026, 6, 1)}


def test_the_figure_is_the_chance_of_the_table(make):
    content = make()
    found = figure(content, "SITE-02")[0]
    assert isinstance(found, Figure)
    assert found.value == content.language.percent(content.table.loc["SITE-02", "probability"])


def test_the_figure_names_its_interval_and_what_dominates_it(make):
    words = figure(make(), "SITE-02")[0].words
    assert "within 25 km in the 90 days after 17 Apr 2026" in words
    assert "80 % interval" in words


def test_without_data_there_is_no_figure(make):
    found, said = figure(make(view=UNSEEN), "SITE-02")
    assert (found.value, found.band, said.text) == ("–", "no data", "Silence is not calm.")


def test_too_few_incidents_are_no_safety(make):
    content = make()
    key = content.table.index[content.table["status"] == "insufficient data"][0]
    assert any("not as safety" in block.text for block in figure(content, key) if isinstance(block, Words))


def test_the_reasons_add_up_to_the_whole(make):
    content = make()
    assert sum(share for _, share, _ in reasons(content, "SITE-02").rows) == pytest.approx(1.0)


def test_the_ranking_says_the_rank_among_all_sites(make):
    content = make()
    last = ranking_table(content, content.ranking.tail(1), "")
    assert last.rows[0][0] == str(len(content.ranking))


def test_each_row_of_the_ranking_has_the_colour_of_its_band(make):
    content = make()
    table = ranking_table(content, content.ranking, "")
    bands = dict(zip(content.ranking["band"], table.colours, strict=True))
    assert len(set(bands.values())) == len(bands) - ("no data" in bands and "insufficient data" in bands)


def test_a_grey_page_has_grey_bands(make):
    content = make(theme="grey")
    for colour in ranking_table(content, content.ranking, "").colours:
        assert colour[1:3] == colour[3:5] == colour[5:7]


def test_new_incidents_became_known_after_the_day_compared_with(make):
    assert new_incidents(make(view={"since": date(2026, 4, 1)})).rows[0][0] == "17 Apr 2026"


def test_days_that_cannot_be_compared_are_said(make):
    (_, said) = changes_blocks(make(view=UNSEEN), 5)
    assert said.kind == "gap"


def test_the_largest_change_comes_first(make):
    table = changes_blocks(make(), 5)[2]
    moved = [abs(float(row[3].split()[0].replace("−", "-"))) for row in table.rows]
    assert moved == sorted(moved, reverse=True)


def test_contested_incidents_are_said_to_be(make):
    content = make()
    contested = content.frames["incidents"].query("contested")
    assert all("(contested)" in row[1] for row in incidents_table(content, contested, "").rows)


def test_the_trend_ends_on_the_as_of_date(make):
    found = trend_block(make(), "SITE-01")
    assert isinstance(found, Trend)
    assert found.days[-1] == "2026-04-17"


def test_the_time_without_data_is_shaded_up_to_the_day_it_was_made(make):
    assert trend_block(make(on=date(2026, 11, 1)), "SITE-01").unseen == ("2026-04-18", "2026-11-01")


def test_nothing_is_shaded_when_no_day_is_given(make):
    assert trend_block(make(), "SITE-01").unseen is None


def test_no_line_is_drawn_without_data(make):
    assert trend_block(make(view=UNSEEN), "SITE-02").kind == "gap"


@pytest.mark.parametrize(("change", "words"), [(0.124, "+12"), (-0.2, "−20"), (0.004, "±0"), (float("nan"), "–")])
def test_changes_are_whole_points(change, words):
    assert points(change) == words


def test_sources_are_hosts_each_once_and_the_rest_is_counted():
    addresses = ["https://www.a.org/1", "http://a.org/2", *(f"https://{letter}.net/" for letter in "bcde")]
    assert hosts(addresses) == f"a.org, b.net, c.net, +{5 - HOSTS_SHOWN}"


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://[", "mailto:a@b.org"])
def test_what_has_no_host_is_no_source(address):
    assert hosts([address]) == ""
