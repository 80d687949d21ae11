import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { verifySignature } from "#apps/adapter/webhook/signature";

/** One request as a receiver got it. */
export interface ReceivedRequest {
  /** `webhook-id`: the same for every try of one copy. */
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What the check of its signature says. */
  readonly verification: string;
  readonly copy: { readonly delivery: string; readonly incident: string; readonly mode: string };
}

/** How a receiver answers; 204 unless a test says otherwise. */
export type Behaviour = (request: ReceivedRequest, response: ServerResponse) => void;

const good: Behaviour = (_request, response) => void response.writeHead(204).end();

/** A real HTTP server that a room's webhook sends to. */
export class WebhookReceiver {
  readonly requests: ReceivedRequest[] = [];
  behaviour: Behaviour = good;
  /** Of the room whose copies come. */
  secret: string = "";
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("error", () => undefined);
      response.on("error", () => undefined);
      request.on("end", () => {
        const got = this.#read(request.headers, Buffer.concat(chunks));
        this.requests.push(got);
        this.behaviour(got, response);
      });
    });
  }

  static async open(port = 0): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(port, "127.0.0.1", resolve));
    return receiver;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("nobody listens");
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/copie?chiave=segreta-sintetica`;
  }

  /** Ids of the copies that came, in their order, each once. */
  get ids(): readonly string[] {
    return [...new Set(this.requests.map(({ id }) => id))];
  }

  behave(behaviour: Behaviour = good): void {
    this.behaviour = behaviour;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #read(headers: IncomingHttpHeaders, body: Buffer): ReceivedRequest {
    const signed = {
      id: text(headers["webhook-id"]),
      timestamp: text(headers["webhook-timestamp"]),
      signature: text(headers["webhook-signature"]),
    };
    const verification = verifySignature(this.secret, signed, body, Date.now() / 1_000);
    const copy: ReceivedRequest["copy"] = JSON.parse(body.toString("utf8"));
    return { id: signed.id ?? "", headers, body, verification, copy };
  }
}

const text = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(" ") : header;
