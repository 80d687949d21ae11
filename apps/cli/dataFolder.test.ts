import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { canonicalJson } from "#libs/seal/canonical";
import { signDocument } from "#libs/seal/signedDocument";
import { projectRoot } from "#tests/support/project";
import { readDeployment } from "./deployment.ts";
import { defaultLimits, readProduction, signDemonstration } from "./documents.ts";
import { CliError } from "./exitCodes.ts";
import { openDataFolder } from "./installation.ts";
import { lockFolder } from "./lock.ts";
import { choosePorts } from "./ports.ts";
import { identityOf, isRunning } from "./procfs.ts";
import { openSecrets } from "./secrets.ts";

const rooms = ["pl_uno", "pl_due"];
let data = "";

beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "raccordo-cli-")), "data");
});
afterEach(() => rmSync(join(data, ".."), { recursive: true, force: true }));

function open(
  made?: { rooms: readonly string[]; checkpoint_ml_dsa?: boolean },
  which: readonly string[] = rooms,
) {
  openDataFolder(data);
  return openSecrets(data, { rooms: which, made, production: false });
}

/** Every file below the folder with its content, every folder without. */
function snapshot(folder: string, below = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    found.set(path, entry.isFile() ? readFileSync(join(folder, path), "utf8") : "");
    if (!entry.isDirectory()) continue;
    for (const [inner, text] of snapshot(folder, path)) found.set(inner, text);
  }
  return found;
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CliError) return error.text;
    throw error;
  }
  return "accepted";
}

describe("the data folder", () => {
  test("can be entered by its owner only, and so can every file and folder in it", () => {
    open();
    const paths = ["", ...snapshot(data).keys()];
    const modes = paths.map((path) => {
      const stat = statSync(join(data, path));
      return [path, (stat.mode & 0o777).toString(8), stat.isDirectory() ? "700" : "600"];
    });
    expect(modes.filter(([, mode, wanted]) => mode !== wanted)).toEqual([]);
    expect(paths).toContain("secrets/rooms/pl_uno");
    expect(paths).toContain("rooms/pl_due/officer");
  });

  test("is the same after a second start: nothing is made anew", () => {
    open();
    const before = snapshot(data);
    open({ rooms });
    expect(snapshot(data)).toEqual(before);
  });

  test("holds no secret twice: every root, seed and key is a different one", () => {
    open();
    const secrets = [...snapshot(data).values()].filter((text) => text !== "");
    expect(new Set(secrets).size).toBe(secrets.length);
    expect(secrets.length).toBe(8 + 7 + 2 + rooms.length * 5);
  });

  test("a secret that an earlier start made and that is gone is refused, never replaced", () => {
    open();
    for (const [path, told] of [
      ["secrets/core/log_pseudonym", "secret-missing"],
      ["secrets/rooms/pl_uno", "secret-missing"],
      ["rooms/pl_due/key", "secret-missing"],
      ["rooms/pl_due/officer", "officer-missing"],
    ] as const) {
      const text = readFileSync(join(data, path), "utf8");
      rmSync(join(data, path));
      expect(refusal(() => open({ rooms }))).toBe(told);
      writeFileSync(join(data, path), text, { mode: 0o600 });
    }
    expect(refusal(() => open({ rooms }))).toBe("accepted");
  });

  test("an installation from before the log's second key makes it once, and then keeps it", () => {
    open();
    const file = join(data, "secrets/core/checkpoint_ml_dsa");
    rmSync(file);
    open({ rooms });
    const made = readFileSync(file, "utf8");
    open({ rooms, checkpoint_ml_dsa: true });
    expect(readFileSync(file, "utf8")).toBe(made);
    rmSync(file);
    expect(refusal(() => open({ rooms, checkpoint_ml_dsa: true }))).toBe("secret-missing");
  });

  test("a room that joins later gets its secrets, the others keep theirs", () => {
    open();
    const before = snapshot(data);
    open({ rooms }, [...rooms, "pl_tre"]);
    const after = snapshot(data);
    expect([...before].filter(([path, text]) => after.get(path) !== text)).toEqual([]);
    expect(after.has("secrets/rooms/pl_tre")).toBe(true);
  });

  test("a damaged secret is refused by its name, not used and not shown", () => {
    open();
    writeFileSync(join(data, "secrets/core/root"), "SINTETICO\n", { mode: 0o600 });
    expect(() => open({ rooms })).toThrow(/secret-damaged.*core\/root/);
    expect(() => open({ rooms })).not.toThrow(/SINTETICO/);
  });

  test("a file or folder that others can read is refused", () => {
    open();
    chmodSync(join(data, "secrets/core/root"), 0o640);
    expect(refusal(() => open({ rooms }))).toBe("folder-not-private");
    chmodSync(join(data, "secrets/core/root"), 0o600);
    chmodSync(join(data, "secrets"), 0o750);
    expect(refusal(() => open({ rooms }))).toBe("folder-not-private");
  });

  test("a folder with other content is left alone", () => {
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, "letter.txt"), "sintetico");
    expect(refusal(() => openDataFolder(data))).toBe("folder-foreign");
    expect(readdirSync(data)).toEqual(["letter.txt"]);
  });
});

