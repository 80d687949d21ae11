import { isIncidentLeaf, type Leaf, parseLeaf } from "#libs/seal/leaf";
import { checkParts } from "#libs/seal/openParts";
import { compileRules } from "./compile.ts";
import {
  type Configuration,
  configurationSchema,
  type RuleSetDocument,
  ruleSetSchema,
} from "./documents.ts";
import type { RevocationInForce } from "./revoke.ts";
import { revocationSchema } from "./ruleSetLife.ts";
import type { ActivatedRules } from "./rulesOfLog.ts";

/** A signed document as the log holds it beside the leaf that says it came into force. */
export type LoggedDocument =
  | {
      readonly kind: "configuration";
      readonly rooms: Configuration["rooms"];
      readonly configuration: Configuration;
    }
  | {
      readonly kind: "activation";
      /** Hash of the compiled rules, as the leaf names it. */
      readonly hash: string;
      /** Undefined where it cannot be read. */
      readonly document: RuleSetDocument | undefined;
      /** Undefined where today's compiler does not make these rules of the document. */
      compile(rooms: Configuration["rooms"]): ActivatedRules | undefined;
    }
  | ({ readonly kind: "revocation" } & RevocationInForce);

/** The signed document beside a leaf about it; undefined for other leaves, or where it is not what the leaf says. */
export function loggedDocument(
  leafBytes: Buffer,
  part: Buffer | undefined,
): LoggedDocument | undefined {
  const leaf = parseLeaf(leafBytes);
  if (part === undefined || "problem" in leaf || !isDocumented(leaf)) return undefined;
  if (checkParts(leafBytes, part).length > 0) return undefined;
  const value: unknown = JSON.parse(part.toString("utf8"));
  if (leaf.kind === "configuration") {
    const parsed = configurationSchema.safeParse(value);
    if (!parsed.success) return undefined;
    return { kind: "configuration", rooms: parsed.data.rooms, configuration: parsed.data };
  }
  if (leaf.kind === "rule_set") {
    // What cannot be read was still meant to deny: it then denies everything, as policy takes it.
    const parsed = revocationSchema.safeParse(value);
    const what = parsed.success ? parsed.data.what : ({ all: true } as const);
    return { kind: "revocation", digest: leaf.document, what };
  }
  const parsed = ruleSetSchema.safeParse(value);
  const document = parsed.success ? parsed.data : undefined;
  const hash = leaf.rule_set;
  return {
    ...({ kind: "activation", hash, document } as const),
    compile: (rooms) => document && compiledAs(hash, document, rooms),
  };
}

function compiledAs(
  hash: string,
  document: RuleSetDocument,
  rooms: Configuration["rooms"],
): ActivatedRules | undefined {
  const compiled = compileRules(document, rooms);
  if (!compiled.ok || compiled.rules.hash !== hash) return undefined;
  const { not_before: notBefore, expires, lifts = [] } = document;
  return { rules: compiled.rules, rooms, notBefore, expires, lifts };
}

type Documented = Extract<Leaf, { kind: "configuration" | "activation" | "rule_set" }>;

const isDocumented = (leaf: Leaf): leaf is Documented =>
  !isIncidentLeaf(leaf) &&
  (leaf.kind === "configuration" ||
    leaf.kind === "activation" ||
    (leaf.kind === "rule_set" && leaf.state === "revoked"));
