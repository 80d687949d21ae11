import { useId } from "react";
import { useTranslation } from "react-i18next";
import { valueWords } from "./labels.ts";
import { type FlowBy, type Flows, only } from "./view.ts";

interface ValueChoiceProps {
  /** The flows told apart by category, purpose, class or outcome. */
  readonly detail: Flows;
  readonly by: FlowBy;
  /** What is shown alone; undefined: everything. */
  readonly value: string | undefined;
  choose(value: string | undefined): void;
}

/** Shows the flows of one category, purpose, class or outcome alone: nothing more is read of the log for it. */
export function ValueChoice({ detail, by, value, choose }: ValueChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  const there = detail.rows.flatMap((row) => row.value ?? []);
  const values = [...new Set([...there, ...(value === undefined ? [] : [value])])].toSorted(
    (a, b) => (a < b ? -1 : 1),
  );
  return (
    <div className="mb-3 d-print-none">
      <label htmlFor={id}>{t("flows.only", { by: t(`flows.bys.${by}`).toLowerCase() })}</label>
      <select
        className="form-select w-auto mw-100"
        id={id}
        value={value ?? ""}
        onChange={({ target }) => choose(only(target.value))}
      >
        <option value="">{t("flows.everything")}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {valueWords(t, by, one)}
          </option>
        ))}
      </select>
    </div>
  );
}
