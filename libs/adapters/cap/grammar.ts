import type { ProblemCode } from "#libs/incident/problems";

/** What an element holds. `decimal`, `integer` and `language` are the XSD's own simple types. */
export type Content =
  | { readonly kind: "text" | "time" | "decimal" | "integer" | "language" }
  | { readonly kind: "values"; readonly values: readonly string[] }
  | { readonly kind: "group"; readonly children: readonly Rule[] };

/** One element of a sequence. CAP is an xs:sequence throughout: order matters. */
export interface Rule {
  readonly name: string;
  readonly required: boolean;
  readonly many: boolean;
  /** A required element whose text may be missing (nothing of it is carried on). */
  readonly emptyAllowed: boolean;
  readonly missing: ProblemCode;
  readonly content: Content;
}

export type CapVersion = "1.1" | "1.2";

/** CAP 1.0 (http://www.incident.com/cap/1.0) is not read. */
export const capNamespaces: ReadonlyMap<string, CapVersion> = new Map([
  ["urn:oasis:names:tc:emergency:cap:1.2", "1.2"],
  ["urn:oasis:names:tc:emergency:cap:1.1", "1.1"],
]);

export const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";

const text: Content = { kind: "text" };
const time: Content = { kind: "time" };
const values = (...words: readonly string[]): Content => ({ kind: "values", values: words });
const group = (...children: readonly Rule[]): Content => ({ kind: "group", children });

function required(name: string, content: Content = text): Rule {
  const missing = name === "scope" ? "cap-scope-missing" : "cap-element-missing";
  return { name, required: true, many: false, emptyAllowed: false, missing, content };
}
const optional = (name: string, content: Content = text): Rule => ({
  ...required(name, content),
  required: false,
});
const several = (name: string, content: Content = text): Rule => ({
  ...optional(name, content),
  many: true,
});
const maybeEmpty = (rule: Rule): Rule => ({ ...rule, emptyAllowed: true });

const pair = group(maybeEmpty(required("valueName")), maybeEmpty(required("value")));

const categories = values(
  ...["Geo", "Met", "Safety", "Security", "Rescue", "Fire"],
  ...["Health", "Env", "Transport", "Infra", "CBRNE", "Other"],
);
const responses = ["Shelter", "Evacuate", "Prepare", "Execute", "Monitor", "Assess", "None"];

const resource = (version: CapVersion): Content =>
  group(
    maybeEmpty(required("resourceDesc")),
    version === "1.2" ? maybeEmpty(required("mimeType")) : optional("mimeType"),
    optional("size", { kind: "integer" }),
    optional("uri"),
    optional("derefUri"),
    optional("digest"),
  );

function area(version: CapVersion): Content {
  const height: Content = version === "1.2" ? { kind: "decimal" } : text;
  return group(
    maybeEmpty(required("areaDesc")),
    several("polygon"),
    several("circle"),
    several("geocode", pair),
    optional("altitude", height),
    optional("ceiling", height),
  );
}

const info = (version: CapVersion): Content =>
  group(
    optional("language", { kind: "language" }),
    { ...required("category", categories), many: true },
    required("event"),
    several(
      "responseType",
      values(...responses, ...(version === "1.2" ? ["Avoid", "AllClear"] : [])),
    ),
    required("urgency", values("Immediate", "Expected", "Future", "Past", "Unknown")),
    required("severity", values("Extreme", "Severe", "Moderate", "Minor", "Unknown")),
    required("certainty", values("Observed", "Likely", "Possible", "Unlikely", "Unknown")),
    optional("audience"),
    several("eventCode", pair),
    optional("effective", time),
    optional("onset", time),
    optional("expires", time),
    optional("senderName"),
    optional("headline"),
    optional("description"),
    optional("instruction"),
    optional("web"),
    optional("contact"),
    several("parameter", pair),
    several("resource", resource(version)),
    several("area", area(version)),
  );

const alert = (version: CapVersion): readonly Rule[] => [
  required("identifier"),
  required("sender"),
  required("sent", time),
  required("status", values("Actual", "Exercise", "System", "Test", "Draft")),
  required("msgType", values("Alert", "Update", "Cancel", "Ack", "Error")),
  optional("source"),
  required("scope", values("Public", "Restricted", "Private")),
  optional("restriction"),
  optional("addresses"),
  several("code"),
  optional("note"),
  optional("references"),
  optional("incidents"),
  several("info", info(version)),
];

/** Children of `alert` (OASIS CAP 1.2 and 1.1, XSD). */
export const capGrammar: Readonly<Record<CapVersion, readonly Rule[]>> = {
  "1.1": alert("1.1"),
  "1.2": alert("1.2"),
};
