/* Where the reader looks: a part of the link, changed without a build of the page. What the page itself moves is none. */
panj.place = (function () {
  "use strict";
  const { world } = panj, DIGITS = 4, SAME_PX = 1.5;
  let link = null, look = null, held = null, followed = null, told = "", led = false;

  const here = () => [world.map.getCenter().lat, world.map.getCenter().lng, world.map.getZoom()];
  const written = ([lat, lng, zoom]) => lat.toFixed(DIGITS) + "," + lng.toFixed(DIGITS) + "," + zoom;

  function same(place, other) {
    if (!place || place[2] !== other[2]) return false;
    const [one, two] = [place, other].map(([lat, lng, zoom]) => world.map.project([lat, lng], zoom));
    return one.distanceTo(two) < SAME_PX;
  }

  /* what opens first was just shown */
  function first() {
    look = held = here();
  }

  /* a link that was not followed yet moves the map; after that the reader does, or the page by a row of a list */
  function follow(place) {
    if (!place) return;
    const before = followed, going = place.goes && String(place.leads) !== String(link && link.leads);
    link = place;
    followed = place.followed;
    if (before !== followed) panj.stack.lead(place.stack);
    if (before === followed) return going ? undefined : tell();
    told = place.at && !same(place.leads, place.at) ? written(place.at) : "";
    held = place.at || look;
    lookAt(held);
    return before === null ? tell() : write("at", told);
  }

  const lookAt = ([lat, lng, zoom]) => world.map.setView([lat, lng], zoom, { animate: false, reset: true });

  /* the page itself is about to move the map: where it comes to rest is no choice of the reader */
  function leading() {
    led = true;
  }

  function moved() {
    const now = here();
    if (led) {
      led = false;
      look = held = now;
      return tell();
    }
    if (same(held, now)) return;
    held = now;
    tell();
  }

  /* the place is a part of the link where the link does not lead there by itself */
  function tell() {
    if (!link) return;
    const words = same(link.leads || look, held) ? "" : written(held);
    if (words === told) return;
    told = words;
    record("at", words);
  }

  /* a part of the link that the map itself changes: written to the address, and told to the page without a build of it */
  function record(part, words) {
    if (!link) return;
    write(part, words);
    fetch(link.tell[part], { method: "POST", body: words, credentials: "same-origin", keepalive: true }).catch(() => {});
  }

  /* where a layer that is not on the map is to be had; nowhere in a map that has no page of its own */
  const layerAt = (name) => link && link.layer ? link.layer + encodeURIComponent(name) : null;

  /* a map of another size shows the same middle: whole pixels would shift it a little each time */
  function resized() {
    if (held) lookAt(held);
  }

  /* last in the address, as the page writes it; a browser that is asked too often says so, and the next move is written */
  function write(part, words) {
    const { history, location } = window.parent, before = new RegExp("(^|&)" + part + "=[^&]*");
    const rest = location.search.slice(1).replace(before, "").replace(/^&/, "");
    const query = [rest, words && part + "=" + encodeURIComponent(words)].filter(Boolean).join("&");
    try { history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch { /* too often */ }
  }

  return { first, follow, leading, moved, resized, record, layerAt };
})();
