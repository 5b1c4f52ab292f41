/* The switch of a layer turns it on the maps at once; the page, with its lists and its link, follows. */
if (!window.panjTurn) {
  window.panjTurn = true;
  const MAPS = "iframe[title='streamlit_folium.st_folium']", SWITCH = "[class*='st-key-layer_']";
  const HELP = "[data-testid=stCheckbox] button";
  const SURE_MS = 150;
  const tell = (name, on) => document.querySelectorAll(MAPS).forEach((frame) => {
    const inner = frame.contentWindow;
    if (inner && inner.panj && inner.panj.turn && inner.map_ready) inner.panj.turn(name, on);
  });
  /* who asks the help sign of a switch for help does not turn it */
  const asked = (event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  /* the map is told before the page turns its switch, which takes it longer, and again when the switch has settled; a
     key has turned it already, a click on its words has not */
  const pressed = (place, target) => {
    const input = place.querySelector("input[type=checkbox]");
    const name = [...place.classList].find((one) => one.startsWith("st-key-layer_")).slice("st-key-layer_".length);
    tell(name, target === input ? input.checked : !input.checked);
    setTimeout(() => tell(name, input.checked), SURE_MS);
  };
  document.addEventListener("click", (event) => {
    const within = (places) => event.target.closest && event.target.closest(places);
    if (within(HELP)) asked(event);
    else if (within(SWITCH)) pressed(within(SWITCH), event.target);
  }, true);
}
