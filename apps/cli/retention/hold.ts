import { userInfo } from "node:os";
import { coreSubjects } from "#libs/eventlog/permissions";
import { holdOrderSchema } from "#libs/policy/holdOrders";
import {
  type HoldAnswer,
  holdAnswerSchema,
  holdRequestSchema,
  retentionMessageIn,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { entriesOf } from "../incident/entriesOf.ts";
import { readSignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";
import { signed, writeOrder } from "./releaseHold.ts";

export interface HoldCommand {
  /** Pseudonym of the incident, as the log has it. */
  readonly incident: string;
  readonly mode: string;
  readonly reason: string;
  readonly role: string;
  /** Room in whose name the data are kept: officers of its titolare alone may sign for it and end it. */
  readonly room?: string | undefined;
  /** Reference of the person; the account on this machine unless said. */
  readonly by?: string | undefined;
  /** File with the key of a privacy officer: signed it stands until it is ended, else for a time. */
  readonly key?: string | undefined;
  /** Where the signed order goes instead of being carried out. */
  readonly out?: string | undefined;
  readonly data: string;
}

/** Places a legal hold, or signs for the one that stands; recorded when it ends with 0, also where it stood before. */
export async function hold(terminal: Terminal, command: HoldCommand): Promise<number> {
  const { incident, room, out, data } = command;
  const asked = command.key === undefined ? requested(command) : ordered(command, command.key);
  await assertKnown(command);
  if (out !== undefined) {
    if (!("body" in asked)) throw new CliError("usage", "hold-out-unsigned");
    writeOrder(out, asked);
    terminal.say("hold-order-signed", { incident, out });
    return exitCodes.ok;
  }
  const bytes = await askCore(data, coreSubjects.retentionHold, retentionMessageOf(asked));
  const answer = retentionMessageIn(bytes, holdAnswerSchema);
  if (answer?.outcome === "malformed" && room !== undefined) {
    throw new CliError("usage", "room-unknown", { room, path: data });
  }
  if (answer === undefined || answer.outcome === "busy" || answer.outcome === "malformed") {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  if (answer.outcome === "not-signed")
    throw new CliError("refused", "hold-not-signed", { incident });
  if (answer.outcome !== "recorded" && answer.outcome !== "same") {
    throw new CliError("refused", "hold-refused", { incident, code: answer.outcome });
  }
  tell(terminal, incident, answer);
  return exitCodes.ok;
}

function requested({ incident, mode: of, reason, role, room, by }: HoldCommand) {
  const person = by ?? userInfo().username;
  const named = room === undefined ? {} : { room };
  const asked = { of, incident, state: "placed", reason, by: person, role, ...named };
  const request = holdRequestSchema.safeParse(asked);
  if (!request.success) throw new CliError("usage", "retention-incident-wrong", { incident });
  return request.data;
}

function ordered({ incident, mode, reason, room }: HoldCommand, path: string): SignedDocument {
  if (room === undefined) throw new CliError("usage", "hold-room-missing");
  const order = { format: "raccordo-hold-order/1", mode, incident, room, reason };
  const parsed = holdOrderSchema.safeParse({ ...order, issued: new Date().toISOString() });
  if (!parsed.success) throw new CliError("usage", "retention-incident-wrong", { incident });
  return signed(parsed.data, readSignerKey(path));
}

function tell(terminal: Terminal, incident: string, answer: HoldAnswer): void {
  const { outcome, until, kept, gone = 0 } = answer;
  terminal.say(outcome === "same" ? "hold-placed-before" : "hold-placed", { incident });
  if (until !== undefined) terminal.say("hold-until", { until, incident });
  if (kept === undefined) terminal.say("hold-not-counted", { incident });
  else terminal.say(gone > 0 ? "hold-some-gone" : "hold-kept", { incident, kept, gone });
}

/** A hold of an incident that there is not, a digit wrong or in the other mode, would keep nothing, and say that it does. */
async function assertKnown({ incident, mode, data }: HoldCommand): Promise<void> {
  const { about } = await entriesOf(data, new Set([incident]));
  if (about.get(incident)?.mode !== mode) {
    throw new CliError("refused", "hold-unknown", { incident, mode });
  }
}
