/** An AML text, version 1, around these pairs: with the length that it declares of itself. */
export function amlText(body: string): string {
  const start = `A"ML=1;${body};ml=`;
  const digits = [1, 2, 3].find((count) => String(start.length + count).length === count) ?? 0;
  return `${start}${start.length + digits}`;
}
