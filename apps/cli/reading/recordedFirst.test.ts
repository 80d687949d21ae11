import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Command } from "commander"; // options and help
import { runCli } from "#tests/support/commandLine";
import { writeDecisionLog } from "#tests/support/decisionLog";
import { fullReport } from "#tests/support/fullIncident";
import { projectRoot } from "#tests/support/project";
import { program } from "../program.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-recorded-first-"));
const data = join(folder, "data");
const out = join(folder, "out");
const deploy = join(projectRoot, "deploy");
const titolare = "Comune di Cremona";

beforeAll(async () => {
  await writeDecisionLog(data, { histories: [[fullReport("C03")], [fullReport("C01")]] });
  expect((await runCli(["audit", "reindex", "--data", data])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Commands that open parts by themselves, with what they need to get as far as the log. */
const opensParts: Readonly<Record<string, readonly string[]>> = {
  "audit export": ["--period", "2026-01-01/2026-12-31", "--titolare", titolare, "--out", out],
  "audit openings": ["--titolare", titolare, "--out", out],
  "audit query": [],
  "audit slots": ["--room", "pl_cremona"],
  "audit tail": ["--once"],
  "policy backtest": ["--rules", deploy, "--from", "2026-01-01", "--to", "2026-12-31"],
  "policy check": ["--traffic", data],
  "policy diff": [deploy, deploy, "--traffic", data],
  "retention report": [],
};

/** Commands that open parts, and that get no further here than to a running system; where their `read` leaf is proved. */
const provedWithTheSystem: Readonly<Record<string, string>> = {
  "access-request": "tests/journeys/recall",
  "audit open": "tests/faults/fieldOpening",
  "incident show": "tests/journeys/commandLine",
};

/** Why each other command that looks into the log may do so without a `read` leaf: it shows nothing of any part. */
const showsNoPart: Readonly<Record<string, string>> = {
  "audit consistency": "leaves: hashes of the tree",
  "audit counts": "a file that was handed over, and the leaf",
  "audit fsck": "parts are compared with the digests in their leaves",
  "audit move-commits": "checkpoints",
  "audit prove": "one leaf and its proof",
  "audit reindex": "parts go into the index, whose questions are recorded",
  "audit restore-stream": "parts go back into the stream they came from",
  "audit retire": "parts are compared with the digests in their leaves",
  "audit status": "checkpoints",
  "audit verify": "parts are compared with the digests in their leaves",
  "audit verify-opening": "a file that was handed over",
  "audit vkey": "the key of the log",
  "retention holds": "leaves of legal holds",
  doctor: "checkpoints",
  monitor: "leaves, over an address that serves no part",
  witness: "checkpoints",
};

/** Commands that have nothing to do with the log, or that ask policy for an act, which is an entry itself. */
const otherCommands = [
  ...["audit hold", "audit release", "audit shred", "completion"],
  ...["configuration begin", "configuration draft", "configuration install", "configuration sign"],
  ...["console grant", "console revoke", "console viewers", "convert", "feed"],
  ...["policy activate", "policy apply", "policy emergencies", "policy explain", "policy history"],
  ...["policy keygen", "policy review", "policy revoke", "policy sign", "policy stage"],
  ...["policy table", "recall confirm", "recall demand", "recall list"],
  ...["room certificate", "room credentials", "room revoke", "room rotate-key", "room show"],
  ...["room trust", "rooms", "send", "up", "vault declare-lost", "vault destroy-epoch"],
  ...["vault rotate", "vault status", "webhook retire", "webhook rotate"],
];

const leavesUnder = (command: Command, above: readonly string[]): readonly string[] =>
  command.commands.length === 0
    ? [above.join(" ")]
    : command.commands.flatMap((one) => leavesUnder(one, [...above, one.name()]));

describe("no part of the log is opened unless the log says so first", () => {
  test("of every command it is known whether it opens parts", () => {
    const classed = [opensParts, provedWithTheSystem, showsNoPart].flatMap((one) =>
      Object.keys(one),
    );
    const commands = leavesUnder(
      program("en", () => undefined),
      [],
    );
    expect(new Set(commands)).toEqual(new Set([...classed, ...otherCommands]));
  });

  test.each(Object.keys(opensParts))(
    "%s shows nothing where nobody can record the reading",
    async (name) => {
      const traffic = name.startsWith("policy") && name !== "policy backtest";
      const rest = traffic ? [] : ["--data", data];
      const given = opensParts[name] ?? [];
      const { code, cli } = await runCli([...name.split(" "), ...given, ...rest, "--json"]);
      expect({ code, told: cli.events() }).toMatchObject({
        code: 3,
        told: [{ event: "failed", code: "read-no-system" }],
      });
      expect(cli.output()).not.toMatch(/questura|C03|RELEASED|WITHHELD/);
    },
  );
});
