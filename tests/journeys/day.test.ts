import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { z } from "zod";
import { readDay } from "#apps/cli/play/demonstration";
import { type CliEvent, type RunningCli, runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testServer = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;

const part = z.looseObject({
  kind: z.string(),
  minor: z.boolean().optional(),
  paths: z.array(z.string()),
});
const row = z.looseObject({
  room: z.string(),
  outcome: z.string(),
  reason: z.string(),
  article: z.string().optional(),
  inCharge: z.boolean(),
  kept: z.array(part),
  generalised: z.array(part),
  withheld: z.array(part),
  gone: z.array(part),
});
type Row = z.infer<typeof row>;
const step = z.looseObject({ message: z.string(), rows: z.array(row) });
const check = z.looseObject({
  check: z.string(),
  holds: z.boolean(),
  faults: z.array(z.unknown()),
});
const finalSchema = z.looseObject({
  room: z.string(),
  isReached: z.boolean(),
  articles: z.array(z.string()),
  cells: z.record(z.string(), z.string()),
});
const resultSchema = z.looseObject({
  holds: z.boolean(),
  proposal: z.boolean(),
  demonstration_signers: z.boolean(),
  totals: z.looseObject({
    ...{ messages: z.number(), accepted: z.number(), refused: z.number(), copies: z.number() },
    ...{ incidents: z.number(), first_copy_ms: z.number() },
    codes: z.record(z.string(), z.number()),
  }),
  checks: z.array(check),
  caught_up: z.array(z.object({ room: z.string(), copies: z.number() })),
  incidents: z.array(
    z.looseObject({ name: z.string(), steps: z.array(step), finals: z.array(finalSchema) }),
  ),
});
type Result = z.infer<typeof resultSchema>;

const day = readDay(join(projectRoot, "deploy", "demonstration", "day.yaml"));
let folder = "";
let data = "";
const outputs: string[] = [];
interface FirstPlay {
  code?: number | string;
  result?: Result | undefined;
  events?: readonly CliEvent[];
  /** Why it did not end well: told once, by the first test, not by each. */
  why?: string;
}
const first: FirstPlay = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "raccordo-day-"));
  data = join(folder, "data");
  if (problem !== undefined) return;
  const { code, cli } = await start("--json");
  first.code = code;
  first.events = cli.events();
  first.result = resultOf(cli.events());
  if (code !== 0) first.why = `the day ended with ${code}:\n${whyOf(cli)}`;
}, longMs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the real thing and lets it play to its end, faster than one could watch it. */
async function start(...more: readonly string[]) {
  const args = ["up", "--once", "--play", "--speed", "20000", "--data", data];
  const played = await runCli([...args, ...more]);
  outputs.push(played.cli.output());
  return played;
}

/** The shipped deployment, of whose expectations one cell is taken away. */
function deployWithOneCellLess(): string {
  const deploy = join(folder, "deploy");
  cpSync(join(projectRoot, "deploy"), deploy, { recursive: true });
  const file = join(deploy, "demonstration", "day-expected.yaml");
  const text = readFileSync(file, "utf8");
  const row = /(C03-limitrofo.*?)G3: Z, /;
  expect(text).toMatch(row);
  writeFileSync(file, text.replace(row, "$1"));
  return deploy;
}

/** The checks that do not hold, with their first faults; where there is no result, what the process said. */
function whyOf(cli: RunningCli): string {
  const checks = resultOf(cli.events())?.checks ?? [];
  const broken = checks.filter(({ holds }) => !holds);
  const told = broken.map(({ check: name, faults }) =>
    `${name}: ${faults
      .slice(0, 3)
      .map((fault) => JSON.stringify(fault))
      .join(" ")}`.slice(0, 1_000),
  );
  return [...told, cli.reason()].join("\n");
}

function resultOf(events: readonly CliEvent[]): Result | undefined {
  const told = events.find(({ event }) => event === "play-result");
  return told && resultSchema.parse(told);
}

/** What the log says that one message gave one room. */
function given(message: string, room: string): Row {
  const steps = first.result?.incidents.flatMap((incident) => incident.steps) ?? [];
  const rows = steps.find((one) => one.message === message)?.rows;
  const found = rows?.find((one) => one.room === room);
  if (found === undefined) throw new Error(`no decision on ${message} for ${room}`);
  return found;
}

/** What a room has had of an incident by the end. */
function final(incident: string, room: string) {
  const one = first.result?.incidents.find(({ name }) => name === incident);
  const found = one?.finals.find((each) => each.room === room);
  if (found === undefined) throw new Error(`nothing is told of ${incident} and ${room}`);
  return found;
}

