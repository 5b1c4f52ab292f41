"""The next step of playback, worked out while the reader looks at this one."""

from dataclasses import replace
from threading import Thread

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from dashboard.chance import with_clusters
from dashboard.drawn import drawn_layers
from dashboard.few import FEW
from dashboard.frames import Scoring, filtered
from dashboard.news import with_news
from dashboard.speech import spoken
from export.language import Language
from export.select import settings_of
from export.view import View, last_day_of
from layers.layer import Frames

KEY = "ahead"


def begin(view: View | None, frames: Frames, scoring: Scoring) -> None:
    """Starts with a view beside the page; with none, or while an earlier one is not done, nothing is started.

    What comes out lies in the caches that the page asks. Of very many incidents nothing is begun: a step of them is
    long, and the page would wait for it.
    """
    running = st.session_state.get(KEY)
    if view is None or len(frames["incidents"]) > FEW or (running is not None and running.is_alive()):
        return
    thread = Thread(target=work_out, args=(view, frames, scoring, spoken()), daemon=True)
    st.session_state[KEY] = thread
    add_script_run_ctx(thread)
    thread.start()


def work_out(view: View, frames: Frames, scoring: Scoring, language: Language) -> None:
    """Fills the caches with what the page asks for when it is built with a view."""
    coming = replace(scoring, as_of=view.as_of, settings=settings_of(view))
    shown = with_clusters(filtered(frames, view, scoring.key), view, last_day_of(view, scoring.covers))
    drawn_layers(view, with_news(shown, view), coming, language)
    coming.stability(tuple(coming.table.index.intersection(shown.frames["sites"].index)))
