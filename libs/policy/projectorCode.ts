import type { LeafPath } from "#libs/incident/catalogue";
import { enumWords, leafAt, leaves } from "#libs/incident/catalogue";
import type { Fields, LeafValue, Point } from "#libs/incident/event";
import { sha256Hex } from "#libs/seal/bytes";
import type { Makers } from "./project.ts";
import { allOf, areaOf, pointOf } from "./project.ts";
import type { Step } from "./projectorSteps.ts";

/** Copies the released leaves of one component into a new object, in the order of the contract. */
export type Copy = (fields: Fields, makers: Makers) => Fields;

/** JavaScript of a projector, and its SHA-256 (hex): what is made of a text must be that text. */
export interface ProjectorCode {
  readonly text: string;
  readonly hash: string;
}

/** Body of the function that carries out these steps, one statement a leaf: no loop, no branch on a rule. */
export function codeOf(steps: readonly Step[]): ProjectorCode {
  const lines = steps.map(statementOf);
  const text = ["const out = {};", "let v;", ...lines, "return out;"].join("\n");
  return { text, hash: sha256Hex(Buffer.from(text)) };
}

/**
 * The function of a text that `codeOf` made. Undefined where the runtime makes no code of text
 * (`--disallow-code-generation-from-strings`). Throws on a text that is not what was hashed, or that holds anything
 * but statements over leaves of the catalogue.
 */
export function functionOf(code: ProjectorCode): Copy | undefined {
  if (sha256Hex(Buffer.from(code.text)) !== code.hash) {
    throw new Error("a projector is not the text that was hashed");
  }
  if (!isStraightLine(code.text)) throw new Error("a projector holds a line of another form");
  return functionMadeOf(code.text);
}

/** {@link functionOf} without its checks: for these, and for tests of what the self-check finds. */
export function functionMadeOf(text: string): Copy | undefined {
  try {
    // The only code of this project that is made of text: from the catalogue's names, once per rule set. It is what
    // a hand-written copy would be; structure tests allow it here and nowhere else.
    return new Function("helpers", framed(text))(helpers);
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

const framed = (text: string) => `"use strict"; return function (fields, makers) {\n${text}\n};`;

function statementOf(step: Step): string {
  const { name } = step;
  const set = `out.${known(name)} = v;`;
  const read = `v = fields.${name};`;
  switch (step.make) {
    case "text":
      return `${read} if (typeof v === "string") ${set}`;
    case "flag":
      return `${read} if (typeof v === "boolean") ${set}`;
    case "count":
      return `${read} if (Number.isSafeInteger(v) && v >= 0) ${set}`;
    case "word":
      return `${read} if (typeof v === "string" && helpers.words.${step.of}.has(v)) ${set}`;
    case "words":
      return `v = helpers.list(fields.${name}, helpers.words.${step.of}); if (v !== undefined) ${set}`;
    case "texts":
      return `v = helpers.list(fields.${name}); if (v !== undefined) ${set}`;
    case "point":
      return `v = helpers.point(fields.${name}); if (v !== undefined) ${set}`;
    case "points":
      return `v = helpers.points(fields.${name}); if (v !== undefined) ${set}`;
    case "area":
      return `v = helpers.area(fields, makers, ${whole(step.residentsMin)}); if (v !== undefined) ${set}`;
    case "pseudonym":
      return `v = helpers.pseudonym(makers, "${step.path}", fields.${known(step.from)}); if (v !== undefined) ${set}`;
  }
}

const names: ReadonlySet<string> = new Set(leaves.map(({ name }) => name));

/** A name of the catalogue. No object has one of them by birth: reading it reads a field, or nothing. */
function known(name: string): string {
  if (!names.has(name)) throw new Error(`no leaf is named ${name}`);
  return name;
}

function whole(count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error("a parameter that is no count");
  return String(count);
}

const name = "([a-z][a-z0-9_]*)";
const set = `if \\(v !== undefined\\) out\\.${name} = v;`;
const forms = [
  `v = fields\\.${name}; if \\((?:typeof v === "(?:string|boolean)"|Number\\.isSafeInteger\\(v\\) && v >= 0)\\) out\\.${name} = v;`,
  `v = fields\\.${name}; if \\(typeof v === "string" && helpers\\.words\\.[A-Z][A-Za-z]*\\.has\\(v\\)\\) out\\.${name} = v;`,
  `v = helpers\\.(?:list|point|points)\\(fields\\.${name}(?:, helpers\\.words\\.[A-Z][A-Za-z]*)?\\); ${set}`,
  `v = helpers\\.area\\(fields, makers, \\d{1,16}\\); ${set}`,
  `v = helpers\\.pseudonym\\(makers, "[a-z]+\\.[a-z_]+", fields\\.${name}\\); ${set}`,
].map((form) => new RegExp(`^${form}$`));

/** True when a text consists of the frame and of statements of the known forms over names of the catalogue. */
export function isStraightLine(text: string): boolean {
  const lines = text.split("\n");
  const isFramed =
    lines[0] === "const out = {};" && lines[1] === "let v;" && lines.at(-1) === "return out;";
  return isFramed && lines.slice(2, -1).every(isStatement);
}

function isStatement(line: string): boolean {
  const match = forms.map((form) => form.exec(line)).find((found) => found !== null);
  return match?.slice(1).every((word) => names.has(word)) ?? false;
}

/** What statements may call. Values that are built of parts go through the interpreter's own functions. */
const helpers = {
  words: enumWords,
  point: pointOf,
  points: (value: unknown): readonly Point[] | undefined =>
    Array.isArray(value) ? allOf(value.map(pointOf)) : undefined,
  list: listOf,
  area: (fields: Fields, makers: Makers, residentsMin: number) =>
    areaOf({ fields }, makers.residents, residentsMin),
  pseudonym: (makers: Makers, path: string, value: LeafValue | undefined) => {
    const leaf = leafAt(path)?.path satisfies LeafPath | undefined;
    return leaf && typeof value === "string" ? makers.pseudonym(leaf, value) : undefined;
  },
};

/** All items, or none of them when one is not of the contract. */
function listOf(value: unknown, words?: ReadonlySet<string>): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: string[] = [];
  for (const item of value as readonly unknown[]) {
    if (typeof item !== "string" || words?.has(item) === false) return undefined;
    items.push(item);
  }
  return items;
}
