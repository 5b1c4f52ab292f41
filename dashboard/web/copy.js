/* Copy link: the address as it stands now. Where the clipboard is not to be had, a field to copy from. */
if (!window.panjCopy) {
  window.panjCopy = true;
  const FOR_MS = 4000;
  const offer = (place, words) => {
    const field = document.createElement("input");
    field.readOnly = true;
    field.value = window.location.href;
    field.setAttribute("aria-label", words);
    place.replaceChildren(field);
    field.focus();
    field.select();
    field.addEventListener("blur", () => place.replaceChildren());
  };
  const done = (place, words) => {
    place.textContent = words;
    setTimeout(() => { if (place.textContent === words) place.replaceChildren(); }, FOR_MS);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".pw-copy");
    if (!button) return;
    const place = button.parentNode.querySelector(".pw-copied"), { done: said, field } = button.dataset;
    const copied = navigator.clipboard ? navigator.clipboard.writeText(window.location.href) : Promise.reject();
    copied.then(() => done(place, said), () => offer(place, field));
  });
}
