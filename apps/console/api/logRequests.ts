import type { FastifyRequest } from "fastify";
import type { ReadRequest } from "#libs/policy/readMessages";
import type { Clock } from "#libs/runtime/clock";
import { type Answer, type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import { readPurposes } from "#libs/seal/leafSchema";
import type { SignedLog } from "#libs/search/signedLogs";
import type { Admission } from "./admission.ts";
import type { ConsoleLimits } from "./console.config.ts";
import type { CoreQuestions } from "./coreQuestions.ts";
import type { PastRules } from "./incident/pastRules.ts";
import type { LogAccess } from "./logAccess.ts";
import type { LogFold } from "./logFold.ts";
import type { ConsoleMetrics } from "./metrics.ts";
import {
  type Asked,
  isProblem,
  purposeParameter,
  type Question,
  type QuestionPorts,
  type Understood,
} from "./questions.ts";
import type { ReadingSessions } from "./readingSessions.ts";
import { type OperationName, routeOf } from "./routes.ts";
import type { Viewer } from "./viewers.ts";
import { sightOf } from "./visibility.ts";
import type { Workload } from "./workload.ts";

export type Purpose = ReadRequest["purpose"];

/** Somebody who may make this request, and why they make it. */
export interface Reader {
  readonly viewer: Viewer;
  readonly purpose: Purpose;
}

export interface LogRequestPorts {
  readonly access: LogAccess;
  readonly admission: Admission;
  readonly sessions: ReadingSessions;
  readonly limits: ConsoleLimits;
  readonly load: Workload;
  readonly auditUrl: string;
  readonly core: CoreQuestions;
  readonly fold: LogFold;
  readonly rules: PastRules;
  readonly clock: Clock;
  readonly metrics: Pick<ConsoleMetrics, "covered" | "took">;
}

/** Understands a question without reading anything of the log. */
export type Understand = (asked: Asked, ports: QuestionPorts) => Understood;

/** Every question to the log takes this way: who, why, what; then the record; and only then the answer. */
export class LogRequests {
  readonly ports: LogRequestPorts;

  constructor(ports: LogRequestPorts) {
    this.ports = ports;
  }

  /** Answers a question, once its reading is recorded. */
  async answer(
    request: FastifyRequest,
    operation: OperationName,
    understand: Understand,
  ): Promise<Answer> {
    const reader = this.readerOf(request, operation);
    if ("kind" in reader) return reader;
    const question = understand(askedIn(request), this.questionPorts(reader.viewer));
    if (isProblem(question)) return question;
    return this.inWork(() => this.#answered(reader, question));
  }

  /** Who asks, in a role that may, and why; or the refusal. */
  readerOf(request: FastifyRequest, operation: OperationName): Reader | ProblemAnswer {
    const viewer = this.ports.admission.viewerOf(request);
    if (routeOf(operation).roles?.includes(viewer.role) !== true)
      return problem("role-not-allowed");
    const purpose = purposeIn(request);
    return typeof purpose === "string" ? { viewer, purpose } : purpose;
  }

  questionPorts(viewer: Viewer): QuestionPorts {
    const { access, limits, auditUrl, core, fold, rules, clock } = this.ports;
    const sight = sightOf(viewer, access.rooms);
    const { role } = viewer;
    return { access, limits, auditUrl, core, fold, rules, sight, role, nowMs: () => clock.nowMs() };
  }

  /** True once a leaf covers these entries; nothing may be answered before. */
  async covers(
    { viewer, purpose }: Reader,
    reading: Question["reading"],
    amount: ReturnType<Question["amount"]>,
  ) {
    const { sessions, metrics } = this.ports;
    const about = { ...reading, purpose, reader: viewer.name, role: viewer.role };
    const covered = await sessions.cover(about, amount);
    metrics.covered(covered === undefined ? "failed" : covered.isNew ? "recorded" : "collapsed");
    return covered && { year: covered.year, index: covered.index };
  }

  /** Runs work unless there is too much of it already. */
  async inWork(work: () => Promise<Answer>): Promise<Answer> {
    return (await this.ports.load.run(work)) ?? problem("console-busy");
  }

  /** Logs at their checkpoints; undefined before the first one. */
  async logs(): Promise<readonly SignedLog[] | undefined> {
    const logs = await this.ports.access.logs();
    return logs.length === 0 ? undefined : logs;
  }

  async #answered(reader: Reader, question: Question): Promise<Answer> {
    const logs = await this.logs();
    if (logs === undefined) return problem("log-not-ready");
    const { metrics } = this.ports;
    const startMs = performance.now();
    const place = await this.covers(reader, question.reading, question.amount(logs));
    const recordedMs = performance.now();
    metrics.took("record", (recordedMs - startMs) / 1_000);
    if (place === undefined) return problem("reading-not-recorded");
    const answer = await question.answer(place, logs);
    metrics.took("answer", (performance.now() - recordedMs) / 1_000);
    return answer;
  }
}

/** Parameters of a request as they came. */
export function askedIn({ params, query }: FastifyRequest): Asked {
  return { params: recordOf(params), query: recordOf(query) };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Why somebody reads, in the header or in the address; said twice it must be the same. */
function purposeIn({ headers, query }: FastifyRequest): Purpose | ProblemAnswer {
  const said = [headers["raccordo-purpose"], recordOf(query)[purposeParameter]];
  const [first, ...others] = said.filter((one) => one !== undefined);
  if (first === undefined) return problem("purpose-missing");
  const purpose = readPurposes.find((known) => known === first);
  if (purpose === undefined || others.some((one) => one !== first))
    return problem("purpose-unknown");
  return purpose;
}
