import { capGrammar, type Rule } from "#libs/adapters/cap/grammar";
import { type CanaryBook, token } from "#tests/support/canaryMessages";
import { cap12 } from "#tests/support/capMessage";

export interface CapHead {
  readonly msgType: "Alert" | "Update" | "Cancel";
  readonly incident: string;
  readonly references?: string;
  readonly identifier?: string;
  readonly sender?: string;
  readonly sent: string;
  readonly severity?: string;
}

/** What the grammar of CAP does not tell: elements whose text has a form of its own. */
type Fixed = (path: string) => string | undefined;

/**
 * A CAP 1.2 message with a canary in every element that holds text, by the grammar itself: an element
 * that is new there is covered at once.
 */
export function canaryCap(book: CanaryBook, head: CapHead): string {
  const fixed: Fixed = (path) => fixedTexts(book, head)[path];
  const body = capGrammar["1.2"]
    .map((rule) => element(book, rule, `/${rule.name}`, fixed))
    .join("");
  const comment = `<!-- ${book.note("cap", "comment", token())} -->`;
  return `<?xml version="1.0"?>\n${comment}<alert xmlns="${cap12}">${body}</alert>`;
}

/** Empty: the element is left out. */
function fixedTexts(book: CanaryBook, head: CapHead): Readonly<Record<string, string>> {
  const mail = () => `${token()}@canarino.invalid`;
  const identifier = head.identifier ?? book.note("cap", "identifier", token());
  const corner = () => `45.${digits()},10.${digits()}`;
  const digits = () => String(Math.floor(100_000 + Math.random() * 899_999));
  const first = corner();
  return {
    "/identifier": identifier,
    "/sender": head.sender ?? book.note("cap", "sender", mail()),
    "/sent": head.sent,
    "/status": "Actual",
    "/msgType": head.msgType,
    "/scope": "Private",
    "/references": head.references ?? "",
    "/incidents": head.incident,
    "/info/language": "it-IT",
    "/info/category": "Security",
    "/info/responseType": "None",
    "/info/urgency": "Immediate",
    "/info/severity": head.severity ?? "Severe",
    "/info/certainty": "Observed",
    "/info/eventCode": `<eventCode><valueName>raccordo:category</valueName><value>C03</value></eventCode>`,
    "/info/effective": "",
    "/info/onset": "",
    "/info/expires": "",
    "/info/resource/size": "1",
    "/info/area/polygon": [first, corner(), corner(), first].join(" "),
    "/info/area/circle": "",
    "/info/area/altitude": "",
    "/info/area/ceiling": "",
  };
}

function element(book: CanaryBook, rule: Rule, path: string, fixed: Fixed): string {
  const text = fixed(path);
  if (text === "") return "";
  if (text?.startsWith("<") === true) return text;
  const { name, content } = rule;
  if (text !== undefined) return `<${name}>${text}</${name}>`;
  if (content.kind === "group") {
    const inner = content.children.map((child) =>
      element(book, child, `${path}/${child.name}`, fixed),
    );
    return `<${name}>${inner.join("")}</${name}>`;
  }
  if (content.kind !== "text") throw new Error(`no text of this test for ${path}`);
  return `<${name}>${book.note("cap", path, token())}</${name}>`;
}
