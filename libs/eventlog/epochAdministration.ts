import type { NatsConnection } from "@nats-io/transport-node";
import { ask } from "./ask.ts";
import { type EpochAnswer, epochAnswerIn, epochRequestOf } from "./epochMessages.ts";
import { vaultSubjects } from "./permissions.ts";

/** What policy asks of the vault about its epochs. `failed`: it may or may not have been done; asking again is right. */
export interface EpochAdministration {
  list(): Promise<EpochAnswer>;
  rotate(): Promise<EpochAnswer>;
  destroy(epoch: number): Promise<EpochAnswer>;
}

const nothing = new Uint8Array();

/** The vault's epochs over requests of policy's connection; a token that makes a key takes longer than a file. */
export function epochAdministration(
  connection: NatsConnection,
  timeoutMs: number,
): EpochAdministration {
  const asked = async (subject: string, request: Uint8Array): Promise<EpochAnswer> => {
    const answer = await ask(connection, subject, request, timeoutMs);
    const read = answer.kind === "answered" ? epochAnswerIn(answer.data) : undefined;
    return read ?? { outcome: "failed" };
  };
  return {
    list: () => asked(vaultSubjects.epochs, nothing),
    rotate: () => asked(vaultSubjects.rotate, nothing),
    destroy: (epoch) => asked(vaultSubjects.destroyEpoch, epochRequestOf(epoch)),
  };
}
