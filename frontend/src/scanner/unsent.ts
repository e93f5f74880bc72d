/** The line that says what still waits on this device: `<div data-scan-outbox data-account="7">`. Hidden while there is nothing. */
import { forget, type Outbox, waiting } from "./outbox";
import { words } from "./words";

export class UnsentScans {
  constructor(
    private readonly box: HTMLElement,
    private readonly outbox: Outbox,
  ) {
    outbox.addEventListener("changed", () => void this.draw());
    void this.draw();
  }

  async draw(): Promise<void> {
    const all = await waiting().catch(() => []);
    const account = this.box.dataset.account ?? "";
    const mine = all.filter((scan) => scan.account === account);
    const open = mine.filter((scan) => !scan.refusal);
    const lines: HTMLElement[] = [];
    if (open.length) {
      const line = this.line(words.unsent(open.length));
      line.append(this.button(words.sendNow, () => void this.outbox.drain()));
      lines.push(line);
    }
    for (const scan of mine.filter((one) => one.refusal)) {
      const line = this.line(`${words.refused}: ${scan.refusal}`);
      line.append(
        this.button(words.discard, () => {
          if (window.confirm(words.discardAsk)) void forget(scan.id).then(() => this.draw());
        }),
      );
      lines.push(line);
    }
    if (all.length > mine.length) lines.push(this.line(words.foreign(all.length - mine.length)));
    this.box.hidden = lines.length === 0;
    this.box.replaceChildren(...lines);
  }

  private line(text: string): HTMLElement {
    const line = document.createElement("p");
    const said = document.createElement("span");
    said.textContent = text;
    line.append(said);
    return line;
  }

  private button(text: string, act: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }
}
