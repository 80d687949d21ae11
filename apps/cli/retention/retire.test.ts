import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openRetirementOrder } from "#libs/policy/yearRetirement";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { cosignedBy, policyOf, syntheticWitness } from "#tests/support/cosigned";
import { testFamily } from "#tests/support/familyLog";
import { heldTerminal } from "#tests/support/heldTerminal";
import { newRetiredLog, type RetiredLog, retiredYear } from "#tests/support/retiredLog";
import { keygen } from "../life/signerKey.ts";
import { carryOutRetirement, orderRetirement } from "./retire.ts";

let log: RetiredLog;
beforeEach(async () => {
  log = await newRetiredLog();
  for (const role of ["dpo", "operations"]) keygen(heldTerminal().terminal, role, keyOf(role));
});
afterEach(() => log.remove());

const keyOf = (role: string) => join(log.data, `${role}.key`);
const out = () => join(log.data, "order.json");
const written = (): SignedDocument => JSON.parse(readFileSync(out(), "utf8"));

function order(year = retiredYear): Promise<number> {
  const { terminal } = heldTerminal();
  return orderRetirement(terminal, { year, key: keyOf("dpo"), out: out(), data: log.data });
}

const second = (role: string) =>
  carryOutRetirement(heldTerminal().terminal, {
    ...{ order: out(), key: keyOf(role), data: log.data },
  });

describe("the first of two people who retire a year", () => {
  test("signs the size and root of the log that was verified here", async () => {
    expect(await order()).toBe(0);
    const { year, size, root } = log.ended;
    const [{ role = "", key = "" } = {}] = written().signatures;
    const opened = openRetirementOrder(written(), [{ role, key }], 1);
    expect(opened).toMatchObject({ order: { family: testFamily, year, size, root } });
  });

  test("signs nothing where the log is not here or does not hold", async () => {
    await expect(order(2020)).rejects.toMatchObject({ text: "retire-no-log" });
    const entries = join(log.data, "audit", String(retiredYear), "tile", "entries");
    const path = join(entries, "000.p", "3");
    const bytes = readFileSync(path);
    bytes[40] = bytes.readUInt8(40) ^ 1;
    writeFileSync(path, bytes);
    await expect(order()).rejects.toMatchObject({ text: "retire-log-broken" });
    expect(existsSync(out())).toBe(false);
  });

  test("signs nothing that the quorum of the installation's witnesses has not seen to the end", async () => {
    const witness = syntheticWitness("SINTETICO");
    const path = join(log.data, "signed", "witnesses.policy");
    writeFileSync(path, policyOf([witness], "1"), { mode: 0o600 });
    await expect(order()).rejects.toMatchObject({ text: "retire-not-cosigned" });
    expect(existsSync(out())).toBe(false);
    const folder = join(log.data, "audit", String(retiredYear));
    const note = readFileSync(join(folder, "checkpoint"));
    writeFileSync(join(folder, "witnessed"), cosignedBy(note, [witness]));
    expect(await order()).toBe(0);
  });
});

describe("the second person", () => {
  test("must be another one, in another role", async () => {
    await order();
    await expect(second("dpo")).rejects.toMatchObject({ text: "life-signed-already" });
  });

  test("signs no order about another log than the one that lies here", async () => {
    await order();
    const document = written();
    const body = document.body.replace(`"size":${log.ended.size}`, '"size":99');
    writeFileSync(out(), JSON.stringify({ ...document, body }));
    await expect(second("operations")).rejects.toMatchObject({
      text: expect.stringMatching(/^retire-/),
    });
  });

  test("is told where no installation answers, and no year is noted as retired", async () => {
    await order();
    await expect(second("operations")).rejects.toMatchObject({ text: "administration-none" });
    expect(existsSync(join(log.data, "retired"))).toBe(false);
  });
});
