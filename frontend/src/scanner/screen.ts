/**
 * The scanner: a camera, what came of the last scan, and the list of all.
 *
 * data-submit, -election, -regency, -handover, -side, -account; data-clock: the demo's standing clock.
 * One code is one scan until it has left the view. While a seal or a reason is being typed nothing is read.
 */
import type { Heard, Outbox, Told } from "./outbox";
import { waiting, type Waiting } from "./outbox";
import { makeReader, type Reader } from "./reader";
import * as signals from "./signals";
import { words } from "./words";

const PAUSE = 90;
const GONE = 2_500;

interface Read {
  text: string;
  typed: boolean;
}

function part<T extends HTMLElement>(root: HTMLElement, name: string): T {
  const found = root.querySelector<T>(`[data-${name}]`);
  if (!found) throw new Error(name);
  return found;
}

function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const spaced = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`;

export class Scanner {
  private readonly video: HTMLVideoElement;
  private readonly note: HTMLElement;
  private readonly startButton: HTMLButtonElement;
  private readonly verdict: HTMLElement;
  private readonly list: HTMLElement;
  private readonly count: HTMLElement;
  private readonly typed: HTMLFormElement;
  private readonly sheet: HTMLFormElement;
  private readonly askSeal: HTMLInputElement;
  private reader: Reader | null = null;
  private stream: MediaStream | null = null;
  private last = "";
  private lastSeen = 0;
  private pending: Read | null = null;
  private mine = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly outbox: Outbox,
  ) {
    this.video = part(root, "video");
    this.note = part(root, "note");
    this.startButton = part(root, "start");
    this.verdict = part(root, "verdict");
    this.list = part(root, "list");
    this.count = part(root, "count");
    this.typed = part(root, "typed");
    this.sheet = part(root, "sheet");
    this.askSeal = part(root, "ask-seal");
  }

  start(): void {
    this.startButton.addEventListener("click", () => {
      signals.wake();
      void this.camera();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.rest();
      else if (this.reader && !this.stream) void this.camera();
    });
    this.typed.addEventListener("submit", (event) => {
      event.preventDefault();
      signals.wake();
      const field = this.typed.elements.namedItem("text") as HTMLInputElement;
      if (!field.value.trim()) return;
      this.take({ text: field.value.trim(), typed: true });
      field.value = "";
    });
    this.sheet.addEventListener("submit", (event) => {
      event.preventDefault();
      this.closeSheet(true);
    });
    part(this.sheet, "cancel").addEventListener("click", () => this.closeSheet(false));
    this.askSeal.checked = this.remembered();
    this.askSeal.addEventListener("change", () => {
      try {
        localStorage.setItem("siaga-tanya-segel", this.askSeal.checked ? "1" : "0");
      } catch {
        // The box then starts ticked each time.
      }
    });
    this.outbox.addEventListener("heard", (event) => this.heard((event as CustomEvent<Heard>).detail));
    void this.outbox.drain();
  }

  private remembered(): boolean {
    try {
      return localStorage.getItem("siaga-tanya-segel") !== "0";
    } catch {
      return true;
    }
  }

  // The camera -----------------------------------------------------------------------------------------------------

  private async camera(): Promise<void> {
    if (!navigator.mediaDevices?.getUserMedia) return this.say(words.cameraInsecure);
    this.say(words.starting);
    this.startButton.hidden = true;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
    } catch (error) {
      this.startButton.hidden = false;
      const denied = error instanceof DOMException && error.name === "NotAllowedError";
      return this.say(denied ? words.cameraDenied : words.cameraMissing);
    }
    this.video.srcObject = this.stream;
    await this.video.play().catch(() => undefined);
    this.torch();
    try {
      this.reader ??= await makeReader();
    } catch {
      this.rest();
      this.startButton.hidden = false;
      return this.say(words.readerFailed);
    }
    this.root.classList.add("is-live");
    this.say(words.aim);
    void this.look(this.stream);
  }

  private rest(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.root.classList.remove("is-live");
  }

  private torch(): void {
    const track = this.stream?.getVideoTracks()[0];
    const button = part<HTMLButtonElement>(this.root, "torch");
    const can = (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch;
    button.hidden = !can;
    let on = false;
    button.onclick = () => {
      on = !on;
      button.setAttribute("aria-pressed", String(on));
      void track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    };
  }

  private async look(stream: MediaStream): Promise<void> {
    while (this.stream === stream && this.reader) {
      if (!this.pending && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        const text = await this.reader.read(this.video).catch(() => "");
        if (text) this.seen(text);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  private seen(text: string): void {
    const now = Date.now();
    const same = text === this.last && now - this.lastSeen < GONE;
    this.last = text;
    this.lastSeen = now;
    if (!same) this.take({ text, typed: false });
  }

  private say(text: string): void {
    this.note.textContent = text;
  }

  // From a code to a scan --------------------------------------------------------------------------------------------

  private take(read: Read): void {
    signals.read();
    if (this.askSeal.checked) this.openSheet(read, false);
    else void this.submit(read, "", "", "");
  }

  private openSheet(read: Read, reason: boolean): void {
    this.pending = read;
    this.sheet.reset();
    part(this.sheet, "sheet-title").textContent = `${words.box} ${spaced(this.codeOf(read))}`;
    part(this.sheet, "reason").hidden = !reason;
    (this.sheet.elements.namedItem("reason") as HTMLInputElement).required = reason;
    this.sheet.hidden = false;
    this.root.classList.add("has-sheet");
    (this.sheet.elements.namedItem(reason ? "reason" : "seal") as HTMLInputElement).focus();
  }

  private closeSheet(send: boolean): void {
    const read = this.pending;
    const value = (name: string): string => (this.sheet.elements.namedItem(name) as HTMLInputElement).value.trim();
    this.sheet.hidden = true;
    this.root.classList.remove("has-sheet");
    this.pending = null;
    this.lastSeen = Date.now();
    if (send && read) void this.submit(read, value("seal"), value("condition"), value("reason"));
  }

  private codeOf(read: Read): string {
    return read.typed ? read.text.replaceAll(/[\s-]/g, "").toUpperCase() : (read.text.split(":")[1] ?? read.text).slice(0, 10);
  }

  private async submit(read: Read, seal: string, condition: string, reason: string): Promise<void> {
    const { submit = "", election = "", regency = "", handover, side, account = "", clock } = this.root.dataset;
    const now = new Date().toISOString();
    const scan: Waiting = {
      id: newId(),
      account,
      savedAt: now,
      submit,
      refusal: "",
      body: {
        id: "",
        election,
        regency,
        ...(handover ? { handover: Number(handover) } : {}),
        side: side === "give" ? "give" : "take",
        text: read.text,
        typed: read.typed,
        seal,
        condition,
        reason,
        scanned_at: clock || now,
      },
    };
    scan.body.id = scan.id;
    const before = await waiting().catch(() => []);
    const code = this.codeOf(read);
    if (before.some((one) => !one.refusal && one.body.side === scan.body.side && this.codeOf(one.body) === code)) {
      signals.bad();
      return this.show("bad", words.kept, words.twice);
    }
    this.mine = scan.id;
    this.show("waits", words.sending, `${words.box} ${spaced(code)}`);
    await this.outbox.add(scan);
  }

  // What came of it --------------------------------------------------------------------------------------------------

  private heard({ scan, answer, kept }: Heard): void {
    const current = scan.id === this.mine;
    const code = spaced(this.codeOf(scan.body));
    if (answer.kind === "told") {
      const fine = answer.told.outcome === "accepted";
      this.row(answer.told, fine, code);
      if (!current) return;
      const warned = fine && answer.told.message.includes("PERHATIAN");
      if (fine && !warned) signals.good();
      else signals.bad();
      this.show(fine ? (warned ? "warns" : "good") : "bad", `${answer.told.title} · ${code}`, this.about(answer.told));
      if (answer.told.outcome === "skipped" && scan.body.side === "take") this.offerReason(scan);
      return;
    }
    if (!current) return;
    if (answer.kind === "refused") {
      signals.bad();
      this.show("bad", words.refused, answer.message);
    } else {
      signals.read();
      const why = answer.kind === "signin" ? words.signIn : words.keptMore;
      this.show("waits", kept ? `${words.kept} · ${code}` : words.keepFailed, kept ? why : "");
    }
  }

  private about(told: Told): string {
    const station = told.station ? `TPS ${told.station.split("/")[1] ?? ""} · ` : "";
    return `${station}${told.message}`;
  }

  private show(kind: "good" | "bad" | "warns" | "waits", title: string, text: string): void {
    this.verdict.className = `scanner-verdict is-${kind}`;
    const head = document.createElement("strong");
    head.textContent = title;
    const body = document.createElement("span");
    body.textContent = text;
    this.verdict.replaceChildren(head, body);
  }

  private offerReason(scan: Waiting): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-lg";
    button.textContent = this.root.dataset.withReason ?? "";
    button.addEventListener("click", () => this.openSheet({ text: scan.body.text, typed: scan.body.typed }, true));
    this.verdict.append(button);
  }

  private row(told: Told, fine: boolean, code: string): void {
    const line = document.createElement("li");
    line.className = fine ? "is-good" : "is-bad";
    const mark = document.createElement("span");
    mark.className = "scanner-mark";
    mark.textContent = fine ? "✓" : "✕";
    const name = document.createElement("strong");
    name.textContent = code;
    const text = document.createElement("span");
    text.textContent = fine ? this.about(told) : `${told.title}. ${told.message}`;
    line.append(mark, name, text);
    this.list.prepend(line);
    if (fine) this.count.textContent = String(Number(this.count.textContent ?? "0") + 1);
  }
}
