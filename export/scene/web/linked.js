/* Two maps beside each other: each says what it shows, and where one looks the other looks too, without asking the page. */
panj.linked = (function () {
  "use strict";
  const { world, text } = panj;
  let box = null, on = false, following = false, waiting = 0;

  /* the other maps of this page; a frame from elsewhere cannot be looked into and is none */
  function others() {
    if (window.parent === window) return [];
    return [...Array(window.parent.frames.length).keys()].map((place) => window.parent.frames[place]).filter((frame) => {
      try { return frame !== window && frame.panj && frame.panj.linked.isOn(); } catch { return false; }
    });
  }

  function start() {
    world.map.on("move zoomend moveend", () => {
      if (!on || following || waiting) return;
      waiting = requestAnimationFrame(() => { waiting = 0; tell(); });
    });
  }

  const view = () => ({ lat: world.map.getCenter().lat, lng: world.map.getCenter().lng, zoom: world.map.getZoom() });
  const tellStack = (stack) => others().forEach((frame) => frame.panj.stack.take(stack));
  const tell = () => others().forEach((frame) => frame.panj.linked.follow(view()));

  function follow(other) {
    const own = view(), near = Math.abs(own.lat - other.lat) + Math.abs(own.lng - other.lng) < 1e-7;
    if (near && own.zoom === other.zoom) return;
    following = true;
    world.map.stop();
    world.map.setView([other.lat, other.lng], other.zoom, { animate: false });
    following = false;
  }

  function show(compared, direction) {
    const came = Boolean(compared) && !on;
    on = Boolean(compared);
    document.documentElement.dataset.compared = on ? compared.title : "";
    if (!on) return box && box.remove();
    box = box || text("div", "", "panj-compared");
    box.dir = direction;
    box.replaceChildren(text("strong", compared.title), text("span", compared.words));
    world.map.getContainer().append(box);
    return came && meet();
  }

  /* a map that comes later looks where the one that was there looks */
  function meet() {
    /* as high as the one above the bar of time, so that both show the same */
    document.documentElement.dataset.time = document.documentElement.dataset.time || "none";
    world.map.invalidateSize({ animate: false });
    panj.legend.fold();
    const [other] = others();
    if (other && !panj.time.shown()) {
      follow(other.panj.linked.view());
      panj.stack.follow(other.panj.stack.items());
    } else {
      tell();
      tellStack(panj.stack.items());
    }
  }

  return { start, show, follow, view, tellStack, isOn: () => on };
})();
