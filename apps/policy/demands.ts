import type { KeyOutcome } from "#libs/eventlog/keyring";
import { feedPlace, feedStream } from "#libs/eventlog/subjects";
import { leafAt } from "#libs/incident/catalogue";
import { incidentName } from "#libs/incident/derive";
import type { Demand, InternalEvent } from "#libs/incident/event";
import { leafNameOf, recalledOf } from "#libs/incident/recalled";
import type { IncidentState } from "#libs/incident/state";
import type { Room } from "#libs/policy/decision";
import { type DemandAnswer, demandRefused } from "#libs/policy/demandMessages";
import type { DemandOrder, OpenedOrder } from "#libs/policy/demandOrders";
import type { HeldCopy } from "#libs/policy/holdings";
import { type RoomGivings, whoGot } from "#libs/policy/whoGot";
import { aliasOf } from "#libs/seal/alias";
import { keyedDigest } from "#libs/seal/bytes";
import { type IncidentKeys, keysLeft } from "#libs/seal/derive";
import type { EventKeys } from "#libs/seal/envelope";
import { incidentPseudonym } from "#libs/seal/ids";
import type { Facts } from "#libs/seal/parts";
import { type RecordedLeaf, readChain, readLeaves } from "./chain.ts";
import type { IncidentName } from "./context.ts";
import type { RulesInForce } from "./decideEvent.ts";
import { type Folded, foldLeaves } from "./folded.ts";
import type { PolicyPorts } from "./ports.ts";
import { writeInternal } from "./release.ts";
import { incidentSecrets } from "./secrets.ts";

type DemandPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "vault" | "openYears" | "randomBytes" | "rulesInForce" | "nowIso"
>;

const busy: DemandAnswer = { outcome: "busy" };
const dayMs = 86_400_000;

/**
 * Takes a datum back in the name of a room of its author's titolare (D.Lgs. 51/2018 art. 4(3)): an event of `_core`
 * that is decided like any other. Copies with the datum that still wait in feeds are declared as not handed out, so
 * that none goes out after the demand. A demand that stands is not made again. Who may not ask is told the same as who
 * asks for what does not exist.
 */
export async function demandDatum(
  ports: DemandPorts,
  { order: request, by, digest }: OpenedOrder<DemandOrder>,
  incident: string,
): Promise<DemandAnswer> {
  const { mode } = request;
  const name = { mode, incident };
  const pseudonym = incidentPseudonym(ports.secrets.logPseudonym, mode, incident);
  // Signed for one incident, and good for no other.
  if (pseudonym !== request.incident) return demandRefused("unknown");
  const inForce = ports.rulesInForce();
  const years = ports.openYears();
  if (inForce === undefined || years.length === 0) return busy;
  const vault = await ports.vault.get(mode, incident);
  if (vault.kind === "unreachable") return busy;
  const keys = keysIn(vault);
  if (keys === undefined) return demandRefused(vault.kind === "absent" ? "unknown" : "shredded");
  const of = { mode, pseudonym };
  const { head } = await readChain(ports.log, ports.secrets.macs, years, of);
  if (head === undefined) return demandRefused("unknown");
  const leaves = await readLeaves(ports.log, ports.secrets.macs, years, of);
  const { context } = await foldLeaves(ports.log, name, keys.toRead, leaves);
  const { state } = context;
  const found = state && targetOf(ports, inForce, name, keys.toSeal, state, leaves, request);
  if (state === undefined || found === undefined) return demandRefused("unknown");
  if (typeof found === "string") return demandRefused(found);
  const steps = leaves.map(({ leaf: { at }, parts: { slots } }) => ({ at, slots }));
  const got = whoGot(steps, found);
  const rooms = got.flatMap(({ slot }) => roomAt(inForce, slot)?.id ?? []);
  const standing = standingOf(state, found, request.kind);
  if (standing !== undefined) return { outcome: "demanded-before", until: standing, rooms };
  const until = new Date(Date.parse(ports.nowIso()) + request.days * dayMs).toISOString();
  const written = await writeInternal(ports, name, keys.toSeal, {
    format: "raccordo-internal/1",
    mode,
    kind: request.kind,
    cause: causeOf(ports, request, found.ref, head.leaf.event),
    not_handed_out: await waitingCopies(ports, inForce, name, context, got),
    epoch: inForce.epochAt(ports.nowIso()),
    demand: { ...found, reason: request.reason, until, signed: { order: digest, ...by } },
  } satisfies InternalEvent);
  if (written === "unknown") return busy;
  return { outcome: written === "written" ? "demanded" : "demanded-before", until, rooms };
}

