/** The list of what still waits on this device: `<div data-unsent data-account="7">`. Hidden while there is nothing. */
import { forget, keep, waiting, type Waiting } from "./outbox";
import { send } from "./sending";
import { words } from "./words";

const clock = new Intl.DateTimeFormat("id-ID", { dateStyle: "full", timeStyle: "short" });
const busy = new Set<string>();
const SHORTEST = 3_000;
const LONGEST = 60_000;

/** One at a time over all windows of this device, where the browser can promise that. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request("siaga-laporan", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

function button(label: string, kind: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-sm ${kind}`;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

export class Unsent {
  private said = new Map<string, string>();

  constructor(
    private readonly box: HTMLElement,
    private readonly account: string,
  ) {}

  private pause = SHORTEST;
  private timer = 0;

  start(): void {
    const soon = (): void => {
      this.pause = SHORTEST;
      void this.drain();
    };
    window.addEventListener("online", soon);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
    void this.draw().then(soon);
  }

  /** A signal that has just come back often goes again: try sooner at first, then every minute. */
  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.drain(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST);
  }

  async draw(): Promise<void> {
    const all = await waiting().catch(() => []);
    const done = [...this.said.values()];
    this.box.hidden = all.length + done.length === 0;
    const title = document.createElement("h2");
    title.textContent = words.unsentTitle;
    const list = document.createElement("ul");
    for (const report of all) list.append(this.line(report));
    const notes = done.map((text) => {
      const note = document.createElement("p");
      note.className = "unsent-done";
      note.setAttribute("role", "status");
      note.textContent = text;
      return note;
    });
    this.box.replaceChildren(...(all.length ? [title, list] : []), ...notes);
  }

  private line(report: Waiting): HTMLLIElement {
    const item = document.createElement("li");
    const text = document.createElement("div");
    const name = document.createElement("strong");
    const mine = report.account === this.account;
    name.textContent = mine ? report.title : words.otherPerson;
    const when = document.createElement("span");
    when.textContent = clock.format(new Date(report.savedAt));
    text.append(name, when);
    if (mine && report.refusal) {
      const why = document.createElement("span");
      why.className = "unsent-refusal";
      why.textContent = words.refusedKept + report.refusal;
      text.append(why);
    }
    item.append(text);
    if (!mine) return item;
    const acts = document.createElement("div");
    const now = button(words.retry, "btn-primary", () => void this.push(report));
    if (busy.has(report.id)) {
      now.textContent = words.retrying;
      now.disabled = true;
    }
    acts.append(now);
    if (report.refusal) {
      acts.append(
        button(words.discard, "", () => {
          if (window.confirm(words.discardAsk)) void forget(report.id).then(() => this.draw());
        }),
      );
    }
    item.append(acts);
    return item;
  }

  /** Try everything of this account that the server has not refused. */
  async drain(): Promise<void> {
    await alone(async () => {
      for (const report of await waiting().catch(() => [])) {
        if (report.account !== this.account || report.refusal) continue;
        this.later();
        if (!(await this.push(report))) break;
      }
    });
  }

  /** False where the server cannot be reached: the rest would fail alike. */
  private async push(report: Waiting): Promise<boolean> {
    if (busy.has(report.id)) return true;
    busy.add(report.id);
    await this.draw();
    const answer = await send(report);
    busy.delete(report.id);
    if (answer.kind === "stored") {
      await forget(report.id);
      this.said.set(report.id, answer.said);
      this.box.dispatchEvent(new CustomEvent("siaga:sent", { bubbles: true, detail: { id: report.id, html: answer.html } }));
    } else if (answer.kind === "refused") {
      await keep({ ...report, refusal: `${answer.message} ${answer.remedy}`.trim() });
    } else if (answer.kind === "signin") {
      this.said.set(report.id, words.signIn);
    }
    await this.draw();
    return answer.kind === "stored" || answer.kind === "refused";
  }

  /** The interactive form sends by itself; the list must not send the same report at the same time. */
  claim(id: string): void {
    busy.add(id);
  }

  release(id: string): void {
    busy.delete(id);
    this.pause = SHORTEST;
    this.later();
    void this.draw();
  }
}
