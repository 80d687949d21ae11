import { createHash } from "node:crypto";
import { seeded } from "#tests/support/seeded";

/** What a page would do to itself if it took one of these texts for anything but text. */
const strike = "window.struck.push(document.title)";
const marked = 'data-hostile=""';

/** Texts that have broken pages before: each means something to some machine between the log and the screen. */
export const attacks: readonly string[] = [
  `<script ${marked}>${strike}</script>`,
  `</script><script ${marked}>${strike}</script>`,
  `<img ${marked} src=x onerror="${strike}">`,
  `"><svg ${marked} onload=${strike}>`,
  `' autofocus onfocus='${strike}' x='`,
  `<a ${marked} href="javascript:${strike}">x</a>`,
  `javascript:${strike}//`,
  `data:text/html,<script>${strike}</script>`,
  `<iframe ${marked} srcdoc="<script>parent.${strike}</script>"></iframe>`,
  `<style ${marked}>*{display:none}</style>`,
  `x;}*{display:none}/*`,
  `url(https://altrove.invalid/x)`,
  `<math ${marked}><mtext><img onerror=${strike} src=x></math>`,
  `<hostile-element ${marked} onclick=${strike}>`,
  `{{product}} {{constructor.constructor('${strike}')()}} \${${strike}}`,
  "$t(menu.proof) $t(codes.unknown, {'code': 'x'})",
  "{b}{a|x} {c0} <br/> %s",
  '","kind":"altro","x":{"__proto__":{"isAdmin":true}}',
  "=cmd|'/C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\u202E\u2066 otatlobir \u202Eaiziloр",
  "\u2069\u2069\u202Eotatlobir",
  "שם סינתטי 123 (אבג)",
  "Comunе dі Сrеmоnа",
  "prima\u2028dopo\u2029poi\u0085fine",
  "nulla\u0000dopo\u0007\u001B[31m",
  "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u200B\u200D\uFEFF\u{E0041}",
  `${"W".repeat(90)}`,
];

/** Codes that name something of every object of the language, where a page looks a code's words up in one. */
const reserved = ["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty"];

const isTime = (text: string): boolean => /^\d{4}-\d\d(-\d\d(T[\d:.]+Z)?)?$/.test(text);
const isId = (text: string): boolean => /^[0-9a-f]{32,}$/.test(text);
const isCode = (text: string): boolean => /^[A-Za-z0-9_.:/+-]*$/.test(text);

/** Members whose values a page compares rather than shows: who has signed in, as what, and how the log is checked. */
const kept: readonly string[] = [
  ...["role", "csrf", "checkpoint", "witnessed", "vkey", "second_vkey", "origin", "policy"],
];

/** A repeatable maker of hostile texts, each framed so that it can be found again on a page, whole or not. */
export class HostileTexts {
  readonly made: string[] = [];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** One more; each attack once before any comes again. */
  next(charactersMax = 400): string {
    const number = this.made.length;
    // Whatever else a text does, it turns round what stands behind it where nothing holds it.
    const text = `⟦${number} ${attacks[number % attacks.length] ?? ""}\u202E ${number}⟧`;
    const held = text.length > charactersMax ? `⟦${number} x\u202E ${number}⟧` : text;
    this.made.push(held);
    return held;
  }

  /**
   * An answer of the API as a log without any check would give it: every free text is hostile, and now and then a code
   * is one that nobody knows. Times, ids and what the page's own checks are about stay.
   */
  answer(value: unknown, codesShare: number, name = ""): unknown {
    if (typeof value === "string") return this.#text(value, codesShare, name);
    if (Array.isArray(value)) return value.map((one) => this.answer(one, codesShare, name));
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(
      ([key, one]) => [key, this.answer(one, codesShare, key)] as const,
    );
    return Object.fromEntries(members);
  }

  #text(text: string, codesShare: number, name: string): string {
    if (kept.includes(name) || isTime(text) || isId(text)) return text;
    if (!isCode(text)) return this.next();
    // Of the code alone, whenever it is asked for: answers come in any order.
    const digest = createHash("sha256").update(`${this.#seed} ${name} ${text}`).digest();
    const random = seeded(digest.readUInt32BE());
    if (random() >= codesShare) return text;
    if (random() >= 0.3) return this.next();
    return reserved[Math.floor(random() * reserved.length)] ?? "__proto__";
  }
}
