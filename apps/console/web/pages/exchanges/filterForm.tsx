import { Button } from "design-react-kit";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/problem.ts";
import type { Rooms } from "../../rooms/rooms.ts";
import { pasted } from "../../shell/pasted.ts";
import { choicesOf } from "./filterChoices.ts";
import {
  choiceFilters,
  type FilterName,
  type Filters,
  filterNames,
  idFilters,
  textFilters,
  withFilter,
} from "./view.ts";

/** Filters that the API does not take, and why. */
export type RefusedFilters = ReadonlyMap<string, "notAllowed" | "malformed">;

/** Which filters an answer refused. */
export function refusedIn(error: unknown): RefusedFilters {
  const problem = error instanceof ApiError ? error.problem : undefined;
  const why = problem?.code === "filter-not-allowed" ? "notAllowed" : "malformed";
  const names = (problem?.pointers ?? []).map((pointer) => pointer.split("/")[1] ?? "");
  const known: readonly string[] = filterNames;
  return new Map(names.filter((name) => known.includes(name)).map((name) => [name, why]));
}

interface FilterFormProps {
  readonly filters: Filters;
  readonly refused: RefusedFilters;
  readonly rooms: Rooms;
  onChosen(filters: Filters): void;
}

/** Filters on every fact of the log; they count when they are applied, since each answer is recorded. */
export function FilterForm({ filters, refused, rooms, onChosen }: FilterFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(filters);
  const change = (name: FilterName) => (values: readonly string[]) =>
    setDraft((before) => withFilter(before, name, values));
  const fieldOf = (name: FilterName) => ({
    name,
    values: draft[name] ?? [],
    refused: refused.get(name),
    onChange: change(name),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChosen(draft);
      }}
    >
      <div className="raccordo-filters">
        {choiceFilters.map((name) => (
          <ChoiceFilter key={name} {...fieldOf(name)} choices={choicesOf(name, t, rooms)} />
        ))}
        {textFilters.map((name) => (
          <TextFilter key={name} {...fieldOf(name)} hint={t("exchanges.filters.several")} />
        ))}
        {idFilters.map((name) => (
          <TextFilter key={name} {...fieldOf(name)} hint={t("exchanges.filters.pseudonym")} />
        ))}
      </div>
      <div className="d-flex flex-wrap gap-2 mt-3">
        <Button type="submit" color="primary" size="sm">
          {t("exchanges.filters.apply")}
        </Button>
        <Button color="primary" outline size="sm" onClick={() => onChosen({})}>
          {t("exchanges.filters.clear")}
        </Button>
      </div>
    </form>
  );
}

interface FilterFieldProps {
  readonly name: FilterName;
  readonly values: readonly string[];
  readonly refused: "notAllowed" | "malformed" | undefined;
  onChange(values: readonly string[]): void;
}

interface ChoiceFilterProps extends FilterFieldProps {
  readonly choices: ReturnType<typeof choicesOf>;
}

function ChoiceFilter({ name, values, refused, choices, onChange }: ChoiceFilterProps) {
  const { t } = useTranslation();
  const id = useId();
  const label = t(`exchanges.filters.names.${name}`);
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...values, value] : values.filter((one) => one !== value));
  return (
    <div>
      <details>
        <summary aria-describedby={refused && `${id}-refused`}>
          {label}
          {values.length > 0 && ` (${t("exchanges.filters.chosen", { count: values.length })})`}
        </summary>
        <fieldset>
          <legend className="visually-hidden">{label}</legend>
          {choices.map(({ value, words }) => (
            <div className="form-check" key={value}>
              <input
                type="checkbox"
                id={`${id}-${value}`}
                checked={values.includes(value)}
                onChange={({ target }) => toggle(value, target.checked)}
              />
              <label htmlFor={`${id}-${value}`}>{words}</label>
            </div>
          ))}
        </fieldset>
      </details>
      <Refused id={id} refused={refused} />
    </div>
  );
}

function TextFilter(props: FilterFieldProps & { readonly hint: string }) {
  const { name, values, refused, hint, onChange } = props;
  const { t } = useTranslation();
  const id = useId();
  const said = (text: string) =>
    text.split(";").flatMap((part) => (pasted(part) === "" ? [] : [pasted(part)]));
  return (
    <div>
      <label htmlFor={id}>{t(`exchanges.filters.names.${name}`)}</label>
      <input
        type="text"
        className="form-control"
        id={id}
        defaultValue={values.join("; ")}
        aria-invalid={refused !== undefined}
        aria-describedby={`${id}-hint ${id}-refused`}
        onChange={({ target }) => onChange(said(target.value))}
      />
      <p className="small text-secondary mb-0" id={`${id}-hint`}>
        {hint}
      </p>
      <Refused id={id} refused={refused} />
    </div>
  );
}

function Refused({ id, refused }: { readonly id: string } & Pick<FilterFieldProps, "refused">) {
  const { t } = useTranslation();
  if (refused === undefined) return null;
  return (
    <p className="text-danger mb-0" id={`${id}-refused`}>
      {t(`exchanges.filters.${refused}`)}
    </p>
  );
}
