import { randomUUID } from "node:crypto";
import type { SecureContextOptions } from "node:tls";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problem, send } from "./httpAnswer.ts";
import { noSchemas } from "./noSchemas.ts";
import { refuseSocket } from "./refuseSocket.ts";

/** Limits of HTTP itself, for whatever people or rooms reach. Anything slower or larger is neither. */
export const httpLimits = {
  headerBytesMax: 8_192,
  headersMs: 10_000,
  /** A whole request, body included. */
  requestMs: 20_000,
  keepAliveMs: 65_000,
  /** A part of an address; a SHA-256 in hex is the longest. */
  parameterCharsMax: 64,
} as const;

/**
 * Nest's rim over Fastify as the edge of the rooms and the console have it: our limits, our answers to what is no
 * HTTP, nothing trusted that a client says of itself. `bodyBytesMax` is the largest body of any request.
 */
export function httpAdapter(bodyBytesMax: number, tls?: SecureContextOptions): FastifyAdapter {
  const http = { maxHeaderSize: httpLimits.headerBytesMax, headersTimeout: httpLimits.headersMs };
  return new FastifyAdapter({
    bodyLimit: bodyBytesMax,
    requestTimeout: httpLimits.requestMs,
    keepAliveTimeout: httpLimits.keepAliveMs,
    forceCloseConnections: "idle",
    return503OnClosing: false, // the admission answers then, as a problem
    routerOptions: { maxParamLength: httpLimits.parameterCharsMax },
    multipart: false,
    // A HEAD would be a reading whose answer nobody sees, or a poll whose copies nobody gets.
    exposeHeadRoutes: false,
    logger: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    schemaController: noSchemas,
    trustProxy: false,
    ...(tls === undefined ? { http } : { https: { ...http, ...tls } }),
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      send(request, reply, problem("request-malformed")),
    clientErrorHandler: (_error, socket) => refuseSocket(socket),
  });
}
