// Packing: a scanner ends each number with Enter; that leads to the next empty seal, and never sends the form early.

const form = document.querySelector<HTMLFormElement>("[data-packing]");
const seals = [...(form?.querySelectorAll<HTMLInputElement>("[data-seal]") ?? [])];

form?.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (!field.matches("[data-seal]") || !field.value.trim()) return;
  const after = seals.slice(seals.indexOf(field) + 1).find((seal) => !seal.value.trim());
  (after ?? form.querySelector<HTMLButtonElement>("button[type=submit]"))?.focus();
});

seals.find((seal) => !seal.value)?.focus();
