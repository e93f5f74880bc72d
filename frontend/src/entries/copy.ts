/** Buttons with `data-copy="id"` copy the words of that element and say so. */
document.addEventListener("click", async (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("[data-copy]");
  const words = button && document.getElementById(button.dataset.copy!)?.textContent;
  if (!button || !words) return;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // Without HTTPS there is no clipboard: show the words, chosen, so that the person copies them by hand.
    const shown = document.getElementById(button.dataset.copy!)!;
    shown.closest("details")?.setAttribute("open", "");
    window.getSelection()?.selectAllChildren(shown);
    return;
  }
  const before = button.innerHTML;
  button.textContent = button.dataset.copied ?? "";
  button.setAttribute("role", "status");
  window.setTimeout(() => {
    button.innerHTML = before;
    button.removeAttribute("role");
  }, 2000);
});
