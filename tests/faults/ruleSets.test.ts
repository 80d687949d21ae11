import { describe, expect, test } from "@jest/globals";
import { redecide } from "#apps/policy/copyRequests";
import { readLife } from "#apps/policy/lifeLog";
import { rulesFigures, rulesHealth } from "#apps/policy/ruleWarnings";
import { epochHeader } from "#libs/eventlog/feedHeaders";
import { deliveryFilter, feedStream } from "#libs/eventlog/subjects";
import { documentKeys } from "#libs/policy/documents";
import { createHealth } from "#libs/runtime/health";
import { natsServerProblem } from "#tests/support/natsServer";
import { room, rooms } from "#tests/support/patto";
import { syntheticReport } from "#tests/support/reports";
import {
  activatedBefore,
  author,
  bodyWith,
  dpo,
  inMs,
  operations,
  person,
  portsOf,
  type RuleInstance,
  revocation,
  signed,
  signedBy,
  signers,
  startInstance,
  titled,
} from "#tests/support/ruleSets";
import { reasonOf, ruleWorldOfFile } from "#tests/support/ruleWorld";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;
const world = ruleWorldOfFile(problem === undefined, slowMs);

describe("the life of a rule set on the log", () => {
  testWithServer(
    "holds every step, by whom and in order, and two instances run what they acknowledged",
    async () => {
      const { core, a, b } = world();
      const before = a.rules.book.head;
      const document = await world().takeForce(signed(world().next()));
      const entries = await readLife({ log: core.log, secrets: core.secrets }, before, [2026]);
      const states = entries.flatMap(({ record }) =>
        record?.document === document ? [record.state] : [],
      );
      expect(states.slice(0, 6)).toEqual([
        ...["drafted", "analysed", "simulated", "signed", "signed", "staged"],
      ]);
      expect(states.filter((one) => one === "acknowledged")).toHaveLength(2);
      expect(states.at(-1)).toBe("activated");
      await until(
        () => b.rules.rulesAt(new Date().toISOString())?.hash === world().hashNow(),
        "b to know",
      );
      const [leaf] = await world().exchanged("L-1", b);
      expect(leaf?.leaf.rule_set).toBe(world().hashNow());
      await until(
        () => a.rules.book.life.sets.size > 1 && endedOf(a).includes("superseded"),
        "the set before to be superseded",
      );
    },
    slowMs,
  );

  testWithServer(
    "begins to govern at its own moment: until then the one before it decides",
    async () => {
      const { a } = world();
      const { old, document, effective } = await decidedBefore(4_000);
      await until(() => new Date().toISOString() > effective, "the moment to come", slowMs);
      const [late] = await world().exchanged("L-3", a);
      expect(late?.leaf.rule_set).not.toBe(old);
      expect(a.rules.book.governingAt(inMs(0))?.set.document).toBe(document);
    },
    slowMs,
  );

  testWithServer(
    "is decided by one set for each event while events flow, and no event is lost or mixed",
    async () => {
      const { core, a, b } = world();
      const old = world().hashNow();
      const sending = Array.from({ length: 24 }, (_, n) => `F-${n}`);
      const activation = (async () => {
        await until(async () => (await world().leavesOf("F-4")).length > 0, "traffic");
        return world().takeForce(signed(world().next()));
      })();
      await Promise.all(
        [a, b].map(async (instance, which) => {
          for (const incident of sending.filter((_, n) => n % 2 === which)) {
            await world().exchanged(incident, instance);
          }
        }),
      );
      await activation;
      await world().exchanged("F-last", b);
      const leaves = [];
      for (const one of [...sending, "F-last"]) leaves.push(...(await world().leavesOf(one)));
      expect(leaves).toHaveLength(25);
      const hashes = new Set(leaves.map(({ leaf }) => leaf.rule_set));
      expect(hashes).toEqual(new Set([old, world().hashNow()]));
      for (const { leaf } of leaves) {
        expect(leaf.rule_set).toBe(a.rules.rulesAt(leaf.at)?.hash);
      }
      const { slot } = room("questura_cremona");
      for (const { leaf, parts } of leaves) {
        const delivery = parts.slots.find((one) => one.slot === slot)?.value.delivery ?? "";
        const filter = deliveryFilter("questura_cremona", delivery);
        const copy = await core.log.last(feedStream("questura_cremona"), filter);
        expect(copy?.headers.get(epochHeader)).toBe(a.rules.rulesAt(leaf.at)?.epochAt(leaf.at));
      }
      expect(core.waiting("questura_cremona")).toBeGreaterThan(0);
    },
    slowMs,
  );
});

