import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { z } from "zod";
import { copySchema } from "#libs/adapters/native/copy";
import { cardCopySchema } from "#libs/adapters/scheda112/schema";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const cardType = "application/vnd.raccordo.scheda112+json; version=1";
const page = z.looseObject({ cursor: z.string(), copies: z.array(z.unknown()) });
const document = z.object({ delivery: z.string(), content_type: z.string(), body: z.string() });

let system: RunningSystem;
beforeAll(async () => {
  if (problem !== undefined) return;
  const speaking = (protocols: string) => (text: string) =>
    text.replace(/protocols: \[.*\]/, `protocols: [${protocols}]`);
  system = await startSystem({
    limits: { announce_every_ms: 200 },
    only: innerAnd("pl_cremona", "questura_cremona", "cc_cremona"),
    rooms: {
      pl_cremona: speaking("native, scheda112"),
      questura_cremona: speaking("native, cap, scheda112"),
      cc_cremona: speaking("native"),
    },
  });
}, 120_000);
afterAll(async () => {
  if (problem === undefined) await system.remove();
});

/** The example of an accident with injured, as it would be sent now. */
const card = (over: object): string =>
  JSON.stringify({
    ...JSON.parse(
      readFileSync(
        join(projectRoot, "libs/adapters/scheda112/examples/accepted-open.json"),
        "utf8",
      ),
    ),
    forwarded_at: new Date().toISOString(),
    ...over,
  });

async function feed(room: string, format: string, after = "") {
  const query = `format=${format}&wait=20&after=${encodeURIComponent(after)}`;
  const told = await system.ask(room, `/v1/rooms/${room}/feed?${query}`);
  expect(told.status).toBe(200);
  return { text: told.text, ...page.parse(told.body) };
}

/** The one document of a page, which is of this media type. */
function only(copies: readonly unknown[], contentType: string): string {
  const [found, ...more] = copies.map((copy) => document.parse(copy));
  expect(more).toEqual([]);
  expect(found?.content_type).toBe(contentType);
  return found?.body ?? "";
}

describe("a card of a 112 centre through the whole system", () => {
  let cursor = "";

  systemTest("is accepted, and reaches a room in the format that the room asks for", async () => {
    const told = await system.send("pl_cremona", card({}), cardType);
    expect(told.status).toBe(202);
    const native = await feed("questura_cremona", "native");
    const [copy] = native.copies.map((one) => copySchema.parse(one));
    expect(copy).toMatchObject({ from: "pl_cremona", category: "C01" });

    const alert = only((await feed("questura_cremona", "cap")).copies, "application/cap+xml");
    expect(alert).toContain(`<identifier>${copy?.delivery}</identifier>`);
    expect(alert).toContain("<category>Transport</category>");
    expect(alert).toContain("<circle>45.1336,10.0234 0.050</circle>");

    const again = await feed("questura_cremona", "scheda112");
    const received = cardCopySchema.parse(JSON.parse(only(again.copies, cardType)));
    expect(received).toMatchObject({
      card_id: copy?.incident,
      injured_count: 2,
      copy: { delivery: copy?.delivery, category: "C01" },
    });
    expect(received.positions?.map(({ method }) => method).sort()).toEqual(["declared", "wifi"]);
    cursor = again.cursor;
  });

  systemTest("shows in no format what the agreement withholds, nor ever a device", async () => {
    for (const format of ["native", "cap", "scheda112"]) {
      const { text } = await feed("questura_cremona", format);
      for (const secret of ["000 0000000", "SINTETICO", "000000000000001", "SINTETICA-1", "CUR-"]) {
        expect([format, secret, text.includes(secret)]).toEqual([format, secret, false]);
      }
    }
  });

  systemTest("does not come as an alert to a room that speaks native JSON only", async () => {
    const told = await system.ask("cc_cremona", "/v1/rooms/cc_cremona/feed?format=cap");
    expect(told).toMatchObject({ status: 422, body: { code: "format-unknown" } });
    expect((await feed("cc_cremona", "native")).copies).toHaveLength(1);
  });

  systemTest("that turns out to be administrative is withdrawn, and the feed goes on", async () => {
    const next = { message_id: "SINTETICA-1/2", action: "update" };
    const update = card({ ...next, help_type: "polizia-amministrativa" });
    expect((await system.send("pl_cremona", update, cardType)).status).toBe(202);
    const native = await feed("questura_cremona", "native", cursor);
    const [copy] = native.copies.map((one) => copySchema.parse(one));
    expect(copy).toMatchObject({ components: [] });
    expect(copy).not.toHaveProperty("category");
    const alert = only(
      (await feed("questura_cremona", "cap", cursor)).copies,
      "application/cap+xml",
    );
    expect(alert).toContain("raccordo:withdrawn");
    const received = only((await feed("questura_cremona", "scheda112", cursor)).copies, cardType);
    const { copy: released } = cardCopySchema.parse(JSON.parse(received));
    expect(released.withdrawn.flatMap(({ paths }) => paths)).toContain("place.point");
  });
});
