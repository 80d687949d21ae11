import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { z } from "zod";
import { type CliEvent, runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testServer = testIf(problem === undefined, problem ?? "");
const longMs = 180_000;

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
const resultSchema = z.looseObject({
  holds: z.boolean(),
  proposal: z.boolean(),
  demonstration_signers: z.boolean(),
  totals: z.record(z.string(), z.number()),
  checks: z.array(check),
  incidents: z.array(z.looseObject({ name: z.string(), steps: z.array(step) })),
});
type Result = z.infer<typeof resultSchema>;

let folder = "";
let data = "";
const outputs: string[] = [];
const first: { code?: number | string; result?: Result; events?: readonly CliEvent[] } = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "raccordo-thread-"));
  data = join(folder, "data");
  if (problem !== undefined) return;
  const { code, cli } = await start("--json");
  first.code = code;
  first.events = cli.events();
  first.result = resultOf(cli.events());
}, longMs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the real thing and lets it play to its end. */
async function start(...more: readonly string[]) {
  const played = await runCli(["up", "--once", "--play", "--data", data, ...more]);
  outputs.push(played.cli.output());
  return played;
}

const resultOf = (events: readonly CliEvent[]): Result =>
  resultSchema.parse(events.find(({ event }) => event === "play-result"));

/** What the log says that one message gave one room. */
function given(message: string, room: string): Row {
  const steps = first.result?.incidents.flatMap((incident) => incident.steps) ?? [];
  const rows = steps.find((one) => one.message === message)?.rows;
  const found = rows?.find((one) => one.room === room);
  if (found === undefined) throw new Error(`no decision on ${message} for ${room}`);
  return found;
}

const pathsOf = (parts: Row["kept"]) => parts.flatMap(({ paths }) => paths);

function live(message: string): CliEvent {
  const all = first.events?.filter(({ event }) => event === "play-message");
  const found = all?.find((one) => one["message"] === message);
  if (found === undefined) throw new Error(`${message} was not played`);
  return found;
}

