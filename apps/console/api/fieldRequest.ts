import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { ProblemCode } from "#libs/incident/problems";
import { checkOpeningFile, openingFileOf } from "#libs/pack/openingFile";
import type { OpeningAnswer, OpeningRefusal, OpeningRequest } from "#libs/policy/openingMessages";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { openFacts } from "#libs/seal/openParts";
import type { SignedDocument } from "#libs/seal/signedDocument";
import type { SignedLog } from "#libs/search/signedLogs";
import { entryProof } from "#libs/tilestore/entryProof";
import type { CoreQuestions } from "./coreQuestions.ts";
import { jsonBodyOf } from "./jsonBody.ts";
import { askedIn, type LogRequests, type Reader } from "./logRequests.ts";
import { partAt } from "./partAt.ts";
import { type Asked, indexMax, jsonOf, logOf, strangerIn, wholeIn, wrong } from "./questions.ts";
import { approvedFieldSchema } from "./queueAnswers.ts";

export interface FieldPorts {
  readonly requests: LogRequests;
  readonly core: CoreQuestions;
}

interface Meant {
  readonly year: number;
  readonly index: number;
  readonly path: string;
  readonly ref: string | undefined;
  /** Signed by a second officer. */
  readonly approval?: SignedDocument;
}

const pathForm = /^[a-z]{2,16}\.[a-z][a-z0-9_]{0,39}$/;
const refForm = /^[0-9a-f]{32}$/;

/** Reveals one committed field of one message of the viewer's own titolare, as `raccordo audit open` does. */
export class FieldRequests {
  readonly #ports: FieldPorts;

  constructor(ports: FieldPorts) {
    this.#ports = ports;
  }

  /** The opening with its proof, checked before it is given; policy has recorded the reading before it opened. */
  async answer(request: FastifyRequest): Promise<Answer> {
    const { requests } = this.#ports;
    const reader = requests.readerOf(request, "openField");
    if ("kind" in reader) return reader;
    const { params, query } = askedIn(request);
    if (strangerIn(query, ["path", "ref"])) return wrong("");
    return this.#meant(reader, params, query);
  }

  /** The same with the signature of a second officer: policy looks at it where the configuration asks for one. */
  async answerApproved(request: FastifyRequest): Promise<Answer> {
    const reader = this.#ports.requests.readerOf(request, "openFieldApproved");
    if ("kind" in reader) return reader;
    const body = jsonBodyOf(request, approvedFieldSchema);
    if (!body.ok) return body.refusal;
    const { approval, ...query } = body.value;
    return this.#meant(reader, askedIn(request).params, query, approval);
  }

  #meant(
    reader: Reader,
    params: Asked["params"],
    { path, ref }: Asked["query"],
    approval?: SignedDocument,
  ): Promise<Answer> | Answer {
    const [year, index] = [wholeIn(params["year"], 2_199), wholeIn(params["index"], indexMax)];
    if (year === undefined || index === undefined) return problem("entry-unknown");
    if (typeof path !== "string" || !pathForm.test(path)) return wrong("path");
    if (ref !== undefined && (typeof ref !== "string" || !refForm.test(ref))) return wrong("ref");
    const meant = { year, index, path, ref, ...(approval !== undefined && { approval }) };
    return this.#ports.requests.inWork(() => this.#opened(reader, meant));
  }

  async #opened(reader: Reader, meant: Meant): Promise<Answer> {
    const { requests, core } = this.#ports;
    const log = logOf((await requests.logs()) ?? [], meant.year);
    if (log === undefined || meant.index >= log.reader.size) return problem("entry-unknown");
    const refusal = await refusalOf(log, meant.index, requests.questionPorts(reader.viewer).sight);
    if (refusal !== undefined) return refusal;
    const answer = await core.openField(requestOf(reader, meant));
    if (answer?.outcome === "opened") return openedAnswer(log, meant.index, answer);
    if (answer?.outcome !== "refused") return problem("reading-not-recorded");
    const code = codeOf[answer.code];
    const errors = (answer.refs ?? []).map((ref) => ({ pointer: `/ref/${ref}`, code }));
    return problem(code, errors);
  }
}

/** Only what a room of one's own has sent: another's message is another's, whoever got a copy of it. */
async function refusalOf(
  log: SignedLog,
  index: number,
  { rooms }: { readonly rooms: readonly { readonly id: string }[] },
): Promise<Answer | undefined> {
  const leaf = parseLeaf(await log.reader.entry(index));
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return problem("field-not-stated");
  const part = await partAt(log, index);
  const facts = part === undefined ? undefined : openFacts(leaf, part);
  if (facts === undefined || "problem" in facts) return problem("log-forked");
  const isOwn = rooms.some(({ id }) => id === facts.value.sender);
  return isOwn ? undefined : wrong("index", "filter-not-allowed");
}

function requestOf({ viewer, purpose }: Reader, { ref, ...meant }: Meant): OpeningRequest {
  const id = randomBytes(16).toString("hex");
  const by = { id, reader: viewer.name, role: viewer.role, purpose };
  return { ...by, ...meant, ...(ref !== undefined && { ref }) };
}

async function openedAnswer(
  log: SignedLog,
  index: number,
  { opening, read }: Extract<OpeningAnswer, { outcome: "opened" }>,
): Promise<Answer> {
  const proof = await entryProof(log, index);
  if (!proof.ok) return problem("log-forked");
  const leaf = (await log.reader.entry(index)).toString("utf8");
  const file = { leaf, proof: proof.text.toString("utf8"), opening };
  if (!checkOpeningFile(file, log.trust).holds) return problem("log-forked");
  return jsonOf({ file: openingFileOf(file), read: { year: read.year, index: read.seq - 1 } });
}

const codeOf: Readonly<Record<OpeningRefusal, ProblemCode>> = {
  malformed: "query-malformed",
  "purpose-unknown": "purpose-unknown",
  "id-taken": "reading-not-recorded",
  "entry-unknown": "entry-unknown",
  "entry-without-fields": "field-not-stated",
  "field-not-stated": "field-not-stated",
  "component-unclear": "component-unclear",
  "approval-missing": "approval-missing",
  "approval-wrong": "order-not-authorised",
  "approval-expired": "order-expired",
  "keys-destroyed": "data-destroyed",
  "message-expired": "data-destroyed",
  "message-unreadable": "data-unreadable",
};
