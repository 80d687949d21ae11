import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import { purposeParameter, strangerIn, wrong } from "./questions.ts";

export type BodyRead<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: ProblemAnswer };

/** What a request has in its JSON body; the address says nothing but the purpose. */
export function jsonBodyOf<T>(
  { body, headers, query }: FastifyRequest,
  schema: z.ZodType<T>,
): BodyRead<T> {
  const refused = (refusal: ProblemAnswer): BodyRead<T> => ({ ok: false, refusal });
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") return refused(problem("content-type-unsupported"));
  if (strangerIn({ ...Object(query) }, [purposeParameter])) return refused(wrong(""));
  let value: unknown;
  try {
    value = JSON.parse(body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "");
  } catch {
    return refused(problem("not-json"));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [name] = parsed.error.issues[0]?.path ?? [];
  return refused(wrong(typeof name === "string" ? name : ""));
}