describe("the lock of a data folder", () => {
  test("refuses a second owner while the first one runs, and lets go", () => {
    open();
    const unlock = lockFolder(data);
    expect(refusal(() => lockFolder(data))).toBe("folder-in-use");
    unlock();
    lockFolder(data)();
    expect(readdirSync(data)).not.toContain("lock.json");
  });

  test("of a process that is gone is taken over, even if its number was given to another", () => {
    open();
    const reused = { pid: process.pid, start: "1" };
    writeFileSync(join(data, "lock.json"), JSON.stringify(reused), { mode: 0o600 });
    lockFolder(data)();
  });

  test("tells a process from a later one with the same number", () => {
    const own = identityOf(process.pid);
    expect(isRunning(own)).toBe(true);
    expect(isRunning({ ...own, start: `${own.start}0` })).toBe(false);
  });
});

describe("ports", () => {
  test("stay what they were, and move with a word when somebody else has taken one", async () => {
    const names = ["one", "two"];
    const moved: string[] = [];
    const note = (name: string) => moved.push(name);
    const first = await choosePorts({ names, kept: {}, moved: note });
    expect(await choosePorts({ names, kept: first, moved: note })).toEqual(first);
    expect(moved).toEqual([]);
    const { two: base = 0 } = first;
    const server = await listener(base);
    const second = await choosePorts({ names, kept: first, moved: note });
    expect(second["one"]).toBe(first["one"]);
    expect(second["two"]).not.toBe(base);
    expect(moved).toEqual(["two"]);
    await expect(choosePorts({ names: ["one"], kept: {}, base, moved: note })).rejects.toThrow(
      /port-taken/,
    );
    server.close();
  });

  test("of what is added are nobody's: not those that are kept for whoever comes later, nor one of two the same", async () => {
    const moved: string[] = [];
    const note = (name: string) => moved.push(name);
    const first = await choosePorts({ names: ["one", "three"], kept: {}, moved: note });
    const names = ["one", "two", "three"];
    const more = await choosePorts({ names, kept: first, moved: note });
    expect(more).toMatchObject(first);
    expect(new Set(Object.values(more)).size).toBe(3);
    expect(moved).toEqual([]);
    // As an earlier version wrote it down.
    const { three = 0 } = first;
    const same = { ...first, two: three };
    const healed = await choosePorts({ names, kept: same, moved: note });
    expect(new Set(Object.values(healed)).size).toBe(3);
    expect(moved).toEqual(["three"]);
  });
});

async function listener(port: number) {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

describe("signed documents", () => {
  const deployment = readDeployment(join(projectRoot, "deploy"));
  const sign = (limits = defaultLimits) => {
    const ids = deployment.rooms.map(({ id }) => id);
    const secrets = open(undefined, ids);
    return signDemonstration(data, { deployment, secrets, logFamily: "log.invalid", limits });
  };

  test("are signed once; another start keeps version and signatures, a change is a new version", () => {
    const first = sign();
    expect(sign()).toEqual(first);
    const changed = sign({ ...defaultLimits, announce_every_ms: 200 });
    expect(JSON.parse(changed.configuration.body).version).toBe(2);
    expect(changed.ruleSet).toEqual(first.ruleSet);
  });

  test("of an older program, whose signatures no longer hold, are signed again in the same words", () => {
    const first = sign();
    for (const name of ["configuration.json", "rules.json"]) {
      const path = join(data, "signed", name);
      const document = JSON.parse(readFileSync(path, "utf8"));
      const signatures = document.signatures.map((one: object) => ({ ...one, signature: "AA" }));
      writeFileSync(path, JSON.stringify({ ...document, signatures }), { mode: 0o600 });
    }
    const again = sign();
    expect(again.configuration.body).toBe(first.configuration.body);
    expect(JSON.parse(again.ruleSet.body).version).toBe(2);
  });

  test("that go back to earlier rules say so, as two people would have to", () => {
    const other = { ...deployment, agreements: deployment.agreements.slice(0, 1) };
    const ids = deployment.rooms.map(({ id }) => id);
    const signOther = () => {
      const secrets = open(undefined, ids);
      const terms = { logFamily: "log.invalid", limits: defaultLimits };
      return signDemonstration(data, { deployment: other, secrets, ...terms });
    };
    const bodies = [sign(), signOther(), sign()].map(({ ruleSet }) => JSON.parse(ruleSet.body));
    expect(bodies.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(bodies.map(({ rollback }) => rollback?.to_version)).toEqual([undefined, undefined, 1]);
  });

  test("say that they are a demonstration, and operation refuses them", () => {
    const { configuration, signers } = sign();
    expect(JSON.parse(configuration.body).demonstration).toBe(true);
    expect(refusal(() => readProduction(data))).toBe("production-demonstration");
    const path = join(data, "signed", "signers.json");
    writeFileSync(path, JSON.stringify(signers), { mode: 0o600 });
    expect(refusal(() => readProduction(data))).toBe("production-demonstration");
  });

  test("of an invented agreement are refused in operation, whoever signed them", () => {
    const { configuration, ruleSet, signers } = sign();
    const keys = open(
      undefined,
      deployment.rooms.map(({ id }) => id),
    ).signers;
    const write = (name: string, value: unknown) =>
      writeFileSync(join(data, "signed", name), JSON.stringify(value), { mode: 0o600 });
    const signed = (body: string, change: object) => {
      const next = { ...JSON.parse(body), ...change, demonstration: false };
      const signatures = keys.map(({ role, key }) => signDocument(next, role, key));
      return { body: canonicalJson(next), signatures };
    };
    write("signers.json", signers);
    write("configuration.json", signed(configuration.body, {}));
    write("rules.json", signed(ruleSet.body, {}));
    expect(refusal(() => readProduction(data))).toBe("production-invented");
    const agreements = deployment.agreements.filter(({ agreement }) => !agreement.invented);
    write("rules.json", signed(ruleSet.body, { agreements }));
    expect(readProduction(data).demonstration).toBe(false);
  });
});
