import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Agreement, parseAgreement } from "#libs/policy/agreementSchema";
import { parseCeilings } from "#libs/policy/ceilingsSchema";
import { compileRules } from "#libs/policy/compile";
import type { Room } from "#libs/policy/decision";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import type { Parsed } from "#libs/policy/strictYaml";

const deploy = join(import.meta.dirname, "..", "..", "..", "..", "deploy");
const provinces = Array.from({ length: 8 }, (_, index) => `prov${index}`);
const roles = ["pl_cremona", "pl_limitrofo", "questura_cremona", "cc_cremona", "gdf_cremona"];
const kinds: readonly Room["kind"][] = [
  "polizia_locale",
  "polizia_locale",
  "questura",
  "carabinieri",
  "guardia_di_finanza",
];

function nameIn(province: string, role: string): string {
  const word = role.startsWith("pl_") ? role.replace("cremona", "uno") : role.split("_")[0];
  return `${word}_${province}`;
}

/** Synthetic comuni of a room: three each, none of them real. */
export const comuniOf = (slot: number): readonly string[] =>
  [0, 1, 2].map((one) => `istat:9${String(slot).padStart(3, "0")}${String(one).padStart(2, "0")}`);

/** 40 rooms: five in each of eight synthetic provinces. */
export const benchRooms: readonly Room[] = provinces.flatMap((province, p) =>
  roles.map((role, r): Room => {
    const slot = p * roles.length + r;
    const kind = kinds[r] ?? "polizia_locale";
    const own = comuniOf(slot);
    const all = [...comuniOf(p * roles.length), ...comuniOf(p * roles.length + 1)];
    const municipalities = kind === "polizia_locale" ? own : all;
    return {
      id: nameIn(province, role),
      slot,
      kind,
      titolare: `Sintetico ${slot}`,
      municipalities,
    };
  }),
);

/** One agreement a province, each with the rules of the Patto under names of its own. */
export function benchRules(change?: (agreement: Agreement) => void): RulesWithRooms {
  const patto = read(join("agreements", "patto-cremona-2022.yaml"), parseAgreement);
  const agreements = provinces.map((province) => inProvince(patto, province));
  for (const agreement of agreements) change?.(agreement);
  const ceilings = readdirSync(join(deploy, "ceilings")).map((file) =>
    read(join("ceilings", file), parseCeilings),
  );
  const compiled = compileRules({ ceilings, agreements, grants: [] }, benchRooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors[0]));
  return { rules: compiled.rules, rooms: benchRooms };
}

function inProvince(patto: Agreement, province: string): Agreement {
  const copy = structuredClone(patto);
  const named = (word: string) => (roles.includes(word) ? nameIn(province, word) : word);
  const selected = (word: string) => word.replace(/room:(.*)$/, (_, room) => `room:${named(room)}`);
  copy.agreement.id = `PATTO-${province.toUpperCase()}`;
  for (const party of copy.agreement.parties) party.room = named(party.room);
  copy.agreement.groups = Object.fromEntries(
    Object.entries(copy.agreement.groups).map(([group, rooms]) => [group, rooms.map(named)]),
  );
  for (const rule of copy.rules) {
    rule.when.from = rule.when.from.map(selected);
    rule.when.to = rule.when.to.map(selected);
  }
  return copy;
}

function read<T>(file: string, parse: (text: string) => Parsed<T>): T {
  const parsed = parse(readFileSync(join(deploy, file), "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors[0]));
  return parsed.value;
}
