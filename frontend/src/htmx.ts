/** htmx as this product wants it: no eval, no page snapshots kept in the browser, one place for the CSRF token. */
import htmx from "htmx.org";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.selfRequestsOnly = true;
htmx.config.scrollBehavior = "auto";
htmx.config.timeout = 30000;
// A form with errors answers 422 and replaces itself; other errors keep what is on the page.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];

interface Request {
  verb: string;
  headers: Record<string, string>;
  formData: FormData;
}

document.addEventListener("htmx:configRequest", (event) => {
  const { verb, headers, formData } = (event as CustomEvent<Request>).detail;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (token && verb !== "get") headers["X-CSRFToken"] = token;
  if (verb === "get") {
    for (const [name, value] of [...formData.entries()]) if (value === "") formData.delete(name);
  }
});

export { htmx };
