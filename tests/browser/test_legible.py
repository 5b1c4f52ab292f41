"""The map can be read: names stand free, the legend is whole, and the first look holds what the dashboard is about."""

import pytest

from tests.browser.reader import Reader

BOXES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const box = element.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""
NAMES, MARKS, CONTROLS = ".panj-label", ".panj-mark:not(.panj-ring)", ".leaflet-control"
PROVINCES = {"Badakhshan": (36.8, 71.0), "Takhar": (36.6, 69.6), "Logar": (34.0, 69.1), "Wakhan": (37.0, 74.5)}
# Widths of names are estimated from their letters before they are drawn.
TOLERANCE_PX = 6


def overlaps(one: list[float], other: list[float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > TOLERANCE_PX and down > TOLERANCE_PX


def collisions(reader: Reader, selector: str, other: str) -> list:
    reader.page.wait_for_timeout(100)
    boxes, others = (reader.frame.evaluate(BOXES, chosen) for chosen in (selector, other))
    return [(one, two) for one in boxes for two in others if one != two and overlaps(one, two)]


@pytest.mark.parametrize("other", [NAMES, MARKS, CONTROLS])
@pytest.mark.parametrize("zoom", [7, 9])
def test_no_name_stands_on_another_name_a_mark_or_a_control(watcher: Reader, zoom: int, other: str):
    watcher.look_at(37.3, 70.1, zoom=zoom)
    assert watcher.frame.locator(NAMES).count() > 5
    assert collisions(watcher, NAMES, other) == []


def test_names_give_way_when_a_layer_comes_on(reader: Reader):
    reader.open("layers=", marks=False).look_at(37.3, 70.1, zoom=8)
    reader.toggle("incidents_type")
    reader.wait_drawn("incidents_type")
    assert collisions(reader, NAMES, MARKS) == []


@pytest.mark.parametrize("place", PROVINCES)
def test_the_first_look_holds_what_the_dashboard_is_about(reader: Reader, place: str):
    reader.open()
    lat, lon = PROVINCES[place]
    x, y = reader.frame.evaluate(
        f"(() => {{ const at = map.latLngToContainerPoint([{lat}, {lon}]); return [at.x, at.y]; }})()"
    )
    width, height = reader.frame.evaluate("[map.getSize().x, map.getSize().y]")
    legend = reader.frame.evaluate(BOXES, ".panj-legend")[0]
    assert 0 < x < legend[0] < width
    assert 0 < y < height


def test_the_legend_is_whole_without_scrolling(reader: Reader):
    reader.open()
    tall, seen = reader.frame.evaluate(
        "(() => { const box = document.querySelector('.panj-legend'); return [box.scrollHeight, box.clientHeight]; })()"
    )
    assert tall <= seen + 1


def test_a_count_is_not_struck_through_by_the_stem_of_a_site(reader: Reader):
    reader.open("layers=sites,incidents_type")
    orders = reader.frame.evaluate("""() => {
      const order = name => [...document.querySelectorAll('.panj-icon')].filter(icon => icon.querySelector(name))
        .map(icon => icon._leaflet_pos.y - Number(icon.style.zIndex));
      return [order('.panj-square'), order('.panj-disc')];
    }""")
    squares, discs = orders
    assert min(squares) > max(discs)
