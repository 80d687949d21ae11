import type { FastifyReply, FastifyRequest } from "fastify";
import { type ProblemCode, problems } from "#libs/incident/problems";
import type { Finding } from "#libs/incident/validate";
import { languageOf, problemContentType, toProblemJson } from "./problem.ts";

/** What a request is answered: a body, or a problem by its code. */
export type Answer = BodyAnswer | ProblemAnswer;

export interface BodyAnswer {
  readonly kind: "body";
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface ProblemAnswer {
  readonly kind: "problem";
  readonly code: ProblemCode;
  readonly errors?: readonly Finding[];
  readonly retryAfterS?: number;
  /** Methods that the path takes, for 405. */
  readonly allow?: readonly string[];
}

/** When a pause is asked for and the core named none. */
const retryAfterDefaultS = 2;

export const problem = (code: ProblemCode, errors: readonly Finding[] = []): ProblemAnswer => ({
  kind: "problem",
  code,
  errors,
});

export const json = (status: number, body: string): BodyAnswer => ({
  kind: "body",
  status,
  contentType: "application/json; charset=utf-8",
  body,
});

/** On every answer, whatever it is. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Headers of a problem besides those of every answer. */
export function problemHeaders(
  answer: ProblemAnswer,
  language: "it" | "en",
): Readonly<Record<string, string>> {
  const { status } = problems[answer.code];
  const pauses = status === 503 || status === 429;
  return {
    "content-type": problemContentType,
    "content-language": language,
    vary: "Accept-Language",
    ...(pauses ? { "retry-after": String(answer.retryAfterS ?? retryAfterDefaultS) } : {}),
    ...(status === 401 ? { "www-authenticate": 'Bearer realm="raccordo"' } : {}),
    // RFC 9110, 15.5.16: the codings that would have been taken; without it the media type is at fault.
    ...(answer.code === "content-encoding-unsupported" ? { "accept-encoding": "identity" } : {}),
    ...(answer.allow === undefined ? {} : { allow: answer.allow.join(", ") }),
  };
}

const refusals = new WeakMap<FastifyRequest, ProblemCode>();

/** The code that a request was refused with; for whoever counts. */
export const refusalOf = (request: FastifyRequest): ProblemCode | undefined =>
  refusals.get(request);

/** Sends an answer; problems in the language that the request asks for, Italian by default. */
export function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  void reply.headers(securityHeaders);
  if (answer.kind === "body") {
    void reply.code(answer.status).header("content-type", answer.contentType).send(answer.body);
    return;
  }
  refusals.set(request, answer.code);
  const lang = languageOf(request.headers["accept-language"]);
  const instance = `urn:raccordo:request:${request.id}`;
  const body = toProblemJson(answer.code, { errors: answer.errors ?? [], instance, lang });
  // Bytes: to a text fastify adds a charset, which this media type does not have.
  void reply
    .code(problems[answer.code].status)
    .headers(problemHeaders(answer, lang))
    .send(Buffer.from(JSON.stringify(body)));
}
