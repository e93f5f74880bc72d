/** Sends one report, and says in one word what became of it. */
import type { Waiting } from "./outbox";
import { words } from "./words";

export type Answer =
  /** Durable on the server (new, a repeat, or kept as a conflict). html: the receipt. */
  | { kind: "stored"; outcome: string; said: string; html: string }
  /** Understood and refused: the person must change something. */
  | { kind: "refused"; message: string; remedy: string }
  | { kind: "signin" }
  /** No answer, or one that promises nothing: try again later. */
  | { kind: "unreached"; message: string };

export async function send(report: Waiting): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(report.fields)) body.append(name, value);
  body.append("xml_submission_file", new File([report.xml], "laporan.xml", { type: "text/xml" }));
  for (const { name, file } of report.files) body.append(name, file, name);
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  let response: Response;
  try {
    response = await fetch(report.submit, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
  } catch {
    return { kind: "unreached", message: "" };
  }
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return { kind: "signin" };
  const said = (await response.json().catch(() => null)) as Record<string, string> | null;
  if (said && (response.status === 200 || response.status === 201)) {
    return { kind: "stored", outcome: said.outcome ?? "", said: said.said ?? "", html: said.html ?? "" };
  }
  if (said && response.status >= 400 && response.status < 500 && said.message) {
    return { kind: "refused", message: said.message, remedy: said.remedy ?? "" };
  }
  // Asking again later would bring the same answer, except where the server only asks for patience.
  if (response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status)) {
    return { kind: "refused", message: `${words.refusedUnread} (${response.status}).`, remedy: words.refusedUnreadMore };
  }
  return { kind: "unreached", message: words.serverFault };
}