/** Activates a set for a moment so far ahead that a message is decided before it: on a busy machine farther. */
async function decidedBefore(leadMs: number) {
  const old = world().hashNow();
  const document = await world().takeForce(signed(world().next()), () => inMs(leadMs));
  const { effective } = world().a.rules.book.life.sets.get(document) ?? {};
  if (effective === undefined) throw new Error("nothing was activated");
  const [early] = await world().exchanged(`L-2 ${leadMs}`, world().a);
  if (early === undefined || early.leaf.at >= effective) return decidedBefore(4 * leadMs);
  expect(early.leaf.rule_set).toBe(old);
  return { old, document, effective };
}

/** Activates a set that lives so long that a message is released under it; gives its end. */
async function releasedBefore(lifeMs: number): Promise<string> {
  const expires = inMs(lifeMs);
  await world().takeForce(signed(world().next(), { expires }));
  const told = await world().exchanged(`E-1 ${lifeMs}`, world().a);
  if ((told[0]?.leaf.at ?? "") >= expires) return releasedBefore(4 * lifeMs);
  expect(reasonOf(told, "questura_cremona")).toBe("RELEASED");
  return expires;
}

function endedOf({ rules }: RuleInstance): readonly string[] {
  return [...rules.book.life.sets.values()].flatMap(({ ended }) => [...ended]);
}

