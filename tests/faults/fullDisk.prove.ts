import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { readPorts } from "#apps/cli/ports";
import { operationsAddress } from "#apps/cli/watch";
import { LoadedSystem, progress } from "#tests/support/loadedSystem";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { SmallDisk, smallDiskProblem } from "#tests/support/smallDisk";
import { until } from "#tests/support/until";

const problem = (await natsServerProblem()) ?? smallDiskProblem();
const testOnDisk = testIf(problem === undefined, problem ?? "");
const slowMs = 240_000;
const diskBytes = 64 * 1024 * 1024;

let disk: SmallDisk | undefined;
let loaded: LoadedSystem | undefined;

beforeAll(async () => {
  if (problem !== undefined) return;
  disk = SmallDisk.mount(diskBytes);
  loaded = await LoadedSystem.start({ parent: disk.folder, isUnarmed: true });
}, slowMs);
afterAll(async () => {
  await loaded?.stop();
  disk?.unmount();
}, slowMs);

function started(): { readonly disk: SmallDisk; readonly loaded: LoadedSystem } {
  if (disk === undefined || loaded === undefined) throw new Error("the system did not start");
  return { disk, loaded };
}

/** `/health/ready` of a process: what it lacks, as `part: code`. */
async function lacking(data: string, process: string): Promise<readonly string[]> {
  const ports = readPorts(data);
  const address = ports && operationsAddress(ports, process);
  const answer = await fetch(`http://${address}/health/ready`);
  const { reports } = (await answer.json()) as {
    readonly reports: readonly { readonly name: string; readonly code: string }[];
  };
  return reports.filter(({ code }) => code !== "ok").map(({ name, code }) => `${name}: ${code}`);
}

const isTold = (word: string, { system }: LoadedSystem) =>
  system.output().includes(`"event":"${word}"`);

describe("a disk that fills under traffic, and is freed by somebody", () => {
  testOnDisk(
    "everything goes on without a hand, nothing is lost, nothing comes twice, the log is whole",
    async () => {
      const { disk: small, loaded: it } = started();
      await it.underLoad(async (load) => {
        await progress(load);
        small.fill();
        await until(() => isTold("store-full", it), "the word that the disk is full", 60_000);
        await until(
          async () =>
            (await lacking(it.system.data, "policy")).some((one) => one.startsWith("store:")),
          "policy to say that the store refuses",
          60_000,
        );
        expect(await lacking(it.system.data, "up")).toContain("store: store-full");
        small.free();
        await until(() => isTold("store-writes", it), "the word that it writes again", 120_000);
      });
      expect(await it.wrong()).toEqual([]);
      const all = ["up", "audit", "policy", "exchange", "vault"];
      for (const process of all) {
        await until(
          async () => (await lacking(it.system.data, process)).length === 0,
          `${process} to be ready`,
          60_000,
        );
      }
    },
    slowMs,
  );
});