/** With the sensitive key gone what is not sensitive is read still, and rooms that hold copies can be told. */
function keysIn(
  vault: KeyOutcome,
): { readonly toRead: EventKeys; readonly toSeal: IncidentKeys } | undefined {
  if (vault.kind === "ok") return { toRead: vault.keys, toSeal: vault.keys };
  if (vault.kind !== "sensitive_shredded" || vault.ordinary === undefined) return undefined;
  return { toRead: { ordinary: vault.ordinary }, toSeal: keysLeft(vault.ordinary) };
}

/** On top of this decision, about this datum: who asks twice at once makes one event. */
function causeOf(
  ports: DemandPorts,
  { mode, kind, path }: DemandOrder,
  ref: string,
  head: string,
): string {
  const key = ports.secrets.coreNaming[mode];
  return keyedDigest(key, "demand", mode, head, kind, ref, path).subarray(0, 16).toString("hex");
}

type Target = Omit<Demand, "reason" | "until" | "signed">;

/** The datum that a reference and a path name, where the asking room's titolare gave it. */
function targetOf(
  ports: DemandPorts,
  inForce: RulesInForce,
  name: IncidentName,
  keys: IncidentKeys,
  state: IncidentState,
  leaves: readonly RecordedLeaf[],
  { room, ref, path }: DemandOrder,
): Target | "not-recallable" | "ambiguous" | undefined {
  const leaf = leafAt(path);
  const titolare = inForce.rooms.find(({ id }) => id === room)?.titolare;
  if (leaf === undefined || titolare === undefined) return undefined;
  const own = new Set(inForce.rooms.filter((one) => one.titolare === titolare).map(({ id }) => id));
  const secrets = incidentSecrets(ports.secrets, keys, { ...name, event: "" });
  const ever = new Set(leaves.flatMap(({ parts }) => refsWith(parts.facts.value, path)));
  const meant = [{ author: state.owner, ...incidentName }, ...state.components.values()]
    .filter(({ author, kind }) => own.has(author) && kind === leaf.kind)
    .map((one) => ({ ...one, ref: secrets.componentRef(one.author, one.kind, one.id) }))
    .filter((one) => (ref === undefined ? ever.has(one.ref) : one.ref === ref));
  const [component] = meant;
  if (component === undefined) return undefined;
  if (meant.length > 1) return "ambiguous";
  // Made by the core of other leaves, or said in the head of messages: those are to be corrected.
  if ((leaf.derived && leaf.statable !== true) || fromHead.has(leaf.path)) return "not-recallable";
  const { author, kind, id } = component;
  return { author, component: { kind, id }, ref: component.ref, path: leaf.path, room };
}

const refsWith = ({ fields }: Facts, path: string): readonly string[] =>
  fields.flatMap(({ ref, paths }) => (paths.includes(path) ? [ref] : []));

const fromHead: ReadonlySet<string> = new Set(["incident.category", "incident.status"]);

function standingOf(
  state: IncidentState,
  { author, component, path }: Target,
  kind: DemandOrder["kind"],
): string | undefined {
  const standing = recalledOf(state, author, component)?.get(leafNameOf(path));
  return standing?.kind === kind ? standing.until : undefined;
}

const roomAt = ({ rooms }: RulesInForce, slot: number): Room | undefined =>
  rooms.find((room) => room.slot === slot);

/** Every copy that waits for a room for which one waits that has the datum: they are one difference. */
async function waitingCopies(
  ports: DemandPorts,
  inForce: RulesInForce,
  { mode, incident }: IncidentName,
  context: Folded["context"],
  got: readonly RoomGivings[],
): Promise<readonly string[]> {
  const lists = await Promise.all(
    got.map(async ({ slot, given }) => {
      const room = roomAt(inForce, slot)?.id;
      const keys = room === undefined ? undefined : ports.secrets.rooms.get(room)?.[mode];
      if (room === undefined || keys === undefined) return [];
      const alias = aliasOf(keys.alias, incident);
      const copies = context.copies.get(slot) ?? [];
      const lying = await Promise.all(
        copies.map(async ({ delivery }: HeldCopy) => {
          const { subject } = feedPlace({ mode, room, alias, delivery });
          const last = await ports.log.last(feedStream(room), subject);
          return last !== undefined && last.data.length > 0 ? [delivery] : [];
        }),
      );
      const waiting = lying.flat();
      return given.some(({ delivery }) => waiting.includes(delivery)) ? waiting : [];
    }),
  );
  return lists.flat();
}
