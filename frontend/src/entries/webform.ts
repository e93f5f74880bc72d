/**
 * A form to fill: `<div data-webform data-xform="…" data-submit="…" data-title="…" data-account="7">`.
 *
 * data-preview: shown only, nothing is sent. data-former: address of a former report to correct.
 * data-fields: JSON of further fields that go along. data-clock: the demo's standing clock, instead of the device's.
 * Beside it `<div data-unsent data-account="7">` lists what waits on this device; it also works alone.
 */
import "../styles/webform.css";
import type { Former, Payload } from "../webform/form";
import { forget, keep, type Waiting } from "../webform/outbox";
import { send } from "../webform/sending";
import { Unsent } from "../webform/unsent";
import { words } from "../webform/words";

let unsent: Unsent | null = null;
for (const box of document.querySelectorAll<HTMLElement>("[data-unsent]")) {
  unsent = new Unsent(box, box.dataset.account ?? "");
  unsent.start();
}

function device(): string {
  try {
    const known = localStorage.getItem("siaga-perangkat");
    if (known) return known;
    const made = `peramban ${crypto.randomUUID().slice(0, 13)}`;
    localStorage.setItem("siaga-perangkat", made);
    return made;
  } catch {
    return "";
  }
}

function instanceId(xml: string): string {
  const found = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagNameNS("*", "instanceID")[0];
  return found?.textContent?.trim() ?? "";
}

class FormIsland {
  private readonly said: HTMLElement;
  private readonly place: HTMLElement;

  constructor(private readonly box: HTMLElement) {
    this.said = document.createElement("div");
    this.said.className = "webform-said";
    this.place = document.createElement("div");
  }

  async start(): Promise<void> {
    const { xform = "", former = "", preview } = this.box.dataset;
    try {
      const [xml, before, form] = await Promise.all([
        this.text(xform),
        former ? this.text(former).then((text) => JSON.parse(text) as Former) : null,
        import("../webform/form"),
      ]);
      this.box.replaceChildren(this.said, this.place);
      if (preview !== undefined) this.say("notice-info", words.preview);
      form.mount(this.place, form.inLanguage(xml, document.documentElement.lang || "id"), before, (payload) => {
        void (preview === undefined ? this.submit(payload) : this.say("notice-success", words.previewDone));
      });
    } catch {
      this.box.replaceChildren(this.said);
      this.say("notice-error", words.loadFailed);
    }
    this.box.removeAttribute("aria-busy");
  }

  private async text(address: string): Promise<string> {
    const response = await fetch(address, { credentials: "same-origin", redirect: "error" });
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
  }

  /** The words stand above the form, in view and read aloud; the form below keeps every answer. */
  private say(kind: string, ...lines: string[]): void {
    const notice = document.createElement("div");
    notice.className = `notice ${kind}`;
    notice.setAttribute("role", kind === "notice-error" ? "alert" : "status");
    const text = document.createElement("div");
    for (const line of lines.filter(Boolean)) {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      text.append(paragraph);
    }
    notice.append(text);
    this.said.replaceChildren(notice);
    this.said.scrollIntoView({ block: "start" });
  }

  private async submit(payload: Payload): Promise<void> {
    if (this.box.getAttribute("aria-busy") === "true") return;
    this.box.setAttribute("aria-busy", "true");
    try {
      await this.keepAndSend(payload);
    } finally {
      this.box.removeAttribute("aria-busy");
    }
  }

  private async keepAndSend(payload: Payload): Promise<void> {
    const { submit = "", title = "", account = "", fields = "{}", clock } = this.box.dataset;
    let xml = "";
    const files: Waiting["files"] = [];
    for (const part of payload.data) {
      for (const [name, value] of part.entries()) {
        if (!(value instanceof File)) continue;
        if (name === "xml_submission_file") xml = await value.text();
        else files.push({ name, file: value });
      }
    }
    const report: Waiting = {
      id: instanceId(xml),
      account,
      title,
      submit,
      xml,
      files,
      fields: {
        ...(JSON.parse(fields) as Record<string, string>),
        observed_at: clock || new Date().toISOString(),
        device: device(),
      },
      savedAt: new Date().toISOString(),
      refusal: "",
    };
    this.say("notice-info", words.sending);
    unsent?.claim(report.id);
    try {
      const kept = await keep(report).then(
        () => true,
        () => false,
      );
      const answer = await send(report);
      if (answer.kind === "stored") {
        await forget(report.id).catch(() => undefined);
        this.receipt(answer.html);
      } else if (answer.kind === "refused") {
        await keep({ ...report, refusal: `${answer.message} ${answer.remedy}`.trim() }).catch(() => undefined);
        this.say("notice-error", `${words.refused}: ${answer.message}`, answer.remedy, words.refusedMore);
      } else if (answer.kind === "signin") {
        this.say("notice-warning", kept ? words.signIn : words.keepFailed);
      } else if (kept) {
        this.waits(report.id, answer.message);
      } else {
        this.say("notice-error", answer.message, words.keepFailed);
      }
    } finally {
      unsent?.release(report.id);
    }
  }

  /** Kept on the device: the form steps aside so that it is not filled twice, and the receipt takes its place later. */
  private waits(id: string, message: string): void {
    this.say("notice-warning", message, words.kept, words.keptMore);
    this.place.hidden = true;
    document.addEventListener("siaga:sent", (event) => {
      const { detail } = event as CustomEvent<{ id: string; html: string }>;
      if (detail.id === id) this.receipt(detail.html);
    });
  }

  private receipt(html: string): void {
    const page = new DOMParser().parseFromString(html, "text/html");
    this.box.replaceChildren(...page.body.childNodes);
    this.box.classList.add("webform-finished");
    const heading = this.box.querySelector<HTMLElement>("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    this.box.scrollIntoView({ block: "start" });
  }
}

for (const box of document.querySelectorAll<HTMLElement>("[data-webform]")) void new FormIsland(box).start();
