import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import {
  installationSchema,
  revocationSchema,
  roomDetailSchema,
  roomListSchema,
  rotationSchema,
} from "#apps/console/api/administration/answers";
import { pageSchema } from "#apps/console/api/answers";
import { holdListSchema, openedFieldSchema, recallListSchema } from "#apps/console/api/dutyAnswers";
import { reviewListSchema } from "#apps/console/api/queueAnswers";
import { ruleListSchema } from "#apps/console/api/rules/ruleAnswers";
import type { ReleasedView } from "#libs/incident/view";
import { type PersonKey, personKeyIn } from "#libs/ownkey/personKey";
import {
  type PlainOrder,
  revocationOf,
  type SignedText,
  sha256Of,
  signOrder,
  withSignature,
} from "#libs/ownkey/signedText";
import { rawPublicKey } from "#libs/seal/signedDocument";
import { commandHere } from "#tests/support/commandHere";
import { leavesOf } from "#tests/support/consoleClient";
import { draftWithoutPlate } from "#tests/support/draftedRules";
import { natsServerProblem } from "#tests/support/natsServer";
import { demonstrationSession, type PageSession, sessionPurpose } from "#tests/support/pageSession";
import { projectRoot } from "#tests/support/project";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { unreadBytes } from "#tests/support/unreadBytes";
import { until } from "#tests/support/until";
import { WebhookReceiver } from "#tests/support/webhookReceiver";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;
/** The console counts what one person asks in a minute. */
const politely = [60_000, 250] as const;
const room = "pl_cremona";
const force = "questura_cremona";
const plate = "ZZ000ZZ";

/** The second officer of the municipality, whose public half alone the installation knows. */
const second = generateKeyPairSync("ed25519").privateKey;
const officers = `officers: [{ role: operations, key: ${rawPublicKey(second)} }]`;

let system: RunningSystem;
let receiver: WebhookReceiver;
let officer: PageSession;
let policeOfficer: PageSession;
let administrator: PageSession;

beforeAll(async () => {
  if (problem !== undefined) return;
  receiver = await WebhookReceiver.open();
  receiver.behave((_, response) => void response.writeHead(400).end());
  const webhook = `webhook: {url: "${receiver.url}", timeout_s: 2, ttl_s: 86400, modes: [actual], format: native}`;
  system = await startSystem({
    ...{ tls: true, limits: { announce_every_ms: 200 } },
    rooms: { [room]: (text) => `${text}\n${officers}\n${webhook}\n` },
    files: {
      "agreements/emergency.yaml": readFileSync(
        join(projectRoot, "docs", "examples", "emergency.yaml"),
        "utf8",
      ),
      "four-eyes.yaml": "format: raccordo-four-eyes/1\nwithin_minutes: 30\n",
    },
  });
  receiver.secret = readFileSync(join(system.data, "rooms", room, "webhook"), "utf8").trimEnd();
  [officer, policeOfficer, administrator] = await Promise.all([
    demonstrationSession(system, "rpd-comune"),
    demonstrationSession(system, "rpd-questura"),
    demonstrationSession(system, "amministratore"),
  ]);
}, longMs);
afterAll(async () => {
  if (problem !== undefined) return;
  await system.remove();
  await receiver.close();
}, longMs);

let sent = 0;
const message = (over: object) => {
  sent += 1;
  const head = { message_id: `A-${sent}`, sent: new Date().toISOString(), mode: "actual" };
  return JSON.stringify({ ...head, ...over });
};
const report = (id: string) =>
  message({
    ...{ kind: "report", incident: { id }, category: "C01", territory: ["istat:019036"] },
    upsert: [
      { kind: "place", id: "p", sensitivity: "sensitive", street: "Via Sintetica" },
      { kind: "vehicle", id: "v", plate },
      { kind: "person", id: "a", roles: ["injured"], minor: false, injury: "serious" },
    ],
  });

let cursor = "";
async function copiesAfter(waitS: number): Promise<readonly ReleasedView[]> {
  const after = cursor === "" ? "" : `&after=${encodeURIComponent(cursor)}`;
  const { body } = await system.ask(force, `/v1/rooms/${force}/feed?wait=${waitS}${after}`);
  cursor = String(body["cursor"]);
  return body["copies"] as readonly ReleasedView[];
}
/** The next copy of the force: each is fetched before the next message is sent. */
async function nextCopy(): Promise<ReleasedView> {
  const [copy] = await until(async () => {
    const copies = await copiesAfter(5);
    return copies.length > 0 ? copies : undefined;
  }, "a copy for the force");
  if (copy === undefined) throw new Error("no copy");
  return copy;
}

