/* The base map: relief, water, outlines. It is asked for as soon as this script is there, before the map is. */
panj.ground = (function () {
  "use strict";
  const { world } = panj;
  const BASE = { light: { line: "#7d7464", province: "#a39a88", water: "#6fa3c7" },
                 dark: { line: "#8d97a5", province: "#5b6673", water: "#3f79a3" } };
  const NOTHING = { lakes: [], rivers: [], provinces: [], countries: [], towns: [], relief: {} };
  const STEPS_PER_DEGREE = 10000, drawn = [];
  const source = document.currentScript.src;
  let held = [];
  /* a page that is one file holds the base map itself */
  const asked = window.panj_ground ? Promise.resolve(window.panj_ground) :
    fetch(new URL("ground.json", source)).then((answer) => answer.json()).catch(() => NOTHING);

  /* a flat row of steps, longitude first, back to points */
  function points(steps) {
    const made = [];
    let lon = 0, lat = 0;
    for (let at = 0; at < steps.length; at += 2) {
      lon += steps[at]; lat += steps[at + 1];
      made.push([lat / STEPS_PER_DEGREE, lon / STEPS_PER_DEGREE]);
    }
    return made;
  }

  function add(shape, style) {
    drawn.push([shape.setStyle(style(BASE[world.theme])).addTo(world.map), style]);
  }

  function draw(content) {
    const under = { pane: "ground", interactive: false, smoothFactor: 1.4 }, over = { ...under, pane: "outline" };
    add(L.polygon(content.lakes.map((lake) => lake.map(points)), under),
      (c) => ({ color: c.water, weight: 0.6, fillColor: c.water, fillOpacity: 0.55 }));
    add(L.polyline(content.rivers.map(points), under), (c) => ({ color: c.water, weight: 1, opacity: 0.75 }));
    add(L.polyline(content.provinces.map(points), over),
      (c) => ({ color: c.province, weight: 0.8, opacity: 0.8, dashArray: "2 3" }));
    add(L.polyline(content.countries.map(points), over), (c) => ({ color: c.line, weight: 1.6, opacity: 0.9 }));
  }

  /* enlarged beyond what the source resolves, relief steps back */
  function relief(content, folder) {
    if (!content.relief.file) return;
    L.imageOverlay(folder + content.relief.file, content.relief.bounds, { pane: "relief", className: "panj-relief" })
      .addTo(world.map);
    const fade = () => { world.map.getPane("relief").style.opacity = world.map.getZoom() > 9 ? 0.5 : 1; };
    world.map.on("zoomend", fade);
    fade();
  }

  /* resolves when the ground is drawn */
  function start(folder) {
    [["relief", 150], ["ground", 160], ["outline", 210]].forEach(([name, order]) => panj.pane(name, order, false));
    return asked.then((content) => { relief(content, folder); draw(content); held = content.towns; });
  }

  /* a page that is one file has its towns named already */
  function towns(code) {
    if (window.panj_ground || code === "en") return held;
    return fetch(new URL("towns." + code + ".json", source)).then((answer) => answer.json()).catch(() => held);
  }

  const restyle = () => drawn.forEach(([shape, style]) => shape.setStyle(style(BASE[world.theme])));

  return { start, towns, restyle };
})();
