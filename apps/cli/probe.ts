/** What a process answered to a look at it. */
export interface Probe {
  readonly status: number;
  readonly body: unknown;
  /** Its clock, milliseconds since the epoch and whole seconds, and when we read it. */
  readonly dateMs: number | undefined;
  readonly readAtMs: number;
}

type Asking = (
  url: string,
  options: { readonly redirect: "error"; readonly signal: AbortSignal },
) => Promise<Response>;

const answerMsMax = 2_000;

/** Asks once and without a credential; undefined when nobody answers in time. */
export async function probe(url: string): Promise<Probe | undefined> {
  const answer = await probeOrWhy(url);
  return "why" in answer ? undefined : answer;
}

/** Like {@link probe}, by whatever way of asking; where nobody answered, the code of the network's or of TLS's error. */
export async function probeOrWhy(
  url: string,
  ask: Asking = fetch,
): Promise<Probe | { readonly why: string }> {
  try {
    const signal = AbortSignal.timeout(answerMsMax);
    const response = await ask(url, { redirect: "error", signal });
    const text = await response.text();
    const date = Date.parse(response.headers.get("date") ?? "");
    const dateMs = Number.isNaN(date) ? undefined : date;
    return { status: response.status, body: jsonOr(text), dateMs, readAtMs: Date.now() };
  } catch (error) {
    return { why: codeOf(error instanceof Error ? error.cause : undefined) };
  }
}

const codeOf = (cause: unknown): string => textMember(cause, "code") ?? "";

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A member of an answer that is text; undefined where there is none. */
export function textMember(body: unknown, name: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === "string" ? value : undefined;
}
