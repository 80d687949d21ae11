import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "#apps/cli/childEnvironment";
import { packagesFirst } from "#apps/cli/programFlags";
import { type RestoreReport, restoreReport } from "#libs/eventlog/restoreReport";
import type { AuditFixture } from "#tests/support/auditFixture";
import type { Ended } from "#tests/support/childProcess";

const entry = fileURLToPath(new URL("../../apps/audit/restoreMain.js", import.meta.url));

/** Runs the process that writes lost streams again; with `seams` it kills itself there. Gives what it told. */
export async function restore(
  fixture: Pick<AuditFixture, "writerFiles">,
  task: "compare" | "restore",
  seams: Readonly<Record<string, "kill">> = {},
): Promise<{
  readonly reports: readonly RestoreReport[];
  readonly ended: Ended;
  readonly log: string;
}> {
  const files = fixture.writerFiles(seams);
  const child = fork(entry, [files.audit, files.policy, task], {
    silent: true,
    execArgv: [...packagesFirst],
    env: childEnvironment(),
  });
  const reports: RestoreReport[] = [];
  child.on("message", (message) => reports.push(restoreReport.parse(message)));
  let log = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  const [code, signal] = await once(child, "close");
  return { reports, ended: { code, signal }, log };
}
