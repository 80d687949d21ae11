import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import { z } from "zod";

const portsSchema = z.object({
  ports: z.record(z.string(), z.int()),
  rooms: z.record(z.string(), z.string()),
  tls: z.boolean().optional(),
});
type Ports = z.infer<typeof portsSchema>;

export type EdgeAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly body: unknown }
  /** The key that the installation keeps for the room is gone, or counts no more. */
  | { readonly kind: "key_not_kept" }
  | { readonly kind: "away" };

const answerMs = 2_500;
const answerBytesMax = 1_048_576;
const host = "127.0.0.1";

/**
 * Asks the edge of a room about its webhook, as the command line asks for the room: with the key that the installation
 * keeps in `rooms/ROOM/key`. Only these addresses: the console never reads what a room gets.
 */
export class Edges {
  readonly #data: string;

  constructor(data: string) {
    this.#data = data;
  }

  /** The process that serves a room; undefined where nobody does. */
  async adapterOf(room: string): Promise<string | undefined> {
    const rooms = (await this.#ports())?.rooms;
    return rooms !== undefined && Object.hasOwn(rooms, room) ? rooms[room] : undefined;
  }

  /** Whether the installation made a secret for a webhook of the room. */
  async hasWebhook(room: string): Promise<boolean> {
    return (await this.#text("rooms", room, "webhook")) !== undefined;
  }

  ask(room: string, method: "GET" | "POST", path: WebhookPath): Promise<EdgeAnswer> {
    return this.#ask(room, method, path).catch(() => ({ kind: "away" }));
  }

  async #ask(room: string, method: string, path: WebhookPath): Promise<EdgeAnswer> {
    const ports = await this.#ports();
    const adapter = await this.adapterOf(room);
    const port = adapter === undefined ? undefined : ports?.ports[adapter];
    if (port === undefined) return { kind: "away" };
    const key = (await this.#text("rooms", room, "key"))?.trim();
    if (key === undefined || !/^[\w-]{20,200}$/.test(key)) return { kind: "key_not_kept" };
    const ca = ports?.tls === true ? await this.#text("tls", "ca.crt") : undefined;
    const asked = { port, method, path: `/v1/rooms/${room}/${path}`, key };
    const { status, text } = await exchanged(asked, ports?.tls === true, ca);
    if (status === 401) return { kind: "key_not_kept" };
    return { kind: "answered", status, body: JSON.parse(text) };
  }

  async #ports(): Promise<Ports | undefined> {
    const text = await this.#text("ports.json");
    try {
      return text === undefined ? undefined : portsSchema.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  #text(...path: readonly string[]): Promise<string | undefined> {
    return readFile(join(this.#data, ...path), "utf8").catch(() => undefined);
  }
}

export type WebhookPath =
  | "webhook"
  | "webhook/enable"
  | "dead-letters"
  | `dead-letters/${string}/retry`;

interface Asked {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

function exchanged(
  { key, ...asked }: Asked,
  isTls: boolean,
  ca: string | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  const options = {
    ...{ ...asked, host, timeout: answerMs, signal: AbortSignal.timeout(answerMs) },
    headers: { authorization: `Bearer ${key}` },
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = isTls ? httpsRequest({ ...options, ca }) : httpRequest(options);
    request.once("error", reject);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > answerBytesMax) response.destroy(new Error("too large"));
        else chunks.push(chunk);
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.end();
  });
}