describe("the thread, played by the real processes over HTTP", () => {
  testServer(
    "every check holds, and it says that it is a proposal of demonstration signers",
    () => {
      expect(first.result?.checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(first.code).toBe(0);
      const marks = { holds: true, proposal: true, demonstration_signers: true };
      expect(first.result).toMatchObject(marks);
      const totals = { messages: 13, accepted: 11, refused: 2, copies: 19 };
      expect(first.result?.totals).toMatchObject(totals);
    },
  );

  testServer(
    "Carabinieri and the neighbouring comune do not get what the Questura gets in charge",
    () => {
      const opened = pathsOf(given("presa_in_carico", "questura_cremona").kept);
      const some = ["place.street", "person.family_name", "image.reference"];
      expect(opened).toEqual(expect.arrayContaining(some));
      for (const message of ["presa_in_carico", "sospettato", "fine_carico"]) {
        for (const room of ["cc_cremona", "pl_limitrofo"]) {
          expect(given(message, room)).toMatchObject({
            outcome: "nothing_new",
            kept: [],
            gone: [],
          });
          expect(live(message)["copies"]).not.toContain(room);
        }
      }
    },
  );

  testServer("the owner is told who has its incident in charge, and by which article", () => {
    const told = given("presa_in_carico", "pl_cremona");
    expect(told).toMatchObject({ outcome: "released", article: "art. 6" });
    expect(pathsOf(told.kept)).toEqual(["charge.state", "charge.room", "charge.since"]);
  });

  testServer("what a charge had opened is withdrawn by name when it ends", () => {
    const { gone, inCharge } = given("fine_carico", "questura_cremona");
    const opened = ["presa_in_carico", "sospettato"].flatMap((message) =>
      pathsOf(given(message, "questura_cremona").kept),
    );
    expect(opened.length).toBeGreaterThan(10);
    expect(new Set(pathsOf(gone))).toEqual(new Set(opened));
    expect(inCharge).toBe(false);
  });

  testServer("the caller's phone wakes nobody", () => {
    expect(live("sinistro_telefono")).toMatchObject({ status: 202, recorded: true, copies: [] });
    expect(given("sinistro_telefono", "questura_cremona").reason).toBe("NOTHING_NEW");
  });

  testServer("what has no article goes nowhere", () => {
    const parties = ["questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo"];
    for (const room of [...parties, "cur_brescia"]) {
      const article = room === "cur_brescia" ? "INVENTATO" : "art. 3/bis";
      expect(given("controllo", room)).toMatchObject({ reason: "FORBIDDEN", article });
      expect(given("ignota", room).reason).toBe("UNMAPPED");
    }
    for (const message of ["controllo", "ignota"]) {
      expect(live(message)).toMatchObject({ status: 202, recorded: true, copies: [] });
    }
  });

  testServer("a child's name goes to nobody, not even to the room in charge", () => {
    const steps = first.result?.incidents.flatMap((incident) => incident.steps) ?? [];
    const kept = steps.flatMap(({ rows }) => rows.flatMap((one) => one.kept));
    const ofMinors = pathsOf(kept.filter(({ kind, minor }) => kind === "person" && minor === true));
    expect(new Set(ofMinors)).toEqual(new Set(["person.roles", "person.basis"]));
  });

  testServer("the neighbour gets the zone of a home and never its address", () => {
    const { kept, generalised, withheld } = given("furto", "pl_limitrofo");
    expect(pathsOf(generalised)).toContain("place.zone");
    expect(pathsOf(kept)).not.toContain("place.street");
    const address = ["place.point", "place.street", "place.number"];
    expect(pathsOf(withheld)).toEqual(expect.arrayContaining(address));
  });

  testServer(
    "the same bytes are no second event, and other content under the name is refused",
    () => {
      expect(live("sinistro_ripetuto")).toMatchObject({ status: 202 });
      const events = first.events?.filter(({ event }) => event === "play-message") ?? [];
      expect(events).toHaveLength(13);
      expect(live("sinistro_ripetuto")["event_id"]).toBe(live("sinistro")["event_id"]);
      expect(live("sinistro")["event_id"]).toMatch(/^[0-9a-f]{32}$/);
      expect(live("furto_altro")).toMatchObject({ status: 409, code: "message-id-reused" });
    },
  );

  testServer(
    "a second start on the same data plays again, in words that fit a plain terminal",
    async () => {
      const { code, cli } = await start("--lang", "it");
      const text = cli.output();
      expect(text).not.toContain("✗");
      expect(code).toBe(0);
      for (const sentence of [
        "PL Cremona: cambia solo il telefono di chi chiama: accettato → nessuno",
        "PL Cremona: segnalazione del furto: accettato → Questura, Carabinieri, PL limitrofa",
        "nulla — l'accordo lo vieta · art. 3/bis",
        "✓ Ogni copia ha esattamente i campi scritti a mano in expected.yaml (19 copie).",
        "✓ Il registro è integro",
        "una PROPOSTA, da confermare dai",
        "✓ Controlli riusciti: 11 su 11.",
      ]) {
        expect(text.replaceAll(/\n {2,}/g, " ")).toContain(sentence);
      }
      const played = text.slice(text.indexOf("Dimostrazione:"));
      expect(played.split("\n").filter((line) => line.length > 100)).toEqual([]);
      expect(played).not.toContain("\u001b");
    },
    longMs,
  );

  testServer(
    "with one field less in the expectations the play ends with 1 and says where",
    async () => {
      const deploy = join(folder, "deploy");
      cpSync(join(projectRoot, "deploy"), deploy, { recursive: true });
      const file = join(deploy, "demonstration", "expected.yaml");
      const text = readFileSync(file, "utf8");
      const changed = text.replace("- place: [municipality, zone]", "- place: [municipality]");
      expect(changed).not.toBe(text);
      writeFileSync(file, changed);
      const { code, cli } = await start("--json", "--deploy", deploy);
      expect(code).toBe(1);
      const where = { message: "furto", room: "pl_limitrofo", what: "components" };
      const broken = resultOf(cli.events()).checks.filter(({ holds }) => !holds);
      expect(broken).toMatchObject([{ check: "check-copies", faults: [{ values: where }] }]);
    },
    longMs,
  );

  testServer("no name, plate or telephone number stands in any output or record", () => {
    const logs = readdirSync(join(data, "log"));
    expect(logs).toContain("policy.jsonl");
    expect(outputs).toHaveLength(3);
    const records = filesBelow(join(data, "audit"));
    expect(records.length).toBeGreaterThan(3);
    const texts = [...logs.map((name) => join(data, "log", name)), ...records].map((file) =>
      readFileSync(file, "latin1"),
    );
    for (const planted of ["SINTETICO", "SINTETICA", "ZZ000ZZ", "000 0000", "nota sintetica"]) {
      expect([...outputs, ...texts].filter((text) => text.includes(planted))).toEqual([]);
    }
  });

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
