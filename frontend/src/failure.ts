/** A partial that could not be fetched says so where it would have stood, with a button that tries again. */
import { htmx } from "./htmx";

interface Failure {
  elt: Element;
  target: Element;
  xhr: XMLHttpRequest;
  requestConfig: { verb: string; path: string };
}

function words(xhr: XMLHttpRequest): string {
  const text = document.body.dataset;
  if (xhr.status === 0) return text.failOffline ?? "";
  if (xhr.status === 401 || xhr.status === 403) return text.failForbidden ?? "";
  if (xhr.status === 404) return text.failMissing ?? "";
  return text.failServer ?? "";
}

function show(event: Event): void {
  const { target, xhr, requestConfig } = (event as CustomEvent<Failure>).detail;
  const template = document.querySelector<HTMLTemplateElement>("#failure");
  if (!template || !target) return;
  target.querySelector(":scope > .failure")?.remove();
  const notice = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  notice.querySelector(".failure-words")!.textContent = words(xhr);
  const again = notice.querySelector("button")!;
  if (requestConfig.verb === "get") {
    again.addEventListener("click", () => {
      notice.remove();
      void htmx.ajax("get", requestConfig.path, { target: target as HTMLElement, swap: "outerHTML" });
    });
  } else {
    again.remove();
  }
  target.prepend(notice);
}

export function watchFailures(): void {
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, show);
  }
}
