import type { NatsConnection } from "@nats-io/transport-node";
import { ask } from "#libs/eventlog/ask";
import { coreSubjects } from "#libs/eventlog/permissions";
import { type DemandList, demandListSchema } from "#libs/policy/demandMessages";
import { messageIn } from "#libs/policy/emergencyMessages";
import {
  type OpeningAnswer,
  type OpeningRequest,
  openingAnswerIn,
  openingRequestOf,
} from "#libs/policy/openingMessages";

/** What the console asks of policy beside records, as the command line does; undefined where nobody answers. */
export interface CoreQuestions {
  /** Policy records the reading itself, before it touches what is behind the log. */
  openField(request: OpeningRequest): Promise<OpeningAnswer | undefined>;
  /** Of all titolari: whoever asks shows each viewer its own. */
  demands(): Promise<DemandList | undefined>;
}

const answerMsMax = 10_000;

export function natsCoreQuestions(connection: NatsConnection): CoreQuestions {
  const asked = async (subject: string, message: Uint8Array): Promise<Uint8Array | undefined> => {
    const answer = await ask(connection, subject, message, answerMsMax);
    return answer.kind === "answered" ? answer.data : undefined;
  };
  return {
    async openField(request) {
      const data = await asked(coreSubjects.fieldOpen, openingRequestOf(request));
      return data && openingAnswerIn(data);
    },
    async demands() {
      const data = await asked(coreSubjects.demandsList, new Uint8Array());
      return data && messageIn(data, demandListSchema);
    },
  };
}
