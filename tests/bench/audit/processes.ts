import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicKeyOf } from "#libs/seal/ed25519";
import { mlDsaPublicKeyOf } from "#libs/tlog/mlDsa";
import {
  encodeVerifierKey,
  publicKeyObject,
  signatureType,
  verifierKeyText,
} from "#libs/tlog/note";
import { type AuditFixture, auditFamily } from "#tests/support/auditFixture";
import { type StartedChild, startChild } from "#tests/support/childProcess";
import { newWitness } from "#tests/support/testWitness";

/** Verifier keys of the fixture's log, one a line. */
export function verifierKeys({ secrets, year }: AuditFixture): string {
  const origin = `${auditFamily}/${year}`;
  const first = encodeVerifierKey(origin, publicKeyObject(publicKeyOf(secrets.checkpointSeed)));
  if (secrets.secondSeed === undefined) return first;
  const raw = mlDsaPublicKeyOf(secrets.secondSeed);
  return `${first}\n${verifierKeyText(origin, signatureType.mlDsaCosignature, raw)}`;
}

export interface RunningWitnesses {
  /** What the file of the audit process says of them. */
  readonly config: { readonly policy: string };
  readonly pids: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Two real witnesses of which both must cosign, as the demonstration has them. */
export async function startWitnesses(fixture: AuditFixture): Promise<RunningWitnesses> {
  const [logKey = ""] = verifierKeys(fixture).split("\n");
  const running = ["prefettura", "comune"].map((name) => {
    const witness = newWitness(fixture.folder, name, [logKey]);
    const path = join(fixture.folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(witness.config), { mode: 0o600 });
    return { witness, child: startChild("apps/witness/main.js", path) };
  });
  const lines = await Promise.all(
    running.map(async ({ witness, child }) => {
      const { http } = await child.ready;
      return `witness ${witness.name} ${witness.vkey} http://127.0.0.1:${http}\n`;
    }),
  );
  return {
    config: { policy: `${lines.join("")}group due all prefettura comune\nquorum due\n` },
    pids: new Map(running.map(({ witness, child }) => [witness.name, child.pid])),
    stop: async () => {
      for (const { child } of running) await stopped(child);
    },
  };
}

/** Ends a process of ours in order. */
export async function stopped(started: StartedChild): Promise<void> {
  started.child.kill("SIGTERM");
  await started.ended;
}
