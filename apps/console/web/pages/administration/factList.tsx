import type { ReactNode } from "react";

/** Names and what is known of them: two columns where there is room, one below the other where not. */
export function FactList({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="row">
      {facts.map(([name, value]) => (
        <div key={name} className="col-12 col-md-6 mb-2">
          <dt>{name}</dt>
          <dd className="mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
