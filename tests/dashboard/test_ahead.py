"""The next step of playback is worked out ahead, and is what the page would have worked out."""

from dataclasses import replace
from datetime import date

from dashboard import frames
from dashboard.ahead import work_out
from dashboard.frames import Scoring, loaded, measured
from export.language import ENGLISH
from export.select import settings_of
from export.view import default_view
from layers import coverage


def test_a_step_worked_out_ahead_is_found_in_the_caches():
    data, covers = loaded((), key=0), coverage("incidents")
    view = default_view(covers)
    scoring = Scoring(measured(data.frames, key=0), 0, view.as_of, settings_of(view), covers)
    step = replace(view, as_of=date(2024, 2, 29))
    work_out(step, data.frames, scoring, ENGLISH)

    found = replace(scoring, as_of=step.as_of)
    kept = found.table
    frames._scores.clear()
    assert kept.equals(found.table)
