/* Back and forward: the page is built again by itself, as for any choice. A second word says that the link is to be followed. */
if (!window.panjBack) {
  window.panjBack = true;
  window.addEventListener("popstate", (event) => {
    if (!event.isTrusted) return;
    const address = new URL(window.location.href);
    address.searchParams.set("back", String(Date.now()));
    window.history.replaceState(window.history.state, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
}
