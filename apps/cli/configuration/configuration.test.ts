import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Configuration } from "#libs/policy/documents";
import { openConfiguration, signedDocumentSchema } from "#libs/policy/documents";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { commandHere, saidHere } from "#tests/support/commandHere";
import { projectRoot } from "#tests/support/project";
import { defaultLimits } from "../documents.ts";
import { exitCodes } from "../exitCodes.ts";
import { preparationAnswer } from "../preparation.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-configuration-"));
const data = join(folder, "data");
const at = (name: string) => join(folder, name);
const newKey = () => generateKeyPairSync("ed25519").privateKey;
const log = rawPublicKey(newKey());
/** The public key of somebody for whom `keygen` made one. */
const publicOf = (name: string) =>
  /^public: (.*)$/m.exec(readFileSync(at(name), "utf8"))?.[1] ?? "";

const inForce: Configuration = {
  format: "raccordo-configuration/1",
  version: 7,
  log_family: "log.invalid",
  rooms: [
    ...[{ id: "pl_uno", slot: 0, kind: "polizia_locale", titolare: "Comune SINTETICO" } as const],
    ...[{ id: "questura_due", slot: 1, kind: "questura", titolare: "Questura SINTETICA" } as const],
  ].map((room) => ({ ...room, municipalities: ["istat:000001"] })),
  limits: { release_stop_after_ms: 60_000, announce_every_ms: 1_000, receipt_max_delay_ms: 60_000 },
  keys: { log, receipts: log },
  writers: ["policy", "console", "audit"],
  officers: [{ titolare: "Comune SINTETICO", role: "operations", key: rawPublicKey(newKey()) }],
  demonstration: false,
};

