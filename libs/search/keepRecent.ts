/** Remembers a value as the latest used one, and forgets the one that was longest unused where there are more than `max`. */
export function keepRecent<Name, Value>(
  known: Map<Name, Value>,
  name: Name,
  value: Value,
  max: number,
): void {
  known.delete(name);
  known.set(name, value);
  const [oldest] = known.keys();
  if (known.size > max && oldest !== undefined) known.delete(oldest);
}
