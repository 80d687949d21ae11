/** A text with its values; an unknown `{name}` stays as it is, `{{ ` is a brace. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{|\{(\w+)\}/g, (whole, name: string | undefined) =>
    name === undefined ? "{" : String(values[name] ?? whole),
  );
}
