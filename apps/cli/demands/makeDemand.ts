import { coreSubjects } from "#libs/eventlog/permissions";
import type { Mode } from "#libs/incident/event";
import {
  type DemandAnswer,
  type DemandRequest,
  demandAnswerSchema,
  demandBytes,
  demandRequestSchema,
} from "#libs/policy/demandMessages";
import { messageIn } from "#libs/policy/emergencyMessages";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { incidentIds } from "../incident/incidentName.ts";
import type { Terminal } from "../terminal.ts";

export interface DemandOptions {
  readonly data: string;
  readonly room: string;
  readonly mode: Mode;
  readonly ref?: string;
  readonly field: string;
  readonly kind: string;
  readonly reason: string;
  readonly deadline: number;
}

/** `recall demand`: takes one datum back, in the name of the titolare of the room that gave it. */
export async function makeDemand(
  terminal: Terminal,
  name: string,
  options: DemandOptions,
): Promise<number> {
  const { data, room, mode, field: path, kind } = options;
  const [first, ...others] = incidentIds(data, room, mode, name);
  if (first === undefined) throw new Error("a room means at least its own incident");
  let answer = await asked(data, requestOf(first, options));
  for (const incident of others) {
    if (answer.outcome !== "refused" || answer.code !== "unknown") break;
    answer = await asked(data, requestOf(incident, options));
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

function requestOf(incident: string, options: DemandOptions): DemandRequest {
  const { mode, room, ref, field: path, kind, reason, deadline: days } = options;
  const stated = { mode, incident, room, path, kind, reason, days };
  const request = demandRequestSchema.safeParse(ref === undefined ? stated : { ...stated, ref });
  if (!request.success) throw new CliError("usage", "demand-malformed");
  return request.data;
}

async function asked(data: string, request: DemandRequest): Promise<DemandAnswer> {
  const answer = await askCore(data, coreSubjects.demandMake, demandBytes(request));
  return messageIn(answer, demandAnswerSchema) ?? { outcome: "busy" };
}
