// Builds apps/cli/audit/page/verify.html, the page that checks a pack in a browser without a network: the compiled
// modules beside it and those of libs/logcheck, the Ed25519 of @noble/ed25519 (MIT, its notice stays in), one style sheet, one script whose hash the
// page's own policy names. Run after a build; a test compares the committed page with what this makes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (path) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");
const folder = "apps/cli/audit/page";
// In the order in which they need each other.
const modules = [
  ...["libs/logcheck/bytes", `${folder}/packZip`, "libs/logcheck/notes"],
  ...["libs/logcheck/hashes", `${folder}/packTree`],
  ...["libs/logcheck/keccak", "libs/logcheck/mlDsa", "libs/logcheck/policy"],
  ...["libs/logcheck/witnesses", `${folder}/packCheck`, "libs/logcheck/webTools"],
];

/** A module's text inside one script: imports are already there, exports are names like any other. */
const inlined = (text) =>
  text
    .replaceAll(/^import [^;]*;\n/gm, "")
    .replaceAll(/^export \{[^}]*\};?\n/gm, "")
    .replaceAll(/^export /gm, "")
    .replaceAll(/^\/\/# sourceMappingURL=.*\n?/gm, "");

const sha256 = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export function verifyPage() {
  const noble = inlined(read("node_modules/@noble/ed25519/index.js"));
  const own = modules.map((name) => inlined(read(`dist/${name}.js`)));
  const script = `"use strict";
globalThis.raccordo = (() => {
const noble = (() => {
${noble}
return { verifyAsync };
})();
${own.join("\n")}
const second = (signature, message, key) => noble.verifyAsync(signature, message, key, { zip215: false });
return { checkPack, filesInZip, isMlDsa44Of, statedPolicy, second, toolsOf, packTools: (progress) => toolsOf(second, progress) };
})();
if (globalThis.document !== undefined) {
${inlined(read(`${folder}/page.mjs`))}
}
`;
  const style = read(`${folder}/page.css`);
  const policy = `default-src 'none'; script-src ${sha256(script)}; style-src ${sha256(style)}; base-uri 'none'; form-action 'none'`;
  return read(`${folder}/page.html`)
    .replace(`content="default-src 'none'"`, () => `content="${policy}"`)
    .replace("<style></style>", () => `<style>${style}</style>`)
    .replace("<script></script>", () => `<script>${script}</script>`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL(`../${folder}/verify.html`, import.meta.url)), verifyPage());
}
