import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EdgeUnderTest, keys, startEdge } from "#tests/support/edge";
import { syntheticView } from "#tests/support/syntheticView";

// One room speaks native JSON only, the other whatever there is.
const native = "/v1/rooms/pl_cremona/feed";
const every = "/v1/rooms/questura/feed";
const key = keys.questura;
const { delivery } = syntheticView;

let edge: EdgeUnderTest;
beforeAll(async () => {
  edge = await startEdge();
  for (const room of ["pl_cremona", "questura"]) edge.core.waiting.set(room, [syntheticView]);
});
afterAll(async () => {
  await edge.edge.stop();
});

describe("the feed in the format that a room asks for", () => {
  test("is native JSON unless it says otherwise", async () => {
    const told = await edge.ask(every, { key });
    expect(told.body).toMatchObject({ copies: [{ delivery, from: "pl_cremona" }] });
    expect(await edge.ask(`${every}?format=native`, { key })).toMatchObject({ text: told.text });
  });

  test("holds each copy as a whole document with its media type, in a page with the same cursor", async () => {
    const cap = await edge.ask(`${every}?format=cap`, { key });
    expect(cap).toMatchObject({
      status: 200,
      body: { cursor: "copy-1", copies: [{ delivery, content_type: "application/cap+xml" }] },
    });
    expect(bodyIn(cap)).toContain("<addresses>questura</addresses>");
    const card = await edge.ask(`${every}?format=scheda112`, { key });
    expect(card.body).toMatchObject({
      copies: [{ content_type: "application/vnd.raccordo.scheda112+json; version=1" }],
    });
    expect(JSON.parse(bodyIn(card))).toMatchObject({ message_id: delivery, copy: { delivery } });
  });

  test("is refused before anything is confirmed where the room does not speak it", async () => {
    const before = edge.core.polls.length;
    const wrong = [
      await edge.ask(`${native}?format=cap&after=c1`),
      await edge.ask(`${native}?format=scheda112&after=c1`),
      await edge.ask(`${every}?format=pdf&after=c1`, { key }),
      await edge.ask(`${every}?format=constructor&after=c1`, { key }),
      await edge.ask(`${every}?format=cap&format=cap&after=c1`, { key }),
    ];
    for (const told of wrong) {
      expect(told).toMatchObject({ status: 422, body: { code: "format-unknown" } });
    }
    expect(edge.core.polls).toHaveLength(before);
  });

  test("hands out a copy that withdraws everything, in each format", async () => {
    const { category: _, status: __, ...bare } = { ...syntheticView, components: [] };
    edge.core.waiting.set("questura", [bare]);
    for (const format of ["native", "cap", "scheda112"]) {
      const told = await edge.ask(`${every}?format=${format}`, { key });
      expect(told).toMatchObject({ status: 200, body: { copies: [{ delivery }] } });
    }
    edge.core.waiting.set("questura", [syntheticView]);
  });

  test("takes a card where the room speaks it, and nowhere else", async () => {
    const type = { "content-type": "application/vnd.raccordo.scheda112+json; version=1" };
    const card = JSON.stringify({
      schema: "urn:raccordo:invented:scheda112:1",
      ...{ message_id: "SINTETICA-1/1", card_id: "SINTETICA-1", centre: "CUR-SINTETICO" },
      ...{ action: "open", exercise: true, forwarded_at: "2026-11-22T10:02:00+01:00" },
      help_type: "scippo",
    });
    const post = { method: "POST", body: card, headers: type };
    const told = await edge.ask("/v1/rooms/questura/messages", { ...post, key });
    expect(told.status).toBe(202);
    expect(edge.core.submitted.at(-1)).toMatchObject({
      room: "questura",
      event: { category: "C03", mode: "exercise" },
    });
    expect((await edge.ask("/v1/rooms/pl_cremona/messages", post)).status).toBe(415);
    const other = { ...type, "content-type": `${type["content-type"].slice(0, -1)}2` };
    const refused = await edge.ask("/v1/rooms/questura/messages", { ...post, headers: other, key });
    expect(refused.status).toBe(415);
  });
});

function bodyIn(told: { readonly body: Readonly<Record<string, unknown>> }): string {
  const [copy]: readonly unknown[] = Array.isArray(told.body["copies"]) ? told.body["copies"] : [];
  return String(Object(copy).body);
}
