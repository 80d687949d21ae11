import type { Component, IncidentEvent } from "./event.ts";
import { eventLimits } from "./limits.ts";
import type { ProblemCode } from "./problems.ts";
import { componentKey, type IncidentState } from "./state.ts";
import { judgementOf } from "./textGuard/judgedLeaves.ts";
import { type KnownData, knownData } from "./textGuard/knownData.ts";
import { type JudgedText, repeatsKnown } from "./textGuard/repeats.ts";
import { hasPersonalShape } from "./textGuard/shapes.ts";
import type { Finding } from "./validate.ts";

/**
 * Free-text guard of submit, the same for all receivers (clarification 26): findings for every text leaf that a
 * rule may release in which a personal datum was typed where it does not belong, by its shape or because the same
 * message states it in its own field. Notes are never releasable and are not judged. The sender is told the place,
 * never the text.
 */
export function guardTexts(event: IncidentEvent): readonly Finding[] {
  const at = event.observed ?? event.sent;
  const texts = textsOf(event);
  const shaped = texts.filter(({ text, judged }) => {
    const { shapes } = judged.judgement;
    const path = `${judged.component.kind}.${judged.name}`;
    return shapes !== undefined && hasPersonalShape(text, { path, shapes, at });
  });
  return [
    ...shaped.map(({ pointer }) => finding(pointer, "text-not-releasable")),
    ...repeating(texts, knownData(event.upsert)),
  ];
}

/**
 * Findings for what the event says against what its incident already knows (`state`, before the event): a text of
 * the event that repeats a datum stated earlier, and a datum of the event that a text sent earlier, and standing
 * still, holds already. Only the owner writes to an incident, so whoever is told knows both. An incident of more
 * components than are compared in a moment takes no more of them.
 */
export function guardAgainst(state: IncidentState, event: IncidentEvent): readonly Finding[] {
  if (state.components.size > eventLimits.incidentComponentsMax) {
    return [finding("/incident", "too-many-events")];
  }
  const earlier = [...state.components.values()].filter(({ author }) => author === state.owner);
  const repeated = repeating(textsOf(event), knownData(earlier));
  return [...repeated, ...foretold(state, standingTexts(state, earlier, event), event)];
}

/** Components of the event of which a text that stands already says something, by their places. */
function foretold(
  state: IncidentState,
  standing: readonly JudgedText[],
  event: IncidentEvent,
): readonly Finding[] {
  const known = knownData(event.upsert);
  const telling = standing.filter((text) => repeatsKnown(text, known));
  return event.upsert.flatMap((component, index) => {
    const own = knownData([component]);
    // What was let pass is not held against a component that states it once more.
    const before = state.components.get(componentKey(state.owner, component));
    const old = before && knownData([before]);
    const isNew = telling.some(
      (text) => repeatsKnown(text, own) && !(old && repeatsKnown(text, old)),
    );
    return isNew ? [finding(`/upsert/${index}`, "earlier-text-repeats")] : [];
  });
}

/** Whether an event says anything that `guardAgainst` could find: most do not touch names or texts. */
export function isGuarded(event: IncidentEvent): boolean {
  const { names, shortNames, codes, addresses } = knownData(event.upsert);
  const isTelling = names.size + shortNames.size + codes.size + addresses.length > 0;
  return isTelling || textsOf(event).length > 0;
}

interface PlacedText {
  readonly pointer: string;
  readonly text: string;
  readonly judged: JudgedText;
}

const finding = (pointer: string, code: ProblemCode): Finding => ({ pointer, code });

function repeating(texts: readonly PlacedText[], known: KnownData): readonly Finding[] {
  return texts
    .filter(({ judged }) => repeatsKnown(judged, known))
    .map(({ pointer }) => finding(pointer, "text-repeats-incident"));
}

function textsOf(event: IncidentEvent): readonly PlacedText[] {
  return event.upsert.flatMap((component, index) =>
    judgedTexts(component).map((judged) => ({
      pointer: `/upsert/${index}/${judged.name}`,
      text: judged.text,
      judged,
    })),
  );
}

function judgedTexts(component: Component): readonly JudgedText[] {
  return Object.entries(component.fields).flatMap(([name, text]): readonly JudgedText[] => {
    const judgement = judgementOf(`${component.kind}.${name}`);
    if (judgement === undefined || typeof text !== "string") return [];
    return [{ component, name, text, judgement }];
  });
}

/** Texts of the state that the event neither replaces nor removes. */
function standingTexts(
  state: IncidentState,
  earlier: readonly Component[],
  event: IncidentEvent,
): readonly JudgedText[] {
  const touched = new Set(
    [...event.upsert, ...event.remove].map((name) => componentKey(state.owner, name)),
  );
  return earlier
    .filter((component) => !touched.has(componentKey(state.owner, component)))
    .flatMap(judgedTexts);
}
