/* The switch of a layer turns it on the maps at once; the page, with its lists and its link, follows. */
if (!window.panjTurn) {
  window.panjTurn = true;
  const MAPS = "iframe[title='streamlit_folium.st_folium']", SWITCH = "[class*='st-key-layer_']";
  const tell = (place) => {
    const input = place.querySelector("input[type=checkbox]");
    const name = [...place.classList].find((one) => one.startsWith("st-key-layer_")).slice("st-key-layer_".length);
    document.querySelectorAll(MAPS).forEach((frame) => {
      const inner = frame.contentWindow;
      if (input && inner && inner.panj && inner.panj.turn && inner.map_ready) inner.panj.turn(name, input.checked);
    });
  };
  /* the switch turns by itself, soon after the click: it is read twice */
  document.addEventListener("click", (event) => {
    const place = event.target.closest && event.target.closest(SWITCH);
    if (place) [0, 60].forEach((wait) => setTimeout(tell, wait, place));
  }, true);
}
