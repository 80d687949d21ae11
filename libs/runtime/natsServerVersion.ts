/** Version of a nats-server binary. */
export type NatsServerVersion = {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
};

/** Oldest server that has what the streams need (per-message rollup, covering-filter expectations). */
export const oldestNatsServer: NatsServerVersion = { major: 2, minor: 12, patch: 0 };

/** Reads `nats-server: v2.15.1` (or a bare `2.15.1`); undefined for anything else. */
export function parseNatsServerVersion(output: string): NatsServerVersion | undefined {
  const match = /(?:^|[\sv])(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?![\d.])/.exec(output.trim());
  if (!match) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** `2.15.1`. */
export function formatNatsServerVersion(version: NatsServerVersion): string {
  return `${version.major}.${version.minor}.${version.patch}`;
}

/** Negative when `a` is older than `b`, 0 when equal, positive when newer. */
export function compareNatsServerVersions(a: NatsServerVersion, b: NatsServerVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** True when `version` is at least {@link oldestNatsServer}. */
export function isSupportedNatsServer(version: NatsServerVersion): boolean {
  return compareNatsServerVersions(version, oldestNatsServer) >= 0;
}
