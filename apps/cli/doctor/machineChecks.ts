import { existsSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findLocalNatsServer, natsUrlVariable } from "#libs/runtime/natsServerFinder";
import { attention, type Finding, ok, problem } from "./finding.ts";

const nodeMajorMin = 24;
const gigabyte = 1_000_000_000;
/** Below the first releases may soon stop; below the second a busy month may fill the disk. */
const freeBytesMin = { problem: gigabyte, attention: 10 * gigabyte } as const;

/** What an installation needs of the machine. */
export async function machineChecks(
  data: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  return [nodeCheck(), await natsCheck(environment), diskCheck(data)];
}

function nodeCheck(): Finding {
  const version = process.versions.node;
  const isNew = Number(version.split(".")[0]) >= nodeMajorMin;
  if (isNew) return ok("doctor-node", { version });
  return problem("doctor-node-old", { version }, "doctor-node-do");
}

async function natsCheck(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Finding> {
  if (environment[natsUrlVariable]) return ok("doctor-nats-url");
  const found = await findLocalNatsServer(environment);
  if ("path" in found) {
    return ok("doctor-nats", { version: found.version, source: found.source });
  }
  return attention("doctor-nats-none", { problem: found.problem }, "doctor-nats-do");
}

function diskCheck(data: string): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(resolve(data)));
  const bytes = bavail * bsize;
  const free = (bytes / gigabyte).toFixed(1);
  if (bytes < freeBytesMin.problem) return problem("doctor-disk-low", { free }, "doctor-disk-do");
  if (bytes < freeBytesMin.attention) {
    return attention("doctor-disk-low", { free }, "doctor-disk-do");
  }
  return ok("doctor-disk", { free });
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
