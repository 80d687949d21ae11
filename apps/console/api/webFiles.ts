import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** A file of the web page, as it is served. */
export interface WebFile {
  readonly bytes: Buffer;
  /** The same, compressed by gzip, where it was built so. */
  readonly gzip: Buffer | undefined;
  readonly contentType: string;
  readonly cacheControl: string;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/** How a compressed form is named, beside what it is of. */
const compressed = ".gz";

/** Names with a digest of the content never change; the page itself is asked for each time. */
const cacheOf = (path: string): string =>
  path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";

/** Everything that the page consists of, by path: read once, so that no request ever names a file of this machine. */
export function readWebFiles(folder: string): ReadonlyMap<string, WebFile> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const all = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  const files = all.filter((path) => extname(path) !== compressed);
  return new Map(
    files.map((path) => {
      const served = `/${relative(folder, path).split(sep).join("/")}`;
      const contentType = types[extname(path)] ?? "application/octet-stream";
      const gzip = all.includes(path + compressed) ? readFileSync(path + compressed) : undefined;
      const bytes = readFileSync(path);
      return [served, { bytes, gzip, contentType, cacheControl: cacheOf(served) }];
    }),
  );
}

/**
 * On every file of the page: nothing from elsewhere, no script or style in the text, no frame. Styles set by scripts
 * through the object model are not concerned.
 */
export const webHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:"],
    ...["font-src 'self' data:", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'"],
    ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
    "require-trusted-types-for 'script'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
