import { freePort as freePortOf, portsVariable } from "#libs/runtime/freePort";

/** A TCP port of 127.0.0.1 on which nobody listens, and which nobody is given who asks for any. */
export async function freePort(): Promise<number> {
  const port = await freePortOf("127.0.0.1", new Set(), undefined, process.env[portsVariable]);
  if (port === undefined) throw new Error("no port");
  return port;
}
