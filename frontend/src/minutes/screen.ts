/** The screen as a whole: which item is open, what others do meanwhile, what the state line says. */
import { commandAt, Commands, Menu } from "./commands";
import { Editor, type Watcher } from "./editor";
import { get, post, type Answer } from "./net";
import { fill, type Setup, type State, type Told } from "./setup";
import { Store } from "./store";

const POLL = 3000;
const MOST_AT_ONCE = 5;

export class Screen implements Watcher {
  private readonly setup: Setup;
  private readonly store: Store;
  private readonly editors = new Map<string, Editor>();
  private readonly tools: HTMLElement;
  private readonly menu: Menu;
  private readonly commands: Commands;
  private current: Editor;
  private stamp: string;

  constructor(private readonly root: HTMLElement) {
    this.setup = JSON.parse(root.dataset.setup!) as Setup;
    this.stamp = this.setup.state.stamp;
    this.store = new Store(`${this.setup.account}:${this.setup.meeting}:`);
    for (const section of root.querySelectorAll<HTMLElement>("[data-item]")) {
      const editor = new Editor(section, this.setup, this.store, this);
      this.editors.set(editor.id, editor);
      editor.box.addEventListener("keydown", (event) => this.key(editor, event));
      editor.box.addEventListener("input", () => this.offer(editor));
      editor.box.addEventListener("blur", () => this.menu.hide());
    }
    const open = root.querySelector<HTMLElement>("[data-item]:not([hidden])")!;
    this.current = this.editors.get(open.dataset.item!)!;
    this.tools = root.querySelector<HTMLElement>("[data-tools]")!;
    this.menu = new Menu(this.tools.querySelector<HTMLElement>("[data-menu]")!);
    this.commands = new Commands(this.tools, this.setup, this.store, {
      item: () => this.current.id,
      point: () => this.current.section.dataset.point ?? "",
      focus: () => this.current.box.focus(),
      next: () => this.step(1, false),
      say: (words) => this.say(words),
      apply: (answer) => this.apply(answer),
      offline: () => this.unsent(),
      signedOut: () => this.say(this.setup.words.signedOut!),
    });
  }

  async start(): Promise<void> {
    this.root.classList.add("is-live");
    this.saved();
    this.listen();
    // Nobody types before what this device kept is back in place: a moment, and never long.
    for (const editor of this.editors.values()) editor.box.readOnly = true;
    const nothing = new Promise<Awaited<ReturnType<Store["all"]>>>((resolve) => window.setTimeout(() => resolve(new Map()), 1500));
    const kept = await Promise.race([this.store.all().catch(() => new Map<string, never>()), nothing]);
    for (const editor of this.editors.values()) editor.box.readOnly = false;
    let restored = false;
    for (const [id, entry] of kept) restored = (this.editors.get(id)?.restore(entry) ?? false) || restored;
    this.commands.restore(kept);
    if (restored) this.say(this.setup.words.restored!);
    if (!this.tools.querySelector("details[open]")) this.focusEnd();
    window.setInterval(() => void this.look(), POLL);
    void this.commands.resume();
  }

  saved(): void {
    if ([...this.editors.values()].some((editor) => editor.waiting && !editor.box.matches(":focus")) || this.commands?.anyWaiting) {
      return;
    }
    this.state(fill(this.setup.words.saved!, { time: clock() }), true);
  }

  unsent(): void {
    this.state(this.store.safe ? this.setup.words.unsent! : this.setup.words.unkept!, false);
  }

  refused(answer: Answer<unknown>): void {
    if (answer.kind === "signin") this.say(this.setup.words.signedOut!);
    else if (answer.kind === "refused") {
      const closed = ["minutes-finished", "minutes-closed", "meeting-not-held"].includes(answer.code);
      this.say(closed ? this.setup.words.closed! : Object.values(answer.errors).flat().join(" ") || this.setup.words.failed!);
    }
  }

  told(editor: Editor, answer: Told): void {
    this.apply(answer);
    if (answer.outcome === "merged") this.say(this.setup.words.merged!);
    if (answer.outcome === "conflict" && editor === this.current) this.say(this.setup.words.conflict!);
  }

