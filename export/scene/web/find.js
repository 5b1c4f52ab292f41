/* Go to: a place by its name in any script, or coordinates in any form. Names are text, never markup. */
panj.find = (function () {
  "use strict";
  const { world, text } = panj, SHOWN = 12;
  const ZOOM = { site: 10, place: 10, district: 9, town: 10, province: 8, country: 6, coordinates: 11 };
  const ORDER = ["site", "province", "district", "town", "place", "country", "coordinates"];
  const SAME = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ё": "е" };
  let held = null, shown = null;

  const folded = (name) => name.toLowerCase().replace(/[يىكةأإآё]/g, (sign) => SAME[sign]).normalize("NFD")
    .replace(/[\p{M}\u200c\u200d\u0640'’ʼ`]/gu, "").replace(/[-–_]/g, " ").trim();

  function entry(kind, at, names, within) {
    const own = names[world.words.code] || names.en || Object.values(names)[0], all = [...new Set(Object.values(names).filter(Boolean))];
    return { kind, at, name: own, within: within || "", also: all.filter((name) => name !== own), keys: all.map(folded) };
  }

  /* towns have one file for each language; they are the same towns in the same order */
  function towns(files) {
    const codes = Object.keys(files);
    return files[codes[0]].map(([, lat, lng], row) =>
      entry("town", [lat, lng], Object.fromEntries(codes.map((code) => [code, (files[code][row] || [""])[0]]))));
  }

  async function gather() {
    const codes = Object.keys(world.said.words), files = await Promise.all(codes.map((code) => panj.ground.towns(code)));
    const named = world.said.names.map((place) => entry(place.kind, place.at, place.name));
    const places = (world.said.places || []).map((place) => entry(place.kind, place.at, place.name, place.within[world.words.code]));
    return [...places, ...named, ...towns(Object.fromEntries(codes.map((code, row) => [code, files[row]])))];
  }

  /* a name that begins so, then one of whose words begins so, then one that holds it */
  function matching(entries, typed) {
    const wanted = folded(typed);
    const rank = (key) => key.startsWith(wanted) ? 0 : key.includes(" " + wanted) ? 1 : key.includes(wanted) ? 2 : 9;
    return entries.map((one) => [Math.min(...one.keys.map(rank)), ORDER.indexOf(one.kind), one])
      .filter(([best]) => best < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , one]) => one);
  }

  function found(typed) {
    const at = panj.grid.read(typed);
    if (at) return [{ kind: "coordinates", at: [at.lat, at.lng], name: panj.grid.written("decimal", at), within: "", also: [] }];
    return folded(typed) ? matching(held || [], typed) : [];
  }

  function go(one) {
    if (shown) shown.remove();
    shown = L.circleMarker(one.at, { pane: "tools", radius: 14, color: "#d4006a", weight: 3, fill: false, interactive: false })
      .addTo(world.map);
    world.map.setView(one.at, ZOOM[one.kind], { animate: false });
    document.documentElement.dataset.found = one.name;
  }

  function open() {
    const panel = text("div", ""), field = text("input", ""), list = text("ul", ""), told = text("p", "");
    let at = 0, choices = [];
    field.type = "text";
    field.maxLength = 80;
    field.placeholder = world.words.find_what;
    list.id = "panj-found";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", world.words.find);
    told.setAttribute("aria-live", "polite");
    Object.entries({ role: "combobox", "aria-label": world.words.find, "aria-controls": list.id, "aria-autocomplete": "list",
      "aria-expanded": "false" }).forEach(([name, value]) => field.setAttribute(name, value));
    panel.append(field, list, told);

    function choose(next) {
      at = Math.max(0, Math.min(next, choices.length - 1));
      [...list.children].forEach((item, row) => item.setAttribute("aria-selected", String(row === at)));
      if (choices.length) { field.setAttribute("aria-activedescendant", "panj-found-" + at); list.children[at].scrollIntoView({ block: "nearest" }); }
      else field.removeAttribute("aria-activedescendant");
    }

    function write() {
      const all = found(field.value);
      choices = all.slice(0, SHOWN);
      list.replaceChildren(...choices.map((one, row) => item(one, row, () => { choose(row); go(one); })));
      field.setAttribute("aria-expanded", String(choices.length > 0));
      told.textContent = !field.value.trim() ? "" : !held && !all.length ? "…" : !all.length ? world.words.nothing_found
        : all.length > SHOWN ? world.words.more_found.replace("{n}", panj.figure(all.length - SHOWN)) : "";
      choose(0);
    }

    field.addEventListener("input", write);
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { choose(at + step); event.preventDefault(); }
      if (event.key === "Enter" && choices.length) go(choices[at]);
    });
    gather().then((entries) => { held = entries; write(); });
    return { panel, opened: () => field.focus() };
  }

  function item(one, row, chosen) {
    const made = text("li", ""), about = [world.words.kinds[one.kind], one.within, ...one.also.slice(0, 2)].filter(Boolean).join(" · ");
    made.id = "panj-found-" + row;
    made.setAttribute("role", "option");
    const name = text("bdi", one.name), small = text("small", "");
    small.append(text("bdi", about));
    made.append(name, " ", small);
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", chosen);
    return made;
  }

  return { open, found, gather };
})();
