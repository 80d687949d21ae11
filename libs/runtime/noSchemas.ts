const unasked = (): never => {
  throw new Error("no route has a schema");
};

/**
 * Option `schemaController` of a Fastify whose routes have no JSON schema: bodies are judged by the adapters, answers are
 * written by us. Without it Fastify loads a schema compiler and a serializer compiler (90 modules, 30 ms, 4 MB) into
 * every process that listens. A route with a schema would fail the start.
 */
export const noSchemas = {
  compilersFactory: { buildValidator: unasked, buildSerializer: unasked },
} as const;
