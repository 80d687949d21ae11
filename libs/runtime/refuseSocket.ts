import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { problems } from "#libs/incident/problems";
import { problem, problemHeaders, securityHeaders } from "./httpAnswer.ts";
import { toProblemJson } from "./problem.ts";

/** What is no HTTP is answered once, as a problem, and the connection is closed. */
export function refuseSocket(socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const answer = problem("request-malformed");
  const instance = `urn:raccordo:request:${randomUUID()}`;
  const body = JSON.stringify(toProblemJson(answer.code, { instance }));
  const headers = {
    ...securityHeaders,
    ...problemHeaders(answer, "it"),
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status } = problems[answer.code];
  socket.end(`HTTP/1.1 ${status} Bad Request\r\n${head.join("")}\r\n${body}`);
}
