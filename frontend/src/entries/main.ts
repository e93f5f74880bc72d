/** On every page: styles, htmx, and the small comforts that work without it too. */
import "../styles/main.css";
import "../htmx";
import { watchFailures } from "../failure";
import { watchSuggestions } from "../suggest";

document.documentElement.classList.add("scripted");
watchFailures();
watchSuggestions();

/** On a narrow screen the strip of tabs begins with the one that is open. */
for (const tab of document.querySelectorAll<HTMLElement>(".tabs a[aria-current]")) {
  const strip = tab.closest<HTMLElement>(".tabs")!;
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}

/** `/` goes to the search box, Escape leaves an open sheet. */
document.addEventListener("keydown", (event) => {
  const from = event.target as HTMLElement;
  const typing = from.matches("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.querySelector<HTMLInputElement>("#cari-bingkai");
    if (box && box.offsetParent !== null) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
  if (event.key === "Escape") {
    for (const sheet of document.querySelectorAll<HTMLDetailsElement>("details.drop[open]")) {
      sheet.open = false;
      sheet.querySelector("summary")?.focus();
    }
    document.querySelector("#hasil-cari-bingkai")?.replaceChildren();
  }
});

document.addEventListener("click", (event) => {
  const on = event.target as Element;
  for (const sheet of document.querySelectorAll<HTMLDetailsElement>("details.drop[open]")) {
    if (!sheet.contains(on)) sheet.open = false;
  }
  if (!on.closest(".seek")) document.querySelector("#hasil-cari-bingkai")?.replaceChildren();
  if (on.closest("[data-print]")) window.print();
  const toggle = on.closest("[data-toggle-filters]");
  if (toggle) {
    const open = toggle.closest("form")!.classList.toggle("filters-open");
    toggle.setAttribute("aria-expanded", String(open));
  }
});

/** Arrow keys walk through what the search box found. */
document.querySelector(".seek")?.addEventListener("keydown", (event) => {
  const { key } = event as KeyboardEvent;
  if (key !== "ArrowDown" && key !== "ArrowUp") return;
  const stops = [...document.querySelectorAll<HTMLElement>("#cari-bingkai, #hasil-cari-bingkai a")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + (key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

/** A form is sent once: the button says so until the answer comes. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  (event as SubmitEvent).submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
});

/** After an error the summary gets the focus, so that a screen reader says it. */
document.querySelector<HTMLElement>("[data-focus-first]")?.focus();
