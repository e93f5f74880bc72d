/** The commands after a slash: a small list while one types, and forms that are filled without the mouse. */
import { post } from "./net";
import { fill, type Setup, type Told } from "./setup";
import type { Kept, Store } from "./store";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Desk {
  item(): string;
  point(): string;
  focus(): void;
  next(): void;
  say(words: string): void;
  apply(answer: Told): void;
  offline(): void;
  signedOut(): void;
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (one): one is Field => /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName) && (one as Field).name !== "csrfmiddlewaretoken",
  );
}

function values(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
}

/** A line of the notes up to the caret that is a command being typed: where it starts, and its word. */
export function commandAt(box: HTMLTextAreaElement): { start: number; word: string } | null {
  const start = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
  const found = /^\/(\S*)$/.exec(box.value.slice(start, box.selectionStart));
  const rest = box.value.slice(box.selectionStart).split("\n", 1)[0]!;
  return found && !rest.trim() ? { start, word: found[1]!.toLowerCase() } : null;
}

export class Menu {
  private at = 0;

  constructor(private readonly list: HTMLElement) {}

  get open(): boolean {
    return !this.list.hidden;
  }

  get chosen(): string {
    return this.shown()[this.at]?.dataset.word ?? "";
  }

  show(word: string): void {
    for (const line of this.lines()) line.hidden = !line.dataset.word!.startsWith(word);
    this.list.hidden = this.shown().length === 0;
    this.mark(0);
  }

  hide(): void {
    this.list.hidden = true;
  }

  move(step: number): void {
    const count = this.shown().length;
    this.mark((this.at + step + count) % count);
  }

  has(word: string): boolean {
    return this.lines().some((line) => line.dataset.word === word);
  }

  private lines(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-word]")];
  }

  private shown(): HTMLElement[] {
    return this.lines().filter((line) => !line.hidden);
  }

  private mark(at: number): void {
    this.at = at;
    this.shown().forEach((line, place) => line.classList.toggle("is-chosen", place === at));
  }
}

export class Commands {
  private sending = false;
  private readonly waiting = new Map<string, Kept>();

