import type { LeafValue, Status } from "#libs/incident/event";
import type { ReleasedView, ViewComponent } from "#libs/incident/view";
import { areaOf, isCarriedPlaceLeaf } from "./areas.ts";
import { inCap, profileCode } from "./profile.ts";
import { categoryName } from "./rules.ts";
import { capName, capTime, element, group, optional, pair, type Written } from "./write.ts";

/**
 * A released view as a CAP 1.2 alert to one room. Only what CAP has a place for goes: what the incident
 * is (G1), where, how grave, and the title under which it was released (G17). Persons, vehicles,
 * units, notes and images would become text that nobody can filter any more: they never go.
 *
 * The message is always an `Alert`, never an `Update` or `Cancel`, for two reasons. CAP wants
 * `references` to the earlier messages with their identifiers and times; a view does not know the
 * earlier copies, and an adapter keeps nothing. And in CAP an update replaces all of what it
 * references, while a copy is a difference: a receiver would drop what this copy merely does not
 * repeat. `incidents` joins the messages of one incident; parameters say its status and what is withdrawn.
 */
export function renderAlert(view: ReleasedView, receiver: string): Uint8Array {
  const alert = [
    element("identifier", capName(view.delivery)),
    element("sender", capName(view.from)),
    element("sent", capTime(view.as_of)),
    element("status", view.mode === "exercise" ? "Exercise" : "Actual"),
    element("msgType", "Alert"),
    element("scope", "Private"),
    element("addresses", capName(receiver)),
    element("code", profileCode),
    element("incidents", incidentsOf(view)),
    infoOf(view),
  ];
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${namespace}">${alert.join("")}</alert>\n`;
  return new TextEncoder().encode(text);
}

const namespace = "urn:oasis:names:tc:emergency:cap:1.2";

/** The room's own name of the incident first; to its owner also the owner's. */
function incidentsOf({ incident, incident_id }: ReleasedView): string {
  const names = incident_id === undefined ? [incident] : [incident, incident_id];
  return names.map((name) => (/\s/.test(name) ? `"${name.replaceAll('"', "_")}"` : name)).join(" ");
}

function infoOf(view: ReleasedView): Written {
  const { category, event } = inCap(view.category);
  const onset = leafOf(view, "incident", "started_at", "started_quarter");
  return group(
    "info",
    element("language", "it-IT"),
    element("category", category),
    element("event", event),
    isOver(view.status) ? element("responseType", "AllClear") : "",
    element("urgency", urgencyOf(view)),
    element("severity", severityOf(view)),
    element("certainty", certaintyOf(view)),
    view.category === undefined ? "" : pair("eventCode", categoryName, view.category),
    optional("onset", onset === undefined ? undefined : capTime(onset)),
    ...parametersOf(view),
    ...view.components.filter(({ kind }) => kind === "place").map(areaOf),
  );
}

const isOver = (status: Status | undefined): boolean =>
  status === "closed" || status === "cancelled";

/** How soon to act, by the priority that the sender gave. */
function urgencyOf(view: ReleasedView): string {
  if (isOver(view.status)) return "Past";
  const priority = Number(leafOf(view, "incident", "priority") ?? Number.NaN);
  if (Number.isNaN(priority)) return "Unknown";
  return priority <= 2 ? "Immediate" : priority === 3 ? "Expected" : "Future";
}

const severities: Readonly<Record<string, string>> = {
  fatal: "Extreme",
  critical: "Extreme",
  serious: "Severe",
  minor: "Moderate",
  none: "Minor",
};
const severityOfPriority = ["Extreme", "Severe", "Moderate", "Minor", "Minor"] as const;

/** By the worst injury where the room may know it, else by the priority. */
function severityOf(view: ReleasedView): string {
  const worst = leafOf(view, "casualties", "worst_severity");
  const priority = Number(leafOf(view, "incident", "priority") ?? 0);
  return severities[worst ?? ""] ?? severityOfPriority[priority - 1] ?? "Unknown";
}

const certainties: Readonly<Record<string, string>> = {
  confirmed: "Observed",
  likely: "Likely",
  unverified: "Possible",
};

const certaintyOf = (view: ReleasedView): string =>
  certainties[leafOf(view, "incident", "reliability") ?? view.quality.reliability ?? ""] ??
  "Unknown";

/** What CAP has no element for: facts of the incident itself (G1) and its legal title (G17). */
function parametersOf(view: ReleasedView): readonly Written[] {
  const said = (name: string, value: string | undefined): Written =>
    value === undefined || value.trim() === "" ? "" : pair("parameter", `raccordo:${name}`, value);
  const named = coreLeaves.map((leaf) => said(leaf, leafOf(view, "incident", leaf)));
  const charges = view.components.filter(({ kind }) => kind === "charge").map(chargeOf);
  return [
    said("status", view.status),
    said("charge", view.charge),
    ...named,
    ...charges.map((charge) => said("charge-of", charge)),
    ...withdrawnOf(view).map((paths) => said("withdrawn", paths)),
    ...view.basis.map(({ author, agreement, rule, article, purpose, regime }) =>
      said("basis", [author, agreement, rule, article, purpose, regime].join("; ")),
    ),
    ...view.handling.map((condition) => said("handling", condition)),
    said("completeness", view.quality.completeness),
  ];
}

const coreLeaves = ["priority", "reported_at", "reported_quarter", "call_filter", "same_as"];

const chargeOf = ({ fields }: ViewComponent): string =>
  ["room", "state", "since"].flatMap((leaf) => textOf(fields[leaf]) ?? []).join(" ");

/** Places and facts that an earlier alert may have held and that the room may have no longer. */
const withdrawnOf = (view: ReleasedView): readonly string[] =>
  view.withdrawn.flatMap(({ kind, alias, paths }) => {
    const carried = paths.filter(isCarried);
    if (carried.length === 0) return [];
    return [[...(kind === "place" ? [alias] : []), ...carried].join(" ")];
  });

const carriedPaths: ReadonlySet<string> = new Set([
  ...["started_at", "started_quarter", "reliability", ...coreLeaves].map(
    (leaf) => `incident.${leaf}`,
  ),
  ...["casualties.worst_severity", "charge.room", "charge.state", "charge.since"],
]);

const isCarried = (path: string): boolean => carriedPaths.has(path) || isCarriedPlaceLeaf(path);

/** The first of these leaves that a component of the kind has, as text. */
function leafOf(
  view: ReleasedView,
  kind: string,
  ...leaves: readonly string[]
): string | undefined {
  const values = leaves.flatMap((leaf) =>
    view.components.filter((one) => one.kind === kind).map(({ fields }) => textOf(fields[leaf])),
  );
  return values.find((value) => value !== undefined);
}

const textOf = (value: LeafValue | undefined): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;
