"""The import window for a layer of one's own: its name and style, a map, and the button that stores."""

from datetime import date

import streamlit as st

from dashboard.bring_work import chosen, close_window, keeping
from dashboard.html import lines, note
from dashboard.preview import picture_of, show_where
from dashboard.signed import ask_name
from dashboard.speech import count, say
from dashboard.told import retold
from export.scene.state import layer_state
from layers.imports.layer import add_own_layer, layer_frame, without_shape
from layers.own import COLOURS, LONGEST_NAME, MARKS, Style, checked_style, declared
from layers.reading.raw import RawTable
from layers.store import open_store
from layers.values import MARKINGS


def show_layer(table: RawTable, today: date) -> None:
    """Everything between a table that was read and a layer that is stored; `today` is not needed for one."""
    frame = layer_frame(table)
    left_out = count(without_shape(table), "{n} row has no shape", "{n} rows have no shape")
    drawn = count(len(frame), "{n} feature can be drawn", "{n} features can be drawn")
    st.html(note(lines([say("{drawn}, {left_out}.", drawn=drawn, left_out=left_out), *map(retold, table.notes)])))
    key = f"bring_layer_name_{table.sha256}"
    name = st.text_input(say("Name of the layer"), chosen(key, ""), max_chars=LONGEST_NAME, **keeping(key))
    style = choose_style(tuple(str(column) for column in table.frame.columns))
    layer, shown = declared(name or "–", frame, style)
    show_where(picture_of(layer_state(layer, shown), shown), len(shown))
    by = ask_name("bring_layer_by")
    ready = bool(by and name.strip())
    if st.button(say("Store the layer"), type="primary", disabled=not ready, key="bring_layer_store"):
        add_own_layer(open_store(), name, table, style, by=by)
        close_window()
        words = say("The layer {name} was stored. Switch it on in the sidebar.", name=name.strip())
        st.session_state.stored = words
        st.rerun()


def choose_style(columns: tuple[str, ...]) -> Style:
    """Colour, mark, widths, label column and marking."""
    left, right = st.columns(2)
    colour = left.selectbox(say("Colour"), tuple(COLOURS), tuple(COLOURS).index(Style.colour), format_func=say)
    mark = right.selectbox(say("Mark of a point"), MARKS, format_func=say)
    width = left.slider(say("Width of lines [pixels]"), 0.5, 12.0, Style.width, 0.1)
    fill = right.slider(say("Opacity of areas"), 0.0, 1.0, Style.fill, 0.02)
    label = left.selectbox(say("What a feature says"), ("", *columns), format_func=lambda word: word or "–")
    marking = right.selectbox(say("Marking (TLP)"), MARKINGS, MARKINGS.index(Style.marking), key="bring_layer_marking")
    said = {"colour": colour, "mark": mark, "width": width, "fill": fill, "label": label, "marking": marking}
    return checked_style(said, columns)