  private listen(): void {
    this.root.addEventListener("click", (event) => {
      const link = (event.target as Element).closest<HTMLElement>("[data-go]");
      if (link) {
        event.preventDefault();
        this.go(link.dataset.go!, true);
      }
      const by = Number((event.target as Element).closest<HTMLElement>("[data-step]")?.dataset.step ?? 0);
      if (by) this.step(by, by > 0);
    });
    document.addEventListener("click", (event) => {
      const opener = (event.target as Element).closest<HTMLElement>("[data-open]");
      if (opener) {
        event.preventDefault();
        this.commands.run(opener.dataset.open!, { name: opener.dataset.fillName ?? "", agency: opener.dataset.fillAgency ?? "" });
      }
      const leaving = (event.target as Element).closest<HTMLAnchorElement>("[data-leave]");
      if (leaving) {
        event.preventDefault();
        void this.writeAll().then(() => location.assign(leaving.href));
      }
    });
    document.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches("[data-quick], [data-settle], [data-notes]")) return;
      event.preventDefault();
      if (form.matches("[data-notes]")) void this.current.write();
      else void this.small(form);
    }, true);
    document.addEventListener("keydown", (event) => this.anywhere(event));
    window.addEventListener("online", () => this.resume());
    window.addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
    });
    window.addEventListener("resize", () => this.current.grow());
  }

  /** Answers for old promises and choices between two texts: small forms within the parts. */
  private async small(form: HTMLFormElement): Promise<void> {
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await post<Told>(form.action, fields).finally(() => form.removeAttribute("aria-busy"));
    if (answer.kind === "ok") {
      const settled = form.matches("[data-settle]");
      const editor = this.editors.get(String(answer.value.pokok ?? ""));
      if (settled && editor && answer.value.notes !== undefined && !editor.adopt(answer.value.notes, answer.value.version!)) {
        this.say(this.setup.words.newer!);
      }
      this.apply(answer.value, form);
      this.say(answer.value.said ?? "");
      this.current.box.focus();
    } else if (answer.kind === "refused") {
      this.say(Object.values(answer.errors).flat().join(" ") || this.setup.words.failed!);
      form.querySelector<HTMLElement>("input:not([type=hidden]), textarea:not([hidden])")?.focus();
    } else if (answer.kind === "signin") this.say(this.setup.words.signedOut!);
    else this.say(this.setup.words.failed!);
  }

  private anywhere(event: KeyboardEvent): void {
    const down = event.altKey && event.key === "ArrowDown" || event.ctrlKey && event.key === "PageDown";
    const up = event.altKey && event.key === "ArrowUp" || event.ctrlKey && event.key === "PageUp";
    if (down || up) {
      event.preventDefault();
      this.step(down ? 1 : -1, down);
    } else if (event.ctrlKey && event.key === "Enter" && this.root.contains(event.target as Node)) {
      event.preventDefault();
      void this.current.write().then(() => this.current.keepNow());
    }
  }

  private key(editor: Editor, event: KeyboardEvent): void {
    if (!this.menu.open || event.isComposing) return;
    const typed = commandAt(editor.box);
    const run = (word: string): void => {
      event.preventDefault();
      if (typed) editor.insert(typed.start, editor.box.selectionStart, "");
      this.menu.hide();
      this.commands.run(word);
    };
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) return;
      event.preventDefault();
      this.menu.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.menu.hide();
    } else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") run(this.menu.chosen);
    else if (event.key === " " && typed && this.menu.has(typed.word)) run(typed.word);
  }

  private offer(editor: Editor): void {
    const typed = commandAt(editor.box);
    if (typed) this.menu.show(typed.word);
    else this.menu.hide();
  }

  private step(by: number, discussed: boolean): void {
    const ids = [...this.editors.keys()];
    const next = ids[ids.indexOf(this.current.id) + by];
    if (next) this.go(next, discussed);
    else void this.current.write(discussed && this.used(this.current));
  }

  private used(editor: Editor): boolean {
    return editor.text.trim() !== "" || editor.section.querySelector(".minutes-said li, .minutes-agreed li, .minutes-answer") !== null;
  }

  /** Leave the item at hand, which writes it, and open another. Works without a connection. */
  private go(id: string, discussed: boolean): void {
    const next = this.editors.get(id);
    if (!next || next === this.current) return this.focusEnd();
    const before = this.current;
    void before.write(discussed && this.used(before));
    before.section.hidden = true;
    next.section.hidden = false;
    this.current = next;
    next.section.querySelector("[data-slot]")!.append(this.tools);
    for (const open of this.tools.querySelectorAll<HTMLDetailsElement>("details[open]")) open.open = false;
    this.menu.hide();
    history.replaceState(null, "", `?pokok=${id}`);
    this.mark();
    next.grow();
    this.focusEnd();
    next.section.scrollIntoView({ block: "nearest" });
    this.others(this.setup.state);
    void this.refresh(next);
  }

  private focusEnd(): void {
    const { box } = this.current;
    box.focus({ preventScroll: true });
    box.setSelectionRange(box.value.length, box.value.length);
    box.closest("form")!.scrollIntoView({ block: "nearest" });
  }

  private mark(): void {
    for (const link of this.root.querySelectorAll<HTMLElement>("[data-go]")) {
      if (link.closest(".minutes-outline") === null) continue;
      if (link.dataset.go === this.current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    this.root.querySelector('.minutes-outline [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }

  /** Put changed parts in place. What somebody is filling in stays, unless it was just sent `from` there. */
  private apply(answer: Told, from: Element | null = null): void {
    for (const [name, html] of Object.entries(answer.parts)) {
      const place = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
      if (place && (place.contains(from) || !inUse(place))) place.innerHTML = html;
    }
    this.mark();
    this.commands.draw();
    this.stamp = answer.state.stamp;
    this.others(answer.state);
  }

  private async look(): Promise<void> {
    if (document.visibilityState === "hidden") return;
    const answer = await get<State>(this.setup.urls.state);
    if (answer.kind === "unreached") {
      if ([...this.editors.values()].some((editor) => editor.waiting) || this.commands.anyWaiting) this.unsent();
      return;
    }
    if (answer.kind !== "ok") return this.refused(answer);
    this.resume();
    const state = answer.value;
    this.others(state);
    let asked = 0;
    for (const editor of this.editors.values()) {
      const newest = state.versions[editor.id] ?? editor.version;
      if (newest <= editor.version || editor.busy) continue;
      if (editor.dirty) {
        if (editor === this.current) this.say(this.setup.words.newer!);
      } else if (asked++ < MOST_AT_ONCE) await this.refresh(editor);
    }
    if (state.stamp !== this.stamp) await this.refresh(this.current);
    this.stamp = state.stamp;
  }

  /** The item as the server has it now. */
  private async refresh(editor: Editor): Promise<void> {
    const answer = await get<Told>(this.setup.urls.item.replace("/0/", `/${editor.id}/`));
    if (answer.kind !== "ok") return;
    const { notes = "", version = 0 } = answer.value;
    const newer = version > editor.version;
    if (newer && editor.adopt(notes, version) && editor === this.current) this.say(this.setup.words.taken!);
    if (editor === this.current) this.apply(answer.value);
  }

  private others(state: State): void {
    this.setup.state = state;
    const names = state.writing[this.current.id] ?? [];
    const place = this.tools.querySelector<HTMLElement>("[data-writing]")!;
    place.textContent = names.length ? fill(this.setup.words.writing!, { names: names.join(", ") }) : "";
  }

  private resume(): void {
    for (const editor of this.editors.values()) if (editor.waiting && editor !== this.current) editor.resume();
    if (this.commands.anyWaiting) void this.commands.resume().then(() => this.saved());
  }

  private leave(): void {
    for (const editor of this.editors.values()) editor.keepNow(true);
  }

  private async writeAll(): Promise<void> {
    const all = Promise.all([...this.editors.values()].map((editor) => editor.write()));
    await Promise.race([all, new Promise((resolve) => window.setTimeout(resolve, 4000))]);
  }

  private state(words: string, good: boolean): void {
    const place = this.tools.querySelector<HTMLElement>("[data-said]")!;
    place.textContent = words;
    place.classList.toggle("is-unsent", !good);
  }

  private say(words: string): void {
    this.tools.querySelector<HTMLElement>("[data-message]")!.textContent = words;
  }
}

/** Whether somebody is filling something in there. */
function inUse(place: HTMLElement): boolean {
  const fields = place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input:not([type=hidden]), textarea:not([hidden])");
  return [...fields].some((field) => field === document.activeElement || field.value !== field.defaultValue);
}

function clock(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
