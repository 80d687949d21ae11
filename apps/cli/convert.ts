import { printEvent } from "#libs/adapters/native/print";
import type { ProtocolAdapter } from "#libs/incident/adapter";
import { toProblemJson } from "#libs/runtime/problem";
import { CliError, exitCodes } from "./exitCodes.ts";
import { readInput } from "./inputFile.ts";
import type { Terminal } from "./terminal.ts";

export interface ConvertOptions {
  readonly from: string;
  readonly to: string;
  /** ISTAT codes of the room's comuni, for messages that name none. */
  readonly territory: readonly string[];
}

/** Loaded only when asked for: CAP brings a megabyte of WebAssembly. */
const protocols: Readonly<Record<string, () => Promise<ProtocolAdapter>>> = {
  native: async () => (await import("#libs/adapters/native/adapter")).nativeAdapter,
  cap: async () => (await import("#libs/adapters/cap/adapter")).capAdapter,
};

/** Protocols that a message may be in. */
export const messageProtocols: readonly string[] = Object.keys(protocols);

/** Reads one message of a protocol and prints it as native JSON; a refusal is problem JSON on standard error. */
export async function convert(
  terminal: Terminal,
  file: string,
  options: ConvertOptions,
): Promise<number> {
  const load = Object.hasOwn(protocols, options.from) ? protocols[options.from] : undefined;
  if (load === undefined) {
    const known = messageProtocols.join(", ");
    throw new CliError("usage", "convert-source", { protocol: options.from, known });
  }
  if (options.to !== "json" && options.to !== "native") {
    throw new CliError("usage", "convert-target", { protocol: options.to });
  }
  const adapter = await load();
  const decoded = adapter.decode(readInput(file), {
    contentType: adapter.contentTypes[0] ?? "",
    receivedAt: new Date().toISOString(),
    territory: options.territory,
  });
  if (decoded.kind === "refused") {
    const { code, errors } = decoded;
    const problem = toProblemJson(code, { errors, lang: terminal.language });
    terminal.writeError(`${JSON.stringify(problem, null, terminal.json ? 0 : 2)}\n`);
    return exitCodes.refused;
  }
  const message: unknown = JSON.parse(new TextDecoder().decode(printEvent(decoded.event)));
  const { notes } = decoded.event;
  const shown = terminal.json
    ? JSON.stringify({ message, notes })
    : JSON.stringify(message, null, 2);
  terminal.write(`${shown}\n`);
  return exitCodes.ok;
}
