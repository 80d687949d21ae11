import type { Terminal } from "#apps/cli/terminal";

/** A JSON object that a command told. */
export type Told = Readonly<Record<string, unknown>> & { readonly event: string };

/** A terminal that keeps what a command tells programs, and its warnings apart. */
export function heldTerminal(): {
  readonly terminal: Terminal;
  readonly told: () => readonly Told[];
  readonly warned: () => readonly string[];
} {
  const told: Told[] = [];
  const warned: string[] = [];
  const terminal: Terminal = {
    language: "en",
    json: true,
    isTty: false,
    say: (event, values = {}) => void told.push({ ...values, event }),
    warn: (event) => void warned.push(event),
    tell: (event, values) => void told.push({ ...values, event }),
    write: () => undefined,
    writeError: () => undefined,
  };
  return { terminal, told: () => told, warned: () => warned };
}
