/* The brief: its keys, in the page and in the frame of the map; full screen; notes; its bright and its dark ground. */
if (!window.panjBrief) {
  window.panjBrief = (function () {
    const root = document.documentElement, MAP = "iframe[title='streamlit_folium.st_folium']";
    const KEYS = { ArrowRight: "next", ArrowDown: "next", PageDown: "next", ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Escape: "end" };
    const FIELDS = "textarea, select, [contenteditable='true'], input:not([type=checkbox]):not([type=radio])";
    const shown = () => document.querySelector(".pw-brief");
    const SETTLING_MS = 5000;
    let theme = null, full = false, place = null, scrolled = 0;

    const press = (name) => {
      const button = document.querySelector(".st-key-brief_" + name + " button");
      if (button && !button.disabled) button.click();
    };
    const typing = (event) => Boolean(event.target.closest && event.target.closest(FIELDS));
    const is = (event, letter) => event.key.toLowerCase() === letter || event.code === "Key" + letter.toUpperCase();

    /* true: the key was for the brief, and nothing else should hear it */
    function key(event) {
      if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
      if (shown()) return during(event);
      if (!is(event, "b") || event.repeat || document.querySelector("[role=dialog]")) return false;
      press("open");
      return true;
    }

    function during(event) {
      if (KEYS[event.key]) press(KEYS[event.key]);
      else if (is(event, "n")) root.toggleAttribute("data-brief-notes");
      else if (is(event, "t")) { theme = theme === "dark" ? "bright" : "dark"; sync(); }
      else return event.key === " ";
      return true;
    }

    function fill() {
      if (!document.fullscreenEnabled || document.fullscreenElement) return;
      root.requestFullscreen().then(() => { full = true; }, () => {});
    }

    function isDark() {
      const parts = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/[\d.]+/g) || [255, 255, 255];
      return Number(parts[0]) + Number(parts[1]) + Number(parts[2]) < 384;
    }

    /* as the page now is, so is the map; its place is the one that the page leaves free */
    function sync() {
      const on = Boolean(shown());
      if (on) {
        theme = theme || (isDark() ? "dark" : "bright");
        if (!root.dataset.briefTheme) scrolled = work().scrollTop;
        if (root.dataset.briefTheme !== theme) root.dataset.briefTheme = theme;
        lay();
      } else if (root.dataset.briefTheme) {
        delete root.dataset.briefTheme;
        root.removeAttribute("data-brief-notes");
        if (full && document.fullscreenElement) document.exitFullscreen();
        full = false;
        settle();
      }
      dress(on ? { dark: "dark", bright: "light" }[theme] : null);
    }

    const work = () => document.querySelector("[data-testid=stMain]");

    /* the work stands where it stood, also while its lists are filled again, until a hand moves it */
    function settle() {
      const place = work(), hands = ["wheel", "touchstart", "pointerdown", "keydown"];
      const hold = () => { if (place.scrollTop !== scrolled) place.scrollTop = scrolled; };
      const free = () => {
        place.removeEventListener("scroll", hold);
        hands.forEach((name) => window.removeEventListener(name, free, true));
        delete root.dataset.briefLeft;
      };
      root.dataset.briefLeft = "yes";
      hold();
      place.addEventListener("scroll", hold);
      hands.forEach((name) => window.addEventListener(name, free, true));
      setTimeout(free, SETTLING_MS);
    }

    function lay() {
      const free = document.querySelector(".pw-brief-map");
      if (place !== free) { sizes.disconnect(); sizes.observe(free); }
      place = free;
      const box = free.getBoundingClientRect();
      ["left", "top", "width", "height"].forEach((side) => root.style.setProperty("--b-" + side, box[side] + "px"));
    }

    function dress(ground) {
      const frame = document.querySelector(MAP), inner = frame && frame.contentWindow;
      if (inner && inner.panj && inner.panj.brief && inner.map) inner.panj.brief(ground);
    }

    const sizes = new ResizeObserver(() => { if (shown()) lay(); });
    new MutationObserver(sync).observe(document.body, { childList: true, subtree: true });
    window.addEventListener("resize", () => { if (shown()) lay(); });
    window.addEventListener("keydown", (event) => {
      if (!key(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
    document.addEventListener("click", (event) => {
      if (event.target.closest && event.target.closest(".st-key-brief_open button")) fill();
    }, true);
    document.addEventListener("fullscreenchange", () => {
      if (full && !document.fullscreenElement && shown()) { full = false; press("end"); }
    });
    sync();
    return { key, sync };
  })();
}
