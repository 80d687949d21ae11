import { printEvent } from "#libs/adapters/native/print";
import type { Decoded } from "#libs/incident/adapter";
import type { IncidentEvent } from "#libs/incident/event";
import { toProblemJson } from "#libs/runtime/problem";
import { CliError, exitCodes } from "./exitCodes.ts";
import { readInput } from "./inputFile.ts";
import { adapterLoaders, messageProtocols, targets } from "./messageForms.ts";
import type { Terminal } from "./terminal.ts";
import { wholeView } from "./wholeView.ts";

export interface ConvertOptions {
  readonly from: string;
  readonly to: string;
  /** ISTAT codes of the room's comuni, for messages that name none. */
  readonly territory: readonly string[];
}

type Target = (typeof targets)[number];
const isTarget = (word: string): word is Target => targets.some((known) => known === word);

/**
 * Reads one message of a protocol and prints it as native JSON, or as a protocol would hand out a copy of
 * all of it; a refusal is problem JSON on standard error.
 */
export async function convert(
  terminal: Terminal,
  file: string,
  options: ConvertOptions,
): Promise<number> {
  const load = Object.hasOwn(adapterLoaders, options.from)
    ? adapterLoaders[options.from]
    : undefined;
  if (load === undefined) {
    const known = messageProtocols.join(", ");
    throw new CliError("usage", "convert-source", { protocol: options.from, known });
  }
  const { to } = options;
  if (!isTarget(to)) throw new CliError("usage", "convert-target", { protocol: to });
  const adapter = await load();
  const decoded = adapter.decode(readInput(file), {
    contentType: adapter.contentTypes[0] ?? "",
    receivedAt: new Date().toISOString(),
    territory: options.territory,
  });
  if (decoded.kind !== "event") {
    const { code, errors } = refusalOf(decoded);
    const problem = toProblemJson(code, { errors, lang: terminal.language });
    terminal.writeError(`${JSON.stringify(problem, null, terminal.json ? 0 : 2)}\n`);
    return exitCodes.refused;
  }
  terminal.write(`${await shown(decoded.event, to, terminal.json)}\n`);
  return exitCodes.ok;
}

/** An answer to a copy is no event: there is nothing to convert. */
const refusalOf = (decoded: Exclude<Decoded, { kind: "event" }>) =>
  decoded.kind === "refused" ? decoded : ({ code: "cap-answer-not-taken", errors: [] } as const);

async function shown(event: IncidentEvent, to: Target, asJson: boolean): Promise<string> {
  const { notes } = event;
  if (to === "cap") {
    const body = await written(event, to);
    return asJson ? JSON.stringify({ message: body, notes }) : body.trimEnd();
  }
  const text = to === "scheda112" ? await written(event, to) : decode(printEvent(event));
  const message: unknown = JSON.parse(text);
  return asJson ? JSON.stringify({ message, notes }) : JSON.stringify(message, null, 2);
}

/** The event as a copy of everything that it says: no agreement was asked, nothing was withheld. */
async function written(event: IncidentEvent, to: "cap" | "scheda112"): Promise<string> {
  const adapter = await adapterLoaders[to]?.();
  if (adapter === undefined) throw new Error(`no protocol ${to}`);
  return decode(adapter.encode.render(wholeView(event), "convert"));
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
