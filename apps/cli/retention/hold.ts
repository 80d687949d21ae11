import { userInfo } from "node:os";
import { coreSubjects } from "#libs/eventlog/permissions";
import {
  holdAnswerSchema,
  holdRequestSchema,
  retentionMessageIn,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { entriesOf } from "../incident/entriesOf.ts";
import type { Terminal } from "../terminal.ts";

export interface HoldCommand {
  /** Pseudonym of the incident, as the log has it. */
  readonly incident: string;
  readonly mode: string;
  readonly reason: string;
  readonly role: string;
  /** Room in whose name the data are kept: officers of its titolare alone may end it. */
  readonly room?: string | undefined;
  /** Reference of the person; the account on this machine unless said. */
  readonly by?: string | undefined;
  readonly data: string;
}

/** Places a legal hold; recorded when it ends with 0, also where it stood before. */
export async function hold(terminal: Terminal, command: HoldCommand): Promise<number> {
  const { incident, mode: of, reason, role, room, data } = command;
  const by = command.by ?? userInfo().username;
  const named = room === undefined ? {} : { room };
  const asked = { of, incident, state: "placed", reason, by, role, ...named };
  const request = holdRequestSchema.safeParse(asked);
  if (!request.success) throw new CliError("usage", "retention-incident-wrong", { incident });
  await assertKnown(command);
  const bytes = await askCore(data, coreSubjects.retentionHold, retentionMessageOf(request.data));
  const answer = retentionMessageIn(bytes, holdAnswerSchema);
  if (answer?.outcome === "malformed" && room !== undefined) {
    throw new CliError("usage", "room-unknown", { room, path: data });
  }
  if (answer?.outcome !== "recorded" && answer?.outcome !== "same") {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  terminal.say(answer.outcome === "same" ? "hold-placed-before" : "hold-placed", { incident });
  const { kept, gone = 0 } = answer;
  if (kept === undefined) terminal.say("hold-not-counted", { incident });
  else terminal.say(gone > 0 ? "hold-some-gone" : "hold-kept", { incident, kept, gone });
  return exitCodes.ok;
}

/** A hold of an incident that there is not, a digit wrong or in the other mode, would keep nothing, and say that it does. */
async function assertKnown({ incident, mode, data }: HoldCommand): Promise<void> {
  const { about } = await entriesOf(data, new Set([incident]));
  if (about.get(incident)?.mode !== mode) {
    throw new CliError("refused", "hold-unknown", { incident, mode });
  }
}