const pathsOf = (parts: Row["kept"]) => parts.flatMap(({ paths }) => paths);

const lives = (): readonly CliEvent[] =>
  first.events?.filter(({ event }) => event === "play-message") ?? [];

function live(message: string): CliEvent {
  const found = lives().find((one) => one["message"] === message);
  if (found === undefined) throw new Error(`${message} was not played`);
  return found;
}

const receiversOf = (message: string): readonly string[] => {
  const { copies, later } = z
    .looseObject({ copies: z.array(z.string()), later: z.array(z.string()) })
    .parse(live(message));
  return [...copies, ...later].toSorted((a, b) => (a < b ? -1 : 1));
};

describe("the day, played by the real processes over HTTP", () => {
  testServer(
    "every check holds, and it says that it is a proposal of demonstration signers",
    () => {
      if (first.why !== undefined) throw new Error(first.why);
      expect(first.result?.checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(first.code).toBe(0);
      expect(first.result).toMatchObject({
        ...{ holds: true, proposal: true, demonstration_signers: true },
      });
      const { messages, incidents } = day;
      const totals = { messages: messages.length, incidents: incidents.length, refused: 6 };
      expect(first.result?.totals).toMatchObject(totals);
      expect(lives()).toHaveLength(messages.length);
      expect(first.result?.totals.first_copy_ms).toBeGreaterThan(0);
    },
  );

  testServer("a correction replaces a field for who has it, and wakes nobody else", () => {
    const plate = ["cc_cremona", "pl_limitrofo", "questura_cremona"];
    expect(receiversOf("sinistro_targa")).toEqual(plate);
    expect(pathsOf(given("sinistro_targa", "questura_cremona").kept)).toEqual(["vehicle.plate"]);
    expect(given("sinistro_targa", "cur_brescia").reason).toBe("NOTHING_NEW");
    expect(receiversOf("sinistro_telefono")).toEqual([]);
  });

  testServer("a correction that takes a person away is a withdrawal by name", () => {
    expect(receiversOf("rissa_corretta")).toEqual(["cc_cremona"]);
    const gone = pathsOf(given("rissa_corretta", "cc_cremona").gone);
    expect(gone).toEqual(expect.arrayContaining(["person.family_name", "person.roles"]));
  });

  testServer("a territory that was wrong costs the neighbour all that it had", () => {
    const { outcome, reason, kept, gone } = given("que_sinistro_comune", "pl_limitrofo");
    expect([outcome, reason, kept]).toEqual(["released", "OUT_OF_TERRITORY", []]);
    expect(pathsOf(gone)).toEqual(expect.arrayContaining(["place.point", "vehicle.plate"]));
    expect(receiversOf("que_sinistro_chiuso")).toEqual(["pl_cremona"]);
  });

  testServer("what was not so is cancelled, and what is over is closed, for all who had it", () => {
    expect(receiversOf("panchine_annullate")).toEqual(["cc_cremona", "questura_cremona"]);
    expect(receiversOf("gdf_banco_annullato")).toEqual(["pl_cremona"]);
    const had = ["cc_cremona", "cur_brescia", "pl_limitrofo", "questura_cremona"];
    expect(receiversOf("sinistro_chiuso")).toEqual(had);
  });

  testServer(
    "who takes charge sees what was sent earlier, and the owner is told by article",
    () => {
      const opened = pathsOf(given("furto_presa", "questura_cremona").kept);
      const some = ["place.street", "person.family_name", "image.reference"];
      expect(opened).toEqual(expect.arrayContaining(some));
      const told = given("furto_presa", "pl_cremona");
      expect(told).toMatchObject({ outcome: "released", article: "art. 6" });
      expect(pathsOf(told.kept)).toEqual(["charge.state", "charge.room", "charge.since"]);
      for (const message of ["furto_presa", "furto_sospettato", "furto_fine"]) {
        for (const room of ["cc_cremona", "pl_limitrofo", "cur_brescia"]) {
          expect(given(message, room)).toMatchObject({
            outcome: "nothing_new",
            kept: [],
            gone: [],
          });
          expect(receiversOf(message)).not.toContain(room);
        }
      }
    },
  );

  testServer(
    "what a charge had opened is withdrawn by name when the room or the owner ends it",
    () => {
      const { gone, inCharge } = given("furto_fine", "questura_cremona");
      const opened = ["furto_presa", "furto_sospettato"].flatMap((message) =>
        pathsOf(given(message, "questura_cremona").kept),
      );
      expect(new Set(pathsOf(gone))).toEqual(new Set(opened));
      expect(inCharge).toBe(false);
      expect(final("furto", "questura_cremona").cells["G5"]).toBe("withdrawn");
      expect(receiversOf("scudo_fine")).toEqual(["cc_cremona", "pl_cremona"]);
      expect(pathsOf(given("scudo_fine", "cc_cremona").gone)).toContain("person.family_name");
    },
  );

  testServer("a refusal of the charge reaches the owner and nobody else", () => {
    expect(receiversOf("furto_rifiuto")).toEqual(["pl_cremona"]);
    expect(pathsOf(given("furto_rifiuto", "pl_cremona").kept)).toContain("charge.state");
  });

  testServer("domestic violence goes to who is named; where nobody is, the sender is told", () => {
    expect(receiversOf("scudo")).toEqual([]);
    for (const room of ["questura_cremona", "cc_cremona"]) {
      expect(given("scudo", room).reason).toBe("NOT_NAMED");
    }
    expect(receiversOf("scudo_cc")).toEqual(["cc_cremona"]);
    expect(receiversOf("scudo_due")).toEqual(["questura_cremona"]);
    expect(receiversOf("cur_scudo")).toEqual(["cc_cremona"]);
  });

  testServer("what has no article goes nowhere, and what is forbidden says by which", () => {
    for (const room of ["questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo"]) {
      const byLaw = { reason: "STATUTORY", article: "art. 6, comma 1" };
      const byAgreement = { reason: "FORBIDDEN", article: "art. 3/bis" };
      const forbidden = room === "pl_limitrofo" ? byAgreement : byLaw;
      expect(given("controllo", room)).toMatchObject(forbidden);
      expect(given("ignota", room).reason).toBe("UNMAPPED");
    }
    for (const message of ["controllo", "ignota", "pll_lite"]) {
      expect(live(message)).toMatchObject({ status: 202, recorded: true });
      expect(receiversOf(message)).toEqual([]);
    }
  });

  testServer(
    "the 112 gives its card to who is named, and to others the zone and the quarter",
    () => {
      expect(pathsOf(given("cur_sinistro", "pl_cremona").kept)).toContain("person.phone");
      for (const room of ["questura_cremona", "cc_cremona"]) {
        const { kept, generalised } = given("cur_sinistro", room);
        const short = ["place.zone", "incident.started_quarter", "incident.reported_quarter"];
        expect(new Set(pathsOf(generalised))).toEqual(new Set(short));
        expect(pathsOf(kept).filter((path) => /person|point|_at$/.test(path))).toEqual([]);
      }
      expect(receiversOf("cur_sinistro_aml")).toEqual(["pl_cremona"]);
    },
  );

  testServer("one accident that two rooms report is linked for the room that has both", () => {
    const linked = (room: string) =>
      pathsOf(given("pl_sinistro", room).generalised).includes("incident.same_as");
    expect(["cur_brescia", "questura_cremona", "cc_cremona"].map(linked)).toEqual([
      true,
      false,
      false,
    ]);
  });

  testServer("a surge of twelve messages loses none and mixes none up", () => {
    const surge = lives().filter(({ at }) => at === "15:00");
    expect(surge).toHaveLength(12);
    for (const { status, recorded } of surge) expect([status, recorded]).toEqual([202, true]);
    expect(final("sottopasso", "questura_cremona").cells["G15"]).toBe("withdrawn");
  });

  testServer("a room whose line was down finds all that it missed", () => {
    expect(first.result?.caught_up).toEqual([{ room: "cc_cremona", copies: 7 }]);
    expect(live("rubata")).toMatchObject({ later: ["cc_cremona"] });
  });

  testServer("a child's name goes to nobody, not even to the room in charge", () => {
    const steps = first.result?.incidents.flatMap((incident) => incident.steps) ?? [];
    const kept = steps.flatMap(({ rows }) => rows.flatMap((one) => one.kept));
    const ofMinors = pathsOf(kept.filter(({ kind, minor }) => kind === "person" && minor === true));
    expect(new Set(ofMinors)).toEqual(new Set(["person.roles", "person.basis"]));
  });

  testServer("an exercise reaches the rooms as such, under names that an incident has too", () => {
    const told = ["cc_cremona", "cur_brescia", "questura_cremona"];
    expect(receiversOf("esercitazione")).toEqual(told);
    expect(live("esercitazione")["event_id"]).not.toBe(live("sinistro")["event_id"]);
    expect(receiversOf("esercitazione_presa")).toEqual(["pl_cremona", "questura_cremona"]);
  });

  testServer(
    "what is wrong is refused with its code, and the same bytes are no second event",
    () => {
      expect(first.result?.totals.codes).toEqual({
        ...{ "time-without-zone": 1, "message-id-reused": 1, "coordinates-swapped": 1 },
        ...{ "text-not-releasable": 1, "incident-unknown": 1, "not-your-incident": 1 },
      });
      expect(live("furto_altro")).toMatchObject({ status: 409, code: "message-id-reused" });
      expect(live("sinistro_ripetuto")["event_id"]).toBe(live("sinistro")["event_id"]);
      expect(live("sinistro")["event_id"]).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  testServer(
    "a second start on the same data plays again, in lines that fit 80 columns; with one cell less in the expectations it ends with 1 and says where, and everything else holds",
    async () => {
      const { code, cli } = await start("--lang", "it", "--deploy", deployWithOneCellLess());
      const text = cli.output();
      if (code !== 1) throw new Error(`it ended with ${code}:\n${whyOf(cli)}`);
      expect(text.match(/^✗ .*/gm)).toEqual([
        expect.stringContaining("Dopo ogni messaggio ogni sala ha"),
        "✗ Controlli NON riusciti: 1 su 14.",
      ]);
      for (const sentence of [
        "07:06 PL Cremona  sinistro con feriti sul confine",
        "07:32 PL Cremona  messaggio con un'ora senza fuso",
        "✗ RESPINTO (422)",
        "di nuovo in linea: riceve 7 copie, in ordine",
        "PROPOSTA, DA CONFERMARE DAI TITOLARI",
        "furto in una casa sul confine → PL vicina: dovrebbe avere",
      ]) {
        expect(text.replaceAll(/\n {2,}/g, " ")).toContain(sentence);
      }
      const played = text.slice(text.indexOf("Una giornata sintetica"));
      expect(played.split("\n").filter((line) => line.length > 80)).toEqual([]);
      expect(played).not.toContain("\u001b");
      const report = readFileSync(join(data, "day-it.txt"), "utf8").replaceAll(/\n */g, " ");
      expect(report).toContain("nulla — l'accordo lo vieta · art. 3/bis");
      for (const { title } of day.incidents) {
        expect(report).toContain(title.it);
      }
    },
    longMs,
  );

  testServer("no name, plate or telephone number stands in any output or record", () => {
    const logs = readdirSync(join(data, "log"));
    expect(logs).toContain("policy.jsonl");
    expect(outputs).toHaveLength(2);
    const records = filesBelow(join(data, "audit"));
    expect(records.length).toBeGreaterThan(3);
    const texts = [...logs.map((name) => join(data, "log", name)), ...records].map((file) =>
      readFileSync(file, "latin1"),
    );
    // Whole plates: four letters and figures of one come up among thousands of digests by chance.
    const plates = ["000", "001"].map((figures) => `ZZ${figures}ZZ`);
    for (const planted of [...plates, "SINTETICO", "SINTETICA", "000 0000", "nota sintetica"]) {
      expect([...outputs, ...texts].filter((text) => text.includes(planted))).toEqual([]);
    }
  });

  testServer(
    "every decision of the day repeats from what the log recorded of it, without a message",
    async () => {
      const year = new Date().getUTCFullYear();
      const period = ["--from", `${year - 1}-12-31`, "--to", `${year + 1}-01-01`];
      const rules = join(projectRoot, "deploy");
      // Nothing runs any more that could record the reading.
      const place = ["--data", data, "--unrecorded", "--json"];
      const args = ["policy", "backtest", "--rules", rules, ...period, ...place];
      const { code, cli } = await runCli(args);
      const told = cli.events().find(({ event }) => event === "policy-backtest");
      expect({ code, told }).toMatchObject({
        code: 0,
        told: { departures: [], damaged_entries: 0, not_tried: { "rules-unknown": 0 } },
      });
      expect(Number(told?.["records"])).toBeGreaterThan(50);
    },
    longMs,
  );

  testServer(
    "one changed byte of the log is found",
    async () => {
      const log = join(data, "audit");
      const verify = () => runCli(["audit", "verify", log, "--data", data, "--json"]);
      expect((await verify()).code).toBe(0);
      const sizes = filesBelow(log)
        .filter((file) => file.includes(join("tile", "entries")))
        .map((file) => ({ file, size: readFileSync(file).length }));
      const { file } = sizes.reduce((most, one) => (one.size > most.size ? one : most), {
        file: "",
        size: 0,
      });
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(file, bytes);
      expect((await verify()).code).toBe(1);
    },
    longMs,
  );
});

function filesBelow(below: string): readonly string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
