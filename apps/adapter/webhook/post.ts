import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** What is read of an answer, in bytes; the rest is nobody's business, and its connection is closed. */
export const answerBytesMax = 4_096;

/** One copy as it goes out. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Everything together, from connecting to the end of the answer. */
  readonly timeoutMs: number;
}

/** Sends requests of one room to its receiver; connections are kept open between them. */
export class Poster {
  readonly #agents = {
    "http:": new HttpAgent({ keepAlive: true }),
    "https:": new HttpsAgent({ keepAlive: true }),
  };

  constructor(private readonly nowMs: () => number) {}

  /**
   * One try. It counts as delivered when a 2xx came whole, or as much of it as is read: an answer that breaks
   * off may be that of somebody in between. `stopping` breaks the try off. Never rejects.
   */
  post(request: WebhookRequest, stopping: AbortSignal): Promise<Outcome> {
    const url = new URL(request.url);
    const secure = url.protocol === "https:";
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(request.timeoutMs)]);
    return new Promise((resolve) => {
      const failed = (error: unknown) => resolve(failure(signal.aborted ? "timeout" : word(error)));
      const options = {
        method: "POST",
        agent: this.#agents[secure ? "https:" : "http:"],
        headers: { ...request.headers, "content-length": String(request.body.length) },
        signal,
      };
      let answered = false;
      const sent = (secure ? requestHttps : requestHttp)(url, options, (answer) => {
        answered = true;
        this.#read(answer).then(resolve, failed);
      });
      sent.on("error", failed);
      sent.on("close", () => {
        if (!answered) failed(undefined);
      });
      sent.end(request.body);
    });
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #read(answer: IncomingMessage): Promise<Outcome> {
    const retryAfter = answer.headers["retry-after"];
    const outcome = outcomeOf(answer.statusCode ?? 0, retryAfter, this.nowMs());
    let bytes = 0;
    for await (const chunk of answer) {
      bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
      // Leaving the loop destroys the answer and its connection.
      if (bytes > answerBytesMax) break;
    }
    return outcome;
  }
}

const failure = (code: string): Outcome => ({ kind: "failed", code, retryAfterMs: 0 });

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection-refused",
  ENOTFOUND: "name-unknown",
  EAI_AGAIN: "name-unknown",
  ECONNRESET: "connection-broken",
  EPIPE: "connection-broken",
};

/** A word of ours for what went wrong: foreign messages hold addresses. */
function word(error: unknown): string {
  const isObject = typeof error === "object" && error !== null;
  const code: unknown = isObject ? Reflect.get(error, "code") : undefined;
  const text = typeof code === "string" ? code : "";
  const isTls = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(text);
  return isTls ? "certificate-refused" : (words[text] ?? "connection-failed");
}
