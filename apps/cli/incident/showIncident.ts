import { join } from "node:path";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { LogRecords } from "../play/logRecords.ts";
import type { Terminal } from "../terminal.ts";
import { type Chain, chainFor, type ShownIncident } from "./chain.ts";
import { chainText } from "./chainText.ts";
import { type LogName, logNames } from "./incidentName.ts";

export interface IncidentOptions {
  readonly data: string;
  readonly room: string;
}

/**
 * Shows an incident as the log has it for one room: who got which fields, by which article, with which
 * outcome and receipts. Reads DATA only, asks no process.
 */
export async function showIncident(
  terminal: Terminal,
  name: string,
  { data, room }: IncidentOptions,
): Promise<number> {
  const names = logNames(data, room, name);
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new CliError("refused", "vkey-none", { path: data });
  const path = join(data, "audit");
  const log = new LogRecords(data, configuration);
  await log.refresh();
  const shown = find(log, names, room);
  if (shown === undefined) throw new CliError("refused", "incident-none", { room, path });
  const incident: ShownIncident = { ...shown, room, path };
  if (terminal.json) terminal.tell("incident", json(incident));
  else terminal.write(`${chainText(terminal.language, incident).join("\n")}\n`);
  return exitCodes.ok;
}

function find(
  log: LogRecords,
  names: readonly LogName[],
  room: string,
): (LogName & { readonly chain: Chain }) | undefined {
  const records = [...log.records.values()];
  for (const name of names) {
    const own = records.filter(
      ({ leaf }) => leaf.incident === name.incident && leaf.mode === name.mode,
    );
    const chain = chainFor(room, own, log.receipts);
    if (chain !== undefined) return { ...name, chain };
  }
  return undefined;
}

const json = ({ incident, mode, room, chain }: ShownIncident) => ({
  ...{ incident, mode, room, is_owner: chain.owner === room, category: chain.category },
  steps: chain.steps,
  ...{ read_from_log: true, reading_recorded: false },
});
