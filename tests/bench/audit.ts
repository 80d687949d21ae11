import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { canonicalJson } from "#libs/seal/canonical";
import { type AuditFixture, startAuditFixture } from "#tests/support/auditFixture";
import { trafficRooms } from "#tests/support/search/traffic";
import { until } from "#tests/support/until";
import { publishedSize } from "./audit/checkpointWatch.ts";
import { diskUse, nothingUsed, overheadPerEntry } from "./audit/diskUse.ts";
import { MadeMessages } from "./audit/madeMessages.ts";
import { type MeasuredCommand, measuredCli } from "./audit/measuredCli.ts";
import { stopped, verifierKeys } from "./audit/processes.ts";
import {
  catchUp,
  fill,
  type Latencies,
  logFolder,
  offer,
  type Sequenced,
} from "./audit/sequencing.ts";
import { theirs } from "./audit/theirs.ts";
import { type Metric, machine, metric, quantile } from "./figures.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    entries: { type: "string", default: "200000" },
    rate: { type: "string", default: "500" },
    seconds: { type: "string", default: "30" },
    seed: { type: "string", default: "5" },
    out: { type: "string" },
  },
});
const [entries, entriesPerSecond, seconds, seed] = [
  flags.entries,
  flags.rate,
  flags.seconds,
  flags.seed,
].map(Number) as [number, number, number, number];

/** The issue asks for a million entries in ten seconds, whatever size of log is measured here. */
const verifiedPerSecond = 100_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A log that begins as each does, with its stream filled behind what is signed. */
async function filled(fixture: AuditFixture): Promise<MadeMessages> {
  await fixture.configure();
  const first = fixture.start();
  await first.ready;
  await stopped(first);
  const { year, secrets } = fixture;
  const begun = publishedSize(logFolder(fixture), "checkpoint");
  const policyMac = secrets.policyMac;
  const messages = new MadeMessages({ year, seed, policyMac, firstSequence: begun + 1 });
  const { subject, data } = messages.configuration();
  await fixture.log.append(subject, data, { expect: { sequence: 0, filter: subject } });
  const fromMs = performance.now();
  await fill(fixture, messages, entries);
  const perSecond = (1_000 * entries) / (performance.now() - fromMs);
  say(
    `${entries} messages of ${Math.round(messages.bytes / entries)} B stored, ${Math.round(perSecond)}/s`,
  );
  return messages;
}

function sequencedMetrics({ entries: count, seconds: time, perSecond, cpuUs }: Sequenced) {
  return [
    metric("sequenced", "entries/s", count / time, perSecond, { at: "least", value: 20_000 }),
    ...cpuMetrics("sequenced", cpuUs),
  ];
}

const cpuMetrics = (id: string, cpuUs: ReadonlyMap<string, number>): readonly Metric[] =>
  [...cpuUs].map(([process, us]) => metric(`${id}.cpu.${process}`, "us/entry", us, []));

function latencyMetrics({ toL1, toL2, checkpoints, late, cpuUs }: Latencies): readonly Metric[] {
  const at = `at-${entriesPerSecond}`;
  return [
    metric(`${at}.to-l1.p50`, "ms", quantile(toL1, 0.5), []),
    metric(`${at}.to-l1.p99`, "ms", quantile(toL1, 0.99), toL1, { at: "most", value: 60 }),
    metric(`${at}.to-l2.p50`, "ms", quantile(toL2, 0.5), []),
    metric(`${at}.to-l2.p99`, "ms", quantile(toL2, 0.99), toL2, { at: "most", value: 250 }),
    metric(`${at}.checkpoints`, "1/s", checkpoints / seconds, []),
    metric(`${at}.sent-late`, "messages", late, []),
    ...cpuMetrics(at, cpuUs),
  ];
}

