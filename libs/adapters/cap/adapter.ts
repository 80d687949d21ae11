import type { DecodeContext, Decoded, ProtocolAdapter } from "#libs/incident/adapter";
import { type Finding, validateEvent } from "#libs/incident/validate";
import { canonical, modeOf, toldByMessage } from "./canonical.ts";
import { renderAlert } from "./encode.ts";
import { capLimits } from "./limits.ts";
import { acknowledged, ruleFindings } from "./rules.ts";
import { structured } from "./structure.ts";
import { readText } from "./text.ts";
import { parseXml } from "./xml.ts";

/**
 * OASIS Common Alerting Protocol 1.2, and 1.1, in and out. Signatures are not verified here:
 * who sends is known from the room's account. Importing this file loads libxml2-wasm.
 */
export const capAdapter: ProtocolAdapter = {
  id: "cap/1.2",
  contentTypes: ["application/cap+xml", "application/xml", "text/xml"],
  decode,
  encode: { contentType: "application/cap+xml", render: renderAlert },
};

/** Never throws on bytes of a message; a refusal holds codes and names of CAP elements only. */
function decode(bytes: Uint8Array, context: DecodeContext): Decoded {
  const text = readText(bytes, context.contentType);
  if (text.kind === "refused") return refused([{ pointer: "", code: text.code }]);
  const tree = parseXml(text.text);
  if (tree.kind === "refused") return refused([{ pointer: "", code: tree.code }]);
  const structure = structured(tree.root);
  if (structure.kind === "refused") return refused(structure.findings);
  const broken = ruleFindings(structure.document);
  if (broken.length > 0) return refused(broken);
  const { alert } = structure.document;
  const delivery = acknowledged(alert);
  if (delivery !== undefined) return { kind: "confirmation", mode: modeOf(alert), delivery };
  const { event, sources } = canonical(structure.document, context.territory);
  if (event.upsert.filter(({ kind }) => kind === "place").length > capLimits.placesMax) {
    return refused([{ pointer: "/alert/info", code: "too-many-components" }]);
  }
  const findings = validateEvent(event);
  if (findings.length > 0) return refused(toldByMessage(findings, sources));
  return { kind: "event", event };
}

/** The code is that of the first finding. */
function refused(findings: readonly Finding[]): Decoded {
  const [first] = findings;
  if (first === undefined) throw new Error("a refusal needs a finding");
  return { kind: "refused", code: first.code, errors: findings.slice(0, capLimits.findingsMax) };
}
