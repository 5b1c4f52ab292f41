/* Layers: shapes, and marks that the server has gathered by zoom. A click reports a reference, never text or geometry. */
panj.marks = (function () {
  "use strict";
  const { world, text, figure, tone, paint } = panj;
  /* sites stand above their point, responses hang below it, so that incidents at the same place stay visible */
  const ANCHORS = { square: (size) => [size / 2, size + 14], tag: (size) => [size / 2, -14],
    disc: (size) => [size / 2, size / 2], ring: (size) => [size / 2, size / 2] };
  /* discs lie over the stems of sites, so that their numbers can be read; rings lie over everything and catch nothing */
  const ORDER = { square: -100, disc: 0, tag: 0, ring: 100 };
  const GATHERED = ["#33415c", "#c7d3ea"], LARGEST_COUNT = 10;
  const groups = {}, hashes = {}, contents = {};
  let last = null, clicks = 0;

  function show(layers) {
    const wanted = new Set(layers.map((layer) => layer.name));
    Object.keys(groups).filter((name) => !wanted.has(name)).forEach((name) => {
      world.map.removeLayer(groups[name]); delete groups[name]; delete hashes[name]; delete contents[name];
    });
    layers.forEach((layer) => { if (hashes[layer.name] !== layer.hash) draw(layer); });
    document.documentElement.dataset.layers = Object.keys(groups).sort().join(" ");
  }

  function draw(layer) {
    if (!groups[layer.name]) groups[layer.name] = L.featureGroup().addTo(world.map);
    hashes[layer.name] = layer.hash;
    contents[layer.name] = layer;
    fill(layer.name);
  }

  function fill(name) {
    const group = groups[name], layer = contents[name];
    group.clearLayers();
    if (layer.image) pictureOf(layer).addTo(group);
    (layer.shapes || []).forEach((shape) => shapeOf(shape, layer).addTo(group));
    (layer.shapes || []).filter((shape) => shape.tag).forEach((shape) => tagOf(shape).addTo(group));
    if (layer.things) marksOf(layer).forEach((mark) => mark.addTo(group));
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
  }

  /* one pixel for each cell, in the palette of the ground */
  const pictureOf = (layer) =>
    L.imageOverlay(layer.image[world.theme], layer.bounds, { pane: layer.pane, className: "panj-surface" });

  function shapeOf(shape, layer) {
    const made = L.geoJSON(shape.geometry, { pane: layer.pane, interactive: shape.lines.length > 0, style: {
      color: tone(shape.color), weight: shape.weight, opacity: shape.opacity, dashArray: shape.dash, fillColor: tone(shape.color),
      fillOpacity: shape.fill, fill: shape.fill > 0 } }).getLayers()[0];
    return speak(made, shape);
  }

  /* words that stand on a shape at all times, such as a p-value */
  function tagOf(shape) {
    const icon = paint(text("div", shape.tag, "panj-shape-tag"), shape.color);
    const top = L.geoJSON(shape.geometry).getBounds();
    return L.marker([top.getNorth(), top.getCenter().lng], { interactive: false, keyboard: false,
      icon: L.divIcon({ className: "", html: icon, iconSize: [0, 0] }) });
  }

  function markOf(layer, things) {
    const many = things.length > 1, first = things[0], ring = layer.mark === "ring";
    const size = (ring ? 30 : 22) + (many ? Math.min(things.length, LARGEST_COUNT) : 0);
    const icon = text("div", many ? figure(things.length) : first.code,
      "panj-mark panj-" + layer.mark + (!many && first.hollow ? " panj-hollow" : "") + (many ? " panj-many" : ""));
    paint(icon, many && !ring ? GATHERED : first.color);
    icon.style.setProperty("--size", size + "px");
    const bounds = L.latLngBounds(things.map((thing) => thing.at));
    const lines = many ? [figure(things.length) + " × " + layer.words, ...tally(things)] : first.lines;
    const made = L.marker(bounds.getCenter(), { alt: lines[0], riseOnHover: true,
      zIndexOffset: ORDER[layer.mark] + (many ? 50 : 0),
      icon: L.divIcon({ className: "panj-icon", html: icon, iconSize: [size, size],
        iconAnchor: ANCHORS[layer.mark](size) }) });
    const apart = bounds.getNorth() - bounds.getSouth() + bounds.getEast() - bounds.getWest() > 0.01;
    if (apart) made.on("click", () => world.map.fitBounds(bounds, { padding: [70, 70], maxZoom: 11 }));
    made.on("add", () => made.getElement().setAttribute("aria-label", lines.join(". ")));
    return speak(made, { lines, ref: apart ? "" : layer.kind + ":" + [...new Set(things.map((t) => t.id))].join(",") });
  }

  function tally(things) {
    const counts = new Map();
    things.forEach((thing) => counts.set(thing.label, (counts.get(thing.label) || 0) + 1));
    return [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => figure(count) + " × " + label);
  }

  /* what a click reports: the reference of the thing, never its text or geometry */
  function speak(made, thing) {
    made.toGeoJSON = () => {
      if (thing.ref) last = { type: "Feature", geometry: null,
        properties: { ref: thing.ref, click: ++clicks } };
      return last;
    };
    if (thing.lines.length) {
      const box = document.createElement("div");
      box.dir = world.words.direction;
      thing.lines.forEach((line, row) => box.appendChild(text(row ? "div" : "strong", "")).append(text("bdi", line)));
      made.bindTooltip(box, { sticky: !made.getLatLng, className: "panj-tip", direction: "auto" });
    }
    return made;
  }

  const refill = () => Object.keys(contents).forEach(fill);

  return { show, redraw, refill };
})();
