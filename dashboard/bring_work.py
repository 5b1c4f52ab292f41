"""The slow steps of an import, beside the page: rows done, time left, and a button that stops them."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.jobs import Job, Progress, Work
from dashboard.plain import plain
from dashboard.speech import say
from dashboard.told import retold

PATIENCE_S, LOOK_EVERY_S = 0.8, 0.5
JOBS, OPEN, CHOSEN = "bring_jobs", "bring_open", "bring_chosen"
STAGE_WORDS = {
    "read": "Reading the file",
    "check": "Checking the rows",
    "check again": "Checking the rows with the names that you confirmed",
    "repeats": "Looking for repeats of known incidents",
    "store": "Storing the rows",
}


class Stopped(Exception):
    """The reader pressed Cancel."""


def begin(stage: str, key: object, work: Work) -> None:
    """Starts a step, and stops the one that it takes the place of."""
    jobs = st.session_state.setdefault(JOBS, {})
    if stage in jobs:
        jobs[stage][1].stop()
    jobs[stage] = (key, Job(work))
    jobs[stage][1].wait(PATIENCE_S)


def awaited(stage: str, key: object, work: Work) -> Any | None:
    """What a step came to; None while it is under way, with its progress, or when it failed, which is said."""
    held = st.session_state.get(JOBS, {}).get(stage)
    if held is None or held[0] != key:
        begin(stage, key, work)
    return outcome(stage)


def outcome(stage: str) -> Any | None:
    """The same of a step that was begun; None for one that was not.

    A step that was done when it should stop counts as stopped, but for one that has stored.
    """
    if stage not in st.session_state.get(JOBS, {}):
        return None
    job = st.session_state[JOBS][stage][1]
    if job.running:
        _watch(job, stage)
        return None
    if job.problem or (job.stopped and stage != "store"):
        st.error(plain(say("Stopped, as asked. Nothing was stored.") if job.stopped else retold(job.problem)))
        st.button(say("Try again"), key=f"bring_again_{stage}", on_click=forget, args=(stage,))
        return None
    return job.result


def under_way(stage: str) -> bool:
    """Whether a step was begun and did not fail."""
    held = st.session_state.get(JOBS, {}).get(stage)
    return held is not None and not held[1].problem


def forget(*stages: str) -> None:
    """Stops these steps, or all, and lets go of what they came to."""
    jobs = st.session_state.get(JOBS, {})
    for stage in stages or tuple(jobs):
        if stage in jobs:
            jobs.pop(stage)[1].stop()


def chosen(key: str, usual: Any = None) -> Any:
    """What the reader chose in the field `key`: kept also while a step is under way and the field is not drawn."""
    return st.session_state.get(CHOSEN, {}).get(key, usual)


def keeping(key: str) -> dict[str, Any]:
    """What a field is told besides its words, so that what is chosen in it is kept until the window closes."""
    return {"key": key, "on_change": _keep, "args": (key,)}


def _keep(key: str) -> None:
    st.session_state.setdefault(CHOSEN, {})[key] = st.session_state[key]


def close_window() -> None:
    """Stops what is under way, lets go of file and choices, and shuts the window at the next build of the page."""
    forget()
    st.session_state.pop(CHOSEN, None)
    st.session_state[OPEN] = False


def stopping(progress: Progress, cancelled: Callable[[], bool]) -> Progress:
    """Progress that ends the work where the reader asked to: what it raises undoes a transaction."""

    def told(done: int, total: int) -> None:
        if cancelled():
            raise Stopped
        progress(done, total)

    return told


@st.fragment(run_every=LOOK_EVERY_S)
def _watch(job: Job, stage: str) -> None:
    if not job.running:
        st.rerun()
    st.progress(min(1.0, job.share), text=_words(job, stage))
    st.button(say("Cancel"), key="bring_cancel", on_click=_cancel, args=(job,))


def _cancel(seen: Job) -> None:
    """Stops the step that the reader saw and the one that has followed it: a click that comes late counts too."""
    for job in (seen, *(held for _, held in st.session_state.get(JOBS, {}).values() if held.running)):
        job.stop()


def _words(job: Job, stage: str) -> str:
    words = say(STAGE_WORDS[stage])
    if not job.total:
        return words
    if job.seconds_left != job.seconds_left:
        return say("{words}: {done} of {total} rows", words=words, done=job.done, total=job.total)
    left = round(job.seconds_left)
    return say(
        "{words}: {done} of {total} rows, about {left} s left", words=words, done=job.done, total=job.total, left=left
    )