/** The commands as people run them, on the log that was just made. */
async function commandMetrics(fixture: AuditFixture): Promise<readonly Metric[]> {
  const size = publishedSize(logFolder(fixture), "checkpoint");
  const data = dataFolder(fixture);
  const place = join(data, "audit");
  const keys = join(data, "keys.txt");
  writeFileSync(keys, verifierKeys(fixture));
  const verify = ["audit", "verify", place, "--vkey", `@${keys}`, "--json"];
  const verified = succeeded(await measuredCli(verify));
  const tree = succeeded(await measuredCli([...verify, "--tree"]));
  const [room] = trafficRooms;
  const period = `${fixture.year}-01-01/${fixture.year}-12-31`;
  const about = [
    "--titolare",
    room.titolare,
    "--purpose",
    "supervision",
    "--role",
    "privacy_officer",
  ];
  const out = join(data, "pack.zip");
  const options = ["--data", data, "--out", out, "--unrecorded", "--json"];
  const packed = succeeded(
    await measuredCli(["audit", "export", "--period", period, ...about, ...options]),
  );
  const enough = { at: "least", value: verifiedPerSecond } as const;
  return [
    metric("verify", "entries/s", size / verified.seconds, [], enough),
    metric("verify.cpu", "us/entry", (1e6 * verified.cpuSeconds) / size, []),
    metric("verify.memory", "MiB", verified.residentMiBMax, []),
    metric("verify-tree", "entries/s", size / tree.seconds, [], enough),
    metric("verify-tree.cpu", "us/entry", (1e6 * tree.cpuSeconds) / size, []),
    metric("export", "entries/s", size / packed.seconds, []),
    metric("export.memory", "MiB", packed.residentMiBMax, []),
  ];
}

function succeeded(command: MeasuredCommand): MeasuredCommand {
  if (command.code === 0) return command;
  throw new Error(`a command ended with ${command.code}:\n${command.output.slice(0, 3_000)}`);
}

/** What the commands take for the data of an installation. */
function dataFolder({ folder, logDir, document }: AuditFixture): string {
  const data = join(folder, "data");
  mkdirSync(join(data, "signed"), { recursive: true, mode: 0o700 });
  const signed = join(data, "signed", "configuration.json");
  writeFileSync(signed, canonicalJson(document), { mode: 0o600 });
  symlinkSync(logDir, join(data, "audit"));
  return data;
}

async function measure(): Promise<readonly Metric[]> {
  const fixture = await startAuditFixture({ isSignedTwice: true });
  try {
    const messages = await filled(fixture);
    const last = await lastSequence(fixture);
    say("sequencing …");
    const sequenced = await catchUp(fixture, last);
    const full = diskUse(logFolder(fixture), publishedSize(logFolder(fixture), "checkpoint"));
    say(`${entriesPerSecond} entries a second, two witnesses …`);
    const offered = await offer(fixture, messages, { entriesPerSecond, seconds });
    const more = diskUse(logFolder(fixture), publishedSize(logFolder(fixture), "checkpoint"));
    const blocks = more.checkpointBlocks - full.checkpointBlocks;
    const most = { at: "most", value: 40 } as const;
    const disk = [
      metric("overhead.full-batches", "B/entry", overheadPerEntry(nothingUsed, full), [], most),
      metric(
        `overhead.at-${entriesPerSecond}`,
        "B/entry",
        overheadPerEntry(full, more),
        [full.tree, full.checkpoints, more.tree, more.checkpoints],
        most,
      ),
      metric(
        `checkpoint-blocks.at-${entriesPerSecond}`,
        "B/entry",
        blocks / (more.entries - full.entries),
        [],
      ),
      metric("content", "B/entry", full.content / full.entries, []),
    ];
    say("verify, export …");
    const commands = await commandMetrics(fixture);
    return [...sequencedMetrics(sequenced), ...latencyMetrics(offered), ...disk, ...commands];
  } finally {
    await fixture.close();
  }
}

async function lastSequence({ log, year }: AuditFixture): Promise<number> {
  const state = await until(() => log.info(`AUDIT_${year}`), "the stream");
  return state.lastSequence;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const out = flags.out ?? mkdtempSync(join(tmpdir(), "raccordo-bench-audit-"));
mkdirSync(out, { recursive: true });
const before = machine();
const metrics = await measure();
const plan = { entries, entriesPerSecond, seconds, seed };
const result = { bench: "audit", plan, machine: before, metrics, theirs };
const file = join(out, "audit.json");
writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  for (const { id, value, unit, target, holds } of metrics) {
    const verdict = holds === null ? "" : `  ${target} ${holds ? "holds" : "MISSED"}`;
    process.stdout.write(`${id.padEnd(36)} ${String(value).padStart(10)} ${unit}${verdict}\n`);
  }
  process.stdout.write(`${theirs.join("\n")}\n`);
  process.stdout.write("reindex and queries: npm run bench -- audit-search\n");
}
say(`raw samples: ${file}`);
process.exit(metrics.every(({ holds }) => holds !== false) ? 0 : 1);
