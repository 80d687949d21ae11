import { join } from "node:path";
import { believe } from "./authority.ts";
import { CliError } from "./exitCodes.ts";
import { addressOf, readPorts } from "./ports.ts";
import { readPrivate } from "./privateFiles.ts";

/** Where a room's messages go and its copies come from. */
export const edgePath = (room: string, what: "messages" | "feed"): string =>
  `/v1/rooms/${room}/${what}`;

/** Where a room's edge is, and the key that the room shows it. */
export interface EdgeAccess {
  readonly address: string;
  readonly key: string;
}

export interface EdgeAnswer {
  readonly status: number;
  /** JSON where the body is JSON, else its text. */
  readonly body: unknown;
}

const answerBytesMax = 32 * 1024 * 1024;
const graceMs = 15_000;

/** A room of the installation in `data`. */
export function edgeOf(data: string, room: string): EdgeAccess {
  const path = join(data, "ports.json");
  const address = addressOf(readPorts(data), room);
  const key = /^[a-z0-9_-]{1,64}$/.test(room)
    ? readPrivate(join(data, "rooms", room, "key"))
    : undefined;
  if (address === undefined || key === undefined) {
    throw new CliError("usage", "room-unknown", { room, path });
  }
  if (address.startsWith("https:")) believe(join(data, "tls", "ca.crt"));
  return { address, key: key.trimEnd() };
}

export interface EdgeRequest {
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
  /** How long the edge itself may take before it answers. */
  readonly waitMs?: number;
  readonly language?: string;
  /** Ends the request early. */
  readonly signal?: AbortSignal;
}

/** One request as the room. Rejects with a CliError when nobody answers. */
export async function askEdge(edge: EdgeAccess, request: EdgeRequest): Promise<EdgeAnswer> {
  const { path, method, body, contentType, waitMs = 0, language = "en" } = request;
  try {
    const response = await fetch(`${edge.address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${edge.key}`,
        "accept-language": language,
        ...(contentType === undefined ? {} : { "content-type": contentType }),
      },
      redirect: "error",
      signal: AbortSignal.any([
        AbortSignal.timeout(waitMs + graceMs),
        ...(request.signal === undefined ? [] : [request.signal]),
      ]),
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, body: parsed(await response.arrayBuffer()) };
  } catch (cause) {
    throw new CliError("unreachable", "edge-unreachable", { address: edge.address }, { cause });
  }
}

function parsed(bytes: ArrayBuffer): unknown {
  if (bytes.byteLength > answerBytesMax) throw new RangeError("answer too large");
  const text = Buffer.from(bytes).toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** 503 and its kind: the same request is right later. */
export const isBusy = (status: number): boolean => status === 429 || status >= 500;

/** The code of a problem body; empty when there is none. */
export function problemCode(body: unknown): string {
  if (typeof body !== "object" || body === null || !("code" in body)) return "";
  return String(body.code);
}
