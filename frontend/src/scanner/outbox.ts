/** Scans that wait on this device, and their way to the server: one after the other, in the order in which they were made. */
import { shelf, type Kept } from "../kept";

export interface Body {
  id: string;
  election: string;
  regency: string;
  handover?: number;
  side: "give" | "take";
  text: string;
  typed: boolean;
  seal: string;
  condition: string;
  reason: string;
  scanned_at: string;
}

export interface Waiting extends Kept {
  submit: string;
  body: Body;
  /** What the server said when it refused; empty while it has not been heard. */
  refusal: string;
}

/** What became of a scan. */
export interface Told {
  id: string;
  outcome: string;
  title: string;
  message: string;
  handover: number | null;
  box: string | null;
  station: string | null;
  seal: string | null;
}

export type Answer =
  | { kind: "told"; told: Told }
  /** Understood and refused as no scan at all. */
  | { kind: "refused"; message: string }
  | { kind: "signin" }
  /** No answer, or one that promises nothing: try again later. */
  | { kind: "unreached" };

export const { keep, forget, waiting } = shelf<Waiting>("siaga-scan");

async function send(scan: Waiting): Promise<Answer> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  let response: Response;
  try {
    response = await fetch(scan.submit, {
      method: "POST",
      body: JSON.stringify(scan.body),
      headers: { "X-CSRFToken": token, "Content-Type": "application/json", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
  } catch {
    return { kind: "unreached" };
  }
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return { kind: "signin" };
  const said = (await response.json().catch(() => null)) as (Told & { detail?: string }) | null;
  if (said && response.status === 200) return { kind: "told", told: said };
  if (response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status)) {
    return { kind: "refused", message: said ? `${said.title} ${said.detail ?? ""}`.trim() : String(response.status) };
  }
  return { kind: "unreached" };
}

/** One window of this device at a time, where the browser can promise that. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request("siaga-scan", work);
}

const SHORTEST = 2_000;
const LONGEST = 60_000;

export class Outbox extends EventTarget {
  private pause = SHORTEST;
  private timer = 0;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(private readonly account: string) {
    super();
    const soon = (): void => {
      this.pause = SHORTEST;
      void this.drain();
    };
    window.addEventListener("online", soon);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  }

  /** Keep it, then send whatever waits. False where the device cannot keep it: it is then sent all the same. */
  async add(scan: Waiting): Promise<void> {
    const kept = await keep(scan).then(
      () => true,
      () => false,
    );
    if (kept) return this.drain();
    this.tell(scan, await send(scan), false);
  }

  /** Everything of this account that was not refused, in order; stops at the first that the server does not answer. */
  drain(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<void> {
    do {
      this.again = false;
      await alone(() => this.round());
    } while (this.again);
  }

  private async round(): Promise<void> {
    clearTimeout(this.timer);
    const mine = (await waiting().catch(() => [])).filter((scan) => scan.account === this.account && !scan.refusal);
    for (const [place, scan] of mine.entries()) {
      const answer = await send(scan);
      if (answer.kind === "told") await forget(scan.id);
      if (answer.kind === "refused") await keep({ ...scan, refusal: answer.message });
      this.tell(scan, answer, true);
      if (answer.kind === "unreached" || answer.kind === "signin") {
        for (const later of mine.slice(place + 1)) this.tell(later, answer, true);
        this.timer = window.setTimeout(() => void this.drain(), this.pause);
        this.pause = Math.min(this.pause * 2, LONGEST);
        break;
      }
      this.pause = SHORTEST;
    }
    this.dispatchEvent(new Event("changed"));
  }

  private tell(scan: Waiting, answer: Answer, kept: boolean): void {
    this.dispatchEvent(new CustomEvent<Heard>("heard", { detail: { scan, answer, kept } }));
  }
}

export interface Heard {
  scan: Waiting;
  answer: Answer;
  kept: boolean;
}
