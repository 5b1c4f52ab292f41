/* Where the reader looks: a part of the link, changed without a build of the page. What the page itself moves is none. */
panj.place = (function () {
  "use strict";
  const { world } = panj, DIGITS = 4, SAME_PX = 1.5, PART = /(^|&)at=[^&]*/;
  let link = null, look = null, held = null, followed = null, told = "";

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

  /* a link that was not followed yet moves the map; after that the reader does */
  function follow(place) {
    if (!place) return;
    const before = followed;
    link = place;
    followed = place.followed;
    if (before === followed) return;
    told = place.at && !same(place.goes, place.at) ? written(place.at) : "";
    if (place.at) lookAt(held = place.at);
    else if (before !== null) panj.lookFirst();
    if (before !== null) write(told);
  }

  const lookAt = ([lat, lng, zoom]) => world.map.setView([lat, lng], zoom, { animate: false, reset: true });

  function moved() {
    const now = here();
    if (same(held, now)) return;
    held = now;
    const words = same(look, now) || (link && same(link.goes, now)) ? "" : written(now);
    if (!link || words === told) return;
    told = words;
    write(words);
    fetch(link.tell, { method: "POST", body: words, credentials: "same-origin", keepalive: true }).catch(() => {});
  }

  /* a map of another size shows the same middle: whole pixels would shift it a little each time */
  function resized() {
    if (held) lookAt(held);
  }

  /* last in the address, as the page writes it; a browser that is asked too often says so, and the next move is written */
  function write(words) {
    const { history, location } = window.parent, rest = location.search.slice(1).replace(PART, "").replace(/^&/, "");
    const query = [rest, words && "at=" + encodeURIComponent(words)].filter(Boolean).join("&");
    try { history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch { /* too often */ }
  }

  return { first, follow, moved, resized };
})();
