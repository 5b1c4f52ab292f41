"""A reader without a browser: a session on the dashboard over its websocket, that turns its switches."""

import asyncio
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 120
LARGEST_MESSAGE = 2**26
FAILED = "This view could not be built"
SUBPROTOCOLS = ["streamlit", "PLACEHOLDER_AUTH_TOKEN"]


class PageFailed(RuntimeError):
    """The page told its reader that it could not be built: its seconds would say nothing."""


@dataclass
class Session:
    """An open page: its socket, the identifiers of its widgets by key, and what it chose so far."""

    socket: ClientConnection
    widgets: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, object] = field(default_factory=dict)

    async def run(self) -> float:
        """Has the page built with what is chosen; seconds from the message sent to the script finished."""
        asked = BackMsg()
        state = asked.rerun_script.widget_states
        for key, value in self.chosen.items():
            widget = state.widgets.add(id=self.widgets[key])
            if isinstance(value, bool):
                widget.bool_value = value
            else:
                widget.string_array_value.data.append(value)
        asked.rerun_script.query_string = ""
        started = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            await self._finished()
        return time.perf_counter() - started

    async def _finished(self) -> None:
        """Reads until the script has run; a run that was cut short for another is not the end."""
        while True:
            told = ForwardMsg.FromString(await self.socket.recv())
            kind = told.WhichOneof("type")
            if kind == "delta":
                self._note(told)
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return

    def _note(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "alert" and element.alert.body.startswith(FAILED):
            raise PageFailed(f"{self.chosen}: {element.alert.body}")
        if kind in ("checkbox", "slider"):
            # an identifier ends in the key that the page gave the widget
            name = getattr(element, kind).id
            self.widgets[name.split("-", 2)[-1]] = name


async def opened(address: str) -> Session:
    """A session that has seen the page once."""
    socket = await connect(
        address.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=SUBPROTOCOLS,
        max_size=LARGEST_MESSAGE,
        origin=address,
    )
    return Session(socket)
