/* An area of the analyst's own: polygon, circle or corridor. The page is told its corners; it does the counting. */
panj.draw = (function () {
  "use strict";
  const { world, text } = panj, DIGITS = 4;
  const KINDS = { polygon: { least: 3, most: 18, km: 0 }, circle: { least: 1, most: 1, km: 25, widest: 500 },
    corridor: { least: 2, most: 18, km: 10, widest: 200 } };

  const plain = (points) => points.map((at) => at.lng.toFixed(DIGITS) + "," + at.lat.toFixed(DIGITS));

  function open(name) {
    const about = KINDS[name], panel = text("div", ""), field = text("input", ""), finish = text("button", world.words.finish);
    const label = text("label", world.words[name + "_km"] || ""), none = text("button", world.words.no_area);
    let set = [];
    field.type = "number";
    Object.assign(field, { min: 0.1, max: about.widest, step: "any", value: about.km });
    label.append(" ", field);
    [finish, none].forEach((made) => { made.type = "button"; });
    finish.disabled = true;
    panel.append(text("p", world.words["set_" + name]), ...(about.km ? [label] : []), finish, " ", none);

    const km = () => Number(field.value);
    const usable = () => set.length >= about.least && (!about.km || (km() > 0 && km() <= about.widest));
    const shape = () => name === "circle" ? (set.length && usable() ? panj.geodesy.circle(set[0], km() * 1000) : [])
      : panj.geodesy.path(name === "polygon" && set.length > 2 ? [...set, set[0]] : set);

    function changed(points) {
      set = points;
      finish.disabled = !usable();
      const outline = shape();
      panj.tools.sketch(panj.tools.line(name === "circle" && outline.length ? [...outline, outline[0]] : outline));
    }

    function done() {
      if (!usable()) return;
      const numbers = [...(about.km ? [String(Math.round(km() * 100) / 100)] : []), ...plain(set)];
      world.report("area:" + name + ":" + numbers.join(","));
      panj.tools.stop();
    }

    field.addEventListener("input", () => changed(set));
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") done(); });
    finish.addEventListener("click", done);
    none.addEventListener("click", () => { world.report("area:"); panj.tools.stop(); });
    return { name, panel, changed, done, most: about.most };
  }

  return { open };
})();
