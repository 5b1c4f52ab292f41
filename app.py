"""Panj Watch: choose, build, draw, offer."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from dashboard import banner, panels
from dashboard.ahead import begin
from dashboard.area import with_area
from dashboard.brief_page import show_stage
from dashboard.chance import with_clusters
from dashboard.choose import choose
from dashboard.clusters import unseen_clusters
from dashboard.compare import Side, choose_compare, draw_maps
from dashboard.frames import Scoring, coverage_of, filtered, fingerprint, loaded, measured
from dashboard.handout import offer
from dashboard.map import given, place, served
from dashboard.page import focus, remember, say_what_failed, set_up, speak, start_view
from dashboard.plain import plain
from dashboard.preload import preloaded
from dashboard.timebar import coming, follow_time
from dashboard.tour import show_tour
from export.scene.selection import selection_of
from export.select import settings_of
from export.view import View, last_day_of
from layers.catalogue import CatalogueInvalid, DatasetMissing, DatasetUnknown


def main() -> None:
    set_up()
    mark = fingerprint()
    try:
        data = loaded(mark, key=hash(mark))
        covers = coverage_of(data)
    except (CatalogueInvalid, DatasetMissing, DatasetUnknown) as error:
        st.error(plain(error))
        st.stop()

    start, complaints = start_view(covers, data.frames)
    speak()
    view = remember(choose_compare(choose(follow_time(start, covers), covers, data.frames)), covers)
    scoring = Scoring(measured(data.frames, key=hash(mark)), hash(mark), view.as_of, settings_of(view), covers)
    shown = with_clusters(filtered(data.frames, view, hash(mark)), view, last_day_of(view, covers))

    show_top(view, covers, data.problems, complaints + unseen_clusters(shown.frames, view))
    show_stage(view, shown, scoring, complaints)

    selection = selection_of(view, shown.selectable, shown.in_view)
    clicked = draw_maps(Side(view, shown, scoring), selection, data.frames)
    focus(offer(with_area(clicked, view, shown, scoring=scoring, data=data), view, data))

    panels.show_ranking_and_card(selection, data.frames, shown, scoring)
    panels.show_lists(view, data.frames, shown, scoring, selection)
    banner.show_marking(view.marking)
    begin(coming(view, covers), data.frames, scoring)


def show_top(view: View, covers: tuple[date, date], problems: Mapping[str, str], complaints: Iterable[str]) -> None:
    """What is always in sight; however much is said, what follows keeps its place on the page."""
    banner.show_header(view, covers, date.today())
    with st.container(key="problems"):
        banner.show_coverage(view, covers)
        banner.show_what_if(view)
        banner.show_problems(problems, complaints)
    show_tour()


if __name__ == "__main__":
    main()
else:
    routes = [*given.ROUTES, *served.ROUTES, *place.ROUTES]
    app = st.App("app.py", lifespan=preloaded, routes=routes, on_script_error=say_what_failed)
