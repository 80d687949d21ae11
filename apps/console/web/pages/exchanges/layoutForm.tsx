import { useId } from "react";
import { useTranslation } from "react-i18next";
import { columnNames, layouts, type View } from "./view.ts";

interface LayoutFormProps {
  readonly view: View;
  onChosen(view: View): void;
}

/** As sentences or as a table, and with which columns. */
export function LayoutForm({ view, onChosen }: LayoutFormProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="raccordo-fields mb-3">
      <fieldset>
        <legend className="h6">{t("exchanges.layout.title")}</legend>
        {layouts.map((layout) => (
          <div className="form-check form-check-inline" key={layout}>
            <input
              type="radio"
              name={`${id}-layout`}
              id={`${id}-${layout}`}
              checked={view.layout === layout}
              onChange={() => onChosen({ ...view, layout })}
            />
            <label htmlFor={`${id}-${layout}`}>{t(`exchanges.layout.${layout}`)}</label>
          </div>
        ))}
      </fieldset>
      {view.layout === "table" && <ColumnChoice view={view} onChosen={onChosen} />}
    </div>
  );
}

function ColumnChoice({ view, onChosen }: LayoutFormProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <details className="raccordo-panel">
      <summary>{t("exchanges.columns.title")}</summary>
      <fieldset>
        <legend className="visually-hidden">{t("exchanges.columns.title")}</legend>
        {columnNames.map((name) => {
          const isShown = view.columns.includes(name);
          // A table without columns would say nothing: the last one stays.
          const isLast = isShown && view.columns.length === 1;
          const columns = columnNames.filter((one) =>
            one === name ? !isShown : view.columns.includes(one),
          );
          return (
            <div className="form-check" key={name}>
              <input
                type="checkbox"
                id={`${id}-${name}`}
                checked={isShown}
                disabled={isLast}
                onChange={() => onChosen({ ...view, columns })}
              />
              <label htmlFor={`${id}-${name}`}>{t(`exchanges.columns.names.${name}`)}</label>
            </div>
          );
        })}
      </fieldset>
    </details>
  );
}
