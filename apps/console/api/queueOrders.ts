import type { FastifyRequest } from "fastify";
import { confirmationOrderSchema, readOrder } from "#libs/policy/demandOrders";
import { holdReleaseSchema, holdOrderSchema as holdSignedSchema } from "#libs/policy/holdOrders";
import type { HoldAnswer } from "#libs/policy/retentionMessages";
import { reviewOrderSchema } from "#libs/policy/reviewOrders";
import { type Answer, type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import type { SignedDocument } from "#libs/seal/signedDocument";
import type { CoreQuestions } from "./coreQuestions.ts";
import { jsonBodyOf } from "./jsonBody.ts";
import { hasPartIn } from "./logFold.ts";
import type { LogRequests, Reader } from "./logRequests.ts";
import { jsonOf, wrong } from "./questions.ts";
import { holdOrderSchema, signedOrderSchema } from "./queueAnswers.ts";
import type { OperationName } from "./routes.ts";

export interface QueueOrderPorts {
  readonly requests: LogRequests;
  readonly core: CoreQuestions;
}

/**
 * What a person decides of what waits. An order that they signed is passed on as it came: policy looks at the signature,
 * and records. Nothing here holds a key.
 */
export class QueueOrders {
  readonly #ports: QueueOrderPorts;

  constructor(ports: QueueOrderPorts) {
    this.#ports = ports;
  }

  /** A broken glass is reviewed. */
  review(request: FastifyRequest): Promise<Answer> {
    return this.#signed(request, "reviewEmergency", async (order) => {
      if (readOrder(order, reviewOrderSchema) === undefined) return wrong("order");
      const answer = await this.#ports.core.review(order);
      const { outcome, found } = answer ?? { outcome: "busy" };
      if (outcome === "reviewed" || outcome === "reviewed-before")
        return jsonOf({ outcome, found });
      return refusalOf(outcome);
    });
  }

  /** Somebody of the titolare says that a room has confirmed what was taken back. */
  confirm(request: FastifyRequest): Promise<Answer> {
    return this.#signed(request, "confirmRecall", async (order) => {
      if (readOrder(order, confirmationOrderSchema) === undefined) return wrong("order");
      const answer = await this.#ports.core.confirm(order);
      const { outcome } = answer ?? { outcome: "busy" };
      if (outcome === "confirmed" || outcome === "confirmed-before") return jsonOf({ outcome });
      return refusalOf(outcome);
    });
  }

  /** A legal hold ends: what was due is destroyed, so an officer signs, and policy alone says who may. */
  release(request: FastifyRequest): Promise<Answer> {
    return this.#signed(request, "releaseHold", async (order) => {
      if (readOrder(order, holdReleaseSchema) === undefined) return wrong("order");
      const answer = await this.#ports.core.release(order);
      const { outcome } = answer ?? { outcome: "busy" };
      return outcome === "recorded" || outcome === "same"
        ? jsonOf({ outcome, others: answer?.others ?? 0 })
        : refusalOf(outcome);
    });
  }

  /** A legal hold that stands until it is ended: an officer signs, for one that lapses or for a new one. */
  signHold(request: FastifyRequest): Promise<Answer> {
    return this.#signed(request, "signHold", async (order) => {
      if (readOrder(order, holdSignedSchema) === undefined) return wrong("order");
      return heldOf(await this.#ports.core.hold(order));
    });
  }

  /** An incident's data are kept beyond their term, for some days: of incidents in which an own room had a part. */
  async hold(request: FastifyRequest): Promise<Answer> {
    const { requests } = this.#ports;
    const reader = requests.readerOf(request, "placeHold");
    if ("kind" in reader) return reader;
    const body = jsonBodyOf(request, holdOrderSchema);
    if (!body.ok) return body.refusal;
    return requests.inWork(() => this.#held(reader, body.value));
  }

  async #held({ viewer }: Reader, hold: ReturnType<typeof holdOrderSchema.parse>): Promise<Answer> {
    const { requests, core } = this.#ports;
    const logs = await requests.logs();
    if (logs === undefined) return problem("log-not-ready");
    const { fold, sight } = requests.questionPorts(viewer);
    const about = { mode: hold.of, incident: hold.incident };
    const folded = await fold.upTo(logs);
    const room = sight.rooms.find(({ id }) => hasPartIn(folded, [id], about))?.id;
    // Another's incident and one that there is not are told apart by nobody.
    if (room === undefined) return wrong("incident", "filter-not-allowed");
    const { name: by, role } = viewer;
    const answer = await core.hold({ ...hold, state: "placed", by, role, room });
    return heldOf(answer);
  }

  async #signed(
    request: FastifyRequest,
    operation: OperationName,
    work: (order: SignedDocument) => Promise<Answer>,
  ): Promise<Answer> {
    const { requests } = this.#ports;
    const reader = requests.readerOf(request, operation);
    if ("kind" in reader) return reader;
    const body = jsonBodyOf(request, signedOrderSchema);
    return body.ok ? requests.inWork(() => work(body.value.order)) : body.refusal;
  }
}

function heldOf(answer: HoldAnswer | undefined): Answer {
  const { outcome, kept, gone, until } = answer ?? { outcome: "busy" };
  if (outcome !== "recorded" && outcome !== "same") return refusalOf(outcome);
  return jsonOf({ outcome, kept: kept ?? null, gone: gone ?? null, until: until ?? null });
}

type Refused = keyof typeof refusals;

const refusals = {
  unknown: "order-unknown",
  "hold-over": "order-unknown",
  "not-signed": "order-not-authorised",
  malformed: "query-malformed",
  busy: "order-not-recorded",
  "not-authorised": "order-not-authorised",
  "order-expired": "order-expired",
} as const;

const refusalOf = (outcome: Refused): ProblemAnswer => problem(refusals[outcome]);
