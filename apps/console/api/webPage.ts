import { existsSync } from "node:fs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { pathOf } from "#libs/runtime/frameworkRefusal";
import type { Login } from "./login/login.ts";
import { readWebFiles, type WebFile, webHeaders } from "./webFiles.ts";

export interface PageParts {
  /** Where the page lies as it was built; absent: there is none. */
  readonly folder: string | undefined;
  readonly login: Pick<Login, "isForIssuer" | "answerAsIssuer">;
}

const indexPath = "/index.html";
/** Addresses that are no page's, whatever is asked for there. */
const ofServer = /^\/(?:v1|status|openapi\.json|accesso|identita)(?:[/.?]|$)/;

/**
 * Serves the page: its files, and for every address of one of its pages the page itself, which shows what the address
 * says. Before any other address is looked at: none of them asks who somebody is, and none reads anything of the log.
 */
export function servePage(http: FastifyInstance, { folder, login }: PageParts): void {
  // Without the page the API works: whoever built only that is not kept from starting.
  const isBuilt = folder !== undefined && existsSync(folder);
  const files: ReadonlyMap<string, WebFile> = isBuilt ? readWebFiles(folder) : new Map();
  http.addHook("onRequest", async (request, reply) => {
    if (login.isForIssuer(request.url)) {
      reply.hijack();
      await login.answerAsIssuer(request.raw, reply.raw);
      return;
    }
    const file = fileOf(request, files);
    if (file !== undefined) return sendFile(reply, file, takesGzip(request));
  });
}

function fileOf(
  { method, url, headers }: FastifyRequest,
  files: ReadonlyMap<string, WebFile>,
): WebFile | undefined {
  if (method !== "GET") return undefined;
  const path = pathOf(url);
  const file = files.get(path);
  if (file !== undefined) return file;
  const isPage = headers.accept?.includes("text/html") === true && !ofServer.test(path);
  return isPage ? files.get(indexPath) : undefined;
}

/** What is the same for everybody may be compressed: it holds no secret that its length could tell. */
const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /(?:^|,)\s*gzip\s*(?:,|$)/.test(String(headers["accept-encoding"] ?? ""));

function sendFile(
  reply: FastifyReply,
  { bytes, gzip, contentType, cacheControl }: WebFile,
  isGzipTaken: boolean,
): FastifyReply {
  const headers = { ...webHeaders, "content-type": contentType, "cache-control": cacheControl };
  void reply.headers({ ...headers, vary: "accept-encoding" });
  if (gzip === undefined || !isGzipTaken) return reply.send(bytes);
  return reply.header("content-encoding", "gzip").send(gzip);
}
