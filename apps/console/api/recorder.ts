import type { NatsConnection } from "@nats-io/transport-node";
import { ask } from "#libs/eventlog/ask";
import { coreSubjects } from "#libs/eventlog/permissions";
import {
  type CredentialRequest,
  credentialAnswerIn,
  credentialMessageOf,
} from "#libs/policy/credentialMessages";
import { type ExportRequest, exportAnswerIn, exportMessageOf } from "#libs/policy/exportMessages";
import { type ReadRequest, readAnswerIn, readMessageOf } from "#libs/policy/readMessages";
import type { Logger } from "#libs/runtime/logger";
import type { RecordedPlace } from "./readingSessions.ts";

/** Has records written by policy: undefined where one could not be, and then nothing is read, leaves or changes. */
export interface Recorder {
  read(request: ReadRequest): Promise<RecordedPlace | undefined>;
  leave(request: ExportRequest): Promise<RecordedPlace | undefined>;
  change(request: CredentialRequest): Promise<RecordedPlace | undefined>;
}

const answerMsMax = 5_000;
/** An answer that is lost is asked for again with the same id: it is recorded once. */
const attempts = 2;

export function natsRecorder(connection: NatsConnection, logger: Logger): Recorder {
  const asked = async (
    subject: string,
    message: Uint8Array,
    answerIn: (bytes: Uint8Array) => RecordAnswer | undefined,
  ): Promise<RecordedPlace | undefined> => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const answer = await ask(connection, subject, message, answerMsMax);
      const said = answer.kind === "answered" ? answerIn(answer.data) : undefined;
      if (said?.outcome === "recorded") return { year: said.year, index: said.seq - 1 };
      const reason = said?.outcome === "refused" ? said.code : reasonOf(answer);
      logger.warn("reading-not-recorded", { attempt, reason });
      if (said?.outcome === "refused") return undefined;
    }
    return undefined;
  };
  return {
    read: (request) => asked(coreSubjects.readAnnounce, readMessageOf(request), readAnswerIn),
    leave: (request) =>
      asked(coreSubjects.exportAnnounce, exportMessageOf(request), exportAnswerIn),
    change: (request) =>
      asked(coreSubjects.credentialAnnounce, credentialMessageOf(request), credentialAnswerIn),
  };
}

type RecordAnswer =
  | { readonly outcome: "recorded"; readonly year: number; readonly seq: number }
  | { readonly outcome: "refused"; readonly code: string }
  | { readonly outcome: "busy" };

function reasonOf(answer: Awaited<ReturnType<typeof ask>>): string {
  if (answer.kind === "unknown") return answer.reason;
  return answer.kind === "answered" ? "busy" : answer.kind;
}
