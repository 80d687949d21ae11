import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { cosignaturesBytesMax } from "#libs/tlog/witnessProtocol";

/** An answer of a witness, not trusted yet; `unreachable`: none came in time, or it was too large. */
export type AskedWitness =
  | { readonly kind: "answered"; readonly status: number; readonly body: Buffer }
  | { readonly kind: "unreachable" };

/** Sends `add-checkpoint` to the witness at this submission prefix. Never rejects. */
export type AskWitness = (url: string, body: Buffer) => Promise<AskedWitness>;

/** A client that keeps one connection a witness; every request ends after `timeoutMs` or with `signal`. */
export function witnessClient(timeoutMs: number, signal: AbortSignal): AskWitness {
  // Its own sockets: a witness that hangs holds nobody else up.
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 8 }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 8 }),
  };
  signal.addEventListener("abort", () => {
    agents.http.destroy();
    agents.https.destroy();
  });
  return async (url, body) => {
    const address = new URL(`${url.replace(/\/$/, "")}/add-checkpoint`);
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      return await post(address, body, agents, ends);
    } catch {
      return { kind: "unreachable" };
    }
  };
}

function post(
  address: URL,
  body: Buffer,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent },
  signal: AbortSignal,
): Promise<AskedWitness> {
  const isTls = address.protocol === "https:";
  const options = {
    method: "POST",
    signal,
    agent: isTls ? agents.https : agents.http,
    headers: { "content-type": "text/plain; charset=utf-8", "content-length": body.length },
  };
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(address, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > cosignaturesBytesMax) request.destroy(new Error("too large"));
        else chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        resolve({ kind: "answered", status, body: Buffer.concat(chunks) });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}
