import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { stampCheckpoint, stampOrAlarm } from "#apps/audit/timestamps";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { timestampReplyType } from "#libs/tlog/timestampQuery";
import { testIf } from "#tests/support/skip";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";

const run = promisify(execFile);

function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"]);
    return true;
  } catch {
    return false;
  }
}
const stampTest = testIf(hasOpenssl(), "openssl is not installed");

let log: TestLog;
let authority: Server;
let address: string;
let tsa: string;
/** What the authority answers in place of a token. */
let instead: Buffer | undefined;

beforeAll(async () => {
  if (!hasOpenssl()) return;
  log = await newTestLog();
  await growLog(log, await log.open(), [3]);
  tsa = join(log.base, "tsa");
  mkdirSync(tsa);
  makeAuthority(tsa);
  authority = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void answer(Buffer.concat(chunks)).then((reply) => {
        response.writeHead(200, { "content-type": timestampReplyType });
        response.end(reply);
      });
    });
  });
  await new Promise<void>((resolve) => {
    authority.listen(0, "127.0.0.1", resolve);
  });
  const bound = authority.address();
  address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
});
afterAll(async () => {
  if (!hasOpenssl()) return;
  authority.close();
  await log.remove();
});

/** A time stamp authority of one certificate, as openssl keeps one. */
function makeAuthority(folder: string): void {
  const config = [
    "[tsa]\ndefault_tsa = main\n[main]",
    `serial = ${folder}/serial\nsigner_cert = ${folder}/cert.pem\nsigner_key = ${folder}/key.pem`,
    "signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n",
  ];
  writeFileSync(join(folder, "tsa.cnf"), config.join("\n"));
  writeFileSync(join(folder, "serial"), "01\n");
  execFileSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
    ...["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem"), "-days", "2"],
    ...["-subj", "/CN=SINTETICO", "-addext", "extendedKeyUsage=critical,timeStamping"],
  ]);
}

async function answer(query: Buffer): Promise<Buffer> {
  if (instead !== undefined) return instead;
  writeFileSync(join(tsa, "query"), query);
  const files = ["-queryfile", join(tsa, "query"), "-out", join(tsa, "reply")];
  await run("openssl", ["ts", "-reply", "-config", join(tsa, "tsa.cnf"), ...files]);
  return readFileSync(join(tsa, "reply"));
}

const kept = (): readonly string[] => readdirSync(join(log.folder, "timestamps")).toSorted();

async function opensslSays(note: string, reply: string): Promise<string> {
  const folder = join(log.folder, "timestamps");
  const files = ["-data", join(folder, note), "-in", join(folder, reply)];
  const trust = ["-CAfile", join(tsa, "cert.pem")];
  const verdict = await run("openssl", ["ts", "-verify", ...files, ...trust]).catch(
    () => undefined,
  );
  return verdict?.stdout ?? "refused";
}

describe("a time stamp over the checkpoint", () => {
  stampTest("is one that openssl verifies, and the log with it still holds", async () => {
    expect(await stampCheckpoint(log.folder, address)).toBe(3);
    const [note = "", reply = ""] = kept();
    expect(await opensslSays(note, reply)).toContain("Verification: OK");
    expect(readFileSync(join(log.folder, "timestamps", note))).toEqual(
      readFileSync(join(log.folder, "checkpoint")),
    );
    expect((await verifyLog(fileSource(log.folder), log.vkey)).findings).toEqual([]);
    expect(await stampCheckpoint(log.folder, address)).toBeUndefined();
  });

  stampTest("over another checkpoint, an old one again, or none at all is not taken", async () => {
    const [, old = ""] = kept();
    const replay = readFileSync(join(log.folder, "timestamps", old));
    await growLog(log, await log.open(), []);
    rmSync(join(log.folder, "timestamps"), { recursive: true });
    const rejected = Buffer.from("30053003020102", "hex");
    const strange = [replay, rejected, Buffer.alloc(0), Buffer.alloc(70_000, 0x30)];
    const alarms: string[][] = [];
    const config = { log_dir: log.base, timestamps: { url: address, every_ms: 1_000 } };
    const told = {
      replace: (code: string, up: readonly unknown[]) => {
        alarms.push(up.map(() => code));
      },
    };
    for (const reply of strange) {
      instead = reply;
      await expect(stampCheckpoint(log.folder, address)).rejects.toThrow();
      await stampOrAlarm(config, 2026, told);
    }
    instead = undefined;
    await stampOrAlarm(config, 2026, told);
    expect(alarms).toEqual([...strange.map(() => ["timestamp-missing"]), []]);
    expect(kept().length).toBe(2);
  });
});
