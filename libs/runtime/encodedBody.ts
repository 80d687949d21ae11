import { UnsupportedMediaTypeException } from "@nestjs/common";
import type { FastifyInstance } from "fastify";
import type { ProblemCode } from "#libs/incident/problems";

/** A body in a content coding: it is refused unread, so nothing small can unfold into something large. */
export class EncodedBody extends UnsupportedMediaTypeException {
  readonly problem: ProblemCode = "content-encoding-unsupported";
}

/** Refuses every body that is compressed, before a byte of it is read; to be installed after the admission. */
export function refuseEncodedBodies(http: FastifyInstance): void {
  http.addHook("preParsing", (request, _reply, payload, done) => {
    const { "content-encoding": coding } = request.headers;
    if (isPlain(coding)) done(null, payload);
    else done(new EncodedBody());
  });
}

/** `identity` is no coding; a list has commas, also where several headers made it. Pure. */
export const isPlain = (coding: string | undefined): boolean =>
  (coding ?? "").split(",").every((one) => ["", "identity"].includes(one.trim().toLowerCase()));
