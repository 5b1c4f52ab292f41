/* What all parts share. Text becomes text nodes, never markup; nothing is fetched from elsewhere. */
window.panj = (function () {
  "use strict";
  const world = { map: null, theme: "light", words: null };

  function text(tag, content, name) {
    const element = document.createElement(tag);
    element.textContent = content;
    if (name) element.className = name;
    return element;
  }

  function pane(name, order, events) {
    const made = world.map.createPane(name);
    made.style.zIndex = order;
    if (!events) made.style.pointerEvents = "none";
    return name;
  }

  /* a number with the digits of the reader's language */
  const figure = (number) => String(number).replace(/\d/g, (digit) => world.words.digits[digit]);

  const tone = (colours) => colours[world.theme === "dark" ? 1 : 0];
  function paint(element, colours) {
    ["--light", "--dark"].forEach((name, which) => element.style.setProperty(name, colours[which]));
    return element;
  }

  /* The page hears at once what streamlit-folium sends a quarter of a second later, and then finds sent already. */
  function sendNow(feature) {
    const bridge = window.__GLOBAL_DATA__, value = { last_active_drawing: feature };
    if (!bridge) return feature;
    Object.assign(bridge, { ...value, previous_data: value });
    window.parent.postMessage({ isStreamlitMessage: true, type: "streamlit:setComponentValue", value, dataType: "json" }, "*");
    return feature;
  }

  return { world, text, figure, pane, tone, paint, sendNow };
})();
