import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

type Body = NonNullable<RequestInit["body"]>;

/** What is asked, as `fetch` has it. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body | Uint8Array | null | undefined;
  readonly signal?: AbortSignal | undefined;
}
export type Fetching = (url: string, options?: FetchOptions) => Promise<Response>;

/** More than any description of an issuer, its keys or its tokens. */
const answerBytesMax = 1_048_576;

/**
 * A `fetch` over TLS that believes the authorities in `ca` (PEM) and no other, for this address and not for the whole
 * process. Follows no redirect: whoever asks sees it. Rejects as `fetch` does when nobody answers or the certificate is
 * not of these authorities; the error's `cause` has the code.
 */
export function fetchTrusting(ca: string): Fetching {
  return async (url, { body: given, signal, ...options } = {}) => {
    const asked = new Request(url, {
      ...options,
      ...(given && { body: given as Body }),
      ...(signal && { signal }),
    });
    const body = Buffer.from(await asked.arrayBuffer());
    try {
      return await answered(asked, body, ca);
    } catch (cause) {
      if (asked.signal.aborted) throw asked.signal.reason;
      throw new TypeError("fetch failed", { cause });
    }
  };
}

function answered(asked: Request, body: Buffer, ca: string): Promise<Response> {
  const headers = {
    ...Object.fromEntries(asked.headers),
    ...(body.length > 0 && { "content-length": String(body.length) }),
  };
  const { method, signal } = asked;
  return new Promise((resolve, reject) => {
    const request = httpsRequest(asked.url, { method, headers, signal, ca, agent: false });
    request.once("error", reject);
    request.once("response", (response) => {
      bodyOf(response).then((bytes) => resolve(responseOf(response, bytes)), reject);
    });
    request.end(body);
  });
}

async function bodyOf(response: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > answerBytesMax) throw new Error("the answer is too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Answers that have no body by their status. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

function responseOf({ statusCode = 0, rawHeaders }: IncomingMessage, bytes: Buffer<ArrayBuffer>) {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  return new Response(bodiless.has(statusCode) ? null : bytes, { status: statusCode, headers });
}