/** A key as its person chooses its file at the page. */
async function keyIn(path: string): Promise<PersonKey> {
  const key = await personKeyIn(readFileSync(join(system.data, path), "utf8"));
  if (key === undefined) throw new Error(`no key in ${path}`);
  return key;
}
const secondKey = async (): Promise<PersonKey> => {
  const key = await personKeyIn(String(second.export({ type: "pkcs8", format: "pem" })));
  if (key === undefined) throw new Error("no key");
  return key;
};
const issued = () => new Date().toISOString();
const ordered = async (order: PlainOrder, key: PersonKey, role = "privacy_officer") => {
  return { order: await signOrder(order, role, key) };
};
const officerKey = (of: string) => keyIn(`rooms/${of}/privacy_officer`);

const signedBy = async (document: SignedText, role: string): Promise<SignedText> =>
  withSignature(document, "raccordo-rule-set/2", await keyIn(`secrets/signers/${role}`), role);

const pidOf = (name: string): number => {
  const events = system.cli.events().filter((one) => one["process"] === name);
  return Number(events.findLast(({ event }) => /^process-(re)?started$/.test(event))?.["pid"]);
};
/** What a request came to whose console is killed meanwhile: nothing. */
const orGone = (request: Promise<{ status: number }>) =>
  request.then(
    ({ status }) => status,
    () => "gone",
  );
const leavesLike = async (kind: string, which: object) =>
  (await leavesOf(system)).filter(
    (leaf) =>
      leaf.kind === kind &&
      Object.entries(which).every(([name, value]) => Reflect.get(leaf, name) === value),
  );

describe("a privacy officer at the console", () => {
  systemTest(
    "opens a field of an own message only with the signature of another officer in another role",
    async () => {
      expect((await system.send(room, report("SINTETICO-A1"))).status).toBe(202);
      expect(JSON.stringify(await nextCopy())).toContain(plate);
      const entry = await until(async () => {
        const { body } = await officer.read("/v1/log/entries?kind=exchange");
        return pageSchema.parse(body).entries[0];
      }, "the decision to be signed");
      const { year, index } = entry;
      const at = `/v1/log/entries/${year}/${index}/field`;
      const path = "vehicle.plate";
      const alone = await officer.read(`${at}?path=${path}`);
      expect([alone.status, alone.body["code"]]).toEqual([403, "approval-missing"]);
      const order = {
        ...{ format: "raccordo-opening-approval/1", year, index, path, issued: issued() },
        ...{ reader: officer.account, role: "privacy_officer", purpose: sessionPurpose },
      };
      const own = await signOrder(order, "privacy_officer", await officerKey(room));
      const refused = await officer.change(at, { path, approval: own });
      expect([refused.status, refused.body["code"]]).toEqual([403, "order-not-authorised"]);
      const approval = await signOrder(order, "operations", await secondKey());
      const opened = await officer.change(at, { path, approval });
      const { file } = openedFieldSchema.parse(opened.body);
      expect(JSON.stringify(file)).toContain(plate);
      const elsewhere = await policeOfficer.change(at, { path, approval });
      expect([elsewhere.status, elsewhere.body["code"]]).toEqual([403, "filter-not-allowed"]);
    },
    longMs,
  );

  systemTest(
    "keeps an incident's data beyond their term, and ends that with a signature of the own office alone",
    async () => {
      const { body } = await officer.read("/v1/log/entries?kind=exchange");
      const incident = pageSchema.parse(body).entries[0]?.incident;
      const hold = { of: "actual", incident, reason: "supervisory_request" };
      const placed = await officer.change("/v1/log/holds", hold);
      expect([placed.status, placed.body["outcome"]]).toEqual([200, "recorded"]);
      const again = await officer.change("/v1/log/holds", hold);
      expect(again.body["outcome"]).toBe("same");
      const once = (state: string) => async () =>
        (await leavesLike("legal_hold", { state })).length === 1;
      await until(once("placed"), "the hold to be signed");
      const listed = holdListSchema.parse((await officer.read("/v1/log/holds")).body).holds;
      const place = listed.find((one) => one.incident === incident);
      expect([place?.room, place?.own, place?.until === null]).toEqual([room, true, false]);
      const order = {
        ...{ format: "raccordo-hold-release/1", mode: "actual", incident: String(incident) },
        ...{ hold: { year: place?.year ?? 0, seq: (place?.index ?? 0) + 1 }, issued: issued() },
      };
      const end = (by: PersonKey) =>
        ordered(order, by).then((signed) => officer.change("/v1/log/holds/releases", signed));
      const foreign = await end(await officerKey(force));
      expect([foreign.status, foreign.body["code"]]).toEqual([403, "order-not-authorised"]);
      // The other titolare holds it too, with the signature of its office: each ends its own.
      const { hold: _, ...about } = order;
      const why = { format: "raccordo-hold-order/1", room: force, reason: "judicial_request" };
      const theirs = await ordered({ ...about, ...why }, await officerKey(force));
      const held = await policeOfficer.change("/v1/log/holds/signed", theirs);
      expect(held.body).toMatchObject({ outcome: "recorded", until: null });
      const signed = await ordered(order, await officerKey(room));
      const send = () => officer.change("/v1/log/holds/releases", signed);
      // Policy is killed with the order in hand: the hold stands, and the same order sent again ends it once.
      const policy = pidOf("policy");
      process.kill(policy, "SIGSTOP");
      const lost = send();
      await until(() => unreadBytes(policy) > signed.order.body.length, "the order to lie there");
      process.kill(policy, "SIGKILL");
      expect((await lost).status).toBe(503);
      expect(await leavesLike("legal_hold", { state: "released" })).toEqual([]);
      const answered = async () => [await send()].find(({ status }) => status === 200);
      const ended = await until(answered, "policy to be back", longMs);
      expect(ended.body).toEqual({ outcome: "recorded", others: 1 });
      expect((await send()).body).toMatchObject({ outcome: "same" });
      await until(once("released"), "the end of the hold to be signed");
      const left = holdListSchema.parse((await officer.read("/v1/log/holds")).body).holds;
      expect(left).toMatchObject([{ room: force, own: false, until: null }]);
    },
    longMs,
  );
});

