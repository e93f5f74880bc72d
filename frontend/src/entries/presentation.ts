/**
 * The presentation of a meeting: arrow keys, space, Page Up and Down, Home and End go from screen to screen.
 * Without this script the page scrolls from screen to screen.
 */
import "../styles/presentation.css";

const screens = () => [...document.querySelectorAll<HTMLElement>(".wall-screen")];

function here(): number {
  const middle = window.innerHeight / 2;
  const at = screens().findIndex((one) => one.getBoundingClientRect().bottom > middle);
  return at < 0 ? screens().length - 1 : at;
}

function go(to: number): void {
  const all = screens();
  const target = all[Math.min(Math.max(to, 0), all.length - 1)];
  target?.scrollIntoView({ block: "start" });
  tell();
}

function tell(): void {
  const place = document.querySelector("[data-wall-place]");
  if (place) place.textContent = `${here() + 1}/${screens().length}`;
}

const steps: Record<string, () => number> = {
  ArrowRight: () => here() + 1,
  ArrowDown: () => here() + 1,
  PageDown: () => here() + 1,
  " ": () => here() + 1,
  ArrowLeft: () => here() - 1,
  ArrowUp: () => here() - 1,
  PageUp: () => here() - 1,
  Home: () => 0,
  End: () => screens().length - 1,
};

document.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  const target = event.target as Element;
  const onButton = target.closest("button, a, input[type=checkbox], summary") && event.key === " ";
  if (target.closest("select, textarea, input:not([type=checkbox])")) return;
  if (!step || onButton || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  go(step());
});

document.addEventListener("click", (event) => {
  const act = (event.target as Element).closest<HTMLElement>("[data-wall]")?.dataset.wall;
  if (act === "on") go(here() + 1);
  else if (act === "back") go(here() - 1);
  else if (act === "full") {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen?.().catch(() => undefined);
  }
});

document.querySelector(".wall-screens")?.addEventListener("scroll", () => window.requestAnimationFrame(tell), { passive: true });
tell();
