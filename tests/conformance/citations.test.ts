import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { invented, patto, shipped } from "#tests/support/patto";

const shared = process.env["RACCORDO_SHARED"] ?? join(import.meta.dirname, "../../../../shared");
const seeds = join(shared, "seeds");
const agreement = patto();

/** The public text whose digest the agreement names, if it lies beside the project. */
function document(): string | undefined {
  if (!existsSync(seeds)) return undefined;
  const texts = readdirSync(seeds).map((file) => readFileSync(join(seeds, file)));
  return texts
    .find((bytes) => sha256(bytes) === agreement.agreement.document_sha256)
    ?.toString("utf8");
}

const text = document();
const testWithText = text === undefined ? test.skip : test;
const why = text === undefined ? " (skipped: the text of the Patto is not beside the project)" : "";

describe("the rules of the Patto", () => {
  testWithText(`cite the Patto's own words, each under its article${why}`, () => {
    for (const { cites } of agreement.rules) {
      const article = articleOf(text ?? "", cites.article);
      expect({ article: cites.article, cited: article.includes(plain(cites.text)) }).toEqual({
        article: cites.article,
        cited: true,
      });
    }
  });
  testWithText(`keep a register of exactly the document's articles${why}`, () => {
    const headings = [...(text ?? "").matchAll(/^ART\. (\S+)$/gm)].map(([, number = ""]) => {
      return `art. ${number.toLowerCase()}`;
    });
    expect(agreement.agreement.articles).toEqual(headings);
  });
  test("say of whatever was invented that it is synthetic", () => {
    expect(agreement.agreement.renewals.every(({ synthetic }) => synthetic)).toBe(true);
    const neighbour = agreement.agreement.parties.find(({ room }) => room === "pl_limitrofo");
    expect(neighbour?.synthetic).toBe(true);
  });
});

describe("what was invented beside the Patto", () => {
  const { agreement: head, rules } = invented();
  test("says so in its id, its title, its parties and in each rule", () => {
    expect(head.id).toBe("INVENTATO-112");
    expect(head.title).toMatch(/^INVENTATO, A SCOPO DIMOSTRATIVO/);
    expect(head).toMatchObject({ invented: true, signed: "unknown", document_sha256: "unknown" });
    expect(head.parties.every(({ synthetic }) => synthetic)).toBe(true);
    const silent = rules.filter(
      ({ cites }) => cites.article !== "INVENTATO" || !/^Riga inventata/.test(cites.text),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
  test("never stands in for the Patto: no exchange is in both", () => {
    const exchanges = [...shipped().cells.values()].flat().map((cell) => ({
      exchange: `${cell.author} ${cell.receiver} ${cell.category} ${cell.ownerOnly}`,
      agreement: cell.rule.agreement.id,
    }));
    const twice = [...Map.groupBy(exchanges, ({ exchange }) => exchange)].filter(
      ([, cells]) => new Set(cells.map(({ agreement }) => agreement)).size > 1,
    );
    expect(twice.map(([exchange]) => exchange)).toEqual([]);
  });
  test("the Patto itself is not invented, and never cites an invented article", () => {
    expect(agreement.agreement.invented).toBeUndefined();
    expect(agreement.rules.filter(({ cites }) => !/^art\. \d/.test(cites.article))).toEqual([]);
  });
});

/** Words of one article, from its heading to the next. */
function articleOf(source: string, article: string): string {
  const number = article.replace("art. ", "").toUpperCase();
  const parts = source.split(/^ART\. /m);
  return plain(parts.find((part) => part.split("\n")[0]?.trim() === number) ?? "");
}

function plain(source: string): string {
  return source.replaceAll(/\s+/g, " ").replaceAll("*", "").trim();
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
