import { z } from "zod";
import { type ProblemCode, problems } from "#libs/incident/problems";
import { problemContentType } from "./problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** Body of every problem (RFC 9457). */
export const problemSchema = z.strictObject({
  type: z.string().meta({ description: "urn:raccordo:problem:<code>" }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  errors: z
    .array(z.strictObject({ pointer: z.string(), code: z.string(), title: z.string() }))
    .optional(),
});

/**
 * What an OpenAPI document says of the problems that an operation may answer, by status. The document has the body as
 * its component `Problem`; `rateFields`: headers that this API sends with a 429 beside Retry-After.
 */
export function problemResponses(codes: readonly ProblemCode[], rateFields: Json = {}): Json {
  const statuses = [...new Set(codes.map((code) => problems[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = codes.filter((code) => problems[code].status === status);
      return [String(status), problemResponse(status, ofStatus, rateFields)];
    }),
  );
}

function problemResponse(status: number, codes: readonly ProblemCode[], rateFields: Json): Json {
  const retry = {
    "Retry-After": { required: true, schema: { type: "string", pattern: "^\\d+$" } },
  };
  const challenge = { "WWW-Authenticate": { required: true, schema: { type: "string" } } };
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].en.title}`).join("; "),
    headers: {
      "Content-Language": { required: true, schema: { enum: ["it", "en"] } },
      ...(status === 503 || status === 429 ? retry : {}),
      ...(status === 429 ? rateFields : {}),
      ...(status === 401 ? challenge : {}),
    },
    content: { [problemContentType]: { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

/** Where our APIs are served: a port of this machine, or what the operator puts in front of it. */
export const openApiServers: readonly Json[] = [
  {
    url: "http://127.0.0.1:{port}",
    description: "On this machine; DATA/ports.json has the port",
    variables: { port: { default: "8080" } },
  },
];
