import { randomBytes } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { testFolder } from "#tests/support/privateFile";
import { testIf } from "#tests/support/skip";
import { softToken, softTokenProblem } from "#tests/support/softToken";
import { epochKeysContract } from "./epochKeys.contract.ts";
import { openFileEpochKeys } from "./fileEpochKeys.ts";
import { openTokenEpochKeys } from "./pkcs11EpochKeys.ts";
import { Pkcs11Token } from "./pkcs11Tool.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
function newFolder(): string {
  const folder = testFolder();
  folders.push(folder);
  return folder;
}

const testWithToken = testIf(softTokenProblem === undefined, softTokenProblem ?? "");

function folderPlace(folder: string) {
  const stored = () =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  /** Puts the folder back as it was: what restoring a file system backup does. */
  const backUp = () => {
    const copy = `${folder}.backup`;
    cpSync(folder, copy, { recursive: true });
    return () => {
      rmSync(folder, { recursive: true });
      cpSync(copy, folder, { recursive: true });
      chmodSync(folder, 0o700);
    };
  };
  return { stored, backUp };
}

function filePlace() {
  const folder = join(newFolder(), "epochs");
  const open = async () => openFileEpochKeys({ folder, random: randomBytes });
  return { folder, open, ...folderPlace(folder) };
}

function tokenPlace() {
  const root = newFolder();
  const folder = join(root, "epochs");
  const made = softToken(root);
  const tokenWith = (pin: string) => new Pkcs11Token(made.place, () => pin);
  const open = () =>
    openTokenEpochKeys({ folder, token: tokenWith(made.pin), random: randomBytes });
  return { folder, open, ...made, tokenWith, ...folderPlace(folder) };
}

epochKeysContract("private files", test, async () => filePlace());
epochKeysContract("a token", testWithToken, async () => tokenPlace());

describe("epoch keys in private files", () => {
  test("are their owner's only, and refused when others could have read them", async () => {
    const { folder, open } = filePlace();
    await (await open()).create(0);
    const file = join(folder, "1.key");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o640);
    await expect(open()).rejects.toThrow("vault-not-private");
    chmodSync(file, 0o600);
    chmodSync(folder, 0o755);
    await expect(open()).rejects.toThrow("vault-not-private");
  });

  test("that are damaged are refused by number, and no byte of them is in the message", async () => {
    const { folder, open } = filePlace();
    const { key } = await (await open()).create(0);
    const text = Buffer.from(key).toString("base64url");
    writeFileSync(join(folder, "1.key"), `${text.slice(0, -3)}\n`);
    const failure = await open().catch((error: unknown) => String(error));
    expect(failure).toContain("vault-epoch-key-damaged: 1");
    expect(failure).not.toContain(text.slice(0, 8));
  });

  test("of which a write was cut short leave nothing behind", async () => {
    const { folder, open } = filePlace();
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, "1.key.4711.new"), "half", { mode: 0o600 });
    expect((await open()).epochs).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("epoch keys under a token", () => {
  testWithToken(
    "lie in the folder as noise: neither the key nor anything that opens it",
    async () => {
      const { open, stored } = tokenPlace();
      const key = Buffer.from((await (await open()).create(0)).key);
      expect(stored().includes(key.toString("base64url"))).toBe(false);
      expect(stored().includes(key)).toBe(false);
      expect(stored().length).toBeGreaterThan(0);
    },
  );

  testWithToken("do not come back with a backup of the folder: the token forgot them", async () => {
    const { open, backUp } = tokenPlace();
    const keys = await open();
    await keys.create(0);
    const second = await keys.create(1);
    const restore = backUp();
    await keys.destroy(1);
    restore();
    const after = await open();
    expect(after.epochs).toEqual([2]);
    expect(after.key(2)).toEqual(second);
  });

  testWithToken("open under no other token", async () => {
    const [one, other] = [tokenPlace(), tokenPlace()];
    await (await one.open()).create(0);
    await (await other.open()).create(0);
    cpSync(join(one.folder, "1.wrapped"), join(other.folder, "1.wrapped"));
    await expect(other.open()).rejects.toThrow("vault-epoch-key-damaged: 1");
  });

  testWithToken(
    "are refused with a wrong PIN by a code of its own, and the PIN is not in it",
    async () => {
      const { tokenWith, folder } = tokenPlace();
      const pin = "sintetico-wrong";
      const opened = openTokenEpochKeys({ folder, token: tokenWith(pin), random: randomBytes });
      const failure = await opened.then((keys) => keys.create(0)).catch((error: unknown) => error);
      expect(String(failure)).toContain("vault-token-pin-refused: CKR_PIN_INCORRECT");
      expect(String(failure)).not.toContain(pin);
    },
  );

  testWithToken("are spoken for with a PIN that is in no argument of any process", async () => {
    const { folder, place, pin } = tokenPlace();
    const told = join(folder, "..", "told");
    const tool = join(folder, "..", "tool");
    writeFileSync(tool, `#!/bin/sh\necho "$0 $@" >> '${told}'\nexec '${place.tool}' "$@"\n`);
    chmodSync(tool, 0o700);
    const token = new Pkcs11Token({ ...place, tool }, () => pin);
    const keys = await openTokenEpochKeys({ folder, token, random: randomBytes });
    await keys.create(0);
    await keys.destroy(1);
    const lines = readFileSync(told, "utf8");
    expect(lines).toMatch(/--keygen.*--encrypt.*--delete-object/s);
    expect(lines).not.toContain(pin);
  });

  testWithToken(
    "cannot be had while the token is away, and are again when it is back",
    async () => {
      const { open, folder, place, pin } = tokenPlace();
      const first = await (await open()).create(0);
      const gone = new Pkcs11Token({ ...place, token: "raccordo-away" }, () => pin);
      await expect(
        openTokenEpochKeys({ folder, token: gone, random: randomBytes }),
      ).rejects.toThrow("vault-token-away");
      expect((await open()).key(1)).toEqual(first);
    },
  );
});
