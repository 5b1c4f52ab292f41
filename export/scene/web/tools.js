/* What an analyst does on the map: read coordinates, set points, measure. One tool at a time; Escape ends it. */
panj.tools = (function () {
  "use strict";
  const { world, text } = panj;
  const PICTURES = { find: "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12M14.5 14.5L21 21", measure: "M3 17L17 3L21 7L7 21ZM8 12l2 2M11 9l3 3M14 6l2 2",
    polygon: "M5 19L3 8L12 3L21 9L17 20Z", circle: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 12h9", layers: "M12 3L21 8L12 13L3 8ZM3 12L12 17L21 12M3 16L12 21L21 16",
    corridor: "M3 17L10 8L17 12L21 4M3 21L11 13L18 17L21 11" };
  let parts = [], place = 0, pointer = null, using = null, points = [], ends = null, drawn = null;

  const number = (value, digits) => panj.figure(value.toFixed(digits)).replace(".", world.words.decimal);
  const length = (metres) => world.words.km.replace("{n}", number(metres / 1000, metres < 100000 ? 2 : 1));

  /* made anew whenever the language changes */
  function start() {
    stop();
    parts.splice(0).forEach((control) => control.remove());
    parts = [control("topleft", toolbar()), control("bottomleft", readOut())];
  }

  function control(position, content) {
    const made = L.control({ position: panj.side(position) });
    made.onAdd = () => { L.DomEvent.disableClickPropagation(content); L.DomEvent.disableScrollPropagation(content); return content; };
    return made.addTo(world.map);
  }

  function toolbar() {
    const bar = text("div", "", "leaflet-bar panj-export panj-tools");
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", world.words.tools);
    const page = world.words.exports ? ["polygon", "circle", "corridor"] : [];
    ["find", "measure", "layers", ...page].forEach((name) => bar.append(button(name)));
    return bar;
  }

  function button(name) {
    const made = text("button", ""), picture = L.SVG.create("svg"), line = L.SVG.create("path");
    made.type = "button";
    made.dataset.tool = name;
    made.title = world.words[name];
    made.setAttribute("aria-label", world.words[name]);
    made.setAttribute("aria-pressed", "false");
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    line.setAttribute("d", PICTURES[name]);
    picture.append(line);
    made.append(picture);
    made.addEventListener("click", () => (using && using.name === name ? stop() : begin(name)));
    return made;
  }

  function begin(name) {
    stop();
    if (name === "find") use({ name, ...panj.find.open() });
    else if (name === "layers") use(panj.stack.open());
    else use(name === "measure" ? measuring() : panj.draw.open(name));
  }

  /* a tool: its name, its panel, and, where it sets points, what it does with them and how many it takes */
  function use(tool) {
    using = tool;
    points = [];
    mark(true);
    const bar = parts[0].getContainer();
    tool.panel.className = "panj-panel panj-panel-" + (world.words.direction === "rtl" ? "left" : "right");
    tool.panel.dir = world.words.direction;
    bar.append(tool.panel);
    document.addEventListener("keydown", key, true);
    if (tool.changed) takePoints();
    if (tool.opened) tool.opened();
  }

  function takePoints() {
    const { map } = world, frame = map.getContainer();
    drawn = L.featureGroup().addTo(map);
    frame.addEventListener("click", take, true);
    map.doubleClickZoom.disable();
    frame.classList.add("panj-setting");
    frame.focus({ preventScroll: true });
    using.changed(points);
  }

  function stop() {
    if (!using) return;
    const { map } = world, panel = using.panel, name = using.name;
    mark(false);
    if (using.closed) using.closed();
    using = null;
    panel.remove();
    document.removeEventListener("keydown", key, true);
    if (drawn) drawn.remove();
    drawn = null;
    map.getContainer().removeEventListener("click", take, true);
    map.getContainer().classList.remove("panj-setting");
    map.doubleClickZoom.enable();
    const back = parts[0] && parts[0].getContainer().querySelector("[data-tool=" + name + "]");
    if (back) back.focus({ preventScroll: true });
  }

  function mark(on) {
    const made = parts[0].getContainer().querySelector("[data-tool=" + using.name + "]");
    if (made) made.setAttribute("aria-pressed", String(on));
    document.documentElement.dataset.tool = on ? using.name : "";
  }

  /* before anything on the map hears of it, so that a mark under the pointer is not chosen */
  function take(event) {
    if (event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    event.preventDefault();
    if (world.map.dragging.moved()) return;
    if (event.detail > 1) return using.done && using.done(points);
    add(world.map.mouseEventToLatLng(event));
  }

  function add(point) {
    if (points.length >= (using.most || 100)) return;
    points.push({ lat: point.lat, lng: point.lng });
    using.changed(points);
  }

  /* Enter sets a point at the middle of the map, Backspace takes the last one back */
  function key(event) {
    if (event.key === "Escape") { event.stopPropagation(); return stop(); }
    if (!using.changed || event.target.closest(".leaflet-control")) return undefined;
    if (event.key === "Enter") add(world.map.getCenter());
    else if (event.key === "Backspace") { points.pop(); using.changed(points); }
    else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  }

  /* the points and lines of a tool, replaced as a whole */
  function sketch(...shapes) {
    drawn.clearLayers();
    points.forEach((point) => L.circleMarker(point, { pane: "tools", radius: 5, color: "#fff", weight: 2, fillColor: "#d4006a",
      fillOpacity: 1, interactive: false }).addTo(drawn));
    shapes.forEach((shape) => shape.setStyle({ color: "#d4006a", weight: 3 }).addTo(drawn));
  }

  const line = (latLngs) => L.polyline(latLngs, { pane: "tools", interactive: false });

  function measuring() {
    const panel = text("div", ""), list = text("ol", ""), total = text("p", "", "panj-total");
    total.setAttribute("aria-live", "polite");
    panel.append(text("p", world.words.set_points), list, total);
    return { name: "measure", panel, changed: (set) => {
      const legs = set.slice(1).map((to, row) => panj.geodesy.inverse(set[row], to));
      list.replaceChildren(...legs.map((leg) => text("li", leg ? legWords(leg) : world.words.opposite)));
      const known = legs.length && legs.every(Boolean);
      total.textContent = known ? world.words.total.replace("{n}", length(legs.reduce((sum, leg) => sum + leg.metres, 0))) : "";
      document.documentElement.dataset.measured = known ? legs.reduce((sum, leg) => sum + leg.metres, 0) : "";
      sketch(line(panj.geodesy.path(set)));
    } };
  }

  const legWords = (leg) => world.words.leg.replace("{distance}", length(leg.metres))
    .replace("{bearing}", number(leg.bearing, 1));

  /* under the pointer, else in the middle of the map; a click writes it another way */
  function readOut() {
    const made = text("button", "", "panj-coordinates"), what = text("span", ""), where = text("bdi", "");
    made.type = "button";
    made.title = world.words.format;
    where.dir = "ltr";
    made.append(what, " ", where);
    made.addEventListener("click", () => { place = (place + 1) % panj.grid.FORMATS.length; tell(); });
    function tell() {
      const at = pointer || world.map.getCenter();
      what.textContent = pointer ? world.words.pointer : world.words.centre;
      where.textContent = panj.grid.written(panj.grid.FORMATS[place], at) || world.words.no_grid;
      made.setAttribute("aria-label", what.textContent + " " + where.textContent + ". " + world.words.format);
    }
    world.map.off("mousemove mouseout move", world.told).on("mousemove mouseout move", world.told = (event) => {
      if (event.type !== "move") pointer = event.type === "mousemove" ? event.latlng : null;
      tell();
    });
    tell();
    return made;
  }

  const prepare = () => panj.pane("tools", 640, false);

  return { prepare, start, stop, sketch, line, number };
})();
