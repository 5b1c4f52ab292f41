/* The map without a mouse: controls before marks, a key for every click, a name for what has focus, no motion for who wants none. */
panj.keys = (function () {
  "use strict";
  const { world } = panj, OPENS = ["Enter", " "];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  /* once, before anything is drawn */
  function prepare() {
    const { map } = world, frame = map.getContainer();
    document.querySelectorAll("meta[name=viewport]").forEach((made) => { made.content = "width=device-width, initial-scale=1"; });
    frame.prepend(frame.querySelector(".leaflet-control-container"));
    frame.addEventListener("keydown", (event) => { if (event.key === "Escape") closeTips(); });
    if (calm.matches) stand();
  }

  function stand() {
    const { map } = world, by = map.panBy;
    map.options.inertia = false;
    map._zoomAnimated = false;
    map.panBy = (offset, options) => by.call(map, offset, { ...options, animate: false });
  }

  const closeTips = () => world.map.eachLayer((layer) => { if (layer.closeTooltip) layer.closeTooltip(); });

  /* again in every language */
  function name() {
    const frame = world.map.getContainer(), around = window.frameElement;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", world.words.map + ". " + world.words.map_keys);
    if (around) around.setAttribute("aria-label", world.words.map);
  }

  /* what a click opens, Enter and the space bar open too */
  function openable(layer, lines) {
    layer.on("keydown", (event) => {
      if (!OPENS.includes(event.originalEvent.key)) return;
      event.originalEvent.preventDefault();
      L.DomEvent.stop(event.originalEvent);
      layer.fire("click", { latlng: layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter() }, true);
    });
    layer.says = lines.join(". ");
    layer.on("add", () => { if (layer._icon) layer._icon.setAttribute("aria-label", layer.says); });
  }

  /* a shape takes the focus where no mark, and no shape before it, opens the same */
  function arrange(groups, contents) {
    const known = new Set(Object.values(contents).flatMap((layer) => (layer.things || []).map((one) => layer.kind + ":" + one.id)));
    Object.values(groups).forEach((group) => group.eachLayer((layer) => {
      if (!layer._path || !layer.opens || known.has(layer.opens)) return;
      known.add(layer.opens);
      Object.entries({ tabindex: "0", role: "button", "aria-label": layer.says }).forEach((pair) => layer._path.setAttribute(...pair));
    }));
  }

  /* where the focus is, before what has it is drawn anew; afterwards what stands nearest takes it */
  function held(group) {
    const has = group.getLayers().find((layer) => layer._icon && layer._icon === document.activeElement);
    return has ? has.getLatLng() : null;
  }

  function give(group, at) {
    if (!at) return;
    const far = (layer) => layer.getLatLng().distanceTo(at), marks = group.getLayers().filter((layer) => layer._icon && layer._icon.tabIndex === 0);
    const next = marks.sort((one, other) => far(one) - far(other))[0];
    (next ? next._icon : world.map.getContainer()).focus({ preventScroll: true });
  }

  return { prepare, name, openable, arrange, held, give };
})();
