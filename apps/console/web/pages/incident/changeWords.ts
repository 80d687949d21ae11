import type { TFunction } from "i18next";
import { type Room, type Rooms, roomName, territoryWords } from "../../rooms/rooms.ts";
import { listOf, namedIn, wordsOf } from "../../words/codeWords.ts";
import type { WhyField } from "./incidentView.ts";

type Change = NonNullable<WhyField["nearest"]>["changes"][number];

/** What would have to be otherwise, in words: “… if …”. */
export function changeWords(t: TFunction, { what, to }: Change, rooms: Rooms<Room>): string {
  if (typeof to === "boolean") return ofYesOrNo(t, what, to);
  if (typeof to === "string")
    return ofWord(t, what, what === "owner" ? roomName(t, rooms, to) : to);
  if (Array.isArray(to)) return ofList(t, what, to, rooms);
  if (what !== "ground") return t("incident.changes.other", { what });
  if (to === undefined) return t("incident.changes.noGround");
  const { purpose = "", regime = "" } = to;
  return t("incident.changes.ground", {
    purpose: wordsOf(t, "purposes", purpose),
    regime: wordsOf(t, "regimes", regime),
  });
}

function ofYesOrNo(t: TFunction, what: string, to: boolean): string {
  switch (what) {
    case "addressees":
      return t(to ? "incident.changes.named" : "incident.changes.notNamed");
    case "emergencies":
      return t(to ? "incident.changes.emergency" : "incident.changes.noEmergency");
    case "minor":
      return t(to ? "incident.changes.minor" : "incident.changes.adult");
    case "charge":
      return t("incident.changes.charge");
    default:
      return t("incident.changes.other", { what });
  }
}

function ofWord(t: TFunction, what: string, to: string): string {
  switch (what) {
    case "category":
      return t("incident.changes.category", { to: wordsOf(t, "categories", to) });
    case "owner":
      return t("incident.changes.owner", { to });
    case "mode":
      return t(to === "actual" ? "incident.changes.actual" : "incident.changes.exercise");
    case "place":
      return t(
        to === "public" ? "incident.changes.publicPlace" : "incident.changes.sensitivePlace",
      );
    case "basis":
      return t(to === "fact" ? "incident.changes.fact" : "incident.changes.assessment");
    case "source":
      return t("incident.changes.source", { to: sourceWords(t, to) });
    default:
      return t("incident.changes.other", { what });
  }
}

function ofList(t: TFunction, what: string, to: readonly string[], rooms: Rooms<Room>): string {
  switch (what) {
    case "territory":
      return t("incident.changes.territory", { to: territoryWords(t, rooms, to) });
    case "days":
      return t("incident.changes.days", { to: to[0] ?? "" });
    case "roles":
      if (to.length === 0) return t("incident.changes.noRoles");
      return t("incident.changes.roles", { to: listOf(t, "personRoles", to) });
    default:
      return t("incident.changes.other", { what });
  }
}

function sourceWords(t: TFunction, source: string): string {
  const words: Readonly<Record<string, string>> = t("incident.sources", { returnObjects: true });
  return namedIn(words, source) ?? t("codes.unknown", { code: source });
}
