import { HttpException } from "@nestjs/common";
import type { ProblemCode } from "#libs/incident/problems";
import { EncodedBody } from "./encodedBody.ts";
import { type ProblemAnswer, problem } from "./httpAnswer.ts";

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: "request-malformed",
  404: "not-found",
  408: "request-malformed",
  413: "too-large",
  414: "not-found",
  415: "content-type-unsupported",
};

/**
 * The problem for what the framework refused, or for what nobody caught (`internal`); of neither the message is told.
 * `methodsOf` says which methods a path has: a path that has others is refused as such (RFC 9110 § 15.5.6).
 */
export function refusalOf(
  thrown: unknown,
  { method, url }: { readonly method: string; readonly url: string },
  methodsOf: (path: string) => readonly string[],
): ProblemAnswer {
  if (thrown instanceof EncodedBody) return problem(thrown.problem);
  if (!(thrown instanceof HttpException)) return problem("internal");
  const code = codeOfStatus[thrown.getStatus()] ?? "internal";
  if (code !== "not-found") return problem(code);
  const allow = methodsOf(pathOf(url));
  if (allow.length === 0 || allow.includes(method)) return problem(code);
  return { kind: "problem", code: "method-not-allowed", allow };
}

/** The path of a request's target, without its query. */
export const pathOf = (url: string): string => url.split("?", 1)[0] ?? "";
