/* Before an audience the page around the frame says so: no tools, no bar of time, and a ground of the brief's own. */
panj.audience = (function () {
  "use strict";
  const { world } = panj, root = document.documentElement;
  let unfolded = true;

  /* the page's own script, where there is a page around the map and it has one */
  function page() {
    try { return window.parent !== window && window.parent.panjBrief; } catch { return null; }
  }

  function start() {
    window.addEventListener("keydown", (event) => {
      if (!page() || !page().key(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
    if (page()) page().sync();
  }

  /* true when something changed */
  function dress(on) {
    if (Boolean(root.dataset.brief) === on) return false;
    if (on) root.dataset.brief = "yes"; else delete root.dataset.brief;
    if (on) panj.tools.stop();
    foldLegend(on);
    world.map.keyboard[on ? "disable" : "enable"]();
    panj.labels.later();
    return true;
  }

  /* the map is narrow beside the list: its legend waits for a click, and is afterwards as it was */
  function foldLegend(on) {
    const box = document.querySelector(".panj-legend");
    if (!box) return;
    if (on) unfolded = box.open;
    box.open = on ? false : unfolded;
  }

  return { start, dress };
})();
