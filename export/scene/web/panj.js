/* The two words that the page says: start, once, and show, whenever something changes. */
Object.assign(panj, (function () {
  "use strict";
  const { world, text, sendNow } = panj, LEGEND_PX = 250, CLOSEST_FIRST_LOOK = 7, WIDEST_FIRST_LOOK = 6.5, CLOSEST_FIT = 9, written = [];
  let said = null, ground = null, looked = null, fitted = null, shown = "", pages = "light", held = null;

  /* in a file of its own all stands in `told`; on the page `more` is what is not the same for every map */
  function start(target, told, more) {
    const options = { ...told, ...more };
    const map = world.map = target;
    window.map_ready = false;
    said = world.said = options;
    map.attributionControl.setPrefix(false);
    panj.keys.prepare();
    panj.pane("names", 590, false);
    panj.tools.prepare();
    world.report = sender();
    if (Object.values(options.words).some((words) => words.time)) panj.time.start();
    map.invalidateSize({ animate: false });
    looked = firstLook(options.look, 1);
    followTheme();
    ground = panj.ground.start(options.basemap);
    map.on("zoomend", panj.marks.redraw);
    map.on("moveend", panj.marks.moved);
    map.on("moveend", panj.place.moved);
    map.on("resize", panj.place.resized);
    panj.linked.start();
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    panj.audience.start();
  }

  /* the words of a language, told with every state: another one changes what is written, never where the reader looks */
  function speak(code) {
    if (world.words && world.words.code === code) return;
    const first = !world.words;
    world.words = said.words[code];
    document.documentElement.lang = world.words.lang;
    if (first && rightToLeft() && world.map.getCenter().equals(looked)) firstLook(said.look, -1);
    panj.keys.name();
    writeControls();
    panj.time.write();
    panj.marks.refill();
    ground.then(() => panj.ground.towns(code)).then((towns) => {
      panj.labels.start(said.names.map((place) => ({ ...place, name: place.name[code] })), towns);
      window.map_ready = true;
    });
  }

  const rightToLeft = () => world.words.direction === "rtl";

  /* where text runs from right to left, what stood on one side stands on the other */
  function side(position) {
    if (!rightToLeft()) return position;
    return position.endsWith("left") ? position.replace("left", "right") : position.replace("right", "left");
  }

  function writeControls() {
    const { map, words } = world, zoom = map.zoomControl, credit = map.attributionControl;
    written.splice(0).forEach((control) => control.remove());
    zoom.setPosition(side("topleft"));
    [["_zoomInButton", words.closer], ["_zoomOutButton", words.wider]].forEach(([name, title]) => {
      zoom[name].title = title;
      zoom[name].setAttribute("aria-label", title);
    });
    if (words.exports) written.push(offerExport(words.exports));
    written.push(scale().addTo(map));
    panj.tools.start();
    Object.keys(credit._attributions).forEach((text) => credit.removeAttribution(text));
    credit.addAttribution(words.attribution).setPosition(side("bottomright"));
    credit.getContainer().dir = words.direction;
  }

  /* the map library's scale, in the words and digits of the reader */
  function scale() {
    const made = L.control.scale({ imperial: false, maxWidth: 140, position: side("bottomleft") });
    made._updateMetric = function (widest) {
      const metres = this._getRoundNum(widest), far = metres >= 1000;
      const words = world.words[far ? "km" : "m"].replace("{n}", panj.figure(far ? metres / 1000 : metres));
      this._updateScale(this._mScale, words, metres / widest);
    };
    return made;
  }

  /* as much of what matters as fits beside the legend, never so small that marks heap up */
  function firstLook(corners, legendSide) {
    const { map } = world, beside = map.getSize().x > 900 ? LEGEND_PX : 0;
    const fits = map.getBoundsZoom(corners, false, L.point(beside, 0));
    const zoom = Math.min(Math.max(fits, WIDEST_FIRST_LOOK), CLOSEST_FIRST_LOOK);
    const middle = map.project(L.latLngBounds(corners).getCenter(), zoom).add([legendSide * beside / 2, 0]);
    map.setView(map.unproject(middle, zoom), zoom, { animate: false });
    panj.place.first();
    return map.getCenter();
  }

  function show(state) {
    const { place, ...rest } = state, told = JSON.stringify(rest);
    if (told !== shown) draw(rest);
    shown = told;
    panj.place.follow(place);
  }

  /* the switch of a layer, before the page has answered; what the page then says is drawn in any case */
  function turn(name, on) {
    panj.marks.turn(name, on);
    shown = "";
  }

  function draw(state) {
    world.shades = state.shades;
    speak(state.words.code);
    panj.marks.show(state.layers);
    if (state.stack) panj.stack.follow(state.stack);
    panj.legend.draw(state.legend, state.words);
    panj.time.show(state.time);
    panj.linked.show(state.compared, state.words.direction);
    fit(state.fit);
    panj.labels.later();
  }

  /* several things chosen together: all of them in view beside the legend, once */
  function fit(wanted) {
    if (wanted && wanted.of !== fitted) {
      const beside = L.point(world.map.getSize().x > 900 ? LEGEND_PX : 0, 0), edge = L.point(50, 50), left = rightToLeft();
      panj.place.leading();
      world.map.fitBounds(wanted.box, { maxZoom: CLOSEST_FIT, animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
        paddingTopLeft: left ? edge.add(beside) : edge, paddingBottomRight: left ? edge : edge.add(beside) });
    }
    fitted = wanted ? wanted.of : null;
  }

  /* the ground of a brief, light or dark; null: the one of the page again */
  function brief(ground) {
    held = ground;
    panj.audience.dress(Boolean(ground));
    setTheme(held || pages);
  }

  function setTheme(name) {
    if (name === world.theme) return;
    world.theme = name;
    document.documentElement.dataset.theme = name;
    panj.ground.restyle();
    panj.marks.refill();
  }

  /* the page around the frame knows whether it is dark; it tells us again whenever that changes */
  function followTheme() {
    if (window.panj_theme) return setTheme(window.panj_theme);
    const page = window.parent.document.querySelector(".stApp") || window.parent.document.body;
    const parts = getComputedStyle(page).backgroundColor.match(/[\d.]+/g) || [255, 255, 255];
    pages = Number(parts[0]) + Number(parts[1]) + Number(parts[2]) < 384 ? "dark" : "light";
    setTheme(held || pages);
    window.addEventListener("message", (event) => {
      if (event.source === window.parent && event.data.type === "streamlit:render" && event.data.theme)
        setTheme(held || (pages = event.data.theme.base));
    });
  }

  /* what the page should know, reported in the way in which a click on a mark is */
  function sender() {
    let told = 0;
    return (ref) => sendNow({ type: "Feature", geometry: null, properties: { ref, click: "said" + ++told } });
  }

  function offerExport(words) {
    const control = L.control({ position: side("topleft") });
    control.onAdd = () => {
      const bar = text("div", "", "leaflet-bar panj-export"), button = text("button", "⤓");
      button.type = "button";
      button.title = words;
      button.setAttribute("aria-label", words);
      button.addEventListener("click", () => {
        const seen = world.map.getBounds(), corners = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
        world.report("window:" + corners.map((degrees) => degrees.toFixed(4)).join(","));
      });
      L.DomEvent.disableClickPropagation(bar);
      bar.append(button);
      return bar;
    };
    return control.addTo(world.map);
  }

  return { start, show, turn, side, brief };
})());
