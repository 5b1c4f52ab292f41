/* Layers: shapes, and marks that the server has gathered by zoom. A click reports a reference, never text or geometry. */
panj.marks = (function () {
  "use strict";
  const { world, text, figure, tone, paint, sendNow } = panj;
  /* sites stand above their point, responses hang below it, so that incidents at the same place stay visible */
  const ANCHORS = { square: (size) => [size / 2, size + 14], tag: (size) => [size / 2, -14],
    disc: (size) => [size / 2, size / 2], ring: (size) => [size / 2, size / 2] };
  /* discs lie over the stems of sites, so that their numbers can be read; rings lie over everything and catch nothing */
  const ORDER = { square: -100, disc: 0, tag: 0, ring: 100 };
  const GATHERED = ["#33415c", "#c7d3ea"], LARGEST_COUNT = 10, SPOT_PX = 20;
  const groups = {}, hashes = {}, contents = {}, asked = {}, off = {}, coming = {};
  let last = null, clicks = 0, latest = [];

  function show(layers) {
    const wanted = new Set(layers.map((layer) => layer.name));
    const other = layers.some((layer) => layer.title && hashes[layer.name] && hashes[layer.name] !== layer.hash);
    Object.keys(groups).filter((name) => !wanted.has(name)).forEach(drop);
    if (other) Object.keys(off).forEach((name) => delete off[name]);
    Object.keys(coming).forEach(leave);
    latest = layers;
    panj.stack.show(layers);
    layers.forEach((layer) => { if (hashes[layer.name] !== layer.hash) draw(layer); });
    said();
  }

  function said() {
    panj.keys.arrange(groups, contents);
    document.documentElement.dataset.layers = Object.keys(groups).sort().join(" ");
  }

  function drop(name) {
    off[name] = contents[name];
    world.map.removeLayer(groups[name]); delete groups[name]; delete hashes[name]; delete contents[name];
    forget(name);
  }

  /* a switch was pressed: the map need not wait for the page. A layer that was drawn before is drawn again where nothing
     else has changed; any other is asked for */
  function turn(name, on) {
    if (!on) leave(name);
    if (on && off[name] && !groups[name]) draw(off[name]);
    else if (on && !groups[name]) fetchLayer(name);
    else if (!on && groups[name]) drop(name);
    said();
  }

  /* whatever goes wrong here, the page brings the layer too */
  function fetchLayer(name) {
    const address = panj.place.layerAt(name);
    if (!address || coming[name]) return;
    const asking = coming[name] = {};
    fetch(address, { credentials: "same-origin" }).then((answer) => answer.status === 200 ? answer.json() : null).then((layer) => {
      if (coming[name] !== asking) return;
      leave(name);
      if (!layer || groups[name]) return;
      panj.stack.show([...latest, layer]);
      draw(layer);
      said();
    }).catch(() => {});
  }

  /* what comes after all is not drawn */
  function leave(name) {
    delete coming[name];
  }

  function draw(layer) {
    if (!groups[layer.name]) groups[layer.name] = L.featureGroup().addTo(world.map);
    hashes[layer.name] = layer.hash;
    contents[layer.name] = layer;
    fill(layer.name);
  }

  function fill(name) {
    const group = groups[name], layer = contents[name], focus = panj.keys.held(group);
    group.clearLayers();
    if (layer.image) pictureOf(layer).addTo(group);
    (layer.shapes || []).forEach((shape) => shapeOf(shape, layer).addTo(group));
    (layer.shapes || []).filter((shape) => shape.tag).forEach((shape) => tagOf(shape, layer).addTo(group));
    if (layer.things) marksOf(layer).forEach((mark) => mark.addTo(group));
    if (layer.served) { forget(name); ask(layer); }
    else panj.keys.give(group, focus);
  }

  function forget(name) {
    if (asked[name]) asked[name].stop.abort();
    delete asked[name];
  }

  /* very many points: the server says which marks stand in this window; a little beyond it, so that small moves ask nothing */
  function ask(layer) {
    const zoom = Math.floor(world.map.getZoom()), seen = world.map.getBounds(), before = asked[layer.name];
    if (before && before.zoom === zoom && before.box.contains(seen)) return;
    forget(layer.name);
    const box = seen.pad(0.25), stop = new AbortController();
    const corners = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((degrees) => degrees.toFixed(4));
    asked[layer.name] = { zoom, box, stop };
    fetch(layer.served + "?zoom=" + zoom + "&box=" + corners.join(","), { signal: stop.signal, credentials: "same-origin" })
      .then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status))
      .then((found) => put(layer, found))
      .catch((problem) => { if (problem.name !== "AbortError") lost(layer, problem); });
  }

  function put(layer, found) {
    if (contents[layer.name] !== layer) return;
    const made = found.single.map((thing) => markOf(layer, [thing])).concat(found.many.map((row) => heapOf(layer, row)));
    const group = groups[layer.name], focus = panj.keys.held(group);
    group.clearLayers();
    made.forEach((mark) => mark.addTo(group));
    panj.keys.give(group, focus);
    document.documentElement.dataset.served = layer.name + " " + asked[layer.name].zoom;
  }

  /* the server was restarted or has let go of this layer: the page is built again, which gives it another address */
  function lost(layer, problem) {
    delete asked[layer.name];
    document.documentElement.dataset.served = "lost";
    if (problem === 404 && !layer.again) { layer.again = true; world.report("again:" + layer.name); }
  }

  /* a gathered mark of which only counts and corners are known here */
  function heapOf(layer, row) {
    const [lat, lng, count, serious, south, west, north, east, fresh] = row;
    const lines = [figure(count) + " × " + layer.words, figure(serious) + " × " + world.words.serious];
    const at = [lat, lng], apart = (north - south) + (east - west) > 0.01 && world.map.getZoom() < world.map.getMaxZoom();
    return gatheredMark(layer, { at, count, serious, fresh, lines, bounds: L.latLngBounds([[south, west], [north, east]]), apart,
      ref: apart ? "" : layer.kind + ":@" + lat + "," + lng });
  }

  /* the server says which things share a mark at which zoom; the rest stand alone */
  function marksOf(layer) {
    const zooms = Object.keys(layer.levels).map(Number), zoom = Math.floor(world.map.getZoom());
    const groupsHere = layer.levels[Math.min(Math.max(zoom, Math.min(...zooms)), Math.max(...zooms))];
    const grouped = new Set(groupsHere.flat());
    const alone = layer.things.filter((_, row) => !grouped.has(row)).map((thing) => markOf(layer, [thing]));
    return alone.concat(groupsHere.map((rows) => markOf(layer, rows.map((row) => layer.things[row]))));
  }

  function redraw() {
    Object.keys(contents).filter((name) => contents[name].levels).forEach(fill);
    panj.keys.arrange(groups, contents);
  }

  function moved() {
    Object.keys(contents).filter((name) => contents[name].served).forEach((name) => ask(contents[name]));
  }

  /* one pixel for each cell, in the palette of the ground */
  const pictureOf = (layer) =>
    L.imageOverlay(layer.image[world.theme], layer.bounds, { pane: panj.stack.shapes(layer), className: "panj-surface" });

  function shapeOf(shape, layer) {
    const made = L.geoJSON(shape.geometry, { pane: panj.stack.shapes(layer), interactive: shape.lines.length > 0, pointToLayer: spot, style: {
      color: tone(shape.color), weight: shape.weight, opacity: shape.opacity, dashArray: shape.dash, fillColor: tone(shape.color),
      fillOpacity: shape.fill, fill: shape.fill > 0 } }).getLayers()[0];
    return speak(made, shape);
  }

  /* a point among shapes: a ring that is as wide at every zoom */
  const spot = (_, at) => L.circleMarker(at, { radius: SPOT_PX });

  /* words that stand on a shape at all times, such as a p-value */
  function tagOf(shape, layer) {
    const icon = paint(text("div", shape.tag, "panj-shape-tag"), shape.color);
    const top = L.geoJSON(shape.geometry).getBounds();
    return L.marker([top.getNorth(), top.getCenter().lng], { pane: panj.stack.marks(layer), interactive: false, keyboard: false,
      icon: L.divIcon({ className: "", html: icon, iconSize: [0, 0] }) });
  }

  function markOf(layer, things) {
    if (things.length > 1) return heapOfThings(layer, things);
    const first = things[0], size = sizeOf(layer, 1);
    const icon = text("div", first.code, "panj-mark panj-" + layer.mark + (first.hollow ? " panj-hollow" : "") + halo(first.fresh));
    paint(icon, first.color);
    return standing(layer, { icon, size, at: first.at, lines: first.lines, above: 0, ref: layer.kind + ":" + first.id });
  }

  function heapOfThings(layer, things) {
    const bounds = L.latLngBounds(things.map((thing) => thing.at));
    const apart = bounds.getNorth() - bounds.getSouth() + bounds.getEast() - bounds.getWest() > 0.01;
    const lines = [figure(things.length) + " × " + layer.words, ...tally(things)];
    const serious = things.every((thing) => "serious" in thing) ? things.filter((thing) => thing.serious).length : null;
    return gatheredMark(layer, { at: bounds.getCenter(), count: things.length, serious, fresh: things.some((thing) => thing.fresh), lines, bounds, apart,
      color: things[0].color, ref: apart ? "" : layer.kind + ":" + [...new Set(things.map((t) => t.id))].join(",") });
  }

  function gatheredMark(layer, heap) {
    const size = sizeOf(layer, heap.count), ring = layer.mark === "ring";
    const icon = text("div", short(heap.count), "panj-mark panj-" + layer.mark + " panj-many" + halo(heap.fresh));
    paint(icon, ring && heap.color ? heap.color : shadeOf(heap));
    const made = standing(layer, { icon, size, at: heap.at, lines: heap.lines, above: 50, ref: heap.ref });
    if (heap.apart) made.on("click", () => world.map.fitBounds(heap.bounds, { padding: [70, 70], maxZoom: 11 }));
    return made;
  }

  /* what became known since the day compared with */
  const halo = (fresh) => fresh ? " panj-fresh" : "";

  const sizeOf = (layer, count) => (layer.mark === "ring" ? 30 : 24) + (count > 1 ? Math.min(count, LARGEST_COUNT) : 0);
  const short = (count) => figure(count < 1000 ? count : count < 9950 ? (count / 1000).toFixed(1) + "k" : Math.round(count / 1000) + "k");

  /* the darker, the larger the share of serious incidents; grey where that is not asked */
  function shadeOf(heap) {
    if (heap.serious === null || !world.shades) return GATHERED;
    return world.shades[Math.min(world.shades.length - 1, Math.floor(heap.serious / heap.count * world.shades.length))];
  }

  function standing(layer, mark) {
    const made = L.marker(mark.at, { pane: panj.stack.marks(layer), alt: mark.lines[0], riseOnHover: true, zIndexOffset: ORDER[layer.mark] + mark.above,
      icon: L.divIcon({ className: "panj-icon", html: mark.icon, iconSize: [mark.size, mark.size],
        iconAnchor: ANCHORS[layer.mark](mark.size) }) });
    mark.icon.style.setProperty("--size", mark.size + "px");
    return speak(made, { lines: mark.lines, ref: mark.ref });
  }

  function tally(things) {
    const counts = new Map();
    things.forEach((thing) => counts.set(thing.label, (counts.get(thing.label) || 0) + 1));
    return [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => figure(count) + " × " + label);
  }

  /* what a click reports: the reference of the thing, never its text or geometry */
  function speak(made, thing) {
    made.opens = thing.ref;
    made.toGeoJSON = () => {
      if (thing.ref) last = sendNow({ type: "Feature", geometry: null, properties: { ref: thing.ref, click: ++clicks } });
      return last;
    };
    if (thing.lines.length) {
      const box = document.createElement("div");
      box.dir = world.words.direction;
      thing.lines.forEach((line, row) => box.appendChild(text(row ? "div" : "strong", "")).append(text("bdi", line)));
      made.bindTooltip(box, { sticky: !made.getLatLng, className: "panj-tip", direction: "auto" });
      panj.keys.openable(made, thing.lines);
    }
    return made;
  }

  function refill() {
    Object.keys(contents).forEach(fill);
    panj.keys.arrange(groups, contents);
  }

  return { show, turn, redraw, refill, moved };
})();
