import { join } from "node:path";
import { z } from "zod";
import { idOfAlias } from "#libs/seal/alias";
import type { Mode } from "#libs/seal/bytes";
import { incidentId, incidentPseudonym } from "#libs/seal/ids";
import { CliError } from "../exitCodes.ts";
import { parseFile } from "../installation.ts";
import { readPrivate } from "../privateFiles.ts";

const modes = ["actual", "exercise"] as const satisfies readonly Mode[];

const key = z.string().length(43);
const roomKeys = z.looseObject({ naming: key, alias: key });
const exchangeSchema = z.looseObject({
  rooms: z.array(z.looseObject({ id: z.string(), actual: roomKeys, exercise: roomKeys })),
});
const policySchema = z.looseObject({ log_pseudonym: key });

/** A name under which the log may know the incident that a room means. */
export interface LogName {
  readonly mode: Mode;
  /** Pseudonym of the incident in the log. */
  readonly incident: string;
}

/**
 * Names under which the log may know what `room` calls `name`, its own id or an alias that it was given.
 * Only who has the keys of exchange and policy can make them: here they lie in DATA/run.
 */
export function logNames(data: string, room: string, name: string): readonly LogName[] {
  const keys = roomKeysOf(data, room);
  const policy = configOf(data, "policy", policySchema);
  const logKey = Buffer.from(policy.log_pseudonym, "base64url");
  return modes.flatMap((mode) => {
    const { naming, alias } = keys[mode];
    const own = incidentId(Buffer.from(naming, "base64url"), mode, name);
    const other = idOfAlias(Buffer.from(alias, "base64url"), name);
    const ids = other === undefined ? [own] : [own, other];
    return ids.map((id) => ({ mode, incident: incidentPseudonym(logKey, mode, id) }));
  });
}

/** Ids that `room` may mean by `name` in a mode: its own incident's first, then another's that it knows by an alias. */
export function incidentIds(
  data: string,
  room: string,
  mode: Mode,
  name: string,
): readonly string[] {
  const { naming, alias } = roomKeysOf(data, room)[mode];
  const own = incidentId(Buffer.from(naming, "base64url"), mode, name);
  const other = idOfAlias(Buffer.from(alias, "base64url"), name);
  return other === undefined ? [own] : [own, other];
}

function roomKeysOf(data: string, room: string) {
  const { rooms } = configOf(data, "exchange", exchangeSchema);
  const found = rooms.find(({ id }) => id === room);
  if (found !== undefined) return found;
  const known = rooms.map(({ id }) => id).join(", ");
  throw new CliError("usage", "incident-no-room", { room, known });
}

function configOf<T>(data: string, process: string, type: z.ZodType<T>): T {
  const path = join(data, "run", `${process}.json`);
  const text = readPrivate(path);
  if (text === undefined) throw new CliError("refused", "incident-keys-missing", { path, data });
  return parseFile(path, text, type);
}
