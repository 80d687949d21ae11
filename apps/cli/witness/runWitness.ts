import { resolve } from "node:path";
import { startWitness, type WitnessService } from "#libs/tilestore/witnessService";
import type { CosignerAlgorithm } from "#libs/tlog/cosigner";
import { parseVerifierKey } from "#libs/tlog/note";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readText } from "../inputFile.ts";
import type { Terminal } from "../terminal.ts";
import { openWitnessFolder } from "./witnessFolder.ts";

export interface WitnessCommand {
  readonly folder: string;
  readonly name: string;
  /** Verifier keys of logs, or `@file` with one a line. */
  readonly logs: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly algorithm: CosignerAlgorithm;
}

/**
 * `raccordo witness`: a witness (c2sp.org/tlog-witness) on a machine of its own. Prints the line for the policies of
 * those who trust it, then cosigns until it is told to stop. Resolves with the exit code.
 */
export async function runWitness(terminal: Terminal, command: WitnessCommand): Promise<number> {
  const { name, host, port, algorithm } = command;
  const folder = resolve(command.folder);
  const logs = command.logs.flatMap(vkeysIn);
  const { vkey } = openWitnessFolder({ folder, name, algorithm, made: false });
  const stopped = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stopped.resolve);
  const service = await startedOr(() => startWitness({ folder, host, port, logs }), port);
  const address = `http://${host}:${service.port}`;
  terminal.say("witness-ready", { address, logs: logs.length });
  terminal.say("witness-policy-line", { line: `witness ${name} ${vkey} ${address}` });
  await stopped.promise;
  await service.stop();
  return exitCodes.ok;
}

async function startedOr(
  start: () => Promise<WitnessService>,
  port: number,
): Promise<WitnessService> {
  try {
    return await start();
  } catch (error) {
    const isPort = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (isPort) throw new CliError("refused", "port-taken", { port, process: "witness" });
    throw error;
  }
}

/** The verifier keys that an option names; one that is none is a fault of the command. */
export function vkeysIn(option: string): readonly string[] {
  const text = option.startsWith("@") ? readText(option.slice(1)) : option;
  const vkeys = text.split(/\s+/).filter((word) => word !== "");
  if (vkeys.length === 0 || vkeys.some((vkey) => parseVerifierKey(vkey) === undefined)) {
    throw new CliError("usage", "vkey-wrong");
  }
  return vkeys;
}