describe("when the console is killed while policy has a change in hand", () => {
  systemTest(
    "a review and a rule set are recorded once, whoever sends the same form again",
    async () => {
      await brokenGlass();
      const listed = async () => {
        const { body } = await policeOfficer.read("/v1/log/reviews");
        return reviewListSchema.parse(body).reviews;
      };
      const row = await until(async () => (await listed())[0], "the emergency to be listed");
      expect(row).toMatchObject({ room: force, emergency: "life_at_risk", review: null });
      const notice = { year: row.year, seq: row.index + 1 };
      const order = {
        ...{ format: "raccordo-review-order/1", notice, outcome: "justified", issued: issued() },
      };
      const review = await ordered(order, await officerKey(force));
      const stranger = await ordered(order, await officerKey(room));
      const refused = await policeOfficer.change("/v1/log/reviews", stranger);
      expect([refused.status, refused.body["code"]]).toEqual([403, "order-not-authorised"]);
      const once = await signedBy(draftWithoutPlate(system.data), "dpo");
      const alone = await officer.change("/v1/rules/stage", once);
      expect(alone.body).toMatchObject({ outcome: "refused", code: "signature-missing" });
      const rules = await signedBy(once, "operations");

      const [policy, console_] = [pidOf("policy"), pidOf("console")];
      process.kill(policy, "SIGSTOP");
      const asked = [
        orGone(policeOfficer.change("/v1/log/reviews", review)),
        orGone(officer.change("/v1/rules/stage", rules)),
      ];
      await until(() => unreadBytes(policy) > rules.body.length / 2, "the rules to lie there");
      process.kill(console_, "SIGKILL");
      expect(await Promise.all(asked)).toEqual(["gone", "gone"]);
      process.kill(policy, "SIGCONT");
      await until(async () => {
        const back = await officer.read("/v1/session").catch(() => undefined);
        // Sessions live in the process: whoever was in signs in again.
        return back?.body["code"] === "session-missing";
      }, "the console to be back");
      [officer, policeOfficer, administrator] = await Promise.all([
        demonstrationSession(system, "rpd-comune"),
        demonstrationSession(system, "rpd-questura"),
        demonstrationSession(system, "amministratore"),
      ]);
      const repeated = await policeOfficer.change("/v1/log/reviews", review);
      expect([repeated.status, repeated.body["found"]]).toEqual([200, "justified"]);
      const staged = await officer.change("/v1/rules/stage", rules);
      expect(staged.body).toMatchObject({ outcome: "done", version: 2 });
      const document = await sha256Of(rules.body);
      await until(
        async () => (await leavesLike("rule_set", { document, state: "staged" })).length > 0,
        "the staging to be signed",
      );
      expect(await leavesLike("rule_set", { document, state: "staged" })).toHaveLength(1);
      expect(await leavesLike("review", {})).toHaveLength(1);
      expect((await listed())[0]).toMatchObject({ review: { outcome: "justified" } });
    },
    longMs,
  );
});

