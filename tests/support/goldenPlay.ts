import type { Category } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import { foldAll } from "#libs/incident/state";
import type { ReleasedView } from "#libs/incident/view";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type { IncidentSecrets, RoomDecision } from "#libs/policy/decision";
import { emptyHoldings } from "#libs/policy/holdings";
import type { Ground } from "#libs/policy/vocabulary";
import { groundOfCategory } from "#libs/policy/vocabulary";
import { eventAt } from "./fullIncident.ts";
import {
  componentName,
  goldenComponents,
  letter,
  lettersOf,
  otherComponents,
} from "./goldenLetters.ts";
import type { Answer, Exchange, Group } from "./goldenTable.ts";
import { categories, exchangeKey, groups } from "./goldenTable.ts";
import { rooms } from "./patto.ts";

/** An incident of everything by one sender: what the tables are compared on. */
interface Scenario {
  readonly sender: string;
  readonly category: Category;
  /** Comuni that the event concerns. */
  readonly territory: readonly string[];
  readonly addressees: readonly string[];
  /** What the sender states of purpose and regime, and why that stops what the tables deliver; nothing: its own. */
  readonly ground: Partial<Ground>;
  readonly groundRefused?: "PURPOSE" | "REGIME";
  /** An exercise, of components that come from another source, facts where they were assessments and the reverse. */
  readonly isOtherwise?: true;
}

const cremona = "istat:019036";
const limitrofo = "istat:019026";
/** Of no room here: rules without a territory must not mind. */
const elsewhere = "istat:098031";

/**
 * Two namings that complete each other: each room, the sender too, is named once and not named once, and
 * somebody else always is.
 */
const namings = [0, 1].map((rest) =>
  rooms.map(({ id }) => id).filter((_, index) => index % 2 === rest),
);

/** Every scenario of one sender and category. */
export function scenariosOf(sender: string, category: Category): readonly Scenario[] {
  const base = { sender, category };
  const places = [[cremona, limitrofo], [elsewhere], [cremona], [limitrofo]];
  return namings.flatMap((addressees): Scenario[] => [
    ...places.map((territory) => ({ ...base, addressees, territory, ground: {} })),
    { ...base, addressees, territory: [cremona, limitrofo], ground: {}, isOtherwise: true },
    ...otherGrounds(category).map(([groundRefused, ground]) => ({
      ...base,
      ...{ addressees, territory: [cremona, limitrofo], ground, groundRefused },
    })),
  ]);
}

/** Grounds that no rule is made for: those that the vocabulary admits besides a category's own, and one that it does not. */
function otherGrounds(category: Category): readonly (readonly ["PURPOSE" | "REGIME", Ground])[] {
  const admitted = groundOfCategory[category]?.mayState ?? [];
  const foreign: Ground =
    category === "C17"
      ? { purpose: "P2", regime: "police" }
      : { purpose: "P6", regime: "administrative" };
  return [...admitted.map((ground) => ["PURPOSE", ground] as const), ["REGIME", foreign]];
}

/** Every sender and category: the exchanges of the whole matrix. */
export const allOrigins: readonly (readonly [string, Category])[] = rooms.flatMap(({ id }) =>
  categories.map((category) => [id, category] as const),
);

/** Exchanges that a scenario holds, one for each other room. */
export function exchangesOf({ sender, category, territory, addressees }: Scenario) {
  return rooms
    .filter(({ id }) => id !== sender)
    .map(
      (receiver): Exchange => ({
        from: sender,
        to: receiver.id,
        category,
        named: addressees.includes(receiver.id),
        touches: receiver.municipalities.some((code) => territory.includes(code)),
      }),
    );
}

/** One cell in which the engine and the tables differ. `""` as a reason means that it is delivered. */
export interface Difference {
  readonly exchange: string;
  readonly charge: "none" | "taken";
  readonly cell: Group | "reason" | "owner told" | "beyond the incident";
  readonly expected: string;
  readonly found: string;
}

/** A difference as the tests print it. */
export function inWords({ exchange, charge, cell, expected, found }: Difference): string {
  const said = (word: string) => (word === "" ? "delivered" : word);
  return `${exchange}, charge ${charge}, ${cell}: expected ${said(expected)}, found ${said(found)}`;
}

/** Where the engine's answers on one sender's incidents of one category differ from the tables. */
export function* differences(
  rules: CompiledRules,
  table: ReadonlyMap<string, Answer>,
  [sender, category]: readonly [string, Category],
): Generator<Difference> {
  for (const scenario of scenariosOf(sender, category)) {
    const report = reportOf(scenario);
    const before = decided(rules, [report]);
    const after = decided(rules, [report, ...chargesIn(scenario)]);
    for (const exchange of exchangesOf(scenario)) {
      const expected = expectedOf(table, scenario, exchange);
      const name = nameOf(scenario, exchange);
      yield* compared(name, "none", expected, before.get(exchange.to), sender);
      yield* compared(name, "taken", expected, after.get(exchange.to), sender);
      yield* telling(
        name,
        exchange,
        whatOwnerHears(table, scenario, exchange),
        after.get(sender)?.view,
      );
    }
  }
}

