import type { CompiledAgreement } from "#libs/policy/compiled";

/** Last day of the agreement in force on `today` that ends first; undefined when none is in force. */
export function firstEnd(
  agreements: readonly Pick<CompiledAgreement, "periods">[],
  today: string,
): string | undefined {
  const ends = agreements.flatMap(({ periods }) => {
    if (!periods.some(({ from, to }) => from <= today && today <= to)) return [];
    // Renewals follow each other without a gap, or the agreement would end between them.
    const inOrder = periods.toSorted((a, b) => a.from.localeCompare(b.from));
    return inOrder.reduce(
      (last, { from, to }) => (from <= dayAfter(last) && to > last ? to : last),
      today,
    );
  });
  return ends.toSorted()[0];
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
