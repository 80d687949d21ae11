import type { NatsConnection } from "@nats-io/transport-node";
import { ask } from "#libs/eventlog/ask";
import { coreSubjects } from "#libs/eventlog/permissions";
import {
  type ConfirmAnswer,
  confirmAnswerSchema,
  type DemandList,
  demandBytes,
  demandListSchema,
} from "#libs/policy/demandMessages";
import {
  type EmergencyList,
  emergencyListSchema,
  messageIn,
  type ReviewAnswer,
  reviewAnswerSchema,
} from "#libs/policy/emergencyMessages";
import { type ActivateRequest, type LifeAnswer, lifeAnswer } from "#libs/policy/lifeMessages";
import {
  type OpeningAnswer,
  type OpeningRequest,
  openingAnswerIn,
  openingRequestOf,
} from "#libs/policy/openingMessages";
import {
  type HoldAnswer,
  type HoldRequest,
  holdAnswerSchema,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import { signedReviewOf } from "#libs/policy/reviewOrders";
import type { SignedDocument } from "#libs/seal/signedDocument";

/** What the console asks of policy beside records, as the command line does; undefined where nobody answers. */
export interface CoreQuestions {
  /** Policy records the reading itself, before it touches what is behind the log. */
  openField(request: OpeningRequest): Promise<OpeningAnswer | undefined>;
  /** Of all titolari: whoever asks shows each viewer its own. */
  demands(): Promise<DemandList | undefined>;
  /** The next steps in the life of a rule set: policy checks the signatures, and records what it does or refuses. */
  stageRules(document: SignedDocument): Promise<LifeAnswer | undefined>;
  activateRules(request: ActivateRequest): Promise<LifeAnswer | undefined>;
  revokeRules(document: SignedDocument): Promise<LifeAnswer | undefined>;
  /** Of all titolari, like the demands. */
  emergencies(): Promise<EmergencyList | undefined>;
  /** Orders that a person has signed; policy records what it accepts. */
  review(order: SignedDocument): Promise<ReviewAnswer | undefined>;
  confirm(order: SignedDocument): Promise<ConfirmAnswer | undefined>;
  /** A legal hold, in the name of who has signed in or as an officer signed. Its end counts by a signature alone. */
  hold(request: HoldRequest | SignedDocument): Promise<HoldAnswer | undefined>;
  release(order: SignedDocument): Promise<HoldAnswer | undefined>;
}

const answerMsMax = 10_000;
/** Longer than policy waits for instances that have not acknowledged. */
const lifeMsMax = 25_000;

export function natsCoreQuestions(connection: NatsConnection): CoreQuestions {
  const asked = async (subject: string, message: Uint8Array): Promise<Uint8Array | undefined> => {
    const answer = await ask(connection, subject, message, answerMsMax);
    return answer.kind === "answered" ? answer.data : undefined;
  };
  const step = async (subject: string, value: object): Promise<LifeAnswer | undefined> => {
    const answer = await ask(connection, subject, JSON.stringify(value), lifeMsMax);
    return answer.kind === "answered" ? messageIn(answer.data, lifeAnswer) : undefined;
  };
  return {
    async openField(request) {
      const data = await asked(coreSubjects.fieldOpen, openingRequestOf(request));
      return data && openingAnswerIn(data);
    },
    stageRules: (document) => step(coreSubjects.rulesStage, document),
    activateRules: (request) => step(coreSubjects.rulesActivate, request),
    revokeRules: (document) => step(coreSubjects.rulesRevoke, document),
    async demands() {
      const data = await asked(coreSubjects.demandsList, new Uint8Array());
      return data && messageIn(data, demandListSchema);
    },
    async emergencies() {
      const data = await asked(coreSubjects.emergenciesList, new Uint8Array());
      return data && messageIn(data, emergencyListSchema);
    },
    async review(order) {
      const data = await asked(coreSubjects.emergenciesReviewSigned, signedReviewOf(order));
      return data && messageIn(data, reviewAnswerSchema);
    },
    async confirm(order) {
      const data = await asked(coreSubjects.demandConfirm, demandBytes({ order }));
      return data && messageIn(data, confirmAnswerSchema);
    },
    async hold(request) {
      const data = await asked(coreSubjects.retentionHold, retentionMessageOf(request));
      return data && messageIn(data, holdAnswerSchema);
    },
    async release(order) {
      const data = await asked(coreSubjects.retentionRelease, retentionMessageOf(order));
      return data && messageIn(data, holdAnswerSchema);
    },
  };
}
