import { describe, expect, test } from "@jest/globals";
import { parseAgreement } from "#libs/policy/agreementSchema";
import { parseRoom } from "#libs/policy/roomSchema";
import { pattoText } from "#tests/support/patto";

function errorsOf(text: string) {
  const parsed = parseAgreement(text);
  return parsed.ok ? [] : parsed.errors;
}

const titleLine = pattoText.split("\n").findIndex((line) => line.startsWith("  title:")) + 1;
const withTitle = (line: string) => pattoText.replace(/^ {2}title:.*$/m, line);

describe("an agreement file says each thing once, in place, in words of the vocabulary", () => {
  test.each([
    ["an anchor", "  title: &t Patto", "anchor"],
    ["an alias", "  title: *t", "alias"],
    ["a tag", "  title: !!str Patto", "tag"],
    ["a custom tag", "  title: !secret Patto", "tag"],
    ["a merge key", '  title: Patto\n  <<: {id: "X"}', "merge key"],
    ["a key given twice", "  title: Patto\n  title: Altro", "DUPLICATE_KEY"],
    ["an unknown member", "  title: Patto\n  titolo: Patto", "Unrecognized key"],
    ["a number where text is due", "  title: 12", "title"],
  ])("%s is an error with its line and column", (_, line, message) => {
    const errors = errorsOf(withTitle(line));
    const found = errors.find((error) => error.message.includes(message));
    expect(found).toBeDefined();
    expect(found?.line).toBeGreaterThanOrEqual(
      found?.message.includes("Unrecognized") ? 1 : titleLine,
    );
    expect(found?.column).toBeGreaterThan(0);
  });

  test("a line that is too much is found where it stands", () => {
    expect(errorsOf(withTitle("  title: !secret Patto"))).toContainEqual(
      expect.objectContaining({ line: titleLine }),
    );
  });

  test("a second document, a word that YAML 1.1 read as a boolean, and a huge file are refused", () => {
    expect(errorsOf(`${pattoText}\n---\nx: 1\n`).length).toBeGreaterThan(0);
    expect(
      errorsOf(pattoText.replaceAll("synthetic: true", "synthetic: yes")).length,
    ).toBeGreaterThan(0);
    expect(errorsOf(`${pattoText}#${" ".repeat(1_048_576)}`)).toHaveLength(1);
  });

  test("an unknown category, purpose, role, treatment or handling condition is refused", () => {
    for (const [known, unknown] of [
      ["category: [C01]", "category: [C99]"],
      ["purpose: P1", "purpose: P99"],
      ["roles: [suspect", "roles: [pirate"],
      ["do: count", "do: guess"],
      ["no-onward", "do-as-you-like"],
    ] as const) {
      expect(errorsOf(pattoText.replace(known, unknown)).length).toBeGreaterThan(0);
    }
  });
});

describe("a room file", () => {
  const text = [
    "format: raccordo-room/1",
    "id: pl_prova",
    "slot: 7",
    "kind: polizia_locale",
    "name: Prova",
    "titolare: Comune di Prova",
    'municipalities: ["istat:000001"]',
    "protocols: [native]",
    "limits: {submit_bytes_max: 1000, submit_per_minute_max: 10, waiting_copies_max: 10}",
    "synthetic: [tutto]",
  ].join("\n");
  test("names its room in the alphabet of accounts and subjects", () => {
    expect(parseRoom(text).ok).toBe(true);
    for (const id of ["pl-prova", "PL", "_core", "pl.prova", "*"]) {
      expect(parseRoom(text.replace("pl_prova", id)).ok).toBe(false);
    }
  });
  test("stays within the 256 slots of a log", () => {
    expect(parseRoom(text.replace("slot: 7", "slot: 256")).ok).toBe(false);
  });

  const withWebhook = (url: string, rest = "ttl_s: 86400, modes: [actual], format: native") =>
    parseRoom(`${text}\nwebhook: {url: "${url}", timeout_s: 10, ${rest}}`);
  test("may name where copies are sent: over https, or to this machine for demonstrations", () => {
    for (const url of [
      "https://sala.example/copie?chiave=x",
      "http://127.0.0.1:8080/",
      "http://[::1]:8080/",
      "http://localhost/copie",
    ]) {
      expect(withWebhook(url).ok).toBe(true);
    }
  });
  test("names no address in clear, no user or password in it, and tells none of it in its refusal", () => {
    for (const url of [
      "http://sala.example/canarino",
      "http://127.0.0.1.example/canarino",
      "https://canarino:segreto@sala.example/",
      "https://canarino@sala.example/",
      "http://canarino@127.0.0.1/",
      "https://sala.example/#canarino",
      "ftp://sala.example/canarino",
      "file:///canarino",
      "canarino",
    ]) {
      const parsed = withWebhook(url);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain("canarino");
    }
  });
  test("lets no copy be tried for more than a week, and knows its modes and formats", () => {
    const url = "https://sala.example/";
    expect(withWebhook(url, "ttl_s: 604801, modes: [actual], format: native").ok).toBe(false);
    expect(withWebhook(url, "ttl_s: 60, modes: [], format: native").ok).toBe(false);
    expect(withWebhook(url, "ttl_s: 60, modes: [other], format: native").ok).toBe(false);
    expect(withWebhook(url, "ttl_s: 60, modes: [actual], format: cap").ok).toBe(false);
  });
});