describe("a running instance", () => {
  testWithServer(
    "that was killed between staging and activation does not block for ever, and catches up",
    async () => {
      const { core, a } = world();
      const third = await startInstance(core);
      await until(() => a.rules.live().length === 3, "three instances");
      // It dies before it can acknowledge: nothing that it was told is left of it.
      await third.kill();
      const document = signed(world().next());
      const staged = await a.rules.keeper.stage(document);
      expect(staged).toMatchObject({ outcome: "done" });
      const sinceMs = performance.now();
      const activated = await a.rules.keeper.activate(staged.document ?? "", undefined);
      expect(activated).toMatchObject({ outcome: "done", version: world().version });
      expect(performance.now() - sinceMs).toBeLessThan(20_000);
      const again = await startInstance(core);
      expect(again.rules.rulesAt(inMs(0))?.hash).toBe(world().hashNow());
      await again.kill();
    },
    slowMs,
  );

  testWithServer(
    "that cannot run a staged set says so, and while it lives the set is not activated",
    async () => {
      const { core, a } = world();
      // To this one the questura is a room of another kind: the same words compile to something else.
      const otherRooms = rooms.map((one) =>
        one.kind === "questura" ? { ...one, kind: "carabinieri" as const } : one,
      );
      const other = await startInstance(core, { rooms: otherRooms });
      await until(() => a.rules.live().length >= 3, "the third instance");
      const staged = await a.rules.keeper.stage(signed(world().next()));
      const old = world().hashNow();
      const refused = await a.rules.keeper.activate(staged.document ?? "", undefined);
      expect(refused).toMatchObject({ outcome: "refused", code: "acks-missing", missing: 1 });
      expect(other.told.map(({ event }) => event)).toContain("rule-set-not-runnable");
      expect(world().hashNow()).toBe(old);
      await other.kill();
      const activated = await until(
        async () => {
          const answer = await a.rules.keeper.activate(staged.document ?? "", undefined);
          return answer.outcome === "done" ? answer : undefined;
        },
        "the silent instance no longer to count",
        slowMs,
      );
      expect(activated.version).toBe(world().version);
    },
    slowMs,
  );

  testWithServer(
    "that wakes late decides by the set that is due, and not by the one it knew",
    async () => {
      const { core } = world();
      const late = await startInstance(core);
      const old = late.rules.rulesAt(inMs(0))?.hash;
      await late.kill(); // it hears and reads nothing any more; what it remembers is the old set
      await world().takeForce(signed(world().next()));
      expect(late.rules.rulesAt(inMs(0))?.hash).toBe(old);
      const [leaf] = await world().exchanged("W-1", late);
      expect(leaf?.leaf.rule_set).not.toBe(old);
      expect(leaf?.leaf.rule_set).toBe(world().hashNow());
    },
    slowMs,
  );

  testWithServer(
    "that lacks the due set decides nothing and says so",
    async () => {
      const { core } = world();
      const strangers = [person("dpo"), person("operations")];
      const trusting = strangers.map(({ role, id }) => ({ role, key: id }));
      const lacking = await startInstance(core, { signers: trusting });
      await core.submit("pl_cremona", syntheticReport("W-2"));
      const outcome = await core
        .policy(portsOf(lacking))
        .advance(world().nameOf("W-2"), Number.MAX_SAFE_INTEGER);
      expect(outcome).toEqual({ kind: "waiting", why: "rule-set-missing" });
      expect(lacking.told).toContainEqual({
        ...{ event: "rule-set-not-runnable", reason: "signature-missing" },
      });
      expect(await world().leavesOf("W-2")).toEqual([]);
      // Whoever watches sees it: the process is not ready, and the metric of the alarm says why.
      const health = createHealth(["rules"]);
      health.watch("rules", () => rulesHealth(lacking.rules, inMs(0)));
      expect(health.state()).toEqual({
        ready: false,
        reports: [{ name: "rules", ok: false, code: "rule-set-missing" }],
      });
      expect(rulesFigures(lacking.rules, inMs(0)).state).toBe("rule-set-missing");
      await lacking.kill();
      // Waiting has lost nothing: the event is still to be decided, and by the set that was due.
      await world().decided("W-2", world().a);
      const [leaf] = await world().leavesOf("W-2");
      expect(leaf?.leaf.rule_set).toBe(world().hashNow());
    },
    slowMs,
  );

  testWithServer(
    "that will lack the next set decides until then, and says it before",
    async () => {
      const { core, a } = world();
      const hourMs = 3_600_000;
      const real = { demonstration: false, agreements: [titled("Patto sintetico reale")] };
      await world().takeForce(signed(world().next(), real));
      await world().takeForce(signed(world().next()), () => inMs(hourMs));
      const later = inMs(hourMs + 60_000);
      // In operation demonstration signers count for nothing: it was started after everybody had acknowledged.
      const lacking = await startInstance(core, { production: true });
      const stateAt = ({ rules }: RuleInstance, time: string) => rulesFigures(rules, time).state;
      expect([stateAt(a, inMs(0)), stateAt(a, later)]).toEqual(["ok", "ok"]);
      expect(stateAt(lacking, inMs(0))).toBe("rule-set-next-missing");
      expect(rulesHealth(lacking.rules, inMs(0))).toBe("ok");
      expect(rulesHealth(lacking.rules, later)).toBe("rule-set-missing");
      expect(lacking.rules.rulesAt(later)).toBeUndefined();
      await lacking.kill();
    },
    slowMs,
  );
});