/** The force takes charge and declares that a life is at risk; the owner's webhook refuses what it is told of it. */
async function brokenGlass(): Promise<void> {
  expect((await system.send(room, report("SINTETICO-A2"))).status).toBe(202);
  const { incident: alias } = await nextCopy();
  const about = { incident: { alias } };
  await system.send(force, message({ kind: "charge_taken", ...about }));
  await nextCopy();
  const declared = { kind: "break_glass", ...about, emergency: "life_at_risk" };
  expect((await system.send(force, message(declared))).status).toBe(202);
  expect(JSON.stringify(await nextCopy())).toContain("Via Sintetica");
}

// Before any rules are revoked: what a room is no longer given is no dead letter for long.
describe("an administrator whose room's receiver refused a copy", () => {
  systemTest(
    "finds it among the dead letters, without content, and has the edge send it again",
    async () => {
      const letters = async () => {
        const { body } = await administrator.read(`/v1/admin/rooms/${room}`);
        return roomDetailSchema.parse(body).dead_letters ?? [];
      };
      const dead = await until(
        async () => {
          const found = await letters();
          return found.find(({ state }) => state === "dead");
        },
        "five refusals",
        ...politely,
      );
      expect(dead).toMatchObject({ mode: "actual", code: "http-400" });
      const timesCame = () => receiver.requests.filter(({ id }) => id === dead.delivery).length;
      const before = timesCame();
      receiver.behave();
      const path = `/v1/admin/rooms/${room}/dead-letters/${dead.delivery}/retry`;
      expect((await administrator.change(path, {})).body).toMatchObject({
        asked: true,
        recorded: {},
      });
      await until(() => timesCame() > before, "the copy to come again", 100_000, 250);
      await until(
        async () => (await letters()).every(({ delivery }) => delivery !== dead.delivery),
        "the letter to be gone",
        ...politely,
      );
      expect(receiver.requests.at(-1)?.verification).toBe("ok");
    },
    longMs,
  );
});

describe("a rule set that two people have signed at the page", () => {
  const currentOf = async () => {
    const { body } = await officer.read("/v1/rules");
    return ruleListSchema.parse(body);
  };

  systemTest(
    "is what policy decides by from its activation on: the same message loses the plate",
    async () => {
      const waiting = (await currentOf()).sets.find(({ version }) => version === 2);
      expect(waiting?.standing).toBe("staged");
      const document = waiting?.document;
      const activated = await officer.change("/v1/rules/activate", { document });
      expect(activated.body).toMatchObject({ outcome: "done", version: 2 });
      expect((await system.send(room, report("SINTETICO-A3"))).status).toBe(202);
      const copy = await nextCopy();
      expect(copy).toMatchObject({ category: "C01", basis: [{ rule: "C01-forze" }] });
      expect(JSON.stringify(copy)).not.toContain(plate);
      await until(
        async () => (await currentOf()).sets.some((one) => one.standing === "in_force"),
        "the activation to be signed",
      );
    },
    longMs,
  );

  systemTest(
    "loses one rule at once by an emergency revocation of one signature: the force gets nothing",
    async () => {
      const thing = { kind: "rules", which: "PATTO-CREMONA-2022:C01-forze" } as const;
      const order = revocationOf(thing, "wrong_rule", issued());
      if (order === undefined) throw new Error("nothing is revoked");
      const key = await keyIn("secrets/signers/dpo");
      const revocation = await signOrder(order, "dpo", key);
      for (let times = 0; times < 2; times += 1) {
        const revoked = await officer.change("/v1/rules/revoke", revocation);
        expect(revoked.body).toMatchObject({ outcome: "done" });
      }
      expect((await system.send(room, report("SINTETICO-A4"))).status).toBe(202);
      const told = await until(async () => {
        const { body } = await officer.read("/v1/log/entries?kind=exchange&limit=1");
        const [entry] = pageSchema.parse(body).entries;
        return entry?.rooms.find((one) => one.room === force && one.outcome !== "released");
      }, "the decision under the revocation");
      expect(told.given.groups).toEqual([]);
      // What it was given in charge is taken back at once; of the new incident nothing comes.
      const given = (await copiesAfter(0)).flatMap(({ components }) => components);
      expect(given).toEqual([]);
      expect(await leavesLike("rule_set", { state: "revoked" })).toHaveLength(1);
      expect((await currentOf()).warnings).toContain("revoked");
    },
    longMs,
  );
});

