import type { CompiledAgreement } from "./compiled.ts";
import type { CompileError } from "./compileErrors.ts";

type Standing = Pick<CompiledAgreement, "id" | "precedenceOver">;

/** Precedence over an agreement that is not there, or over itself by however many steps, decides nothing. */
export function precedenceErrors(agreements: readonly Standing[]): readonly CompileError[] {
  const known = new Set(agreements.map(({ id }) => id));
  return agreements.flatMap((agreement): CompileError[] => {
    const { id, precedenceOver } = agreement;
    const strange = [...precedenceOver].filter((other) => !known.has(other));
    const unknown = strange.map(
      (path): CompileError => ({ code: "UNKNOWN_AGREEMENT", agreement: id, path }),
    );
    const isCircle = below(agreements, agreement).has(id);
    return isCircle ? [...unknown, { code: "PRECEDENCE_CIRCLE", agreement: id }] : unknown;
  });
}

/** Everything that gives way to an agreement, by however many steps: never more than there are agreements. */
function below(agreements: readonly Standing[], { precedenceOver }: Standing): ReadonlySet<string> {
  const over = new Map(agreements.map((one) => [one.id, one.precedenceOver]));
  return agreements.reduce<ReadonlySet<string>>(
    (found) => new Set([...found].flatMap((id) => [id, ...(over.get(id) ?? [])])),
    precedenceOver,
  );
}

/**
 * How many agreements give way to each, by id. Of two agreements of which one gives way to the other, the other is
 * higher, whatever stands between them: everything below the lower one is below the higher one too, and so is itself.
 */
export function heightsOf(agreements: readonly Standing[]): ReadonlyMap<string, number> {
  return new Map(agreements.map((one) => [one.id, below(agreements, one).size]));
}
