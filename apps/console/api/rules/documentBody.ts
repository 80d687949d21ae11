import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import { purposeParameter, strangerIn, wrong } from "../questions.ts";

/** Largest body of a request about rules, bytes: what a message of the server may hold, and JSON around it. */
export const ruleBodyBytesMax = 6_291_456;

/** What a request states in its JSON body; the address says nothing but the purpose. */
export function documentBody<T>(
  { body, headers, query }: FastifyRequest,
  schema: z.ZodType<T>,
): { readonly value: T } | ProblemAnswer {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") return problem("content-type-unsupported");
  if (strangerIn({ ...Object(query) }, [purposeParameter])) return wrong("");
  let value: unknown;
  try {
    value = JSON.parse(body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "");
  } catch {
    return problem("not-json");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const [name] = parsed.error.issues[0]?.path ?? [];
  return wrong(typeof name === "string" ? name : "");
}
