import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { DemandRow } from "#libs/policy/demandMessages";
import type { EmergencyRow } from "#libs/policy/emergencyMessages";
import { credentialDigest, credentialsText } from "#libs/runtime/credentials";
import { syntheticId } from "#tests/support/auditFixture";
import { type ConsoleOnLog, consoleOver } from "#tests/support/consoleOnLog";
import { type PageUser, pageConfig } from "#tests/support/consolePage";
import { documentUnder, pseudonymOf, writeDecisionLog } from "#tests/support/decisionLog";
import { eventAt, fullReport, wholeComponent } from "#tests/support/fullIncident";
import type { HostileTexts } from "#tests/support/hostileText";
import { invented, patto, room, rooms } from "#tests/support/patto";
import { documentOf, lifeEntries } from "#tests/support/ruleLife";

/** A page of the console, and who looks at it. */
export interface ShownPage {
  readonly name: string;
  readonly path: string;
  readonly account: "rpd" | "amministratore" | "cabina";
}

const own = "pl_cremona";
const days = "from=2026-11-01&to=2026-11-30";
const period = "from=2026-01-01T00%3A00%3A00.000Z&to=2027-01-01T00%3A00%3A00.000Z";
const columns = ["at", "kind", "sender", "category", "territory", "outcome", "reason", "given"]
  .concat(["withheld", "title", "incident", "person"])
  .map((name) => `&col=${name}`)
  .join("");

const ofOfficer: readonly (readonly [string, string])[] = [
  ["scambi", `/scambi?${period}`],
  ["scambi-tabella", `/scambi?${period}&show=table${columns}`],
  ["voce", "/scambi/2026/2"],
  ["voce-configurazione", "/scambi/2026/0"],
  ["evento", `/scambi/eventi/${pseudonymOf(0)}`],
  ["flussi", `/flussi?${days}`],
  ["prove", "/prove?entry=2026/2"],
  ["regole", "/regole"],
  ["regole-confronto", "/regole/confronto"],
  ["regole-prova", "/regole/prova"],
  ["regole-firma", "/regole/firma"],
  ["regole-revoca", "/regole/revoca"],
  ["da-fare", "/da-fare"],
  ["registri", "/registri?parte=trattamenti"],
  ["registri-inventario", "/registri?parte=inventario"],
  ["registri-violazione", `/registri?parte=violazione&${period}`],
  ["registri-accessi", "/registri?parte=accessi"],
  ["benvenuto", "/benvenuto"],
  ["accessibilita", "/accessibilita"],
  ["non-trovata", "/non-trovata/%3Cscript%3E"],
];
const ofAdministrator: readonly (readonly [string, string])[] = [
  ["amministrazione", "/amministrazione"],
  ["sala", `/amministrazione/sale/${own}`],
  ["da-fare-amministratore", "/da-fare"],
];

const everyPage: readonly ShownPage[] = [
  ...ofOfficer.map(([name, path]) => ({ name, path, account: "rpd" }) as const),
  ...ofAdministrator.map(([name, path]) => ({ name, path, account: "amministratore" }) as const),
  { name: "flussi-cabina", path: "/flussi?from=2026-10-01&to=2026-10-31", account: "cabina" },
];

const history = [
  fullReport("C03"),
  eventAt(60, { kind: "charge_taken", incident: { alias: "x" } }, "questura_cremona"),
  eventAt(120, { upsert: [wholeComponent("vehicle", "v2")] }),
];

/** Members of an agreement that are free text; a day stays one, or the rules could not be read back. */
const free: readonly string[] = ["title", "by", "text", "law"];
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** The agreement with other words: what it allows stays. */
function reworded(agreement: Agreement, texts: HostileTexts): Agreement {
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === "string") {
      return free.includes(name) && !isDay(value) ? texts.next(80) : value;
    }
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key)]));
  };
  // Only words were changed: the shape is still that of an agreement.
  return walk(agreement, "") as Agreement;
}

export interface EveryPageConsole extends Omit<ConsoleOnLog, "log"> {
  /** Every page of the menu, and every page that one comes to from there. */
  readonly pages: readonly ShownPage[];
}

/** The console over a log of one incident, with something in each of its pages; with `texts`, every free text of it is hostile. */
export async function consoleOfEveryPage(texts?: HostileTexts): Promise<EveryPageConsole> {
  const folder = mkdtempSync(join(tmpdir(), "raccordo-every-page-"));
  const data = join(folder, "data");
  const named = rooms.map((one) => (texts ? { ...one, titolare: texts.next(120) } : one));
  const agreements = [patto(), invented()].map((one) => (texts ? reworded(one, texts) : one));
  const rules = { ...documentUnder(agreements), expires: "2098-01-01T00:00:00.000Z" };
  const next = { ...rules, version: 2 };
  const more = [
    ...lifeEntries(rules, "2026-01-01T00:00:00.000Z"),
    ...lifeEntries(next, "2026-02-01T00:00:00.000Z", "staged"),
  ];
  await writeDecisionLog(data, { histories: [history], rooms: named, agreements, more });
  writeInstallation(data);
  const titolare = named.find(({ id }) => id === own)?.titolare ?? room(own).titolare;
  const users: readonly PageUser[] = [
    { account: "rpd", role: "rpd", titolare },
    { account: "amministratore", role: "amministratore", titolare },
    { account: "cabina", role: "cabina" },
  ];
  const limits = { requests_per_minute_max: 100_000 };
  const served = await consoleOver({ data, viewers: [], limits, more: pageConfig(users) });
  served.core.emergencyList = { emergencies: [emergency], more: false };
  served.core.demandList = { demands: [demand], more: false };
  return {
    ...served,
    pages: [
      ...everyPage,
      { name: "regole-tabella", path: `/regole/${documentOf(rules)}`, account: "rpd" },
    ],
    stop: async () => {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const emergency: EmergencyRow = {
  ...{ notice: { year: 2026, seq: 3 }, at: "2026-11-22T10:00:00.000Z", mode: "actual", room: own },
  ...{ emergency: "life_at_risk", overdue: true },
};
const demand: DemandRow = {
  ...{ notice: { year: 2026, seq: 4 }, at: "2026-11-22T10:00:00.000Z", mode: "actual" },
  ...{ incident: syntheticId("incident 1"), ref: "b".repeat(32), kind: "recall" },
  ...{ path: "person.family_name", reason: "unlawful", room: own },
  ...{ until: "2026-11-29T10:00:00.000Z", open: true, overdue: true },
  rooms: [{ slot: 1, room: "questura_cremona", state: "waiting" }],
};

/** Files that say which processes there are, and who comes in as the room. */
function writeInstallation(data: string): void {
  const write = (name: string, text: string) => {
    mkdirSync(join(data, name, ".."), { recursive: true });
    writeFileSync(join(data, name), text, { mode: 0o600 });
  };
  const targets = ["policy", `adapter-${own}`].map((instance) => ({
    ...{ targets: ["127.0.0.1:1"], labels: { instance } },
  }));
  write("operations.json", JSON.stringify(targets));
  const credential = {
    id: "key-1",
    kind: "bearer",
    sha256: credentialDigest("SINTETICA"),
  } as const;
  const credentials = [{ ...credential, from: "2026-01-01T00:00:00.000Z" }];
  write(
    `rooms/${own}/credentials.json`,
    credentialsText({ format: "raccordo-credentials/1", credentials }),
  );
  const adapters = { [own]: `adapter-${own}` };
  write("ports.json", JSON.stringify({ ports: { [`adapter-${own}`]: 1 }, rooms: adapters }));
}