describe("an administrator at the console of a system whose edges speak TLS", () => {
  systemTest("sees the own room's edge reachable, and every process up", async () => {
    const { rooms } = roomListSchema.parse((await administrator.read("/v1/admin/rooms")).body);
    expect(rooms).toMatchObject([{ room, edge: "reachable", has_webhook: true }]);
    const isUp = async () => {
      const { body } = await administrator.read("/v1/admin/installation");
      return installationSchema.parse(body).processes.every(({ state }) => state === "up");
    };
    await until(isUp, "every process to be up again with the rules that are left", ...politely);
    const one = await administrator.read(`/v1/admin/rooms/${room}`);
    expect(roomDetailSchema.parse(one.body)).toMatchObject({ asked_edge: "answered" });
    const stranger = await administrator.read(`/v1/admin/rooms/${force}`);
    expect([stranger.status, stranger.body["code"]]).toEqual([404, "room-unknown"]);
  });
});

describe("when policy is killed while it has a change in hand", () => {
  systemTest(
    "the answer says so or the change is done, and the same form sent again counts once",
    async () => {
      const demand = ["recall", "demand", "SINTETICO-A1", "--field", "vehicle.plate"];
      const by = ["--key", join(system.data, "rooms", room, "privacy_officer")];
      const whose = ["--room", room, "--reason", "inaccurate", "--data", system.data];
      expect((await commandHere([...demand, ...whose, ...by])).code).toBe(0);
      const recalls = async () => {
        const { body } = await officer.read("/v1/log/recalls");
        return recallListSchema.parse(body).recalls[0];
      };
      const { year, index } = await until(recalls, "the demand to be listed");
      const order = {
        ...{ format: "raccordo-confirmation-order/1", room: force, issued: issued() },
        notice: { year, seq: index + 1 },
      };
      const confirmation = await ordered(order, await officerKey(room));
      const confirm = () => officer.change("/v1/log/recalls/confirmations", confirmation);
      const rotate = () =>
        administrator.change(`/v1/admin/rooms/${room}/credentials`, { overlap_h: 0 });
      const policy = pidOf("policy");
      process.kill(policy, "SIGSTOP");
      const asked = [confirm(), rotate()] as const;
      await until(() => unreadBytes(policy) > 0, "the questions to lie there");
      process.kill(policy, "SIGKILL");
      const [confirmed, rotated] = await Promise.all(asked);
      expect([confirmed.status, confirmed.body["code"]]).toEqual([503, "order-not-recorded"]);
      const after = await until(async () => {
        const answer = await confirm();
        return answer.status === 200 ? answer : undefined;
      }, "policy to be back");
      expect(after.body["outcome"]).toBe("confirmed");
      expect((await confirm()).body["outcome"]).toBe("confirmed-before");
      await keyOnce(rotated.status === 200 ? rotated : await rotate());
      const states = (await recalls())?.rooms.map((one) => [one.room, one.state]);
      expect(states).toContainEqual([force, "confirmed"]);
    },
    longMs,
  );

  /** The key of that answer, and no other, lets the room in; without it nobody comes in. */
  async function keyOnce(answer: Awaited<ReturnType<PageSession["change"]>>): Promise<void> {
    const { id, key } = rotationSchema.parse(answer.body);
    const status = async (shown?: string) => {
      const how = shown === undefined ? {} : { key: shown };
      return (await system.ask(room, `/v1/rooms/${room}/webhook`, how)).status;
    };
    await until(async () => (await status(key)) === 200, "the edge to know the new key");
    expect(await status()).toBe(401);
    const detail = roomDetailSchema.parse(
      (await administrator.read(`/v1/admin/rooms/${room}`)).body,
    );
    const counting = detail.credentials?.filter(({ state }) => state === "counts");
    expect(counting?.map((one) => one.id)).toEqual([id]);
    expect(detail.asked_edge).toBe("key_not_kept");
    const path = `/v1/admin/rooms/${room}/credentials/${id}`;
    const revoked = await administrator.change(path);
    expect(revocationSchema.parse(revoked.body).counting).toBe(0);
    await until(async () => (await status(key)) === 401, "the edge to refuse it");
    const unknown = await administrator.change(`/v1/admin/rooms/${room}/credentials/key-99`);
    expect([unknown.status, unknown.body["code"]]).toEqual([404, "credential-unknown"]);
  }
});
