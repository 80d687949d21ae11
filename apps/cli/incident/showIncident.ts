import { join } from "node:path";
import type { Configuration } from "#libs/policy/documents";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { LogRecords } from "../play/logRecords.ts";
import { type ReadRecord, sayRecorded, warnIfUnrecorded } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { type Chain, chainFor, type ShownIncident } from "./chain.ts";
import { chainText } from "./chainText.ts";
import { entriesOf } from "./entriesOf.ts";
import { type LogName, logNames } from "./incidentName.ts";

export interface IncidentOptions {
  readonly data: string;
  readonly room: string;
  /** Has the reading of one incident recorded, before anything of it is opened; rejects where that cannot be done. */
  readonly recordRead: (incident: string, entries: number) => Promise<ReadRecord>;
}

/**
 * Shows an incident as the log has it for one room: who got which fields, by which article, with which outcome and
 * receipts. The leaves tell whether the log has it; its parts are opened once the reading is in the log.
 */
export async function showIncident(
  terminal: Terminal,
  name: string,
  options: IncidentOptions,
): Promise<number> {
  const { data, room } = options;
  const names = logNames(data, room, name);
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new CliError("refused", "vkey-none", { path: data });
  const path = join(data, "audit");
  const { about, receipts } = await entriesOf(data, new Set(names.map(({ incident }) => incident)));
  for (const known of names) {
    const entries = about.get(known.incident)?.entries;
    if (entries === undefined) continue;
    const read = await options.recordRead(known.incident, entries + receipts);
    warnIfUnrecorded(terminal, read);
    const chain = await chainOf(configuration, options, known);
    if (chain === undefined) continue;
    tell(terminal, { ...known, chain, room, path }, read);
    return exitCodes.ok;
  }
  throw new CliError("refused", "incident-none", { room, path });
}

async function chainOf(
  configuration: Configuration,
  { data, room }: IncidentOptions,
  { incident, mode }: LogName,
): Promise<Chain | undefined> {
  const log = new LogRecords(data, configuration, (one) => one === incident);
  await log.refresh();
  const own = [...log.records.values()].filter(({ leaf }) => leaf.mode === mode);
  return chainFor(room, own, log.receipts);
}

function tell(terminal: Terminal, shown: ShownIncident, read: ReadRecord): void {
  if (terminal.json) terminal.tell("incident", json(shown, read));
  else terminal.write(`${chainText(terminal.language, shown).join("\n")}\n`);
  sayRecorded(terminal, read);
}

const json = ({ incident, mode, room, chain }: ShownIncident, read: ReadRecord) => ({
  ...{ incident, mode, room, is_owner: chain.owner === room, category: chain.category },
  steps: chain.steps,
  ...{ read_from_log: true, reading_recorded: read.recorded },
  ...(read.recorded && { read: read.read }),
});