  constructor(
    private readonly tools: HTMLElement,
    private readonly setup: Setup,
    private readonly store: Store,
    private readonly desk: Desk,
  ) {
    for (const form of this.forms()) {
      form.addEventListener("input", () => this.draft(form));
      form.addEventListener("keydown", (event) => this.key(form, event));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        void this.send(form);
      });
      form.querySelector("[data-cancel]")?.addEventListener("click", () => this.close(form));
      form.closest("details")!.addEventListener("toggle", (event) => {
        if ((event.target as HTMLDetailsElement).open && !form.contains(document.activeElement)) this.opened(form);
      });
    }
  }

  /** Open a form by its word; `given` fills fields beforehand. */
  run(word: string, given: Record<string, string> = {}): void {
    if (word === "lewati") return this.desk.next();
    const form = this.forms().find((one) => one.dataset.commandForm === word);
    if (!form) return this.desk.say(fill(this.setup.words.noCommand!, { word }));
    for (const field of fieldsOf(form)) if (given[field.name] !== undefined) field.value = given[field.name]!;
    // The focus moves at once, not with the event that follows: the next key belongs to the form already.
    form.closest("details")!.open = true;
    this.opened(form);
  }

  /** What this device kept: half-filled forms, and forms that wait for the connection. */
  restore(kept: Map<string, Kept>): void {
    for (const [id, entry] of kept) {
      if (id.startsWith("kirim:")) this.waiting.set(id, entry);
      if (!id.startsWith("isian:") || !entry.fields) continue;
      const form = this.forms().find((one) => one.dataset.commandForm === entry.word);
      if (!form) continue;
      for (const field of fieldsOf(form)) field.value = entry.fields[field.name] ?? field.value;
      form.closest("details")!.open = true;
    }
    this.draw();
  }

  /** The connection is back: what waits goes out in order; what is refused comes back into its form. */
  async resume(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (const [id, entry] of [...this.waiting]) {
        const answer = await post<Told>(entry.action!, entry.fields!);
        if (answer.kind === "unreached" || answer.kind === "signin") return;
        this.waiting.delete(id);
        this.store.drop(id);
        if (answer.kind === "ok") this.desk.apply(answer.value);
        else {
          this.run(entry.word!, entry.fields);
          this.complain(this.forms().find((one) => one.dataset.commandForm === entry.word)!, answer.errors);
        }
      }
    } finally {
      this.sending = false;
      this.draw();
    }
  }

  /** The lines of what waits, beside the item to which it belongs. */
  draw(): void {
    for (const list of document.querySelectorAll<HTMLElement>("[data-waiting]")) {
      const here = [...this.waiting.values()].filter((entry) => entry.fields?.pokok === list.dataset.waiting);
      list.hidden = here.length === 0;
      list.replaceChildren(
        ...here.map((entry) => {
          const line = document.createElement("li");
          line.textContent = fill(this.setup.words.waits!, { title: entry.title ?? "" });
          return line;
        }),
      );
    }
  }

  get anyWaiting(): boolean {
    return this.waiting.size > 0;
  }

  private forms(): HTMLFormElement[] {
    return [...this.tools.querySelectorAll<HTMLFormElement>("[data-command-form]")];
  }

  private opened(form: HTMLFormElement): void {
    for (const other of this.tools.querySelectorAll<HTMLDetailsElement>("details[open]")) {
      if (!other.contains(form)) other.open = false;
    }
    const set = (name: string, value: string): void => {
      const field = form.elements.namedItem(name) as Field | null;
      if (field && value) field.value = value;
    };
    set("pokok", this.desk.item());
    if (form.querySelector(`option[value="${this.desk.point()}"]`)) set("point", this.desk.point());
    const visible = fieldsOf(form).filter((field) => field.type !== "hidden");
    const first = visible.find((field) => field.tagName !== "SELECT" && !field.value) ?? visible[0];
    first?.focus();
  }

  private key(form: HTMLFormElement, event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close(form);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && (event.target as Element).matches("textarea, select")) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  private close(form: HTMLFormElement): void {
    form.closest("details")!.open = false;
    this.desk.focus();
  }

  private draft(form: HTMLFormElement): void {
    const word = form.dataset.commandForm!;
    this.store.put({ id: `isian:${word}`, text: "", base: 0, word, fields: values(form) });
  }

  private async send(form: HTMLFormElement): Promise<void> {
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    const fields = values(form);
    const answer = await post<Told>(form.action, fields).finally(() => form.removeAttribute("aria-busy"));
    if (answer.kind === "refused") return this.complain(form, answer.errors);
    if (answer.kind === "signin") return this.desk.signedOut();
    const word = form.dataset.commandForm!;
    this.store.drop(`isian:${word}`);
    if (answer.kind === "unreached") {
      const id = `kirim:${Date.now()}-${word}`;
      const title = fields.name || fields.text || fields.agency || fields.reason || word;
      const entry = { id, text: "", base: 0, word, fields, action: form.action, title };
      this.store.put(entry);
      this.waiting.set(id, { ...entry, at: Date.now() });
      this.draw();
      this.desk.offline();
      this.desk.say(this.setup.words.offlineForm!);
    } else {
      this.desk.apply(answer.value);
      this.desk.say(answer.value.said ?? "");
    }
    this.complain(form, {});
    form.reset();
    this.close(form);
  }

  private complain(form: HTMLFormElement, errors: Record<string, string[]>): void {
    const place = form.querySelector<HTMLElement>("[data-errors]")!;
    const lines = Object.values(errors).flat();
    place.hidden = lines.length === 0;
    place.textContent = lines.join(" ");
    const fields = fieldsOf(form);
    for (const field of fields) field.setAttribute("aria-invalid", String(field.name in errors));
    if (lines.length) (fields.find((field) => field.name in errors) ?? fields.find((field) => field.type !== "hidden"))?.focus();
  }
}
