import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldWords, listOf, wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import {
  type Column,
  type Entry,
  type FieldRow,
  fieldsByKind,
  markOf,
  type NumberedField,
  outcomeOf,
  type RoomCell,
  timeText,
} from "./incidentView.ts";
import { WhyDialog } from "./whyDialog.tsx";

interface RoomCardProps {
  readonly cell: RoomCell;
  readonly entry: Pick<Entry, "year" | "index">;
  readonly columns: readonly Column[];
}

/** What one room got and did not get by one decision; each field can be asked why. */
export function RoomCard({ cell, entry, columns }: RoomCardProps) {
  const { t } = useTranslation();
  const [asked, ask] = useState<FieldRow | undefined>(undefined);
  const place = columns.findIndex(({ id }) => id === cell.room);
  const isOwn = columns[place]?.own === true;
  // What the outcome says already is not said again.
  const isSaid = cell.reason === null || ["RELEASED", "OWN_EVENT"].includes(cell.reason);
  return (
    <li className="raccordo-room" style={{ gridColumn: place + 1 }}>
      <h3 className="h6">
        {isolated(cell.titolare)} <span className="small fw-normal">({cell.room})</span>
      </h3>
      {isOwn && <p className="small">{t("incident.own")}</p>}
      <p className="fw-semibold">
        <span aria-hidden="true">{t(`incident.marks.${markOf(cell)}`)} </span>
        {t(`incident.outcomes.${outcomeOf(cell)}`)}
      </p>
      {!isSaid && <p>{wordsOf(t, "reasons", cell.reason ?? "")}</p>}
      <Basis cell={cell} />
      <Fields list="given" fields={cell.given} ask={ask} />
      <Fields list="withdrawn" fields={cell.withdrawn} ask={ask} />
      <Fields list="notGiven" fields={cell.not_given ?? []} ask={ask} />
      <Receipts cell={cell} />
      {cell.shown === "own_data" && <p className="small">{t("incident.ownData")}</p>}
      {asked !== undefined && (
        <WhyDialog entry={entry} room={cell.room} field={asked} onClosed={() => ask(undefined)} />
      )}
    </li>
  );
}

function Basis({ cell: { titles, handling, rule, article } }: Pick<RoomCardProps, "cell">) {
  const { t } = useTranslation();
  const refused = rule !== null && article !== null ? [{ rule, article, agreement: "" }] : [];
  const named = titles.length > 0 ? titles : refused;
  return (
    <>
      {named.map((one) => (
        <p key={`${one.agreement} ${one.rule}`} className="small">
          {t("incident.basis", one)}
        </p>
      ))}
      {handling.length > 0 && (
        <p className="small">{t("incident.handling", { list: listOf(t, "handling", handling) })}</p>
      )}
    </>
  );
}

interface FieldsProps {
  readonly list: "given" | "withdrawn" | "notGiven";
  readonly fields: readonly FieldRow[];
  ask(field: FieldRow): void;
}

function Fields({ list, fields, ask }: FieldsProps) {
  const { t } = useTranslation();
  if (fields.length === 0) return null;
  return (
    <details className="raccordo-fields-of">
      <summary>{t(`incident.${list}`, { count: fields.length })}</summary>
      {fieldsByKind(fields).map(([kind, own]) => (
        <div key={kind}>
          <h4 className="small fw-semibold">{wordsOf(t, "components", kind)}</h4>
          <ul>
            {own.map((field) => (
              <FieldItem key={`${field.ref} ${field.path}`} field={field} ask={ask} />
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

function FieldItem({ field, ask }: Pick<FieldsProps, "ask"> & { readonly field: NumberedField }) {
  const { t } = useTranslation();
  const whole = fieldWords(t, field.path);
  const short = whole.slice(whole.indexOf(": ") + 1).trim();
  const { number } = field;
  const named = (label: string) =>
    number === undefined ? label : t("incident.which", { label, number });
  return (
    <li>
      {named(short)}{" "}
      <button
        type="button"
        className="raccordo-why"
        aria-haspopup="dialog"
        aria-label={t("incident.why.askOf", { field: named(whole) })}
        onClick={() => ask(field)}
      >
        {t("incident.why.ask")}
      </button>
    </li>
  );
}

function Receipts({ cell }: Pick<RoomCardProps, "cell">) {
  const { t, i18n } = useTranslation();
  if (outcomeOf(cell) !== "released" && outcomeOf(cell) !== "withdrawn") return null;
  if (cell.receipts.length === 0) return <p className="small">{t("incident.receipts.none")}</p>;
  return (
    <ul className="small list-unstyled">
      {cell.receipts.map(({ kind, at }) => (
        <li key={kind}>{t(`incident.receipts.${kind}`, { at: timeText(at, i18n.language) })}</li>
      ))}
    </ul>
  );
}
