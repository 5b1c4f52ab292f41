/* Draws what the server sends as data. Text becomes text nodes, never markup; nothing is fetched from elsewhere. */
window.panj = (function () {
  "use strict";
  const BASE = { light: { land: "#f4efe4", line: "#7d7464", province: "#a39a88", water: "#6fa3c7", label: "#3a352b" },
                 dark: { land: "#171c22", line: "#8d97a5", province: "#4b5561", water: "#3f79a3", label: "#c9d1da" } };
  /* sites stand above their point, responses hang below it, so that incidents at the same place stay visible */
  const ANCHORS = { square: (size) => [size / 2, size + 14], tag: (size) => [size / 2, -14],
    disc: (size) => [size / 2, size / 2], ring: (size) => [size / 2, size / 2] };
  const NOTHING = { type: "FeatureCollection", features: [] };
  const groups = {}, hashes = {}, contents = {}, base = [];
  let map, theme = "light", labels = [], names = [], labelGroup = null, last = null, clicks = 0, legend = null;

  const text = (tag, content, name) => {
    const element = document.createElement(tag);
    element.textContent = content;
    if (name) element.className = name;
    return element;
  };

  function pane(name, order, events) {
    const made = map.createPane(name);
    made.style.zIndex = order;
    if (!events) made.style.pointerEvents = "none";
    return name;
  }

  /* ---- base map ---- */
  function start(target, options) {
    map = target;
    names = options.names;
    window.map_ready = false;
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(options.attribution);
    L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
    ["relief:150", "ground:160", "outline:210"].forEach((entry) => pane(...entry.split(":"), false));
    pane("surface", 180, false); pane("areas", 410, true); pane("lines", 430, true); pane("names", 590, false);
    relief(options);
    Promise.all(options.ground.map((name) =>
      fetch(options.basemap + name).then((answer) => answer.json()).catch(() => NOTHING))).then(ground);
    followTheme();
    map.on("zoomend", redraw);
    map.on("moveend zoomend resize", placeLabels);
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  }

  function relief(options) {
    fetch(options.basemap + "relief.json").then((answer) => answer.json()).then((about) =>
      L.imageOverlay(options.basemap + about.file, about.bounds, { pane: "relief", className: "panj-relief" }).addTo(map))
      .catch(() => null);
    /* enlarged beyond what the source resolves, relief steps back */
    const fade = () => { map.getPane("relief").style.opacity = map.getZoom() > 9 ? 0.5 : 1; };
    map.on("zoomend", fade);
    fade();
  }

  function ground([lakes, rivers, afghan, tajik, countries, places]) {
    const add = (data, style, paneName) => base.push([L.geoJSON(data, { pane: paneName, interactive: false,
      style: (feature) => style(BASE[theme], feature.properties) }).addTo(map), style]);
    add(lakes, (c) => ({ stroke: true, color: c.water, weight: 0.6, fillColor: c.water, fillOpacity: 0.55 }), "ground");
    add(rivers, (c, p) => ({ color: c.water, weight: p.weight || 1, opacity: 0.75 }), "ground");
    [afghan, tajik].forEach((provinces) => add(provinces, (c) => ({ color: c.province, weight: 0.8, opacity: 0.8, dashArray: "2 3", fill: false }), "outline"));
    add(countries, (c) => ({ color: c.line, weight: 1.6, opacity: 0.9, fill: false }), "outline");
    labels = places.features.map((feature) => ({ at: L.latLng(feature.geometry.coordinates[1],
      feature.geometry.coordinates[0]), name: feature.properties.name, rank: feature.properties.rank, kind: "town",
      from: [0, 5, 6, 8, 9][feature.properties.rank] }));
    labels = names.map((name) => ({ ...name, at: L.latLng(name.at) })).concat(labels);
    labelGroup = L.layerGroup().addTo(map);
    placeLabels();
    window.map_ready = true;
  }

  function placeLabels() {
    if (!labelGroup) return;
    labelGroup.clearLayers();
    const taken = [], view = map.getBounds(), zoom = map.getZoom();
    for (const place of labels) {
      if (taken.length > 90 || place.from > zoom || !view.contains(place.at)) continue;
      const at = map.latLngToContainerPoint(place.at), size = place.kind === "country" ? 15 : place.rank === 1 ? 13 : 11;
      const box = [at.x - 4, at.y - size, at.x + place.name.length * size * 0.58 + 8, at.y + size];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      const icon = text("div", place.name, "panj-label panj-" + place.kind + " panj-rank" + place.rank);
      L.marker(place.at, { pane: "names", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "", html: icon, iconSize: [0, 0] }) }).addTo(labelGroup);
    }
  }

  /* ---- layers ---- */
  function show(state) {
    const wanted = new Set(state.layers.map((layer) => layer.name));
    Object.keys(groups).filter((name) => !wanted.has(name)).forEach((name) => {
      map.removeLayer(groups[name]); delete groups[name]; delete hashes[name]; delete contents[name];
    });
    state.layers.forEach((layer) => { if (hashes[layer.name] !== layer.hash) draw(layer); });
    drawLegend(state.legend, state.words);
    document.documentElement.dataset.layers = Object.keys(groups).sort().join(" ");
  }

  function draw(layer) {
    if (!groups[layer.name]) groups[layer.name] = L.featureGroup().addTo(map);
    hashes[layer.name] = layer.hash;
    contents[layer.name] = layer;
    fill(layer.name);
  }

  function fill(name) {
    const group = groups[name], layer = contents[name];
    group.clearLayers();
    if (layer.image) L.imageOverlay(layer.image[theme], layer.bounds, { pane: layer.pane, className: "panj-surface" }).addTo(group);
    (layer.shapes || []).forEach((shape) => shapeOf(shape, layer).addTo(group));
    if (layer.things) marksOf(layer).forEach((mark) => mark.addTo(group));
  }

  /* the server says which things share a mark at which zoom; the rest stand alone */
  function marksOf(layer) {
    const zooms = Object.keys(layer.levels).map(Number), zoom = map.getZoom();
    const groupsHere = layer.levels[Math.min(Math.max(Math.round(zoom), Math.min(...zooms)), Math.max(...zooms))];
    const grouped = new Set(groupsHere.flat());
    const alone = layer.things.filter((_, row) => !grouped.has(row)).map((thing) => markOf(layer, [thing]));
    return alone.concat(groupsHere.map((rows) => markOf(layer, rows.map((row) => layer.things[row]))));
  }

  function redraw() {
    Object.keys(contents).filter((name) => contents[name].levels).forEach(fill);
  }

  function shapeOf(shape, layer) {
    const made = L.geoJSON(shape.geometry, { pane: layer.pane, interactive: shape.lines.length > 0, style: {
      color: tone(shape.color), weight: shape.weight, opacity: shape.opacity, dashArray: shape.dash, fillColor: tone(shape.color),
      fillOpacity: shape.fill, fill: shape.fill > 0 } }).getLayers()[0];
    return speak(made, shape);
  }

  function markOf(layer, things) {
    const many = things.length > 1, first = things[0], ring = layer.mark === "ring";
    const size = (ring ? 30 : 22) + (many ? 4 + Math.min(things.length, 10) : 0);
    const icon = text("div", many ? things.length : first.code,
      "panj-mark panj-" + layer.mark + (!many && first.hollow ? " panj-hollow" : "") + (many ? " panj-many" : ""));
    paint(icon, many && !ring ? ["#33415c", "#c7d3ea"] : first.color);
    icon.style.setProperty("--size", size + "px");
    const bounds = L.latLngBounds(things.map((thing) => thing.at));
    const lines = many ? [things.length + " × " + layer.words, ...tally(things)] : first.lines;
    const made = L.marker(bounds.getCenter(), { alt: lines[0], riseOnHover: true,
      zIndexOffset: (layer.mark === "square" ? 200 : 0) + (many ? 100 : 0),
      icon: L.divIcon({ className: "panj-icon", html: icon, iconSize: [size, size],
        iconAnchor: ANCHORS[layer.mark](size) }) });
    const apart = bounds.getNorth() - bounds.getSouth() + bounds.getEast() - bounds.getWest() > 0.01;
    if (apart) made.on("click", () => map.fitBounds(bounds, { padding: [70, 70], maxZoom: 11 }));
    made.on("add", () => made.getElement().setAttribute("aria-label", lines.join(". ")));
    return speak(made, { lines, ref: apart ? "" : layer.kind + ":" + [...new Set(things.map((t) => t.id))].join(",") });
  }

  function tally(things) {
    const counts = new Map();
    things.forEach((thing) => counts.set(thing.label, (counts.get(thing.label) || 0) + 1));
    return [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => count + " × " + label);
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
      thing.lines.forEach((line, row) => box.appendChild(text(row ? "div" : "strong", line)));
      made.bindTooltip(box, { sticky: !made.getLatLng, className: "panj-tip", direction: "auto" });
    }
    return made;
  }

  /* ---- legend and theme ---- */
  function drawLegend(entries, words) {
    if (!legend) {
      legend = L.control({ position: "bottomright" });
      legend.onAdd = () => { const box = document.createElement("details");
        box.className = "panj-legend"; box.open = map.getSize().x > 900; L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box); return box; };
      legend.addTo(map);
    }
    const box = legend.getContainer();
    box.replaceChildren(text("summary", words.legend));
    entries.forEach((entry) => {
      box.appendChild(text("h4", entry.title));
      box.appendChild(text("p", entry.unit));
      entry.symbols.forEach((symbol) => {
        const row = document.createElement("div"), key = text("i", symbol.code, "panj-key panj-" + symbol.mark);
        paint(key, symbol.color);
        row.append(key, text("span", symbol.label));
        box.appendChild(row);
      });
      const caution = document.createElement("details");
      caution.append(text("summary", words.caution), text("p", entry.caution));
      box.appendChild(caution);
    });
  }

  const tone = (colours) => colours[theme === "dark" ? 1 : 0];
  const paint = (element, colours) => ["--light", "--dark"].forEach((name, which) =>
    element.style.setProperty(name, colours[which]));

  function setTheme(name) {
    if (name === theme) return;
    theme = name;
    document.documentElement.dataset.theme = name;
    base.forEach(([layer, style]) => layer.setStyle((feature) => style(BASE[theme], feature.properties)));
    Object.keys(contents).forEach(fill);
  }

  /* the page around the frame knows whether it is dark; it tells us again whenever that changes */
  function followTheme() {
    const page = window.parent.document.querySelector(".stApp") || window.parent.document.body;
    const parts = getComputedStyle(page).backgroundColor.match(/[\d.]+/g) || [255, 255, 255];
    setTheme(Number(parts[0]) + Number(parts[1]) + Number(parts[2]) < 384 ? "dark" : "light");
    window.addEventListener("message", (event) => {
      if (event.source === window.parent && event.data.type === "streamlit:render" && event.data.theme)
        setTheme(event.data.theme.base);
    });
  }

  return { start, show };
})();
