import { Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import type { Rooms } from "../../rooms/rooms.ts";
import { valueWords } from "./filterChoices.ts";
import { type Filters, filterNames, withFilter } from "./view.ts";

interface ActiveFiltersProps {
  readonly filters: Filters;
  readonly rooms: Rooms;
  onChosen(filters: Filters): void;
}

/** The filters that hold, in words; each can be taken away. */
export function ActiveFilters({ filters, rooms, onChosen }: ActiveFiltersProps) {
  const { t } = useTranslation();
  const active = filterNames.filter((name) => filters[name] !== undefined);
  if (active.length === 0) return null;
  return (
    <ul className="raccordo-active" aria-label={t("exchanges.filters.title")}>
      {active.map((name) => {
        const filter = t(`exchanges.filters.names.${name}`);
        const values = filters[name] ?? [];
        return (
          <li key={name}>
            <span>
              {filter}: {values.map((value) => valueWords(name, value, t, rooms)).join(", ")}
            </span>
            <Button
              color="secondary"
              outline
              size="xs"
              aria-label={t("exchanges.filters.remove", { filter })}
              onClick={() => onChosen(withFilter(filters, name, []))}
            >
              ×
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
