/** Text boxes with `data-suggest`: the browser's own list of choices, filled from the server as one types. */
let made = 0;

export function suggest(box: HTMLInputElement): void {
  const source = box.dataset.suggest;
  if (!source) return;
  const list = document.createElement("datalist");
  list.id = `saran-${++made}`;
  box.setAttribute("list", list.id);
  box.after(list);
  let timer = 0;
  let asked = "";
  box.addEventListener("input", () => {
    clearTimeout(timer);
    const words = box.value.trim();
    const chosen = [...list.options].some((option) => option.value === words);
    if (words.length < 2 || chosen) return;
    timer = window.setTimeout(async () => {
      asked = words;
      const url = new URL(source, location.href);
      url.searchParams.set("cari", words);
      const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" }).catch(() => null);
      if (!answer?.ok || asked !== words) return;
      const found = (await answer.json()) as { value: string; label: string }[];
      list.replaceChildren(
        ...found.map(({ value, label }) => {
          const option = document.createElement("option");
          option.value = value;
          option.label = label;
          option.textContent = label;
          return option;
        }),
      );
    }, 200);
  });
}

export function watchSuggestions(): void {
  const start = (root: ParentNode): void => root.querySelectorAll<HTMLInputElement>("[data-suggest]:not([list])").forEach(suggest);
  start(document);
  document.addEventListener("htmx:afterSwap", (event) => start(event.target as Element));
}
