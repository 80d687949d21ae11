import { componentKinds } from "#libs/incident/catalogue";
import type { Fields } from "#libs/incident/event";
import { wholeSeconds } from "#libs/incident/state";
import type { ReleasedView, ViewComponent } from "#libs/incident/view";
import type { Entry, Room } from "./decision.ts";
import { headerFacts, isHeaderPath } from "./decision.ts";
import { carriedRefs } from "./holdings.ts";
import { byText } from "./order.ts";
import type { Incident, Visible, VisibleComponent } from "./situation.ts";

export interface ViewInput {
  readonly incident: Incident;
  readonly room: Room;
  readonly visible: Visible;
  readonly values: ReadonlyMap<string, string>;
  readonly entries: readonly Entry[];
  readonly revisions: ReadonlyMap<string, number>;
}

/**
 * The copy that tells a room the entries: changed components whole, withdrawn leaves by path. Its order is
 * that of kinds and of the room's own aliases, never the state's, which knows of withheld components.
 */
export function buildView(source: ViewInput): ReleasedView {
  const { incident, room, visible } = source;
  const { state, secrets, storedAt } = incident.input;
  return {
    format: "raccordo-copy/1",
    delivery: secrets.deliveryId(room.id),
    mode: state.mode,
    incident: secrets.incidentAlias(room.id),
    ...(room.id === state.owner && { incident_id: state.externalId }),
    from: state.owner,
    ...headOf(source),
    as_of: wholeSeconds(storedAt),
    charge: visible.charge,
    components: componentsOf(source),
    withdrawn: withdrawnOf(source),
    basis: visible.basis,
    handling: visible.handling,
    quality: qualityOf(ownersIncident(source)),
  };
}

/** Category and status: released leaves for other rooms, the owner's own data for the owner. */
function headOf({ incident, room, visible }: ViewInput): Pick<ReleasedView, "category" | "status"> {
  const { state } = incident.input;
  const isSeen = visible.components.some((component) => component.ref === incident.incidentRef);
  const isOwn = room.id === state.owner && visible.basis.length > 0;
  return isSeen || isOwn ? { category: state.category, status: state.status } : {};
}

function ownersIncident({ incident, visible }: ViewInput): Fields {
  const seen = visible.components.find((component) => component.ref === incident.incidentRef);
  return seen?.fields ?? {};
}

function qualityOf(facts: Fields): ReleasedView["quality"] {
  const { completeness, reliability } = facts;
  return {
    ...(typeof completeness === "string" && { completeness }),
    ...(typeof reliability === "string" && { reliability }),
  };
}

function componentsOf(source: ViewInput): readonly ViewComponent[] {
  const carried = carriedRefs(source.entries, source.values);
  return source.visible.components
    .filter((component) => carried.has(component.ref))
    .map((component) => ({
      kind: component.kind,
      alias: aliasOf(source, component),
      revision: (source.revisions.get(component.ref) ?? 0) + 1,
      fields: bodyOf(component),
    }))
    .toSorted(byKindAndAlias);
}

function bodyOf({ kind, fields }: VisibleComponent): Fields {
  const body = Object.entries(fields).filter(([name]) => !isHeaderPath(`${kind}.${name}`));
  return Object.fromEntries(body);
}

function withdrawnOf(source: ViewInput): ReleasedView["withdrawn"] {
  const gone = source.entries.filter(
    ({ op, path }) => op === "withdraw" && !headerFactPaths.has(path),
  );
  return [...Map.groupBy(gone, (entry) => entry.ref)]
    .map(([ref, entries]) => {
      const name = source.incident.names.get(ref);
      if (name === undefined) throw new Error("a room holds a component that the state never had");
      const paths = entries.map((entry) => entry.path).sort(byText);
      return { kind: name.kind, alias: aliasOf(source, name), paths };
    })
    .toSorted(byKindAndAlias);
}

const headerFactPaths: ReadonlySet<string> = new Set(headerFacts);

function aliasOf(
  { incident, room }: ViewInput,
  name: Pick<VisibleComponent, "author" | "kind" | "id">,
): string {
  return incident.input.secrets.componentAlias(room.id, name.author, name.kind, name.id);
}

interface Sortable {
  readonly kind: string;
  readonly alias: string;
}

const rankOfKind = new Map<string, number>(componentKinds.map((kind, rank) => [kind, rank]));

function byKindAndAlias(a: Sortable, b: Sortable): number {
  const byKind = (rankOfKind.get(a.kind) ?? 0) - (rankOfKind.get(b.kind) ?? 0);
  return byKind === 0 ? byText(a.alias, b.alias) : byKind;
}
