/* The legend: title, unit, symbols and caution of each layer that is on. */
panj.legend = (function () {
  "use strict";
  const { world, text, paint } = panj, OPEN_FROM_PX = 900, TWO_COLUMNS_FROM = 3, LONGEST_IN_COLUMN = 22;
  let control = null;

  function made() {
    const box = document.createElement("details");
    box.className = "panj-legend";
    box.open = world.map.getSize().x > OPEN_FROM_PX;
    box.addEventListener("toggle", () => panj.labels.later());
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }

  function symbolRow(symbol) {
    const row = document.createElement("div"), key = text("i", symbol.code, "panj-key panj-" + symbol.mark);
    paint(key, symbol.color);
    row.append(key, text("span", symbol.label));
    return row;
  }

  function warning(word) {
    const sign = text("summary", "!");
    sign.title = word;
    sign.setAttribute("aria-label", word);
    return sign;
  }

  function section(entry, words) {
    const part = document.createElement("section"), list = document.createElement("div"),
      title = document.createElement("hgroup"), caution = document.createElement("details");
    const short = entry.symbols.every((symbol) => symbol.label.length <= LONGEST_IN_COLUMN);
    list.className = "panj-keys" + (short && entry.symbols.length >= TWO_COLUMNS_FROM ? " panj-columns" : "");
    list.append(...entry.symbols.map(symbolRow));
    caution.append(warning(words.caution), text("p", entry.caution));
    title.append(text("h4", entry.title), text("p", entry.unit));
    part.append(title, list, caution);
    return part;
  }

  function draw(entries, words) {
    if (!control) {
      control = L.control({ position: "bottomright" });
      control.onAdd = made;
      control.addTo(world.map);
    }
    control.setPosition(panj.side("bottomright"));
    control.getContainer().dir = words.direction;
    control.getContainer().replaceChildren(text("summary", words.legend), ...entries.map((one) => section(one, words)));
  }

  const fold = () => { if (control) control.getContainer().open = world.map.getSize().x > OPEN_FROM_PX; };

  return { draw, fold };
})();
