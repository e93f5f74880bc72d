/** Questions to the server, and the four ways in which an answer may fail. */
export type Answer<T> =
  | { kind: "ok"; value: T }
  | { kind: "refused"; status: number; code: string; errors: Record<string, string[]> }
  | { kind: "signin" }
  | { kind: "unreached" };

const PATIENCE = 8000;

function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

async function ask<T>(url: string, options: RequestInit): Promise<Answer<T>> {
  const stop = new AbortController();
  const timer = window.setTimeout(() => stop.abort(), PATIENCE);
  let response: Response;
  try {
    response = await fetch(url, {
      ...options,
      credentials: "same-origin",
      redirect: "manual",
      signal: stop.signal,
      headers: { Accept: "application/json", ...options.headers },
    });
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return { kind: "signin" };
    if (response.ok) return { kind: "ok", value: (await response.json()) as T };
  } catch {
    return { kind: "unreached" };
  } finally {
    clearTimeout(timer);
  }
  if (response.status >= 500 || response.status === 408 || response.status === 429) return { kind: "unreached" };
  const said = (await response.json().catch(() => null)) as { code?: string; errors?: Record<string, string[]> } | null;
  return { kind: "refused", status: response.status, code: said?.code ?? "", errors: said?.errors ?? {} };
}

export function get<T>(url: string): Promise<Answer<T>> {
  return ask<T>(url, {});
}

/** keepalive: the answer is not waited for when the page goes away. */
export function post<T>(url: string, fields: Record<string, string>, keepalive = false): Promise<Answer<T>> {
  return ask<T>(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": token() },
    keepalive: keepalive && JSON.stringify(fields).length < 30000,
  });
}