describe("an emergency revocation", () => {
  testWithServer(
    "by one person holds at once, for waiting copies, after restarts and without the cache",
    async () => {
      const { core, a, exchange } = world();
      await world().exchanged("R-1", a, { category: "C12" });
      await until(() => core.waiting("gdf_cremona") > 0, "the copy to wait");
      const document = signedBy(
        revocation({ agreements: [], rules: [], rooms: ["gdf_cremona"] }),
        dpo,
      );
      expect(await a.rules.keeper.revoke(document)).toMatchObject({ outcome: "done" });
      await until(() => exchange.isKnown, "exchange to know");
      const copies = await core.feed("gdf_cremona", "actual");
      expect(copies).toMatchObject({ kind: "feed", copies: [] });
      const asked = core.asked.at(-1);
      const [first] = asked?.stale ?? [];
      if (asked === undefined || first === undefined) throw new Error("nothing was asked again");
      const stale = {
        ...{ mode: "actual" as const, room: asked.room, alias: first.alias },
        deliveries: asked.stale.map(({ delivery }) => delivery),
      };
      expect(await redecide(core.ports(portsOf(a)), stale)).toBe("done");
      await world().decided("R-1", a);
      expect(reasonOf(await world().leavesOf("R-1"), "gdf_cremona")).toBe("REVOKED");
      await a.bucket.put(documentKeys.active, Buffer.from("{}"));
      const restarted = await startInstance(core);
      const leaves = await world().exchanged("R-2", restarted, { category: "C12" });
      expect(reasonOf(leaves, "gdf_cremona")).toBe("REVOKED");
      await restarted.kill();
    },
    slowMs,
  );

  testWithServer(
    "stays over later sets until one that two people signed lifts it",
    async () => {
      const { a } = world();
      await world().takeForce(signed(world().next()));
      expect(reasonOf(await world().exchanged("R-3", a, { category: "C12" }), "gdf_cremona")).toBe(
        "REVOKED",
      );
      const [revoked] = a.rules.book.life.revocations;
      await world().takeForce(signed(world().next(), { lifts: [revoked?.digest ?? ""] }));
      const leaves = await world().exchanged("R-4", a, { category: "C12" });
      expect(reasonOf(leaves, "gdf_cremona")).toBe("RELEASED");
    },
    slowMs,
  );

  testWithServer(
    "of nothing, of a stranger, or with other words is refused",
    async () => {
      const { keeper } = world().a.rules;
      const code = async (document: ReturnType<typeof signedBy>) =>
        (await keeper.revoke(document)).code;
      const all = revocation({ all: true });
      expect(await code(signedBy(all, person("dpo")))).toBe("signature-missing");
      expect(await code(signedBy(revocation({ agreements: [], rules: [], rooms: [] }), dpo))).toBe(
        "schema",
      );
      const other = signedBy(revocation({ agreements: ["X"], rules: [], rooms: [] }), dpo);
      expect(await code({ ...signedBy(all, dpo), signatures: other.signatures })).toBe(
        "signature-wrong",
      );
    },
    slowMs,
  );

  testWithServer(
    "that names what is not there is refused: nobody shall believe that it took anything away",
    async () => {
      const { keeper, book } = world().a.rules;
      const before = book.life.revocations.length;
      const [agreement = "", rule = ""] = (book.namesNow ?? []).flatMap((set) =>
        [...set].flatMap(([name, rules]) => [name, [...rules][0] ?? ""]),
      );
      const none = { agreements: [], rules: [], rooms: [] };
      const strange = [
        [{ ...none, agreements: [agreement, `${agreement}X`] }, "/what/agreements/1"],
        [{ ...none, rules: [{ agreement, rule: `${rule}X` }] }, "/what/rules/0"],
        [{ ...none, rooms: ["questura_crenoma"] }, "/what/rooms/0"],
      ] satisfies readonly [Parameters<typeof revocation>[0], string][];
      for (const [what, place] of strange) {
        const answer = await keeper.revoke(signedBy(revocation(what), dpo));
        expect(answer).toMatchObject({ outcome: "refused", code: "names-nothing", place });
      }
      expect(book.life.revocations).toHaveLength(before);
    },
    slowMs,
  );
});

