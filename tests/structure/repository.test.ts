import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "#tests/support/project";

const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");
const manifest = z
  .object({
    version: z.string(),
    license: z.string(),
    dependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read("package.json")));

/**
 * SPDX identifiers that an EUPL-1.2 product may ship or be built with. A package under another licence is a
 * decision of the maintainers: it is added here by hand, with its reason, or not at all.
 */
const shippedLicences: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Unlicense",
]);
const developmentLicences: ReadonlySet<string> = new Set([
  ...shippedLicences,
  "(MIT OR Apache-2.0)",
  "(MIT OR CC0-1.0)",
  "BSD-3", // as the kit of the page writes BSD-3-Clause
  "BlueOak-1.0.0",
  "CC-BY-4.0", // data of a build tool
  "MIT OR Apache-2.0",
  "MPL-2.0", // the page's build and its accessibility tests: programs that are run, nothing of them is bundled
  "Python-2.0",
]);

/** Packages whose metadata names no SPDX identifier; their LICENSE file was read, and is MIT. Built with, not shipped. */
const readByHand: ReadonlySet<string> = new Set([
  "node_modules/buildcheck",
  "node_modules/dom-walk",
  "node_modules/cpu-features",
  "node_modules/ssh2",
]);

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      os: z.union([z.string(), z.array(z.string())]).optional(),
    }),
  ),
});

describe("packages of others", () => {
  const { packages } = lockSchema.parse(JSON.parse(read("package-lock.json")));
  const named = Object.entries(packages).filter(([path]) => path !== "");

  test("each is under a licence on the list, stricter for what is shipped", () => {
    const refused = named.filter(([path, { license, dev, os }]) => {
      if (dev === true && license === undefined && readByHand.has(path)) return false;
      // Builds for other systems are listed without their licence: that of the package they belong to.
      if (license === undefined) return os === undefined;
      return !(dev === true ? developmentLicences : shippedLicences).has(license);
    });
    expect(refused.map(([path, { license }]) => `${path}: ${license ?? "none"}`)).toEqual([]);
  });

  test("each direct one has one version, not a range", () => {
    const ranges = Object.entries(manifest.dependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(ranges).toEqual([]);
  });
});

/**
 * The part of the publiccode.yml standard (core 0.4, extension for Italy 1.0) that this repository uses; strict,
 * so that a misspelt key is found here and not by a catalogue.
 */
const localeSchema = z.strictObject({
  genericName: z.string().max(35),
  shortDescription: z.string().max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string().max(100)).min(1).max(20),
});
const publicCodeSchema = z.strictObject({
  publiccodeYmlVersion: z.literal("0.4"),
  name: z.string(),
  url: z.url({ protocol: /^https$/ }),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
  platforms: z.array(z.string()).min(1),
  categories: z.array(z.string().regex(/^[a-z-]+$/)).min(1),
  developmentStatus: z.enum(["concept", "development", "beta", "stable", "obsolete"]),
  softwareType: z.literal("standalone/backend"),
  intendedAudience: z.strictObject({
    scope: z.array(z.string()),
    countries: z.array(z.string().regex(/^[a-z]{2}$/)),
  }),
  description: z.strictObject({ it: localeSchema, en: localeSchema }),
  legal: z.strictObject({ license: z.string() }),
  maintenance: z.strictObject({
    type: z.enum(["internal", "contract", "community", "none"]),
    contacts: z.array(z.strictObject({ name: z.string() })).min(1),
  }),
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string()).min(1),
  }),
  dependsOn: z.strictObject({
    open: z.array(z.strictObject({ name: z.string(), versionMin: z.string() })),
  }),
  it: z.strictObject({
    countryExtensionVersion: z.literal("1.0"),
    conforme: z.record(z.string(), z.boolean()),
    piattaforme: z.record(z.string(), z.boolean()),
  }),
});

describe("publiccode.yml", () => {
  const source: unknown = parse(read("publiccode.yml"));

  test("is what the standard asks for", () => {
    expect(publicCodeSchema.safeParse(source).error?.issues ?? []).toEqual([]);
  });

  test("says the same version and licence as the package", () => {
    const { softwareVersion, legal } = publicCodeSchema.parse(source);
    expect({ version: softwareVersion, license: legal.license }).toEqual({
      version: manifest.version,
      license: manifest.license,
    });
  });
});

describe("the pages", () => {
  const pages = readdirSync(join(projectRoot, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);

  test("name no file that is not there", () => {
    const missing = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...pages].flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, target]) => join(projectRoot, dirname(page), target ?? ""))
        .filter((path) => !existsSync(path))
        .map((path) => `${page}: ${path.slice(projectRoot.length + 1)}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("the changelog", () => {
  const headings = [...read("CHANGELOG.md").matchAll(/^## \[(.+?)\](?: - (\S+))?$/gm)];

  test("has a part for what is not released, then versions with their day, newest first", () => {
    const [first, ...released] = headings.map(([, version, day]) => ({ version, day }));
    expect(first).toEqual({ version: "Unreleased", day: undefined });
    const days = released.map(({ day }) => day ?? "");
    expect(days.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))).toBe(true);
    expect(days).toEqual(days.toSorted((a, b) => (a < b ? 1 : -1)));
  });

  test("names the version of the package", () => {
    expect(headings.map(([, version]) => version)).toContain(manifest.version);
  });
});