beforeAll(async () => {
  mkdirSync(join(data, "signed"), { recursive: true, mode: 0o700 });
  for (const [file, role] of [
    ["dpo", "dpo"],
    ["operations", "operations"],
    ["other-dpo", "dpo"],
    ["rpd", "privacy_officer"],
  ] as const) {
    await saidHere(["policy", "keygen", "--role", role, "--out", at(file)]);
  }
});
beforeEach(() => {
  write(
    "signers.json",
    ["dpo", "operations"].map((role) => ({ role, key: publicOf(role) })),
  );
  write("configuration.json", signedByBoth(inForce));
  for (const name of ["draft", "next"]) rmSync(at(name), { force: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, value: unknown) =>
  writeFileSync(join(data, "signed", name), JSON.stringify(value), { mode: 0o600 });
const pemOf = (name: string) => readFileSync(at(name), "utf8").replace(/^[^-]*/s, "");
function signedByBoth(configuration: Configuration) {
  const body = JSON.parse(JSON.stringify(configuration)) as CanonicalValue;
  const signatures = ["dpo", "operations"].map((role) =>
    signDocument(body, role, createPrivateKey(pemOf(role))),
  );
  return { body: canonicalJson(body), signatures };
}
const configuration = (...args: readonly string[]) =>
  commandHere(["configuration", ...args, "--data", data]);
const draft = (...args: readonly string[]) => configuration("draft", ...args, "--out", at("draft"));
const newOfficer = () => draft("--officer", `questura_due:privacy_officer:${at("rpd")}`);
const sign = (document: string, key: string, ...read: readonly string[]) =>
  configuration("sign", at(document), "--key", at(key), "--out", at(document), ...read);
const install = (document: string) => configuration("install", at(document));
const codeOf = ({ code, events }: Awaited<ReturnType<typeof configuration>>) => [
  code,
  events.find(({ event }) => event === "failed")?.["code"],
];
const documentIn = (path: string) =>
  signedDocumentSchema.parse(JSON.parse(readFileSync(path, "utf8")));
const bodyIn = (path: string): Configuration => JSON.parse(documentIn(path).body);
const inPlace = join(data, "signed", "configuration.json");
const digestTold = ({ events }: Awaited<ReturnType<typeof configuration>>) =>
  String(events.find(({ event }) => event === "configuration-told")?.["document"]);

describe("an officer of an office in operation", () => {
  test("comes into the signed configuration by draft, two signatures and install; nothing else changes", async () => {
    expect((await newOfficer()).code).toBe(exitCodes.ok);
    const seen = await sign("draft", "dpo");
    const read = ["--read", digestTold(seen).slice(0, 12)] as const;
    expect((await sign("draft", "dpo", ...read)).code).toBe(exitCodes.ok);
    expect((await sign("draft", "operations", ...read)).code).toBe(exitCodes.ok);
    expect((await install("draft")).code).toBe(exitCodes.ok);
    const officer = { role: "privacy_officer", key: publicOf("rpd") };
    expect(bodyIn(inPlace)).toEqual({
      ...inForce,
      version: 8,
      officers: [...(inForce.officers ?? []), { titolare: "Questura SINTETICA", ...officer }],
    });
    const signers = ["dpo", "operations"].map((role) => ({ role, key: publicOf(role) }));
    expect(openConfiguration(documentIn(inPlace), signers).kind).toBe("configuration");
    const before = join(data, "signed", "configuration.7.json");
    expect(bodyIn(before)).toEqual(inForce);
    const gone = await draft("--without", publicOf("rpd"));
    expect(codeOf(gone)).toEqual([exitCodes.refused, "life-file-there"]);
  });

  test("is shown in words with the digest, and without that digest nobody has signed", async () => {
    await newOfficer();
    const words = await saidHere([
      ...["configuration", "sign", at("draft"), "--key", at("dpo"), "--out", at("draft")],
      ...["--data", data, "--lang", "it"],
    ]);
    expect(words.stdout).toContain(
      `ENTRA fra gli incaricati di Questura SINTETICA (sale: questura_due): privacy_officer, chiave ${publicOf("rpd")}`,
    );
    expect(words.stdout).toContain("È il primo privacy_officer");
    expect(words.stdout).toContain("Tutto il resto è come nella n. 7");
    expect(words.stdout).toContain("Nulla è ancora firmato");
    expect(documentIn(at("draft")).signatures).toEqual([]);
    const digest = digestTold(await sign("draft", "dpo"));
    for (const read of ["", digest.slice(0, 11), `0${digest.slice(0, 12)}`]) {
      expect(codeOf(await sign("draft", "dpo", "--read", read))).toEqual([
        ...[exitCodes.refused, "configuration-other-read"],
      ]);
    }
    expect(documentIn(at("draft")).signatures).toEqual([]);
  });

  test("who goes is told too, and so is whatever somebody slipped in beside it", async () => {
    const [operator] = inForce.officers ?? [];
    await draft("--without", operator?.key ?? "");
    const slipped = bodyIn(at("draft"));
    const limits = { ...slipped.limits, release_stop_after_ms: 599_000 };
    const family = "log\u202e.invalid";
    const body = canonicalJson(
      JSON.parse(JSON.stringify({ ...slipped, limits, log_family: family })),
    );
    writeFileSync(at("next"), JSON.stringify({ body, signatures: [] }));
    const { events, output } = await sign("next", "dpo");
    expect(events).toContainEqual(
      expect.objectContaining({ event: "configuration-removed", titolare: "Comune SINTETICO" }),
    );
    expect(events).toContainEqual({
      ...{ event: "configuration-changed", pointer: "/limits/release_stop_after_ms" },
      ...{ before: "60000", after: "599000" },
    });
    expect(events.map(({ event }) => event)).not.toContain("configuration-rest-same");
    expect(output).toContain("\\\\u{202e}");
    expect(output).not.toContain("\u202e");
  });
});

describe("nothing is drafted, signed or put in place", () => {
  test.each([
    ["an unknown room", ["--officer", "pl_tre:operations:KEY"], "configuration-room-unknown"],
    ["an unknown role", ["--officer", "pl_uno:capo:KEY"], "configuration-role-unknown"],
    ["a key that is none", ["--officer", "pl_uno:operations:AAAA"], "configuration-key-wrong"],
    [
      "a key in two writings",
      ["--officer", `pl_uno:operations:${"A".repeat(42)}B`],
      "configuration-key-wrong",
    ],
    ["no key", ["--officer", "pl_uno:operations"], "configuration-officer"],
    [
      "the key of somebody in another role",
      ["--officer", "pl_uno:privacy_officer:OTHER"],
      "configuration-key-taken",
    ],
    ["an officer who is one", ["--officer", "pl_uno:operations:OTHER"], "configuration-key-taken"],
    ["somebody to go who is none", ["--without", "KEY"], "configuration-key-unknown"],
    ["nothing", [], "configuration-nothing-asked"],
  ])("for %s", async (_words, args, told) => {
    const [other] = inForce.officers ?? [];
    const keys = { OTHER: other?.key ?? "", KEY: publicOf("rpd") };
    const given = args.map((word) => word.replace(/OTHER|KEY/, (name) => keys[name as "KEY"]));
    const done = await draft(...given);
    expect(codeOf(done)[1]).toBe(told);
    expect(() => readFileSync(at("draft"))).toThrow();
  });

  test("of a draft of an earlier configuration: the next has another number", async () => {
    await newOfficer();
    const signed = signedByBoth(bodyIn(at("draft")));
    write("configuration.json", signedByBoth({ ...inForce, version: 8 }));
    expect(codeOf(await sign("draft", "dpo"))).toEqual([exitCodes.refused, "configuration-stale"]);
    writeFileSync(at("next"), JSON.stringify(signed));
    expect(codeOf(await install("next"))).toEqual([exitCodes.refused, "configuration-stale"]);
  });

  test("by somebody who is no signer of this installation, or by the same role twice", async () => {
    await newOfficer();
    const read = ["--read", digestTold(await sign("draft", "dpo"))] as const;
    for (const key of ["other-dpo", "rpd"]) {
      expect(codeOf(await sign("draft", key, ...read))[1]).toBe("configuration-signer-unknown");
    }
    await sign("draft", "dpo", ...read);
    expect(codeOf(await sign("draft", "dpo", ...read))[1]).toBe("life-signed-already");
    expect(codeOf(await install("draft"))[1]).toBe("refused-signature-missing");
    expect(bodyIn(inPlace)).toEqual(inForce);
  });

  test("where a signature does not hold, or the text is not in the form that is signed", async () => {
    await newOfficer();
    const { body } = documentIn(at("draft"));
    const [one, two] = signedByBoth(bodyIn(at("draft"))).signatures;
    const wrong = { ...one, signature: two?.signature };
    writeFileSync(at("next"), JSON.stringify({ body, signatures: [wrong] }));
    expect(codeOf(await sign("next", "operations"))[1]).toBe("life-signature-wrong");
    const changed: readonly [string, unknown][] = [
      ["a text that is no document", "nulla"],
      ["a body with a blank more", { body: `${body} `, signatures: [] }],
      ["a body that is none", { body: "{}", signatures: [] }],
      [
        "a demonstration",
        { body: body.replace('"demonstration":false', '"demonstration":true'), signatures: [] },
      ],
    ];
    for (const [words, document] of changed) {
      writeFileSync(at("next"), JSON.stringify(document));
      expect([words, codeOf(await sign("next", "dpo"))[1]]).toEqual([
        words,
        "configuration-not-one",
      ]);
    }
  });

  test("where nobody may sign, nothing was signed, or what lies there is a demonstration's or somebody else's", async () => {
    rmSync(join(data, "signed", "signers.json"));
    expect(codeOf(await newOfficer())[1]).toBe("configuration-no-signers");
    write("signers.json", [
      { role: "dpo", key: publicOf("other-dpo") },
      { role: "operations", key: publicOf("operations") },
    ]);
    expect(codeOf(await newOfficer())[1]).toBe("documents-refused");
    write("configuration.json", signedByBoth({ ...inForce, demonstration: true }));
    expect(codeOf(await newOfficer())[1]).toBe("configuration-demonstration");
    rmSync(inPlace);
    expect(codeOf(await newOfficer())[1]).toBe("configuration-none");
  });
});

describe("the first configuration of an installation for operation", () => {
  const fresh = join(folder, "fresh");
  const first = at("first");
  const here = (...args: readonly string[]) =>
    commandHere(["configuration", ...args, "--data", fresh]);
  const signers = ["dpo", "operations"].flatMap((role) => ["--signer", `${role}:${at(role)}`]);
  const begin = (...args: readonly string[]) =>
    here("begin", "--family", "log.invalid", "--out", first, ...args);

  test("is made of the deployment by a command, signed by two and installed; then `up` asks for the rules only", async () => {
    expect(codeOf(await begin(...signers.slice(0, 2)))[0]).toBe(exitCodes.usage);
    expect((await begin(...signers)).code).toBe(exitCodes.ok);
    expect(codeOf(await here("install", first))).toEqual([
      ...[exitCodes.refused, "refused-signature-missing"],
    ]);
    const signFirst = (key: string, ...read: readonly string[]) =>
      here("sign", first, "--key", at(key), "--out", first, ...read);
    const seen = await signFirst("dpo");
    // All of it is told: nothing was in force before.
    const told = seen.events.filter(({ event }) => event === "configuration-changed");
    expect(told.map(({ pointer }) => pointer)).toContain("/log_family");
    const read = ["--read", digestTold(seen).slice(0, 12)] as const;
    for (const key of ["dpo", "operations"]) {
      expect((await signFirst(key, ...read)).code).toBe(exitCodes.ok);
    }
    expect((await here("install", first)).code).toBe(exitCodes.ok);
    const installed = join(fresh, "signed", "configuration.json");
    expect(bodyIn(installed)).toMatchObject({ version: 1, demonstration: false });
    expect(bodyIn(installed).log_family).toBe("log.invalid");
    const keys = ["dpo", "operations"].map((role) => ({ role, key: publicOf(role) }));
    expect(openConfiguration(documentIn(installed), keys).kind).toBe("configuration");
    rmSync(first);
    expect(codeOf(await begin(...signers))).toEqual([exitCodes.refused, "configuration-there"]);
  });

  test("is never overruled by a demonstration in the same folder", () => {
    const deploy = join(projectRoot, "deploy");
    const terms = { logFamily: "log.invalid", limits: defaultLimits };
    expect(preparationAnswer({ data: fresh, deploy, production: false, ...terms })).toMatchObject({
      exit: "refused",
      text: "production-needed",
    });
  });
});
