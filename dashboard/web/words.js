/* What the library of the page says by itself, in its buttons and to voices that read aloud, is said in the language of
   the reader. Its own words are remembered, so that another language starts from them. */
if (!window.panjWords) {
  window.panjWords = true;
  const NAMES = ["aria-label", "aria-roledescription", "title", "placeholder"];
  const TEXTS = "[data-testid=stFileUploader], [data-testid=stSkipToContent], [id^=react-aria-description]";
  const known = new WeakMap();
  let words = {}, patterns = [];

  const said = (english) => {
    if (words[english]) return words[english];
    const found = patterns.find(([start]) => english.startsWith(start));
    return found ? found[1].replace("{name}", () => english.slice(found[0].length)) : english;
  };

  /* the first word that the library said in a place, unless it has said another since */
  const change = (node, name, now, put) => {
    const places = known.get(node) || known.set(node, {}).get(node), before = places[name];
    const english = before && before.now === now ? before.english : now, next = said(english.trim());
    if (!before && next === english.trim()) return;
    places[name] = { english, now: next };
    if (next !== now) put(next);
  };

  const one = (node) => NAMES.forEach((name) => {
    const now = node.getAttribute(name);
    if (now) change(node, name, now, (next) => node.setAttribute(name, next));
  });

  const texts = (place) => {
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (node.nodeValue.trim()) change(node, "text", node.nodeValue, (next) => { node.nodeValue = next; });
    }
  };

  const all = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    one(root);
    root.querySelectorAll(NAMES.map((name) => `[${name}]`).join()).forEach(one);
    const place = root.closest(TEXTS);
    if (place) texts(place);
    else root.querySelectorAll(TEXTS).forEach(texts);
  };

  const speak = () => {
    const before = Object.keys(words).length;
    words = window.panjSaid || {};
    patterns = Object.entries(words).filter(([word]) => word.endsWith("{name}")).map(([word, next]) => [word.slice(0, -"{name}".length), next]);
    if (before || Object.keys(words).length) all(document.body);
  };

  new MutationObserver((changes) => {
    if (!Object.keys(words).length) return;
    changes.forEach((seen) => (seen.type === "attributes" ? one(seen.target) : seen.addedNodes.forEach(all)));
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: NAMES });
  window.addEventListener("panj-said", speak);
  speak();
}
