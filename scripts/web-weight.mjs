// How heavy the console's page is, and which styles nothing in it names (scripts/build-web.mjs).
import { gzipSync } from "node:zlib";

/** Bytes of the first screen after compression, above which the build fails: what a browser that has never been here loads until /scambi stands. */
export const firstScreenBytesMax = 270_000;

/** Classes that Bootstrap makes by number and breakpoint: the page writes those that it uses out in full. */
const utility = new RegExp(
  `^(?:${[
    ...[
      "align",
      "analogue",
      "bg",
      "border",
      "bottom",
      "bs",
      "col",
      "complementary",
      "d",
      "display",
    ],
    ...["end", "flex", "float", "fs", "fw", "g[xy]?", "gap", "h", "justify", "lh", "lightgrey"],
    ...["m[trblxyse]?", "neutral", "offset", "opacity", "order", "overflow", "p[trblxyse]?"],
    ...["point", "position", "primary", "rounded", "row", "secondary", "shadow", "start", "text"],
    ...["top", "vh", "vw", "w"],
  ].join("|")})-`,
);

/**
 * Classes in the styles of a build that none of its scripts can name: neither whole, nor by a beginning that ends in a
 * hyphen (`bg-${colour}`), nor, but for the utilities, put together from words that the scripts have.
 */
export function unusedClasses(output) {
  const scripts = output.filter(({ type }) => type === "chunk").map(({ code }) => code);
  const words = new Set(scripts.flatMap((code) => code.match(/[A-Za-z_][\w-]*/g) ?? []));
  const pieces = new Set([...words].flatMap((word) => word.split("-")));
  const isNamed = (name) =>
    words.has(name) ||
    [...name.matchAll(/-/g)].some(({ index }) => words.has(name.slice(0, index + 1)));
  const isPutTogether = (name) =>
    !utility.test(name) &&
    name.split("-").every((piece) => pieces.has(piece) || /^\d*$/.test(piece));
  return classesIn(output).filter((name) => !isNamed(name) && !isPutTogether(name));
}

function classesIn(output) {
  const styles = output.filter(({ fileName }) => fileName.endsWith(".css"));
  const names = styles.flatMap(({ source }) =>
    [...String(source).matchAll(/\.(-?[A-Za-z_](?:[\w-]|\\.)*)/g)].map(([, name]) =>
      name.replaceAll("\\", ""),
    ),
  );
  return [...new Set(names)];
}

/** Files of the first screen with their bytes after compression: the page, its styles and fonts, and what /scambi loads. */
export function firstScreen(output) {
  const chunks = new Map(
    output.filter(({ type }) => type === "chunk").map((chunk) => [chunk.fileName, chunk]),
  );
  const begins = [
    "index.html",
    "pages/exchanges.tsx",
    "words/exchanges.it.ts",
    "words/codes.it.ts",
  ];
  const loaded = new Set();
  const take = (name) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const next of chunks.get(name)?.imports ?? []) take(next);
  };
  for (const begin of begins) {
    const found = [...chunks.values()].find(({ facadeModuleId }) =>
      facadeModuleId?.endsWith(`/${begin}`),
    );
    if (found === undefined) throw new Error(`nothing was built of ${begin}`);
    take(found.fileName);
  }
  const rest = output.filter(({ fileName }) =>
    /(?:^index\.html|\.woff2|\/index-[^/]+\.css)$/.test(fileName),
  );
  for (const { fileName } of rest) loaded.add(fileName);
  return output
    .filter(({ fileName }) => loaded.has(fileName))
    .map(({ fileName, code, source }) => ({ fileName, bytes: bytesOf(fileName, code ?? source) }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** Fonts are compressed as they are. */
const bytesOf = (name, content) =>
  name.endsWith(".woff2") ? content.length : gzipSync(content, { level: 9 }).length;
