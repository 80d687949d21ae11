import { Agent, request } from "node:http";

/** A room's edge: where it is, and the key that the room shows it. */
export interface EdgePlace {
  readonly room: string;
  readonly address: string;
  readonly key: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The system under measurement, real or baseline, as a room sees it. */
export interface Target {
  readonly name: "real" | "baseline";
  readonly sender: EdgePlace;
  readonly receivers: readonly EdgePlace[];
  readonly pathOf: { messages(room: string): string; feed(room: string, after: string): string };
  /** Names under which the copies of an event that was answered with `body` come to rooms. */
  deliveries(body: string, to: readonly string[]): readonly string[];
}

/** Seconds that a long poll waits. */
export const pollSeconds = 20;

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** One request over a persistent connection. */
export function ask(
  edge: EdgePlace,
  path: string,
  post?: { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> },
): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${edge.key}`,
    ...(post && {
      "content-type": "application/json",
      "content-length": String(post.body.length),
      ...post.headers,
    }),
  };
  return new Promise((resolve, reject) => {
    const method = post === undefined ? "GET" : "POST";
    const asked = request(`${edge.address}${path}`, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    });
    asked.on("error", reject);
    asked.end(post?.body);
  });
}
