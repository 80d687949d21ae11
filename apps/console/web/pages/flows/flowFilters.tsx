import { Button } from "design-react-kit";
import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../session/session.ts";
import { wordsOf } from "../../words/codeWords.ts";
import {
  type FlowView,
  flowBys,
  flowModes,
  isOfMonths,
  isPeriod,
  lastDayOf,
  searchOf,
  viewIn,
} from "./view.ts";

interface FlowFiltersProps {
  readonly view: FlowView;
  show(view: FlowView): void;
}

/** Period and grouping. It asks when the button says so: each answer is a reading of the log. */
export function FlowFilters({ view, show }: FlowFiltersProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  const isMonths = isOfMonths(session.role);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const search = searchOf(view);
    for (const [name, value] of new FormData(event.currentTarget)) search.set(name, String(value));
    // Another grouping has other values.
    if (search.get("by") !== view.by) search.delete("value");
    if (isMonths) {
      search.set("from", `${search.get("from")}-01`);
      search.set("to", lastDayOf(search.get("to") ?? ""));
    }
    const asked = viewIn(search);
    setWrong(asked === undefined || !isPeriod(asked.from, asked.to));
    if (asked !== undefined) show(asked);
  };
  const type = isMonths ? "month" : "date";
  const shown = (day: string) => (isMonths ? day.slice(0, 7) : day);
  const date = (name: "from" | "to", label: string) => (
    <div className="col-12 col-sm-6 col-lg-3 mb-3">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        className="form-control"
        id={`${id}-${name}`}
        name={name}
        type={type}
        required
        defaultValue={shown(view[name])}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
      />
    </div>
  );
  const choice = (name: "by" | "mode", label: string, options: readonly (readonly string[])[]) => (
    <div className="col-12 col-sm-6 col-lg-3 mb-3">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <select className="form-select" id={`${id}-${name}`} name={name} defaultValue={view[name]}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  const bys = flowBys.map((by) => [by, t(`flows.bys.${by}`)]);
  const modes = flowModes.map((mode) => [mode, wordsOf(t, "modes", mode)]);
  return (
    <form aria-label={t("flows.filters")} onSubmit={submit} className="d-print-none">
      <div className="row">
        {date("from", t(isMonths ? "flows.fromMonth" : "flows.from"))}
        {date("to", t(isMonths ? "flows.toMonth" : "flows.to"))}
        {session.role !== "authority" && choice("by", t("flows.by"), bys)}
        {choice("mode", t("flows.mode"), modes)}
      </div>
      {isWrong && (
        <p id={`${id}-wrong`} role="alert" className="text-danger">
          {t("flows.wrongPeriod")}
        </p>
      )}
      <Button color="primary" type="submit" size="sm">
        {t("flows.apply")}
      </Button>
    </form>
  );
}
