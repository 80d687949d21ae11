import type { EventKind, IncidentEvent, Status } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";

const statuses: Partial<Readonly<Record<EventKind, Status>>> = {
  close: "closed",
  cancel: "cancelled",
};

/**
 * A message as if all of it were released: for integrators who want to see a format. It has no basis,
 * because no agreement was asked; nothing of this kind ever leaves a running system.
 */
export function wholeView(event: IncidentEvent): ReleasedView {
  const { category, incident, kind, message_id, mode, sender, sent, upsert } = event;
  return {
    format: "raccordo-copy/1",
    delivery: message_id,
    mode,
    incident: "id" in incident ? incident.id : incident.alias,
    from: sender ?? "convert",
    ...(category === undefined ? {} : { category }),
    status: statuses[kind] ?? "open",
    as_of: sent.replace(/\.\d{3}Z$/, ".000Z"),
    charge: "none",
    components: upsert.map((one) => ({
      kind: one.kind,
      alias: one.id,
      revision: 1,
      fields: one.fields,
    })),
    withdrawn: [],
    basis: [],
    handling: [],
    quality: {},
  };
}
