import { createHash } from "node:crypto";
import { decodeEvent } from "#libs/contracts/eventCodec";
import type { Fields, LeafValue } from "#libs/incident/event";
import type { IncidentState } from "#libs/incident/state";
import { componentKey, inCharge, wholeSeconds } from "#libs/incident/state";
import type { ReleasedView } from "#libs/incident/view";
import { copySizeBuckets } from "#libs/seal/copy";
import type { Engine, Moment } from "./observer.ts";
import { firstSaid, unknownText } from "./wireNoise.ts";

/** A leak planted behind the real functions: what a careless hand could make of them. */
export type Leak = Omit<Engine, "rules" | "secretsOf">;

type Tampering = (view: ReleasedView, moment: Moment) => ReleasedView;

/** Only copies that are sent anyway tell more. */
const inCopies = (tamper: Tampering): Leak => ({
  view: (view, moment) => view && tamper(view, moment),
});

/** Puts a word into the copy, wherever it stands. */
const alsoTelling = (word: (moment: Moment) => string | undefined): Leak =>
  inCopies((view, moment) => {
    const told = word(moment);
    return told === undefined ? view : { ...view, handling: [...view.handling, told] };
  });

/** By what they give away. All but the last group speak in, or by, the copy itself. */
export const leaks: Readonly<Record<string, Leak>> = {
  "one more field when a hidden name is long": inCopies((view, { state }) => {
    const isLong = fieldsOf(state, "person").some((f) => String(f["family_name"]).length > 14);
    return isLong ? withField(view, "extra", "x") : view;
  }),
  "components in an order that hidden ones decide": inCopies((view, { state }) => {
    const turn = state.components.size % Math.max(view.components.length, 1);
    const { components } = view;
    return { ...view, components: [...components.slice(turn), ...components.slice(0, turn)] };
  }),
  "the number of persons in the length after padding": {
    padded: (bytes, { state }) => {
      const longer = bytes + 400 * fieldsOf(state, "person").length;
      return copySizeBuckets.find((size) => longer <= size) ?? 0;
    },
  },
  "a copy made when only a withheld leaf changed": {
    view: (view, { sent }) => {
      const last = sent.at(-1)?.view;
      return view ?? (last && { ...last, components: [], withdrawn: [] });
    },
  },
  "aliases numbered over all components, hidden ones too": {
    secrets: (real, state) => ({
      ...real,
      componentAlias: (_, author, kind, id) => {
        const names = [...state.components.values()].map((c) => componentKey(c.author, c));
        return String(names.findIndex((name) => name.endsWith(`${kind}\u0000${id}`) && author));
      },
    }),
  },
  "an unknown field of the message, sent on": {
    received: (event, bytes) => ({ ...event, unknown: unknownText(bytes) }),
    ...alsoTelling(({ history, step }) => {
      const unknown: unknown = Reflect.get(history[step]?.event ?? {}, "unknown");
      return typeof unknown === "string" && unknown !== "" ? unknown : undefined;
    }),
  },
  "the value that was said first, where another was said later": {
    received: (_, bytes) => decodeEvent(firstSaid(bytes)),
  },
  "the time of a change that the receiver cannot see": inCopies((view, { history, step }) => ({
    ...view,
    as_of: wholeSeconds(history[step - 1]?.storedAt ?? view.as_of),
  })),
  "a token of a plate that no rule gives": alsoTelling(({ state }) => {
    const plates = fieldsOf(state, "vehicle").flatMap((fields) => fields["plate"] ?? []);
    return plates.length > 0 ? digest(plates) : undefined;
  }),
  "a legal title for an author of whom nothing is given": inCopies((view, { state }) => {
    const authors = new Set([...state.components.values()].map(({ author }) => author));
    const [title] = view.basis;
    const others = [...authors].filter((author) => view.basis.every((b) => b.author !== author));
    const told = title ? others.map((author) => ({ ...title, author })) : [];
    return { ...view, basis: [...view.basis, ...told] };
  }),
  "a revision that counts the sender's messages": inCopies((view, { state }) => ({
    ...view,
    components: view.components.map((each) => ({ ...each, revision: state.events })),
  })),
  "metres of a place of which only the cell is given": alsoTelling(({ state }) => {
    const [point] = fieldsOf(state, "place").flatMap((fields) => fields["point"] ?? []);
    return typeof point === "object" && "lat_e7" in point ? String(point.lat_e7 % 100) : undefined;
  }),
  "the minute of which only the quarter of an hour is given": alsoTelling(({ state }) => {
    const [time] = fieldsOf(state, "incident").flatMap((fields) => fields["started_at"] ?? []);
    return typeof time === "string" ? time.slice(14, 16) : undefined;
  }),
  "how many minors there are, where it is given that there are some": alsoTelling(({ state }) =>
    String(fieldsOf(state, "person").filter((fields) => fields["minor"] === true).length),
  ),
  "how many rooms the sender named": alsoTelling(({ state }) => String(state.addressees.length)),
  "that the sender knows of another incident": alsoTelling(({ state }) => state.sameAs),
  "the sender's own id of the incident": inCopies((view, { state }) => ({
    ...view,
    incident_id: state.externalId,
  })),
  "that somebody else took charge": inCopies((view, { state }) =>
    inCharge(state).length > 0 ? { ...view, charge: "yours" } : view,
  ),
  "components removed that the receiver never had": inCopies((view, { state }) => {
    const gone = [...state.components.values()].filter((c) => Object.keys(c.fields).length === 0);
    const withdrawn = gone.map(({ kind }) => ({ kind, alias: "", paths: [] }));
    return { ...view, withdrawn: [...view.withdrawn, ...withdrawn] };
  }),
  "how sure the sender is, where no rule gives it": inCopies((view, { state }) => {
    const [word] = fieldsOf(state, "incident").flatMap((fields) => fields["reliability"] ?? []);
    return typeof word === "string" ? { ...view, quality: { reliability: word } } : view;
  }),
  "a digest over the whole component, withheld leaves too": {
    secrets: (real, state) => ({
      ...real,
      valueMac: (room, ref, path, value) =>
        real.valueMac(room, ref, path, `${value} ${digest([...state.components.values()])}`),
    }),
  },
  "what opens once in charge, before it is": {
    decide: (real, rules, input) => {
      const taken = input.rooms.map(({ id: author }) => {
        const name = { kind: "charge", id: "charge" } as const;
        const fields = { state: "taken", room: author };
        return [componentKey(author, name), { author, ...name, fields }] as const;
      });
      const components = new Map([...input.state.components, ...taken]);
      return real(rules, { ...input, state: { ...input.state, components } });
    },
  },
  "no copy while a tax code stands in the incident": {
    view: (view, { state }) =>
      fieldsOf(state, "person").some((fields) => fields["tax_code"] !== undefined)
        ? undefined
        : view,
  },
  "a copy named alike when a hidden person is the same": inCopies((view, { state }) => ({
    ...view,
    delivery: digest(fieldsOf(state, "note")),
  })),
  "whether a thing is a fact or an assessment, where no rule asks": alsoTelling(({ state }) =>
    String(fieldsOf(state, "risk").filter((fields) => fields["basis"] === "fact").length),
  ),
  "where a datum comes from, where no rule asks": alsoTelling(({ state }) =>
    String(fieldsOf(state, "person").map((fields) => fields["source"])),
  ),
  "the emergency that somebody declared": alsoTelling(({ state }) =>
    String([...state.emergencies.values()].map(({ reason }) => reason)),
  ),
  "the time at which the sender observed it": alsoTelling(({ state }) => state.observed),
  "the purpose in the sender's own words, where none were needed": alsoTelling(
    ({ state }) => state.purpose ?? "",
  ),
};

function fieldsOf(state: IncidentState, kind: string): readonly Fields[] {
  return [...state.components.values()].flatMap((c) => (c.kind === kind ? [c.fields] : []));
}

function withField(view: ReleasedView, name: string, value: LeafValue): ReleasedView {
  const [first, ...rest] = view.components;
  if (first === undefined) return view;
  return {
    ...view,
    components: [{ ...first, fields: { ...first.fields, [name]: value } }, ...rest],
  };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
