/* Time under the map: when incidents happened, which days are in view, playback. Each step waits for the one before it. */
panj.time = (function () {
  "use strict";
  const { world, text, figure } = panj;
  const DAY_MS = 86400000, PACE_MS = 1600, CALM_PACE_MS = 2400, LOST_MS = 60000, DRAG_PX = 4, YEAR_PX = 46;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const parts = {}, chosen = { step: "1m", speed: "1" };
  let box = null, told = null, seen = null, asked = null, wish = null, playing = false, timer = 0, lost = 0;

  const number = (iso) => Date.parse(iso) / DAY_MS;
  const iso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const words = () => world.words.time;
  const between = (low, value, high) => Math.min(Math.max(value, low), high);

  function written(day) {
    const [year, month, of] = iso(day).split("-").map(Number);
    return words().days[month - 1].replace("{y}", figure(year)).replace("{d}", figure(of));
  }

  /* a day, so many steps on; months keep the day of the month where they have it */
  function stepped(day, count) {
    const size = parseInt(chosen.step, 10) * count;
    if (chosen.step.endsWith("d")) return day + size;
    const [year, month, of] = iso(day).split("-").map(Number);
    const last = new Date(Date.UTC(year, month + size, 0)).getUTCDate();
    return Date.UTC(year, month - 1 + size, Math.min(of, last)) / DAY_MS;
  }

  function start() {
    if (box) return;
    box = text("div", "", "panj-time");
    document.body.prepend(box);
    document.documentElement.dataset.time = "bar";
    document.addEventListener("keydown", spaceBar);
    box.addEventListener("keydown", arrows);
    new ResizeObserver(() => { if (told) years(); }).observe(box);
  }

  /* ---- what is on the bar ---- */

  function write() {
    if (!box || !words()) return;
    const row = text("div", "", "panj-time-row"), track = text("div", "", "panj-track");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words().title);
    row.dir = world.words.direction;
    parts.back = button("‹", words().back, () => move(-1));
    parts.play = button("▶", words().play, toggle);
    parts.on = button("›", words().on, () => move(1));
    parts.said = text("output", "", "panj-said");
    parts.gap = text("span", "", "panj-gap-words");
    parts.window = select("window", words().windows, "all", (length) => setLength(length));
    row.append(parts.back, parts.play, parts.on, parts.said, parts.gap, parts.window.label,
      select("step", words().steps, chosen.step, (step) => { chosen.step = step; }).label,
      select("speed", words().speeds, chosen.speed, (speed) => { chosen.speed = speed; }).label);
    fillTrack(track);
    box.replaceChildren(row, track);
    if (told) draw();
  }

  function button(sign, title, act) {
    const made = text("button", sign, "panj-step");
    made.type = "button";
    named(made, title);
    made.addEventListener("click", act);
    return made;
  }

  function named(element, title) {
    element.title = title;
    element.setAttribute("aria-label", title);
  }

  function select(name, options, value, act) {
    const label = text("label", "", "panj-choice"), box = document.createElement("select");
    options.forEach(([key, title]) => box.append(new Option(title, key)));
    box.value = value;
    box.className = "panj-pick-" + name;
    box.addEventListener("change", () => act(box.value));
    label.append(text("span", words()[name]), box);
    return { label, box };
  }

  function fillTrack(track) {
    const chart = L.SVG.create("svg");
    chart.setAttribute("preserveAspectRatio", "none");
    chart.setAttribute("aria-hidden", "true");
    parts.bars = chart.appendChild(L.SVG.create("path"));
    parts.chart = chart;
    ["before", "after"].forEach((name) => { parts[name] = text("div", "", "panj-unknown"); });
    parts.frame = text("div", "", "panj-window");
    parts.years = text("div", "", "panj-years");
    parts.first = hand("first", words().first_day);
    parts.last = hand("last", words().as_of);
    parts.track = track;
    track.append(chart, parts.before, parts.after, parts.frame, parts.years, parts.first, parts.last);
    track.addEventListener("pointerdown", grab);
  }

  function hand(which, title) {
    const made = text("div", "", "panj-hand panj-hand-" + which);
    made.tabIndex = 0;
    made.dataset.hand = which;
    made.setAttribute("role", "slider");
    made.setAttribute("aria-label", title);
    return made;
  }

  const share = (day) => 100 * (day - told.from) / (told.to + 1 - told.from) + "%";

  function draw() {
    const at = wish || asked || seen;
    bars();
    lay(parts.before, told.from, told.covered[0]);
    lay(parts.after, told.covered[1] + 1, told.to + 1);
    lay(parts.frame, between(told.from, at.first, told.to), between(told.from, at.last + 1, told.to + 1));
    parts.gap.textContent = told.gap;
    parts.gap.hidden = !told.gap;
    [["first", at.first], ["last", at.last]].forEach(([which, day]) => place(parts[which], day, which));
    parts.said.textContent = said(at);
    box.classList.toggle("panj-waiting", Boolean(asked));
    box.setAttribute("aria-busy", String(Boolean(asked)));
    document.documentElement.dataset.asOf = iso(seen.last) + (asked ? " waits" : "");
    showLength(at);
    years();
  }

  function bars() {
    const most = Math.max(1, ...told.counts), wide = told.counts.length;
    parts.chart.setAttribute("viewBox", "0 0 " + wide + " 100");
    parts.bars.setAttribute("d", told.counts.map((count, month) => count === 0 ? "" :
      "M" + (month + 0.1) + " 100V" + (100 - 6 - 90 * count / most) + "h.8V100z").join(""));
  }

  function lay(part, from, to) {
    part.hidden = to <= from;
    part.style.left = share(from);
    part.style.right = "calc(100% - " + share(to) + ")";
  }

  function place(part, day, which) {
    part.style.left = share(between(told.from, which === "last" ? day + 1 : day, told.to + 1));
    [["min", told.from], ["max", told.to], ["now", day]].forEach(([name, value]) => part.setAttribute("aria-value" + name, value));
    part.setAttribute("aria-valuetext", written(day));
  }

  function said(at) {
    const known = whole(at) ? words().until.replace("{day}", written(at.last)) :
      words().between.replace("{first}", written(at.first)).replace("{last}", written(at.last));
    return at.last > told.covered[1] ? known + " · " + words().gap : known;
  }

  /* so many years as fit, each at its first of January */
  function years() {
    const first = Number(iso(told.from).slice(0, 4)), last = Number(iso(told.to).slice(0, 4));
    const every = Math.max(1, Math.ceil((last - first + 1) * YEAR_PX / Math.max(1, parts.track.clientWidth)));
    const made = [];
    for (let year = first; year <= last; year += every) {
      const label = text("span", figure(year)), day = Math.max(told.from, Date.UTC(year, 0, 1) / DAY_MS);
      label.style.left = share(day);
      made.push(label);
    }
    parts.years.replaceChildren(...made);
  }

  /* ---- the window ---- */

  const whole = (at) => at.first <= told.covered[0];
  const lengthOf = (at) => whole(at) ? "all" : String(at.last - at.first + 1);

  function showLength(at) {
    const { box } = parts.window, length = lengthOf(at);
    [...box.options].filter((option) => option.dataset.own).forEach((option) => option.remove());
    if (![...box.options].some((option) => option.value === length)) {
      const own = new Option(words().length.replace("{n}", figure(length)), length);
      own.dataset.own = "yes";
      box.append(own);
    }
    box.value = length;
  }

  function setLength(length) {
    const at = wish || asked || seen;
    go({ last: at.last, first: length === "all" ? told.covered[0] : at.last - Number(length) + 1 });
  }

  /* the window, ending on another day */
  function ending(last) {
    const at = wish || asked || seen, day = between(told.from, last, told.to);
    return { last: day, first: whole(at) ? at.first : day - (at.last - at.first) };
  }

  /* ---- asking the page ---- */

  function go(at) {
    const now = asked || seen;
    wish = at.last === now.last && at.first === now.first ? null : at;
    if (wish && !asked) ask();
    draw();
  }

  function ask() {
    asked = wish;
    wish = null;
    clearTimeout(lost);
    lost = setTimeout(() => { asked = wish = null; pause(); draw(); }, LOST_MS);
    world.report("time:" + dates(asked) + (playing ? ";" + dates(coming(asked)) : ""));
  }

  function show(time) {
    if (!box || !time) return;
    told = { ...time, from: number(time.from), to: number(time.to), covered: time.covered.map(number) };
    seen = { first: number(time.first_day), last: number(time.as_of) };
    if (asked && asked.last === seen.last) drawn();
    if (!parts.track) write();
    draw();
  }

  /* the last step is on the map: the next may be taken */
  function drawn() {
    clearTimeout(lost);
    asked = null;
    if (wish) ask();
    else if (playing) later();
  }

  /* ---- playback ---- */

  const pace = () => calm.matches ? CALM_PACE_MS : PACE_MS / Number(chosen.speed);

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => requestAnimationFrame(next), pace());
  }

  const dates = (at) => iso(at.last) + "," + iso(at.first);

  /* the step after a step, so that the page can begin with it while this one is looked at */
  function coming(at) {
    const day = between(told.from, Math.min(stepped(at.last, 1), told.covered[1]), told.to);
    return { last: day, first: whole(at) ? at.first : day - (at.last - at.first) };
  }

  function next() {
    if (!playing || asked) return;
    if (seen.last >= told.covered[1]) return pause();
    go(coming(seen));
  }

  function toggle() {
    return playing ? pause() : play();
  }

  function play() {
    if (!told) return;
    playing = true;
    label();
    if (seen.last < told.covered[1]) return asked ? undefined : next();
    const length = seen.last - seen.first;
    go(ending(whole(seen) ? stepped(told.covered[0], 1) : Math.min(told.covered[0] + length, told.covered[1])));
  }

  function pause() {
    playing = false;
    clearTimeout(timer);
    label();
  }

  function label() {
    parts.play.textContent = playing ? "❚❚" : "▶";
    named(parts.play, playing ? words().pause : words().play);
    document.documentElement.dataset.playing = playing ? "yes" : "no";
  }

  function move(count) {
    if (!told) return;
    const at = wish || asked || seen;
    pause();
    go(ending(stepped(at.last, count)));
  }

  /* ---- keys and pointer ---- */

  const NATIVE = "select, input, textarea, button, a, summary, [role=button]";

  function spaceBar(event) {
    if (event.key !== " " || event.target.closest(NATIVE)) return;
    event.preventDefault();
    toggle();
  }

  const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 6, PageDown: -6 };

  function arrows(event) {
    if (!told || event.target.closest("select") || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = wish || asked || seen, first = event.target.dataset.hand === "first";
    if (event.key in KEYS && first) go({ last: at.last, first: between(told.from, stepped(at.first, KEYS[event.key]), at.last) });
    else if (event.key in KEYS) move(KEYS[event.key]);
    else if (event.key === "Home" && !first) { pause(); go(ending(told.covered[0])); }
    else if (event.key === "Home") go({ last: at.last, first: told.covered[0] });
    else if (event.key === "End" && !first) { pause(); go(ending(told.covered[1])); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function grab(event) {
    if (!told || event.button !== 0) return;
    const edges = parts.track.getBoundingClientRect(), from = { ...(wish || asked || seen) };
    const which = event.target.dataset.hand || (event.target === parts.frame && !whole(from) ? "both" : "jump");
    const days = (px) => Math.round(px / edges.width * (told.to + 1 - told.from));
    const day = (moved) => between(told.from, told.from + Math.floor(days(moved.clientX - edges.left)), told.to);
    let dragged = which === "jump";
    const follow = (moved) => {
      const far = moved.clientX - event.clientX;
      dragged = dragged || Math.abs(far) > DRAG_PX;
      if (!dragged) return;
      if (which === "both") go(ending(from.last + days(far)));
      else if (which === "first") go({ last: from.last, first: Math.min(day(moved), from.last) });
      else if (which === "last") go({ last: Math.max(day(moved), from.first), first: from.first });
      else go(ending(day(moved)));
    };
    const drop = (moved) => {
      parts.track.removeEventListener("pointermove", follow);
      if (!dragged && which === "both") go(ending(day(moved)));
    };
    pause();
    parts.track.setPointerCapture(event.pointerId);
    parts.track.addEventListener("pointermove", follow);
    parts.track.addEventListener("pointerup", drop, { once: true });
    parts.track.addEventListener("pointercancel", drop, { once: true });
    if (event.target.dataset.hand) event.target.focus({ preventScroll: true });
    if (which === "jump") follow(event);
    event.preventDefault();
  }

  return { start, write, show, shown: () => Boolean(box) };
})();
