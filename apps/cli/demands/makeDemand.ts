import { coreSubjects } from "#libs/eventlog/permissions";
import type { Mode } from "#libs/incident/event";
import {
  type DemandAnswer,
  type DemandRequest,
  demandAnswerSchema,
  demandBytes,
} from "#libs/policy/demandMessages";
import { messageIn } from "#libs/policy/emergencyMessages";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { incidentIds, logNames } from "../incident/incidentName.ts";
import { readSignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";
import { signedOrder } from "./signedOrder.ts";

export interface DemandOptions {
  readonly data: string;
  readonly room: string;
  readonly mode: Mode;
  readonly ref?: string;
  readonly field: string;
  readonly kind: string;
  readonly reason: string;
  readonly deadline: number;
  /** File with the signing key of a person of the room's titolare. */
  readonly key: string;
}

/** `recall demand`: takes one datum back, in the name of the titolare of the room that gave it. */
export async function makeDemand(
  terminal: Terminal,
  name: string,
  options: DemandOptions,
): Promise<number> {
  const { data, room, mode, field: path, kind } = options;
  const signer = readSignerKey(options.key);
  const ids = incidentIds(data, room, mode, name);
  const names = logNames(data, room, name).filter((one) => one.mode === mode);
  let answer: DemandAnswer = { outcome: "busy" };
  for (const [index, incident] of ids.entries()) {
    const pseudonym = names[index]?.incident ?? "";
    const order = signedOrder(signer, orderOf(pseudonym, options), "demand-malformed");
    answer = await asked(data, { order, incident });
    if (answer.outcome !== "refused" || answer.code !== "unknown") break;
  }
  if (answer.outcome === "busy")
    throw new CliError("unreachable", "administration-away", { path: data });
  if (answer.outcome === "refused") {
    throw new CliError("refused", `demand-${answer.code}`, { room, path, incident: name });
  }
  const { outcome, until, rooms } = answer;
  terminal.tell("demand", { outcome, until, rooms, path, kind });
  if (terminal.json) return exitCodes.ok;
  const day = until.slice(0, 10);
  terminal.say(outcome === "demanded" ? "demand-made" : "demand-before", { path, until: day });
  if (rooms.length === 0) terminal.say("demand-rooms-none");
  else terminal.say("demand-rooms", { rooms: rooms.join(", ") });
  if (kind === "rectification") terminal.say("demand-rectify");
  terminal.say("demand-next");
  return exitCodes.ok;
}

function orderOf(incident: string, options: DemandOptions): unknown {
  const { mode, room, ref, field: path, kind, reason, deadline: days } = options;
  return {
    ...{ format: "raccordo-demand-order/1", mode, incident, room, path, kind, reason, days },
    ...(ref !== undefined && { ref }),
    issued: new Date().toISOString(),
  };
}

async function asked(data: string, request: DemandRequest): Promise<DemandAnswer> {
  const answer = await askCore(data, coreSubjects.demandMake, demandBytes(request));
  return messageIn(answer, demandAnswerSchema) ?? { outcome: "busy" };
}
