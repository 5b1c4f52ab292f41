/* Which layer lies over which, and how much shows through. Each layer has a pane for its shapes and one for its marks. */
panj.stack = (function () {
  "use strict";
  const { world, text, figure } = panj;
  /* where the panes of the usual order begin, and those of an order of the reader's own; lines lie over the discs and
     roads that belong to marks, marks over everything */
  const USUAL = { surface: 180, areas: 220, lines: 360, points: 290 }, KINDS = ["surface", "areas", "lines", "points"], OWN = 220, MARKS = 600, TOP = 480, NOTHING_CHOSEN = 100;
  const titles = {}, kinds = {}, opacity = {};
  let usual = [], own = null, list = null;

  const shapesOf = (name) => "shapes-" + name;
  const marksOf = (name) => "marks-" + name;

  function paneOf(name) {
    return world.map.getPane(name) ? name : panj.pane(name, TOP, true);
  }

  const shapes = (layer) => paneOf(shapesOf(layer.name));
  const marks = (layer) => paneOf(marksOf(layer.name));

  /* the order of the reader, with what came since put above the one that it usually follows */
  function order() {
    if (!own) return usual;
    usual.filter((name) => !own.includes(name)).forEach((name) => {
      const below = usual.slice(0, usual.indexOf(name)).reverse().find((one) => own.includes(one));
      own.splice(below ? own.indexOf(below) + 1 : 0, 0, name);
    });
    return own.filter((name) => usual.includes(name));
  }

  function show(layers) {
    const named = layers.filter((layer) => layer.title);
    named.forEach((layer) => { titles[layer.name] = layer.title; kinds[layer.name] = layer.kind ? "points" : layer.pane; });
    usual = KINDS.flatMap((kind) => named.map((layer) => layer.name).filter((name) => kinds[name] === kind));
    lay();
    if (list) fillList();
  }

  /* the usual order is none of the reader's */
  const reordered = () => own && order().join() !== usual.join();

  function lay() {
    const first = reordered() ? () => OWN : (name) => USUAL[kinds[name]];
    order().forEach((name, place) => {
      const [under, over] = [shapesOf(name), marksOf(name)].map((pane) => world.map.getPane(paneOf(pane)).style);
      under.zIndex = first(name) + place;
      over.zIndex = MARKS + Math.min(place, 39);
      under.opacity = over.opacity = shown(name) / 100;
    });
    document.documentElement.dataset.stack = order().join(" ");
  }

  /* "border,sites:80": the order of the reader, the lowest first; in the usual one only what is not opaque */
  function written() {
    const all = reordered(), named = (name) => shown(name) < NOTHING_CHOSEN ? name + ":" + shown(name) : name;
    return order().filter((name) => all || shown(name) < NOTHING_CHOSEN).map(named).join(",");
  }

  const shown = (name) => opacity[name] || NOTHING_CHOSEN;
  /* also of layers that have not come yet */
  const items = () => (own || usual).map((name) => [name, shown(name)]);

  /* a part of the link, and of the map beside this one */
  function changed() {
    panj.place.record("stack", written());
    panj.linked.tellStack(items());
  }

  /* what a link says holds for both maps, whichever came first */
  function lead(stack) {
    follow(stack);
    panj.linked.tellStack(stack);
  }

  /* what was changed in the map beside this one; the link is the first map's */
  function take(stack) {
    follow(stack);
    panj.place.record("stack", written());
  }

  /* the order and opacities of a link, or of the map beside this one */
  function follow(stack) {
    Object.keys(opacity).forEach((name) => delete opacity[name]);
    stack.forEach(([name, part]) => { opacity[name] = part; });
    own = stack.map(([name]) => name);
    lay();
    fillList();
  }

  function move(name, by) {
    const now = [...order()], from = now.indexOf(name), other = now[from + by];
    if (!other) return;
    own = own || [...usual];
    const at = own.indexOf(name), to = own.indexOf(other);
    [own[at], own[to]] = [own[to], own[at]];
    lay();
    changed();
    fillList();
  }

  function reset() {
    own = null;
    Object.keys(opacity).forEach((name) => delete opacity[name]);
    lay();
    changed();
    fillList();
  }

  /* ---- the panel ---- */

  function open() {
    const panel = text("div", ""), note = text("p", ""), back = text("button", world.words.stack_reset);
    list = text("ol", "", "panj-stack");
    back.type = "button";
    back.addEventListener("click", reset);
    note.append(text("small", world.words.stack_note));
    panel.append(note, list, back);
    fillList();
    return { name: "layers", panel, opened: () => { const first = list.querySelector("input"); if (first) first.focus(); },
      closed: () => { list = null; } };
  }

  /* the uppermost first; the hand stays on the button that it pressed */
  function fillList() {
    if (!list) return;
    const held = document.activeElement && document.activeElement.dataset.hold;
    const names = [...order()].reverse();
    list.replaceChildren(...names.map((name, place) => row(name, place === 0, place === names.length - 1)));
    const again = held && list.querySelector("[data-hold=" + CSS.escape(held) + "]");
    if (again) (again.disabled ? again.parentElement.querySelector("button:enabled") || again : again).focus();
  }

  function row(name, first, last) {
    const made = text("li", ""), title = text("bdi", titles[name]);
    made.dataset.layer = name;
    made.append(title, slider(name), button(name, "↑", "stack_up", 1, first), button(name, "↓", "stack_down", -1, last));
    return made;
  }

  function slider(name) {
    const made = document.createElement("input");
    Object.assign(made, { type: "range", min: 10, max: 100, step: 10, value: shown(name) });
    made.dataset.hold = "opacity-" + name;
    const tell = () => {
      made.title = world.words.stack_opacity.replace("{n}", figure(made.value));
      made.setAttribute("aria-label", titles[name] + ". " + made.title);
    };
    made.addEventListener("input", () => { opacity[name] = Number(made.value); tell(); lay(); });
    made.addEventListener("change", changed);
    tell();
    return made;
  }

  function button(name, sign, words, by, disabled) {
    const made = text("button", sign);
    Object.assign(made, { type: "button", disabled, title: world.words[words] });
    made.dataset.hold = words + "-" + name;
    made.setAttribute("aria-label", titles[name] + ". " + world.words[words]);
    made.addEventListener("click", () => move(name, by));
    return made;
  }

  return { shapes, marks, show, open, lead, follow, take, items };
})();
