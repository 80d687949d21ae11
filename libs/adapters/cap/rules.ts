import { hasFormat } from "#libs/incident/formats";
import type { ProblemCode } from "#libs/incident/problems";
import type { Finding } from "#libs/incident/validate";
import { readCircle, readPolygon } from "./geometry.ts";
import type { CapVersion } from "./grammar.ts";
import { isCapName, readIncidents, readReferences } from "./references.ts";
import type { CapDocument, CapElement } from "./structure.ts";
import { all, one } from "./structure.ts";
import { readTime } from "./time.ts";

/** `valueName` of a geocode that holds the ISTAT code of a comune, compared without regard to case. */
export const istatName = "istat";
/** `valueName` of the eventCode that holds a category of the Patto, C01 … C18. */
export const categoryName = "raccordo:category";

/** What the XSD lets through and CAP, or this gateway, does not; in document order. */
export function ruleFindings({ alert, version }: CapDocument): readonly Finding[] {
  return [
    ...nameFindings(alert),
    ...typeFindings(alert),
    ...scopeFindings(alert),
    ...referenceFindings(alert, version),
    ...all(alert, "info").flatMap((info) => infoFindings(alert, info, version)),
  ];
}

const finding = (element: CapElement, name: string, code: ProblemCode): Finding => ({
  pointer: `${element.pointer}/${name}`,
  code,
});

function nameFindings(alert: CapElement): readonly Finding[] {
  const names: readonly (readonly [string, ProblemCode])[] = [
    ["identifier", "cap-identifier-malformed"],
    ["sender", "cap-sender-malformed"],
  ];
  return names.flatMap(([name, code]) =>
    isCapName(one(alert, name) ?? "") ? [] : [finding(alert, name, code)],
  );
}

/**
 * Test, System and Draft are no operation. An Error is no incident, nor is an Ack of anything but the one copy that it
 * confirms.
 */
function typeFindings(alert: CapElement): readonly Finding[] {
  const status = one(alert, "status");
  const operational = status === "Actual" || status === "Exercise";
  const type = one(alert, "msgType") ?? "";
  const isAnswer = type === "Error" || (type === "Ack" && acknowledged(alert) === undefined);
  return [
    ...(operational ? [] : [finding(alert, "status", "cap-status-not-operational")]),
    // Without references it is refused for that: the sender learns of its own mistake first.
    ...(isAnswer && one(alert, "references") !== undefined
      ? [finding(alert, "msgType", "cap-answer-not-taken")]
      : []),
  ];
}

/** Delivery of the copy that an Ack names, and no other message; a copy's identifier is its delivery. */
export function acknowledged(alert: CapElement): string | undefined {
  if (one(alert, "msgType") !== "Ack") return undefined;
  const [name = "", ...others] = (one(alert, "references") ?? "")
    .split(/[ \t\r\n]+/)
    .filter(Boolean);
  const identifier = name.split(",")[1] ?? "";
  return others.length === 0 && /^[0-9a-f]{32}$/.test(identifier) ? identifier : undefined;
}

function scopeFindings(alert: CapElement): readonly Finding[] {
  const scope = one(alert, "scope");
  if (scope === "Private" && one(alert, "addresses") === undefined) {
    return [finding(alert, "addresses", "cap-addresses-missing")];
  }
  if (scope === "Restricted" && one(alert, "restriction") === undefined) {
    return [finding(alert, "restriction", "cap-restriction-missing")];
  }
  return [];
}

function referenceFindings(alert: CapElement, version: CapVersion): readonly Finding[] {
  const references = one(alert, "references");
  const incidents = one(alert, "incidents");
  const findings: Finding[] = [];
  if (references === undefined && one(alert, "msgType") !== "Alert") {
    findings.push(finding(alert, "references", "cap-references-missing"));
  }
  if (references !== undefined && readReferences(references, version) === undefined) {
    findings.push(finding(alert, "references", "cap-references-malformed"));
  }
  const [incident] = incidents === undefined ? [] : readIncidents(incidents);
  if (incident !== undefined && !(incident.length <= 200 && hasFormat(incident, "token"))) {
    findings.push(finding(alert, "incidents", "cap-incidents-malformed"));
  }
  return findings;
}

function infoFindings(
  alert: CapElement,
  info: CapElement,
  version: CapVersion,
): readonly Finding[] {
  // Without `effective` an alert is effective when it is sent (CAP 1.2 section 3.2.2).
  const effective = instant(one(info, "effective") ?? one(alert, "sent"), version);
  const expires = instant(one(info, "expires"), version);
  const late = effective !== undefined && expires !== undefined && expires <= effective;
  return [
    ...(late ? [finding(info, "expires", "cap-expires-before-effective")] : []),
    ...all(info, "area").flatMap(areaFindings),
  ];
}

function instant(text: string | undefined, version: CapVersion): string | undefined {
  const time = text === undefined ? undefined : readTime(text, version);
  return time?.kind === "time" ? time.utc : undefined;
}

function areaFindings(area: CapElement): readonly Finding[] {
  return area.children.flatMap((element): readonly Finding[] => {
    const { pointer, name, text } = element;
    if (name === "geocode") return geocodeFindings(element);
    const read =
      name === "polygon" ? readPolygon(text) : name === "circle" ? readCircle(text) : undefined;
    return read?.kind === "refused" ? [{ pointer, code: read.code }] : [];
  });
}

/**
 * A comune whose code lost its leading zero names another place, or none: territory decides who
 * receives, so it is refused and never repaired.
 */
function geocodeFindings(geocode: CapElement): readonly Finding[] {
  if (!isIstat(geocode) || istatOf(geocode) !== undefined) return [];
  return [{ pointer: geocode.pointer, code: "cap-geocode-malformed" }];
}

const isIstat = (geocode: CapElement): boolean =>
  one(geocode, "valueName")?.toLowerCase() === istatName;

/** The comune of a geocode as `istat:` and six digits; undefined if it is a code of another kind. */
export function istatOf(geocode: CapElement): string | undefined {
  if (!isIstat(geocode)) return undefined;
  const code = /^(?:istat:)?(\d{6})$/.exec(one(geocode, "value") ?? "")?.[1];
  return code === undefined ? undefined : `istat:${code}`;
}
