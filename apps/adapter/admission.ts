import { TLSSocket } from "node:tls";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "#libs/runtime/clock";
import { credentialDigest } from "#libs/runtime/credentials";
import { type Answer, problem, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { limitedAs, rateLimitHeaders } from "./rateLimits.ts";
import { type EdgeRoom, roomOfCredential, type Shown, type ShownCertificate } from "./rooms.ts";
import { hasStranger } from "./routes.ts";

/** Token under which Nest injects the admission. */
export const admissionToken = Symbol("Admission");

interface AdmissionPorts {
  readonly rooms: readonly EdgeRoom[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

/**
 * Decides who may come in before a byte of a body is read: credential, room, rate. A key of another room
 * and a room that does not exist get the same answer; without a good key nothing is told about rooms.
 */
export class Admission {
  readonly #ports: AdmissionPorts;
  readonly #admitted = new WeakMap<FastifyRequest, EdgeRoom>();

  constructor(ports: AdmissionPorts) {
    this.#ports = ports;
  }

  /** Runs before any parser, on every request. */
  install(http: FastifyInstance): void {
    http.addHook("onRequest", (request, reply, done) => {
      const refusal = this.#judge(request, reply);
      if (refusal === undefined) done();
      else this.#refuse(request, reply, refusal);
    });
  }

  /** The room that a request was admitted as; undefined when the request is to no room. */
  roomOf(request: FastifyRequest): EdgeRoom | undefined {
    return this.#admitted.get(request);
  }

  /** False once the credential of an admitted request does not count any more: long answers end then. */
  isStillAdmitted(request: FastifyRequest): boolean {
    const { rooms, clock } = this.#ports;
    const now = roomOfCredential(rooms, shownBy(request), clock.nowMs());
    return now.kind === "room" && now.room === this.#admitted.get(request);
  }

  #judge(request: FastifyRequest, reply: FastifyReply): Answer | undefined {
    if (this.#ports.stopping.aborted) return problem("busy");
    // What the router matched, not what was written: an address has several spellings.
    if (!isRoomRoute(request)) return undefined;
    const { rooms, clock } = this.#ports;
    const credential = roomOfCredential(rooms, shownBy(request), clock.nowMs());
    if (credential.kind === "refused") return problem(credential.code);
    const { room } = credential;
    if (roomParameter(request) !== room.id) return problem("room-unknown");
    const kind = limitedAs(request.routeOptions.url ?? "");
    const bucket = room.buckets[kind];
    const retryAfterS = bucket.take(clock.nowMs());
    void reply.headers(rateLimitHeaders(room.limits, kind, bucket));
    if (retryAfterS > 0) return { kind: "problem", code: "rate-limited", retryAfterS };
    if (hasStranger(request.routeOptions.url ?? "", request.query)) {
      return problem("parameter-unknown");
    }
    this.#admitted.set(request, room);
    return undefined;
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
    const reason = answer.kind === "problem" ? answer.code : "internal";
    this.#ports.logger.info("request-refused", { request: request.id, reason });
    // The body was not read: the connection cannot be used again.
    if (request.method === "POST") void reply.header("connection", "close");
    send(request, reply, answer);
  }
}

const shownBy = ({ headers, raw }: FastifyRequest): Shown => ({
  authorization: headers.authorization,
  certificate: raw.socket instanceof TLSSocket ? certificateOf(raw.socket) : undefined,
});

/** The certificate of the other side; the handshake has proved that it holds the key. */
function certificateOf(socket: TLSSocket): ShownCertificate | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  return {
    sha256: credentialDigest(certificate.raw),
    notBeforeMs: Date.parse(certificate.validFrom),
    notAfterMs: Date.parse(certificate.validTo),
  };
}

const isRoomRoute = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.url ?? "").startsWith("/v1/rooms/");

function roomParameter({ params }: FastifyRequest): unknown {
  return typeof params === "object" && params !== null ? Reflect.get(params, "room") : undefined;
}
