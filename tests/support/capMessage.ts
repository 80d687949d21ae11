/** A synthetic CAP message to begin a test with: `text` is put in place of the named elements. */
export interface CapParts {
  readonly namespace?: string;
  /** Elements of `alert` before `info`, in order; the usual ones unless stated. */
  readonly head?: string;
  readonly info?: string;
  readonly area?: string;
  /** Between `certainty` and `area`. */
  readonly details?: string;
}

export const cap12 = "urn:oasis:names:tc:emergency:cap:1.2";
export const cap11 = "urn:oasis:names:tc:emergency:cap:1.1";

export const capHead = `<identifier>SINTETICO-1</identifier><sender>sala@sintetico.example</sender>
<sent>2026-11-22T10:02:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>`;

/** `capHead` as an update or a cancel, with what follows `scope`. */
export function capFollowing(msgType: string, after: string): string {
  return capHead.replace("Alert", msgType).concat(after);
}

export function capInfo({ area = "", details = "" }: CapParts): string {
  return `<info><category>Security</category><event>Evento sintetico</event>
<urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
${details}${area}</info>`;
}

export function capMessage(parts: CapParts = {}): string {
  const { namespace = cap12, head = capHead, info = capInfo(parts) } = parts;
  return `<?xml version="1.0"?>\n<alert xmlns="${namespace}">${head}${info}</alert>`;
}

export const capArea = (...children: readonly string[]): string =>
  `<area><areaDesc>Area sintetica</areaDesc>${children.join("")}</area>`;

export const namedValue = (element: string, name: string, value: string): string =>
  `<${element}><valueName>${name}</valueName><value>${value}</value></${element}>`;

export const istat = (code: string): string => namedValue("geocode", "ISTAT", code);
