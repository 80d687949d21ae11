import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { openTlsFiles } from "#apps/cli/tlsFiles";
import {
  checkpointsSchema,
  consistencySchema,
  countsSchema,
  entryAnswerSchema,
  openingsSchema,
  pageSchema,
} from "#apps/console/api/answers";
import {
  holdListSchema,
  openedFieldSchema,
  recallListSchema,
  retentionListSchema,
} from "#apps/console/api/dutyAnswers";
import { checkOpeningFile, parseOpeningFile } from "#libs/pack/openingFile";
import { byText } from "#libs/policy/order";
import { readerPseudonym } from "#libs/seal/ids";
import { leafHash } from "#libs/tlog/hash";
import { verifyProof } from "#libs/tlog/proofText";
import { commandHere } from "#tests/support/commandHere";
import { runCli } from "#tests/support/commandLine";
import {
  type ConsoleClient,
  grantedClient,
  leafAt,
  leavesOf,
  signedLog,
} from "#tests/support/consoleClient";
import { type OtherIssuer, startOtherIssuer } from "#tests/support/issuerOrders";
import { natsServerProblem } from "#tests/support/natsServer";
import { PlainBrowser } from "#tests/support/plainBrowser";
import { pidsOf, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { SseClient } from "#tests/support/sseClient";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

const report = (id: string) => ({
  ...{ message_id: `M-${id}`, sent: new Date().toISOString(), mode: "actual", kind: "report" },
  ...{ incident: { id: `SINTETICO-${id}` }, category: "C01", territory: ["istat:019036"] },
  upsert: [{ kind: "place", id: "p", sensitivity: "public", street: "Via Sintetica" }],
  remove: [],
});

let system: RunningSystem;
let issuer: OtherIssuer;
/** The municipality's own, from which the certificate of its issuer comes. */
let authority: string;
let cremona: ConsoleClient;
let questura: ConsoleClient;

beforeAll(async () => {
  if (problem !== undefined) return;
  const { ca_file: caFile } = await openTlsFiles(secretFolder, Date.now());
  authority = readFileSync(caFile, "utf8");
  issuer = await startOtherIssuer(join(secretFolder, "tls"));
  writeFileSync(secretFile, `${clientSecret}\n`, { mode: 0o600 });
  const files = { "identity.yaml": identityOf(issuer.address) };
  system = await startSystem({ limits: { announce_every_ms: 200 }, files });
  cremona = grantedClient(system, "rpd-cremona", "privacy_officer", "pl_cremona");
  questura = grantedClient(system, "rpd-questura", "privacy_officer", "questura_cremona");
  for (const id of ["1", "2"]) await system.send("pl_cremona", JSON.stringify(report(id)));
  await until(async () => {
    const leaves = await leavesOf(system);
    return leaves.filter(({ kind }) => kind === "exchange").length === 2;
  }, "two decisions to be signed");
}, 120_000);
afterAll(async () => {
  if (problem !== undefined) return;
  await Promise.all([system.remove(), issuer.stop()]);
  rmSync(secretFolder, { recursive: true, force: true });
});

const secretFolder = mkdtempSync(join(tmpdir(), "raccordo-secret-"));
const secretFile = join(secretFolder, "console.secret");
const clientSecret = "un-segreto-sintetico-del-client";
const identityOf = (address: string) => `format: raccordo-identity/1
issuer: ${address}
client_id: raccordo-console
client_secret_file: ${secretFile}
ca_file: ${join(secretFolder, "tls", "ca.crt")}
scope: openid ente
claims:
  role: groups
  titolare: ente
  roles: { raccordo-rpd: privacy_officer }
`;

const exchanges = "/v1/log/entries?kind=exchange";
const page = async (client: ConsoleClient, path: string, purpose?: string) => {
  const answer = await client.ask(path, purpose === undefined ? {} : { purpose });
  expect([path, answer.status, answer.text.slice(0, 300)]).toEqual([path, 200, expect.any(String)]);
  return pageSchema.parse(answer.body);
};

describe("a privacy officer reads the log at the console", () => {
  systemTest(
    "only when the reading is in the log, with purpose, role and a pseudonym",
    async () => {
      const { entries, read } = await page(cremona, exchanges, "lawfulness");
      expect(entries).toHaveLength(2);
      const secret = readFileSync(join(system.data, "secrets/core/log_pseudonym"), "utf8").trim();
      expect(await leafAt(system, read.index)).toMatchObject({
        ...{ kind: "read", role: "privacy_officer", purpose: "lawfulness", scope: "search" },
        reader: readerPseudonym(Buffer.from(secret, "base64url"), "rpd-cremona"),
      });
      expect(JSON.stringify(await leavesOf(system))).not.toContain("rpd-cremona");
    },
  );

  systemTest("many times under one entry, and under a new one for another purpose", async () => {
    const first = await page(cremona, exchanges, "incident_review");
    for (let times = 0; times < 15; times += 1) {
      const again = await page(cremona, `${exchanges}&limit=${times + 1}`, "incident_review");
      expect(again.read).toEqual(first.read);
    }
    const other = await page(cremona, exchanges, "technical_check");
    expect(other.read).not.toEqual(first.read);
    expect((await leafAt(system, first.read.index)) satisfies object).toMatchObject({
      entries: 50 + 5_000,
    });
  });

  systemTest(
    "sees what every room got of what its own titolare opened, and of others' messages its own rooms' part alone",
    async () => {
      const own = await page(cremona, exchanges);
      for (const entry of own.entries) {
        expect(entry).toMatchObject({ sender: "pl_cremona", category: "C01" });
        expect(entry.rooms.map(({ room }) => room)).toEqual([
          ...["pl_cremona", "questura_cremona", "cc_cremona", "gdf_cremona"],
          ...["pl_limitrofo", "cur_brescia"],
        ]);
      }
      const others = await page(questura, exchanges);
      expect(others.entries).toHaveLength(2);
      for (const [at, entry] of others.entries.entries()) {
        expect(entry).toMatchObject({
          ...{ sender: null, titolare: null, owner: null, category: null, purpose: null },
          ...{ territory: [], present: { classes: [], groups: [] } },
          incident: own.entries[at]?.incident,
        });
        expect(entry.rooms.map(({ room }) => room)).toEqual(["questura_cremona"]);
      }
    },
  );

  systemTest(
    "counts, one entry with its neighbours, and the state of checkpoints and witnesses",
    async () => {
      const counts = await cremona.ask("/v1/log/counts?by=kind&every=day");
      const { rows } = countsSchema.parse(counts.body);
      expect(rows.find(({ value }) => value === "exchange")).toMatchObject({ count: 2 });
      const { entries } = await page(cremona, exchanges);
      const [newest] = entries;
      const one = await cremona.ask(`/v1/log/entries/${newest?.year}/${newest?.index}`);
      expect(entryAnswerSchema.parse(one.body)).toMatchObject({
        entry: { index: newest?.index, category: "C01" },
        in_log: { before: { index: Number(newest?.index) - 1 } },
      });
      const level = await until(async () => {
        const { entries: now } = await page(cremona, exchanges);
        return now.every((entry) => entry.level === "L2");
      }, "the witnesses to cosign");
      expect(level).toBe(true);
      const { years, witnesses } = checkpointsSchema.parse(
        (await cremona.ask("/v1/log/checkpoints")).body,
      );
      expect(years[0]?.cosigned).toBeGreaterThan(Number(newest?.index));
      expect(witnesses).toMatchObject({ halted: null });
      expect(witnesses?.states.length).toBeGreaterThan(0);
    },
  );

  systemTest("a proof that holds under the log's key, and that the log only grew", async () => {
    const { entries } = await page(cremona, exchanges);
    const index = entries[0]?.index ?? 0;
    const { year, reader, trust } = await signedLog(system);
    const proof = await cremona.ask(`/v1/log/entries/${year}/${index}/proof`);
    const hash = leafHash(await reader.entry(index));
    expect(verifyProof(Buffer.from(proof.text), hash, trust)).toMatchObject({ ok: true });
    const grown = await cremona.ask(`/v1/log/consistency?year=${year}&from=3`);
    expect(consistencySchema.parse(grown.body)).toMatchObject({ from: 3 });
  });

  systemTest("the openings of its own room, which open their leaves, and of no other", async () => {
    const { year } = await signedLog(system);
    const mine = await cremona.ask(`/v1/log/openings?room=pl_cremona&year=${year}`);
    const { lines, damaged, read } = openingsSchema.parse(mine.body);
    expect(damaged).toBe(0);
    expect(lines.filter((line) => "slot" in line)).toHaveLength(2);
    expect(lines.filter((line) => "facts" in line)).toHaveLength(2);
    expect(await leafAt(system, read.index)).toMatchObject({ kind: "read", scope: "slot" });
    const theirs = await questura.ask(`/v1/log/openings?room=questura_cremona&year=${year}`);
    expect(
      openingsSchema.parse(theirs.body).lines.map((line) => Object.keys(line).toSorted(byText)),
    ).toEqual([
      ["index", "slot", "year"],
      ["index", "slot", "year"],
    ]);
    const foreign = await questura.ask(`/v1/log/openings?room=pl_cremona&year=${year}`);
    expect(foreign.body["code"]).toBe("filter-not-allowed");
  });

  systemTest("new entries as they are signed, each as it may see them", async () => {
    const { port } = system;
    const address = `http://127.0.0.1:${port("console")}/v1/log/tail?kind=exchange`;
    const stream = await SseClient.open(`${address}&read_for=supervision`, { key: questura.key });
    expect(stream.status).toBe(200);
    await system.send("pl_cremona", JSON.stringify(report("3")));
    const event = await until(() => stream.events[0], "the entry to be told");
    expect(JSON.parse(event.data)).toMatchObject({ kind: "exchange", category: null });
    stream.leave();
  });

  systemTest(
    "a pack whose digest stands in the log before the first byte of it is sent",
    async () => {
      const now = Date.now();
      const period = {
        from: new Date(now - 86_400_000).toISOString(),
        to: new Date(now + 86_400_000).toISOString(),
      };
      const response = await fetch(`http://127.0.0.1:${system.port("console")}/v1/log/exports`, {
        method: "POST",
        headers: {
          ...{ authorization: `Bearer ${cremona.key}`, "raccordo-purpose": "authority" },
          "content-type": "application/json",
        },
        body: JSON.stringify(period),
      });
      expect(response.status).toBe(200);
      const zip = Buffer.from(await response.arrayBuffer());
      const sha256 = createHash("sha256").update(zip).digest("hex");
      expect(response.headers.get("raccordo-pack-sha256")).toBe(sha256);
      const left = await until(async () => {
        const leaves = await leavesOf(system);
        return leaves.find((leaf) => leaf.kind === "export");
      }, "the export to be signed");
      expect(left).toMatchObject({ pack: sha256, purpose: "authority", role: "privacy_officer" });
      const names = readdirSync(join(system.data, "console")).filter((name) =>
        name.startsWith("."),
      );
      expect(names).toEqual([]);
    },
  );

  systemTest(
    "one field of its own message with a proof, recorded by policy; of another's not even that it is there",
    async () => {
      const { entries } = await page(cremona, exchanges);
      const at = `/v1/log/entries/${entries[0]?.year}/${entries[0]?.index}/field`;
      const opened = await cremona.ask(`${at}?path=place.street`, { purpose: "lawfulness" });
      const { file, read } = openedFieldSchema.parse(opened.body);
      const parsed = parseOpeningFile(JSON.stringify(file));
      expect(parsed?.opening.value).toBe("Via Sintetica");
      const { trust } = await signedLog(system);
      expect(parsed && checkOpeningFile(parsed, trust)).toMatchObject({ holds: true });
      expect(await leafAt(system, read.index)).toMatchObject({
        ...{ kind: "read", scope: "opening", role: "privacy_officer", purpose: "lawfulness" },
      });
      const missing = await cremona.ask(`${at}?path=vehicle.plate`);
      expect([missing.status, missing.body["code"]]).toEqual([404, "field-not-stated"]);
      const foreign = await questura.ask(`${at}?path=place.street`);
      expect([foreign.status, foreign.body["code"]]).toEqual([403, "filter-not-allowed"]);
    },
  );

  systemTest("what is due, what was taken back, what is held, each recorded first", async () => {
    const lists = {
      retention: retentionListSchema,
      holds: holdListSchema,
      recalls: recallListSchema,
    };
    for (const [name, schema] of Object.entries(lists)) {
      const answer = await cremona.ask(`/v1/log/${name}`, { purpose: "incident_review" });
      expect([name, answer.status]).toEqual([name, 200]);
      const { read } = schema.parse(answer.body);
      expect(await leafAt(system, read.index)).toMatchObject({ kind: "read", scope: "search" });
    }
    const due = await cremona.ask("/v1/log/retention?state=not_due");
    expect(retentionListSchema.parse(due.body)).toMatchObject({
      damaged: 0,
      counts: { overdue: 0 },
    });
    expect(retentionListSchema.parse(due.body).rows.length).toBeGreaterThan(3);
  });

  systemTest(
    "is recorded and not answered where the console is killed in between; asked again it answers, and the log holds",
    async () => {
      const policy = Number(pidsOf(system.cli).get("policy"));
      const reader = Number(pidsOf(system.cli).get("console"));
      const reads = async () => {
        const leaves = await leavesOf(system);
        return leaves.filter((leaf) => leaf.kind === "read" && leaf.purpose === "authority").length;
      };
      const before = await reads();
      // Policy is held: the question lies with it, and the console asks a second time, when it is killed.
      process.kill(policy, "SIGSTOP");
      const asked = cremona.ask(exchanges, { purpose: "authority" }).then(
        ({ status }) => status,
        () => "gone",
      );
      const asking = join(system.data, "log", "console.jsonl");
      const said = () => readFileSync(asking, "utf8").includes("reading-not-recorded");
      await until(said, "the question to wait for its record");
      process.kill(reader, "SIGKILL");
      expect(await asked).toBe("gone");
      process.kill(policy, "SIGCONT");
      await until(async () => (await reads()) === before + 1, "the reading to be in the log");
      const again = await until(async () => {
        const answer = await cremona
          .ask(exchanges, { purpose: "authority" })
          .catch(() => undefined);
        return answer?.status === 200 ? answer : undefined;
      }, "the console to be back");
      const { read } = pageSchema.parse(again.body);
      expect(await leafAt(system, read.index)).toMatchObject({
        kind: "read",
        purpose: "authority",
      });
      await until(async () => (await reads()) === before + 2, "the second reading");
      const verified = await runCli([
        "audit",
        "verify",
        join(system.data, "audit"),
        "--data",
        system.data,
      ]);
      expect(verified.code).toBe(0);
    },
  );

  systemTest("nothing while nobody can record it, and again as soon as somebody can", async () => {
    const pid = pidsOf(system.cli).get("policy");
    // Held, not killed: one that is back in time to record the second asking would rightly be answered.
    process.kill(Number(pid), "SIGSTOP");
    const answer = await cremona.ask(exchanges, { purpose: "criminal_proceedings" });
    expect([answer.status, answer.body["code"]]).toEqual([503, "reading-not-recorded"]);
    expect(answer.text).not.toContain("entries");
    process.kill(Number(pid), "SIGCONT");
    await until(
      async () =>
        (await cremona.ask(exchanges, { purpose: "criminal_proceedings" })).status === 200,
      "policy to be back",
    );
  });

  systemTest("nothing any more from the moment on in which the key is revoked", async () => {
    const leaving = grantedClient(system, "rpd-uscente", "privacy_officer", "pl_cremona");
    expect((await leaving.ask(exchanges)).status).toBe(200);
    leaving.revoke();
    const answer = await leaving.ask(exchanges);
    expect([answer.status, answer.body["code"]]).toEqual([401, "viewer-key-expired"]);
  });
});

describe("a municipality puts its own issuer into its deployment", () => {
  /** Codes of what `raccordo doctor` says of the issuer. */
  const doctorSays = async (): Promise<readonly string[]> => {
    const { output } = await commandHere(["doctor", "--data", system.data]);
    return [...output.matchAll(/"(issuer-[a-z]+)"/g)].map(([, code = ""]) => code);
  };

  systemTest("which does not work yet: the start says so in words, and all else runs", async () => {
    const told = system.cli.events().map(({ event }) => event);
    expect(told).toEqual(expect.arrayContaining(["summary-issuer", "issuer-no", "issuer-do"]));
    expect(await doctorSays()).toContain("issuer-no");
    const { landed } = await signedIn();
    expect(landed).toBe("/?login=issuer-unreachable");
    expect((await cremona.ask(exchanges)).status).toBe(200);
  });

  systemTest(
    "and once it works a person comes in by it, and sees its titolare's rooms",
    async () => {
      const origin = `http://127.0.0.1:${system.port("console")}`;
      const returnUrl = `${origin}/accesso/ritorno`;
      expect(system.cli.events()).toContainEqual(
        expect.objectContaining({ event: "summary-issuer", back: returnUrl, after: `${origin}/` }),
      );
      const claims = { groups: ["dipendenti", "raccordo-rpd"], ente: "Comune di Cremona" };
      const client = { clientId: "raccordo-console", clientSecret };
      await issuer.tell({ returnUrl, ...client, account: "persona-17", claims });
      expect(await doctorSays()).toContain("issuer-ok");
      const { landed, browser } = await signedIn();
      expect(landed).toBe("/scambi");
      const headers = { "raccordo-purpose": "supervision" };
      const answer = await browser.ask(exchanges, { headers });
      const { entries } = pageSchema.parse(JSON.parse(answer.text));
      expect(new Set(entries.map(({ sender }) => sender))).toEqual(new Set(["pl_cremona"]));
      const other = { groups: ["raccordo-rpd"], ente: "Comune limitrofo (dimostrazione)" };
      await issuer.tell({ returnUrl, ...client, account: "persona-18", claims: other });
      const neighbour = await signedIn();
      const theirs = await neighbour.browser.ask(exchanges, { headers });
      const seen = pageSchema.parse(JSON.parse(theirs.text)).entries;
      expect(seen.length).toBeGreaterThan(0);
      for (const { sender, rooms } of seen) {
        expect(sender ?? null).toBeNull();
        expect(rooms.map(({ room }) => room)).toEqual(["pl_limitrofo"]);
      }
    },
  );

  /** Goes to the page as a browser does; where one lands. */
  async function signedIn() {
    const origin = `http://127.0.0.1:${system.port("console")}`;
    const browser = new PlainBrowser(origin, authority);
    const { url } = await browser.follow("/accesso?to=/scambi");
    return { browser, landed: url.replace(origin, "") };
  }
});
