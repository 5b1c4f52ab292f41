"""`python -m tests.benchmarks.bench_readers [READERS …]`: how long many readers at once wait. Only prints.

The real server and 20, then 50 sessions over the real websocket, without browsers. Each opens the page, then turns a
layer, the sites with unverified link, or the radius, several times, with a reader's pause in between. Seconds are
those from the message sent to the script finished. Clients share the processors with the server: compare figures of
one machine and one hour. Memory is what the server's process holds more than before, for each session.
"""

import asyncio
import os
import random
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

from export.view import RADIUS_KM, View
from tests.benchmarks.session import PATIENCE_S, Session, opened
from tests.browser.serve import Served, served

READERS = (20, 50)
CHANGES = 6
PAUSE_S = 4.0
SWITCHES = ("layer_sites", "layer_incidents_nexus", "layer_border", "unverified")
PAGE = 4096
KM, USUAL_KM = tuple(map(str, RADIUS_KM)), str(View.radius_km)


def main(readers: tuple[int, ...]) -> None:
    for count in readers:
        with served() as server:
            asyncio.run(measure(server, count))


async def measure(server: Served, count: int) -> None:
    """One line for so many readers."""
    alone = await opened(server.address)
    await alone.run()
    await alone.socket.close()
    before, started = resident(server.process), perf_counter()
    people = await asyncio.gather(*(arrive(server.address, number) for number in range(count)))
    first = [seconds for _, seconds in people]
    spent = worked(server.process)
    waited = await asyncio.gather(*(read(person, number) for number, (person, _) in enumerate(people)))
    spent = (worked(server.process) - spent) / (count * CHANGES)
    each = (resident(server.process) - before) / count
    print(f"{count} readers, {perf_counter() - started:.0f} s, {CHANGES} changes each, a pause of about {PAUSE_S:g} s")
    show("  first page", first)
    show("  a change", [seconds for one in waited for seconds in one])
    print(f"  processor  {spent:.3f} s of the server for each change, whatever else the machine does")
    print(f"  memory     {each / 1e6:.1f} MB for each session, {resident(server.process) / 1e6:.0f} MB in all")
    await asyncio.gather(*(person.socket.close() for person, _ in people))


async def arrive(address: str, number: int) -> tuple[Session, float]:
    """A reader who comes some time within the first pause; the session and seconds until the page was there."""
    await asyncio.sleep(random.Random(number).uniform(0, PAUSE_S))
    person = await opened(address)
    return person, await person.run()


async def read(person: Session, number: int) -> list[float]:
    """Seconds that each change took. Which changes: a row of chance that is the same every time."""
    chance, waited = random.Random(1000 + number), []
    for _ in range(CHANGES):
        await asyncio.sleep(chance.uniform(0.5, 1.5) * PAUSE_S)
        turn(person, chance)
        waited.append(await person.run())
    return waited


def turn(person: Session, chance: random.Random) -> None:
    """Chooses something else than before."""
    before = person.chosen.get("radius_km", USUAL_KM)
    if chance.random() < 1 / 3:
        # as the browser sends it: the words of the choice
        person.chosen["radius_km"] = chance.choice([km for km in KM if km != before])
    else:
        name = chance.choice(SWITCHES)
        person.chosen[name] = not person.chosen.get(name, True)


def resident(process: int) -> int:
    """Bytes that a process holds in memory (Linux)."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE


def worked(process: int) -> float:
    """Seconds of processor that a process has used, in itself and for the system (Linux)."""
    parts = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def show(words: str, seconds: list[float]) -> None:
    middle, late = np.percentile(seconds, [50, 95])
    print(f"{words:13}p50 {middle:.2f} s, p95 {late:.2f} s, longest {max(seconds):.2f} s of {PATIENCE_S} s")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or READERS)
