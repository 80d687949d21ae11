/**
 * Which mirror this Debian machine already uses for its base suite. Pure text work: the repository
 * names no mirror of its own, so a site behind a proxy or a local copy keeps using that.
 */

/** Format string for `apt-get indextargets --format`; {@link mirrorFromIndexTargets} reads its lines. */
export const indexTargetsFormat = "$(CODENAME)|$(RELEASE)|$(REPO_URI)";

/** VERSION_CODENAME, ID and others of an os-release text; quotes are removed, later lines win. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^([A-Z_]+)=(["']?)(.*)\2$/.exec(line.trim());
    if (match?.[1] !== undefined && match[3] !== undefined) entries.set(match[1], match[3]);
  }
  return entries;
}

/**
 * URI of the archive whose codename is exactly `codename`: the base suite, never `-security` or
 * `-updates`, because only the base archive carries the other Debian suites. Undefined when no line
 * fits, as on a machine whose package lists were never fetched.
 */
export function mirrorFromIndexTargets(output: string, codename: string): string | undefined {
  for (const line of output.split("\n")) {
    const [code, release, uri] = line.trim().split("|");
    if (uri && (code === codename || release === codename)) return uri;
  }
  return undefined;
}

/**
 * The same, from the text of a sources file (one-line or deb822 style), for machines without lists.
 * Disabled entries are passed over.
 */
export function mirrorFromSources(text: string, codename: string): string | undefined {
  return mirrorFromOneLine(text, codename) ?? mirrorFromDeb822(text, codename);
}

function mirrorFromOneLine(text: string, codename: string): string | undefined {
  for (const line of text.split("\n")) {
    const match = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)/.exec(line);
    if (match?.[2] === codename) return match[1];
  }
  return undefined;
}

function mirrorFromDeb822(text: string, codename: string): string | undefined {
  for (const stanza of text.split(/\n\s*\n/)) {
    const suites = field(stanza, "Suites");
    const enabled = field(stanza, "Enabled")[0] !== "no";
    if (enabled && field(stanza, "Types").includes("deb") && suites.includes(codename)) {
      return field(stanza, "URIs")[0];
    }
  }
  return undefined;
}

function field(stanza: string, name: string): readonly string[] {
  const match = new RegExp(`^${name}:(.*)$`, "im").exec(stanza);
  return (match?.[1] ?? "").split(/\s+/).filter((word) => word !== "");
}