/** What the tables say; where a sender states another ground, all that they deliver stops at that gate. */
function expectedOf(
  table: ReadonlyMap<string, Answer>,
  { groundRefused }: Scenario,
  exchange: Exchange,
): Answer {
  const answer = table.get(exchangeKey(exchange)) ?? unspoken;
  const isLater = answer.reason === "" || answer.reason === "NOT_NAMED";
  return groundRefused !== undefined && isLater
    ? { letters: undefined, reason: groundRefused }
    : answer;
}

function nameOf({ ground, isOtherwise }: Scenario, exchange: Exchange): string {
  if (isOtherwise) return `${exchangeKey(exchange)}, in an exercise`;
  const stated = ground.purpose === undefined ? "" : `, stated ${ground.purpose}`;
  return `${exchangeKey(exchange)}${stated}`;
}

const unspoken: Answer = { letters: undefined, reason: "a line in the tables" };

function* compared(
  exchange: string,
  charge: Difference["charge"],
  expected: Answer,
  found: RoomDecision | undefined,
  sender: string,
): Generator<Difference> {
  const view = found?.view;
  const reason = view === undefined ? (found?.reason ?? "no decision") : "";
  const base = { exchange, charge };
  if (reason !== expected.reason) {
    yield { ...base, cell: "reason", expected: expected.reason, found: reason };
  }
  if (view === undefined || expected.letters === undefined) return;
  const letters = lettersOf(view, sender);
  for (const cell of groups) {
    const should = atCharge(expected.letters[cell], charge);
    if (letters[cell] !== should) yield { ...base, cell, expected: should, found: letters[cell] };
  }
  if (letters.beyond !== "-") {
    yield { ...base, cell: "beyond the incident", expected: "-", found: letters.beyond };
  }
}

/** `C` in a table: nothing before the receiver is in charge, all after. */
function atCharge(word: string, charge: Difference["charge"]): string {
  if (word !== "C") return word;
  return charge === "taken" ? "A" : "-";
}

/** The owner is told who took charge exactly where a row lets that room see the incident. */
function* telling(
  name: string,
  exchange: Exchange,
  expected: "A" | "-" | undefined,
  view: ReleasedView | undefined,
): Generator<Difference> {
  if (expected === undefined) return;
  const alias = componentName(exchange.to, "charge", "charge");
  const told = view?.components.find((component) => component.alias === alias);
  const found = letter(Object.keys(told?.fields ?? {}), { A: ["state", "room", "since"] });
  if (found === expected) return;
  yield { exchange: name, charge: "taken", cell: "owner told", expected, found };
}

/**
 * `A` where the exchange is delivered; `-` where no naming or place delivers it, nor the ground that is stated; else
 * undefined: a room that sees nothing cannot answer, so it does not come up.
 */
function whatOwnerHears(
  table: ReadonlyMap<string, Answer>,
  { groundRefused }: Scenario,
  exchange: Exchange,
): "A" | "-" | undefined {
  if (groundRefused !== undefined) return "-";
  const delivers = (variant: Exchange) => table.get(exchangeKey(variant))?.reason === "";
  if (delivers(exchange)) return "A";
  const variants = [true, false].flatMap((named) =>
    [true, false].map((touches) => ({ ...exchange, named, touches })),
  );
  return variants.some(delivers) ? undefined : "-";
}

/** The report of a scenario: everything that an incident can hold. */
export function reportOf({
  sender,
  category,
  territory,
  addressees,
  ground,
  isOtherwise,
}: Scenario): PlacedEvent {
  const event = {
    kind: "report",
    category,
    territory,
    addressees,
    ...ground,
    same_as: "alias-of-another",
    upsert: isOtherwise ? otherComponents : goldenComponents,
    mode: isOtherwise ? "exercise" : "actual",
  } as const;
  return eventAt(0, event, sender);
}

/** Every room takes charge; the owner too where it named itself: what others see of that is nothing. */
export function chargesIn({ sender, addressees }: Scenario): readonly PlacedEvent[] {
  return rooms
    .filter(({ id }) => id !== sender || addressees.includes(id))
    .map(({ id }) => eventAt(1, { kind: "charge_taken", incident: { alias: "x" } }, id));
}

/** What each room would get that holds nothing yet: all that it may see after this history. */
export function decided(
  rules: CompiledRules,
  history: readonly PlacedEvent[],
): ReadonlyMap<string, RoomDecision> {
  const [state, last] = [foldAll(history), history.at(-1)];
  if (state === undefined || last === undefined) throw new Error("a report opens an incident");
  const decisions = decide(rules, {
    state,
    author: last.author,
    storedAt: last.storedAt,
    rooms,
    holdings: () => emptyHoldings,
    secrets: plainSecrets,
  });
  return new Map(decisions.map((decision) => [decision.room, decision]));
}

/** Names that can be read, in place of keyed ones: nothing here is kept from anybody. */
export const plainSecrets: IncidentSecrets = {
  componentRef: componentName,
  componentAlias: (_to, author, kind, id) => componentName(author, kind, id),
  valueMac: (_to, _ref, _path, value) => Buffer.from(value).toString("latin1"),
  pseudonym: () => "pseudonym",
  incidentAlias: () => "alias",
  deliveryId: () => "delivery",
};
