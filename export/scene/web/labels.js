/* Names of places: the most important first, each where neither another name nor a mark nor a control stands. */
panj.labels = (function () {
  "use strict";
  const { world, text } = panj;
  const MOST = 90, FIRST_ZOOM = [0, 5, 6, 8, 9], LETTER = { country: 10.6, province: 9.2, town: [0, 7.3, 6.7, 6.2, 6.2] };
  const HALF_HEIGHT = 8, AWAY = 7, PAST_MARK = 19;
  let names = [], group = null, waiting = 0;

  const width = (name) => 6 + name.name.length * (name.kind === "town" ? LETTER.town[name.rank] : LETTER[name.kind]);
  const meet = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

  /* where a name may stand, as steps from its point to its left middle, the best first */
  function places(name) {
    const wide = width(name), under = HALF_HEIGHT + 6;
    if (name.kind !== "town") return [0, -22, 22, -40, 40].map((y) => [-wide / 2, y]);
    return [[AWAY, 0], [-AWAY - wide, 0], [PAST_MARK, 0], [-PAST_MARK - wide, 0], [-wide / 2, under],
      [-wide / 2, -under]];
  }

  function boxes(selector) {
    const frame = world.map.getContainer().getBoundingClientRect();
    return [...world.map.getContainer().querySelectorAll(selector)].map((element) => {
      const box = element.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    });
  }

  function spot(name, taken, size) {
    const at = world.map.latLngToContainerPoint(name.at), wide = width(name);
    for (const [x, y] of places(name)) {
      const box = [at.x + x, at.y + y - HALF_HEIGHT, at.x + x + wide, at.y + y + HALF_HEIGHT];
      const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= size.x && box[3] <= size.y;
      if (inside && !taken.some((other) => meet(box, other))) return { box, x, y };
    }
    return null;
  }

  function put(name, { x, y }) {
    const icon = text("div", name.name, "panj-label panj-" + name.kind + " panj-rank" + name.rank);
    icon.dir = "auto";
    icon.style.transform = `translate(${x}px, calc(${y}px - 50%))`;
    const holder = document.createElement("div");
    if (name.kind === "town") holder.appendChild(text("i", "", "panj-dot"));
    holder.appendChild(icon);
    L.marker(name.at, { pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "", html: holder, iconSize: [0, 0] }) }).addTo(group);
  }

  function place() {
    waiting = 0;
    const view = world.map.getBounds(), zoom = world.map.getZoom(), size = world.map.getSize();
    const taken = boxes(".panj-mark:not(.panj-ring), .leaflet-control");
    let count = 0;
    group.clearLayers();
    for (const name of names) {
      if (count >= MOST || name.from > zoom || !view.contains(name.at)) continue;
      const found = spot(name, taken, size);
      if (!found) continue;
      taken.push(found.box);
      count += 1;
      put(name, found);
    }
  }

  /* soon, and once for everything that changes in the same moment */
  function later() {
    if (group && !waiting) waiting = requestAnimationFrame(place);
  }

  function start(first, towns) {
    names = first.map((name) => ({ ...name, at: L.latLng(name.at) })).concat(towns.map(([name, lat, lon, rank]) =>
      ({ name, rank, at: L.latLng(lat, lon), kind: "town", from: FIRST_ZOOM[rank] })));
    if (!group) {
      group = L.layerGroup().addTo(world.map);
      world.map.on("moveend zoomend resize", later);
    }
    place();
  }

  return { start, later };
})();
