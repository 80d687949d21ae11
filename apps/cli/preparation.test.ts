import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";
import { defaultLimits } from "./documents.ts";
import { CliError } from "./exitCodes.ts";
import { openDataFolder } from "./installation.ts";
import { type PreparationInput, prepareApart, prepareDocuments } from "./preparation.ts";

let data = "";

beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "raccordo-preparation-")), "data");
  openDataFolder(data);
});
afterEach(() => rmSync(join(data, ".."), { recursive: true, force: true }));

const input = (deploy: string): PreparationInput => ({
  ...{ data, deploy, production: false, logFamily: "log.invalid", limits: defaultLimits },
});
const never = new Promise<void>(() => undefined);

test("what a process of its own prepares is what would be prepared here", async () => {
  const shipped = input(join(projectRoot, "deploy"));
  const apart = await prepareApart(shipped, never);
  expect(apart).toEqual(prepareDocuments(shipped));
});

test("a deployment that cannot be read is refused in the same words", async () => {
  const refusal = await prepareApart(input(join(data, "rooms")), never).catch((error) => error);
  expect(refusal).toBeInstanceOf(CliError);
  expect(refusal).toMatchObject({ exit: "refused", text: "deploy-empty" });
});

test("who stops the start does not wait for what is being prepared", async () => {
  const stopped = prepareApart(input(join(projectRoot, "deploy")), Promise.resolve());
  await expect(stopped).rejects.toThrow("the preparation ended");
});
