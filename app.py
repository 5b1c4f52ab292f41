"""Panj Watch: choose, build, draw, offer."""

from datetime import date

import streamlit as st

from dashboard import banner, panels
from dashboard.ahead import begin
from dashboard.area import with_area
from dashboard.chance import with_clusters
from dashboard.choose import choose
from dashboard.compare import Side, choose_compare, draw_maps
from dashboard.frames import Scoring, coverage_of, filtered, fingerprint, loaded, measured
from dashboard.handout import offer
from dashboard.map.served import ROUTES
from dashboard.page import focus, remember, say_what_failed, set_up, speak, start_view
from dashboard.preload import preloaded
from dashboard.timebar import coming, follow_time
from export.scene.selection import selection_of
from export.select import settings_of
from export.view import last_day_of
from layers.catalogue import CatalogueInvalid, DatasetMissing, DatasetUnknown


def main() -> None:
    set_up()
    mark = fingerprint()
    try:
        data = loaded(mark, key=hash(mark))
        covers = coverage_of(data)
    except (CatalogueInvalid, DatasetMissing, DatasetUnknown) as error:
        st.error(str(error.args[0]))
        st.stop()

    start, complaints = start_view(covers, data.frames)
    speak()
    view = remember(choose_compare(choose(follow_time(start, covers), covers, data.frames)), covers)
    scoring = Scoring(measured(data.frames, key=hash(mark)), hash(mark), view.as_of, settings_of(view), covers)
    shown = with_clusters(filtered(data.frames, view, hash(mark)), last_day_of(view, covers))

    banner.show_header(view, covers, date.today())
    banner.show_problems(data.problems, complaints)

    selection = selection_of(view, shown.selectable, shown.frames)
    focus(
        offer(
            with_area(
                draw_maps(Side(view, shown, scoring), selection, data.frames), view, shown, scoring=scoring, data=data
            ),
            view,
            data,
        )
    )

    left, right = st.columns([12, 9], gap="large")
    with left:
        panels.show_ranking(scoring, shown.frames["sites"], selection)
    with right.container(height=560, border=False):
        panels.show_card(selection, data.frames, shown.frames, scoring)
    panels.show_lists(view, data.frames, shown, scoring, selection)
    banner.show_marking(view.marking)
    begin(coming(view, covers), data.frames, scoring)


if __name__ == "__main__":
    main()
else:
    app = st.App("app.py", lifespan=preloaded, routes=ROUTES, on_script_error=say_what_failed)
