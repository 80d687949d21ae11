// Turns the JSON model of proto/ into the source of libs/incident/generated/catalogueData.ts.
// A field of the canonical model without a data class stops the build here.

/** @param model output of `pbjs -t json --keep-case` @returns {string} TypeScript source */
export function catalogueSource(model) {
  const scope = model.nested.raccordo.nested.v1.nested;
  const reachable = reachFrom(scope, "Event");
  const enums = {};
  const messages = {};
  for (const name of reachable) {
    if (scope[name].values) enums[name] = enumValues(name, scope[name].values);
    else messages[name] = messageFields(scope, name);
  }
  return [
    "// Generated from proto/raccordo/v1 by `npm run generate`. Do not edit.",
    `export const enumNumbers = ${print(enums)} as const;`,
    `export const messageFields = ${print(messages)} as const;`,
    "",
  ].join("\n");
}

function reachFrom(scope, start) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name) || !scope[name]) return;
    seen.add(name);
    for (const field of Object.values(scope[name].fields ?? {})) visit(field.type);
  };
  visit(start);
  return [...seen].sort((a, b) => (a < b ? -1 : 1));
}

function enumValues(name, values) {
  const prefix = `${name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}_`;
  const named = Object.entries(values).filter(([, number]) => number !== 0);
  return Object.fromEntries(
    named.map(([label, number]) => [wireWord(label.slice(prefix.length)), number]),
  );
}

// Codes of the law (C01, P2) keep their letters; words are lower case.
const wireWord = (label) => (/^[CP]\d+$/.test(label) ? label : label.toLowerCase());

function messageFields(scope, name) {
  const oneofOf = {};
  for (const [oneof, { oneof: members }] of Object.entries(scope[name].oneofs ?? {})) {
    if (!oneof.startsWith("_")) for (const member of members) oneofOf[member] = oneof;
  }
  const entries = Object.entries(scope[name].fields).map(([field, spec]) => {
    const options = spec.options ?? {};
    const isMessage = scope[spec.type]?.fields !== undefined;
    const dataClass = options["(data_class)"];
    if (!dataClass && !isMessage) {
      throw new Error(
        `${name}.${field} has no data class: add (data_class) in proto/raccordo/v1/incident.proto`,
      );
    }
    return [
      field,
      {
        type: spec.type,
        shape: scope[spec.type]?.values ? "enum" : isMessage ? "message" : "scalar",
        repeated: spec.rule === "repeated",
        ...(dataClass && { dataClass: dataClass.replace("DATA_CLASS_", "").toLowerCase() }),
        derived: options["(derived)"] === true,
        statable: options["(statable)"] === true,
        ...(options["(text_format)"] && { textFormat: options["(text_format)"] }),
        ...(options["(max)"] !== undefined && { max: options["(max)"] }),
        ...(oneofOf[field] && { oneof: oneofOf[field] }),
      },
    ];
  });
  return Object.fromEntries(entries);
}

const print = (value) =>
  JSON.stringify(value, undefined, 2).replace(/"([a-z_][A-Za-z0-9_]*)":/g, "$1:");