describe("a rule set that has expired", () => {
  testWithServer(
    "releases nothing, says so on the log, and does not fall back to an older one",
    async () => {
      const { a, core } = world();
      const expires = await releasedBefore(9_000);
      await until(() => new Date().toISOString() > expires, "the end", slowMs);
      const askedBefore = core.asked.length;
      // What waits since before is not handed out any more, and decided again.
      expect(await core.feed("questura_cremona", "actual")).toMatchObject({ copies: [] });
      expect(core.asked.length).toBeGreaterThan(askedBefore);
      expect(reasonOf(await world().exchanged("E-2", a), "questura_cremona")).toBe("NOT_IN_FORCE");
      await until(() => endedOf(a).includes("expired"), "the end to be recorded", slowMs);
      // The signers' next set is in force again.
      await world().takeForce(signed(world().next()));
      expect(reasonOf(await world().exchanged("E-3", a), "questura_cremona")).toBe("RELEASED");
    },
    slowMs,
  );
});

describe("a rule set that was activated before articles were judged, and cites one that no leaf can hold", () => {
  /** The Patto under a title of its own, one rule of which cites what lawyers write and the log cannot. */
  const odd = () => {
    const made = titled("Patto sintetico con un apostrofo tipografico");
    const rules = made.rules.map((rule) =>
      rule.id === "C01-forze"
        ? { ...rule, cites: { ...rule.cites, article: "art. 3, lettera d’urgenza" } }
        : rule,
    );
    return { ...made, rules };
  };
  const stateOf = ({ rules }: RuleInstance) => rulesFigures(rules, inMs(0)).state;

  testWithServer(
    "is refused when it is staged now",
    async () => {
      const document = signedBy(bodyWith(world().version + 1, {}, odd()), dpo, operations);
      const answer = await world().a.rules.keeper.stage(document);
      expect(answer).toMatchObject({ outcome: "refused", code: "schema" });
      expect(answer.place).toMatch(/^\/agreements\/\d\/rules\/\d+\/cites\/article$/);
    },
    slowMs,
  );

  testWithServer(
    "decides what it can, keeps the rest in its order and says so, until a set that begins earlier decides it",
    async () => {
      const { core, a } = world();
      const begun = inMs(0);
      const document = signedBy(bodyWith(world().next(), {}, odd()), dpo, operations);
      await activatedBefore(core, a, document);
      // As after an upgrade: it finds the set in force and says at once that it cannot record by it.
      const upgraded = await startInstance(core);
      expect(upgraded.told).toContainEqual({ event: "rule-set-not-loggable", reason: "article" });
      expect(stateOf(upgraded)).toBe("rule-set-not-loggable");
      expect(rulesHealth(upgraded.rules, inMs(0))).toBe("rule-set-not-loggable");
      // Another rule of the same set decides as ever.
      const old = world().hashNow();
      const [other] = await world().exchanged("A-1", upgraded, { category: "C12" });
      expect(other?.leaf.rule_set).toBe(old);
      const advance = () =>
        core.policy(portsOf(upgraded)).advance(world().nameOf("A-2"), Number.MAX_SAFE_INTEGER);
      const waits = { kind: "waiting", why: "rule-set-not-loggable" };
      const released = core.waiting("questura_cremona");
      await core.submit("pl_cremona", syntheticReport("A-2"));
      expect(await advance()).toEqual(waits);
      expect(await world().leavesOf("A-2")).toEqual([]);
      // A set whose signers let it begin only now is no law for what was sent before.
      await world().takeForce(signed(world().next(), { not_before: inMs(0) }));
      expect(stateOf(a)).toBe("ok");
      expect(await advance()).toEqual(waits);
      expect(core.waiting("questura_cremona")).toBe(released);
      await world().takeForce(signed(world().next(), { not_before: begun }));
      await world().decided("A-2", upgraded);
      const leaves = await world().leavesOf("A-2");
      expect(leaves.map(({ leaf }) => leaf.rule_set)).toEqual([world().hashNow()]);
      expect(reasonOf(leaves, "questura_cremona")).toBe("RELEASED");
      await upgraded.kill();
    },
    slowMs,
  );
});

test("who writes a rule set is none of its signers here", () => {
  expect(signers.map(({ key }) => key)).not.toContain(author.id);
});
