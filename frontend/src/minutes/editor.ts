/** The notes of one item: kept on the device at every key, on the server within 1.5 seconds, written after some rest. */
import { post, type Answer } from "./net";
import type { Setup, Told } from "./setup";
import type { Kept, Store } from "./store";

const KEEP_AFTER = 1200;
const REST = 20000;
const AGAIN = 2000;
/** Answers after which asking again would bring the same. */
const FINAL = new Set(["minutes-finished", "minutes-closed", "meeting-not-held", "not-found", "bad-minutes"]);

export interface Watcher {
  saved(): void;
  unsent(): void;
  refused(answer: Answer<unknown>): void;
  told(editor: Editor, answer: Told): void;
}

export class Editor {
  readonly id: string;
  readonly box: HTMLTextAreaElement;
  version: number;
  base: number;
  /** The notes as the server has them at `version`. */
  notes: string;
  /** Whether a request of this editor is under way. */
  busy = false;
  private kept: string;
  private timer = 0;
  private rest = 0;
  private wants: { discussed: boolean } | null = null;
  private line: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    readonly section: HTMLElement,
    private readonly setup: Setup,
    private readonly store: Store,
    private readonly watcher: Watcher,
  ) {
    this.id = section.dataset.item!;
    this.box = section.querySelector<HTMLTextAreaElement>("[data-text]")!;
    this.version = Number(section.dataset.version);
    this.base = Number(section.dataset.base);
    this.notes = "typing" in section.dataset ? (section.dataset.notes ?? "") : this.box.value;
    this.kept = this.box.value;
    this.box.addEventListener("input", () => this.typed());
    this.grow();
    if (this.dirty) this.restBefore(REST);
  }

  get text(): string {
    return this.box.value;
  }

  get dirty(): boolean {
    return this.text !== this.notes;
  }

  /** Whether something typed has not reached the server at all. */
  get waiting(): boolean {
    return this.text !== this.kept || this.wants !== null;
  }

  /** What this device kept and the server does not have. Both texts stay: the server's is written first. */
  restore(entry: Kept): boolean {
    if (entry.text === this.text || entry.text === this.notes) {
      this.store.drop(this.id);
      return false;
    }
    if (this.dirty && !entry.text.startsWith(this.text)) {
      const [text, base] = [this.text, this.base];
      void this.inLine(() => this.sendWrite(text, base, false, true).then(() => undefined));
    }
    this.box.value = entry.text;
    this.base = entry.base;
    this.grow();
    this.soon(0);
    this.restBefore(REST);
    return true;
  }

  typed(): void {
    this.grow();
    this.store.put({ id: this.id, text: this.text, base: this.base });
    this.soon(KEEP_AFTER);
    this.restBefore(REST);
  }

  /** Send what is typed now, not waiting for the timer; as the page goes away nobody waits for the answer. */
  keepNow(leaving = false): void {
    if (this.text === this.kept || this.stopped) return;
    if (leaving) void post(this.setup.urls.typing, this.fields(this.text, this.base), true);
    else this.soon(0);
  }

  /** Write what is typed into the minutes; `discussed` marks the item as dealt with. */
  write(discussed = false): Promise<void> {
    clearTimeout(this.rest);
    if (!this.dirty && !discussed) return this.line;
    this.wants = { discussed: discussed || (this.wants?.discussed ?? false) };
    return this.inLine(() => this.writeWanted());
  }

  /** Newer notes of somebody else, taken over where the own text is untouched. */
  adopt(notes: string, version: number): boolean {
    if (this.dirty || this.waiting) return false;
    this.replace(notes);
    this.notes = this.kept = notes;
    this.version = this.base = version;
    return true;
  }

  /** The connection is back: everything that waits goes out. */
  resume(): void {
    if (this.stopped) return;
    if (this.wants) void this.inLine(() => this.writeWanted());
    else if (this.text !== this.kept) this.soon(0);
  }

  insert(start: number, end: number, words: string): void {
    this.box.setRangeText(words, start, end, "end");
    this.typed();
  }

  grow(): void {
    this.box.style.height = "auto";
    if (this.box.scrollHeight) this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  private fields(text: string, base: number): Record<string, string> {
    return { pokok: this.id, base: String(base), text };
  }

  private soon(wait: number): void {
    if (this.stopped || (this.timer && wait > 0)) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      void this.inLine(() => this.keep());
    }, wait);
  }

  private restBefore(wait: number): void {
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => void this.write(), wait);
  }

  /** One request at a time, in the order in which they were wanted. */
  private inLine(work: () => Promise<void>): Promise<void> {
    const run = async (): Promise<void> => {
      this.busy = true;
      await work().finally(() => {
        this.busy = false;
      });
    };
    this.line = this.line.then(run, run);
    return this.line;
  }

  private async keep(): Promise<void> {
    const text = this.text;
    if (text === this.kept || this.stopped) return;
    const answer = await post<{ version: number }>(this.setup.urls.typing, this.fields(text, this.base));
    if (answer.kind !== "ok") return this.failed(answer);
    this.kept = text;
    if (this.text === text) this.store.drop(this.id);
    else this.soon(KEEP_AFTER);
    this.watcher.saved();
  }

  private async writeWanted(): Promise<void> {
    const wanted = this.wants;
    if (!wanted || this.stopped) return;
    this.wants = null;
    const done = await this.sendWrite(this.text, this.base, wanted.discussed, false);
    if (!done) this.wants = { discussed: wanted.discussed || (this.wants as { discussed: boolean } | null)?.discussed === true };
  }

  /** elsewhere: another text than the one in the editor, which stays as it is. */
  private async sendWrite(text: string, base: number, discussed: boolean, elsewhere: boolean): Promise<boolean> {
    const fields = this.fields(text, base);
    if (discussed) fields.discussed = "on";
    const answer = await post<Told>(this.setup.urls.write, fields);
    if (answer.kind !== "ok") {
      this.failed(answer);
      return false;
    }
    const { notes = "", version = 0, outcome } = answer.value;
    if (elsewhere || (this.text !== text && (outcome === "merged" || outcome === "conflict"))) {
      // What was typed meanwhile began from the older text: it is written on that base again, and put together there.
      this.kept = "";
      this.soon(0);
    } else {
      const typedOn = this.text !== text;
      this.notes = notes;
      this.version = this.base = version;
      if (typedOn) {
        this.store.put({ id: this.id, text: this.text, base: this.base });
        this.soon(KEEP_AFTER);
        this.restBefore(REST);
      } else {
        this.replace(notes);
        this.kept = notes;
        this.store.drop(this.id);
      }
    }
    this.watcher.saved();
    this.watcher.told(this, answer.value);
    return true;
  }

  private failed(answer: Answer<unknown>): void {
    if (answer.kind === "refused" && FINAL.has(answer.code)) this.stopped = true;
    if (answer.kind === "unreached") {
      this.watcher.unsent();
      window.setTimeout(() => this.resume(), AGAIN);
    } else {
      this.watcher.unsent();
      this.watcher.refused(answer);
    }
  }

  /** Another text in the box, the caret at the same place from the end or the start, whichever did not move. */
  private replace(text: string): void {
    if (this.box.value === text) return;
    const { selectionStart, selectionEnd, value } = this.box;
    const sameStart = value.slice(0, selectionStart) === text.slice(0, selectionStart);
    this.box.value = text;
    const shift = sameStart ? 0 : text.length - value.length;
    const within = (place: number): number => Math.max(0, Math.min(text.length, place + shift));
    if (document.activeElement === this.box) this.box.setSelectionRange(within(selectionStart), within(selectionEnd));
    this.grow();
  }
}
