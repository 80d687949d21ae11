import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Clock } from "#libs/runtime/clock";
import { credentialDigest } from "#libs/runtime/credentials";
import { type Answer, problem, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { TokenBucket } from "#libs/runtime/tokenBucket";
import type { ConsoleLimits } from "./console.config.ts";
import type { ShownByRequest, Viewer, Viewers } from "./viewers.ts";

interface AdmissionPorts {
  readonly viewers: Viewers;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ConsoleLimits;
  readonly stopping: AbortSignal;
}

/** After a pause one may ask at once what one may ask in this part of a minute. */
const burstShare = 1 / 6;
/** Addresses, viewers and keys that are remembered, each. */
const rememberedMax = 1_000;

/** Decides who comes in, before a byte of a body is read. */
export class Admission {
  readonly #ports: AdmissionPorts;
  readonly #admitted = new WeakMap<FastifyRequest, Viewer>();
  readonly #attempts = new Map<string, TokenBucket>();
  readonly #requests = new Map<string, TokenBucket>();
  /** Digests of what has come in: whoever guesses from the same address does not keep them out. */
  readonly #goodBefore = new Set<string>();

  constructor(ports: AdmissionPorts) {
    this.#ports = ports;
  }

  install(http: FastifyInstance): void {
    http.addHook("onRequest", async (request, reply) => {
      const refusal = await this.#judge(request);
      if (refusal === undefined) return;
      const reason = refusal.kind === "problem" ? refusal.code : "internal";
      this.#ports.logger.info("request-refused", { request: request.id, reason });
      if (request.method === "POST") void reply.header("connection", "close");
      send(request, reply, refusal);
    });
  }

  /** Who makes an admitted request. */
  viewerOf(request: FastifyRequest): Viewer {
    const viewer = this.#admitted.get(request);
    if (viewer === undefined) throw new Error("a request that nobody admitted");
    return viewer;
  }

  /** Whether what an admitted request showed still counts, for the same viewer: long answers end when it does not. */
  async isStillAdmitted(request: FastifyRequest): Promise<boolean> {
    const standing = await this.#standing(request, { isUnattended: true });
    const now = standing.kind === "viewer" ? standing.viewer : undefined;
    return JSON.stringify(now) === JSON.stringify(this.#admitted.get(request));
  }

  async #judge(request: FastifyRequest): Promise<Answer | undefined> {
    const { clock, limits, stopping } = this.#ports;
    if (stopping.aborted) return problem("console-busy");
    // What the router matched, not what was written: an address has several spellings.
    if (!(request.routeOptions.url ?? "").startsWith("/v1/")) return undefined;
    const { authorization } = request.headers;
    const digest = authorization === undefined ? "" : credentialDigest(authorization);
    const attempts = bucketOf(this.#attempts, request.ip, limits.attempts_per_minute_max);
    const waitS = this.#goodBefore.has(digest) ? 0 : attempts.waitS(clock.nowMs());
    if (waitS > 0) return { kind: "problem", code: "too-many-attempts", retryAfterS: waitS };
    const standing = await this.#standing(request);
    if (standing.kind === "refused") {
      this.#goodBefore.delete(digest);
      if (authorization !== undefined) attempts.take(clock.nowMs());
      return problem(standing.code);
    }
    remember(this.#goodBefore, digest);
    const { viewer } = standing;
    const bucket = bucketOf(this.#requests, viewer.name, limits.requests_per_minute_max);
    const retryAfterS = bucket.take(clock.nowMs());
    if (retryAfterS > 0) return { kind: "problem", code: "viewer-rate-limited", retryAfterS };
    this.#admitted.set(request, viewer);
    return undefined;
  }

  #standing(request: FastifyRequest, more: Pick<ShownByRequest, "isUnattended"> = {}) {
    const { viewers, clock } = this.#ports;
    return viewers.viewerOf({ ...shownBy(request), ...more }, clock.nowMs());
  }
}

/** Header in which the console's page shows the token of its session. */
const csrfHeader = "raccordo-session";
/** Header with which the page says that no person asked: what it looks for by itself is no use of the session. */
const unattendedHeader = "raccordo-unattended";

function shownBy({ headers, method }: FastifyRequest): ShownByRequest {
  const { authorization, cookie, origin } = headers;
  const [fetchSite, csrf] = [headers["sec-fetch-site"], headers[csrfHeader]].map((value) =>
    typeof value === "string" ? value : undefined,
  );
  // A browser opens a stream that broke off again by itself, and cannot say so.
  const isUnattended =
    headers[unattendedHeader] !== undefined || headers.accept === "text/event-stream";
  return { authorization, cookie, method, origin, fetchSite, csrf, isUnattended };
}

function bucketOf(buckets: Map<string, TokenBucket>, key: string, perMinute: number): TokenBucket {
  const known = buckets.get(key);
  if (known !== undefined) return known;
  const bucket = new TokenBucket(perMinute / 60, Math.max(1, Math.floor(perMinute * burstShare)));
  buckets.set(key, bucket);
  const [oldest] = buckets.keys();
  if (buckets.size > rememberedMax && oldest !== undefined) buckets.delete(oldest);
  return bucket;
}

function remember(digests: Set<string>, digest: string): void {
  digests.delete(digest);
  digests.add(digest);
  const [oldest] = digests;
  if (digests.size > rememberedMax && oldest !== undefined) digests.delete(oldest);
}
