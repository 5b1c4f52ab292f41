"""What holds for any incidents: order is irrelevant, no one is counted twice, names stay, days only shift periods."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.groups import GroupSettings, space_time_clusters
from tests.tinyland import TODAY, incidents

spots = st.tuples(st.sampled_from([0, 0.1, 0.15, 0.3, 0.6]), st.sampled_from([0, 0.1]), st.integers(0, 120))
worlds = st.lists(spots, max_size=14)
methods = st.sampled_from([GroupSettings(), GroupSettings(method="hdbscan")])
few = settings(max_examples=40, deadline=None)


def plain(frame) -> pd.DataFrame:
    return pd.DataFrame(frame).assign(geometry=frame.geometry.to_wkb())


@few
@given(worlds, methods, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, how, random):
    frame = incidents(*rows)
    shuffled = frame.loc[random.sample(list(frame.index), len(frame))]
    first, second = (plain(space_time_clusters(each, settings=how)) for each in (frame, shuffled))
    pd.testing.assert_frame_equal(first, second)


@few
@given(worlds, methods)
def test_every_incident_is_in_at_most_one_cluster_and_names_are_unique(rows, how):
    found = space_time_clusters(incidents(*rows), settings=how)
    everyone = found["incident_ids"].explode().dropna()
    assert everyone.is_unique and found.index.is_unique
    assert found["incidents"].sum() == len(everyone)


@few
@given(worlds, methods)
def test_shifting_all_days_shifts_periods_only(rows, how):
    later = [(lon, lat, age - 1000) for lon, lat, age in rows]
    first, second = (space_time_clusters(incidents(*each), settings=how) for each in (rows, later))
    days = ["first_day", "last_day", "formed_day"]
    pd.testing.assert_frame_equal(plain(first.drop(columns=days)), plain(second.drop(columns=days)))
    assert (second[days] - first[days] == pd.Timedelta(days=1000)).all(axis=None)


@few
@given(worlds, st.integers(0, 120))
def test_members_of_a_cluster_stay_together_under_its_name_or_an_older_one(rows, age):
    frame = incidents(*rows)
    then, now = space_time_clusters(frame, as_of=TODAY - pd.Timedelta(days=age)), space_time_clusters(frame)
    home = {member: name for name, ids in now["incident_ids"].items() for member in ids}
    for name, cluster in then.iterrows():
        (stays,) = {home[member] for member in cluster["incident_ids"]}
        assert stays == name or now.loc[stays, "formed_day"] <= cluster["formed_day"]
