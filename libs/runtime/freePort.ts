import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** Below: other services' well-known and registered ports lie thickest. */
const lowestPort = 10_240;

/** Where a system does not say: what Linux hands out from, and lower than what others do (RFC 6335, 49152). */
const usualEphemeralFrom = 32_768;

/**
 * The port, if one could listen on it at `host` now; undefined if not. 0 asks the system for any free one.
 */
export function listenable(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}

/** Where people say from which ports we choose: `RACCORDO_PORTS=20000-20999`, both included. */
export const portsVariable = "RACCORDO_PORTS";

/**
 * A TCP port of `host` on which nobody listens, outside `taken` and outside those that the system gives to outgoing
 * connections and to whoever asks for "any": such a port may be gone between the choice and its use, or while we are
 * stopped. `after` looks upwards from a port, so that what belongs together lies together and two that choose at
 * once seldom meet. Undefined when there is none.
 */
export async function freePort(
  host: string,
  taken: ReadonlySet<number> = new Set(),
  after?: number,
  said?: string,
): Promise<number | undefined> {
  const { from, end } = wishedRange(said) ?? { from: lowestPort, end: ephemeralFrom() };
  const span = end - from;
  if (span <= 0) return listenable(0, host);
  const start = after === undefined || after < from ? randomInt(from, end) : after + 1;
  for (let step = 0; step < span; step += 1) {
    const port = from + ((start - from + step) % span);
    if (!taken.has(port) && (await listenable(port, host)) !== undefined) return port;
  }
  return undefined;
}

interface PortRange {
  readonly from: number;
  /** The first port behind it. */
  readonly end: number;
}

function wishedRange(said: string | undefined): PortRange | undefined {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(said ?? "") ?? [];
  const [from, end] = [Number(first), Number(last) + 1];
  return from >= 1 && end > from && end <= 65_536 ? { from, end } : undefined;
}

/** The first port that the system gives out by itself. */
function ephemeralFrom(): number {
  try {
    const first = Number(
      readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split("\t")[0],
    );
    return Number.isInteger(first) ? Math.min(first, usualEphemeralFrom) : usualEphemeralFrom;
  } catch {
    return usualEphemeralFrom;
  }
}
