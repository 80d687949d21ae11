import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useRooms } from "../rooms/rooms.ts";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ActiveFilters } from "./exchanges/activeFilters.tsx";
import { CountsChart } from "./exchanges/countsChart.tsx";
import { useEntries } from "./exchanges/entries.ts";
import { EntryList } from "./exchanges/entryList.tsx";
import { FilterForm, refusedIn } from "./exchanges/filterForm.tsx";
import { LayoutForm } from "./exchanges/layoutForm.tsx";
import { periodOf } from "./exchanges/period.ts";
import { PeriodForm } from "./exchanges/periodForm.tsx";
import { SavedViewsPanel } from "./exchanges/savedViewsPanel.tsx";
import { firstView, searchOf, type View, viewIn } from "./exchanges/view.ts";

/** What was exchanged, newest first. The address says all that is shown: whoever has the link sees the same. */
export function ExchangesPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const view = useMemo(() => viewIn(search), [search]);
  useEffect(() => {
    if (view !== undefined) return;
    const first = firstView(periodOf("week", new Date()));
    setSearch(searchOf(first), { replace: true });
  }, [view, setSearch]);
  return (
    <>
      <PageHeading title={t("menu.exchanges")} lead={t("exchanges.lead")} />
      {view !== undefined && (
        <Exchanges view={view} onChanged={(next) => setSearch(searchOf(next))} />
      )}
    </>
  );
}

interface ExchangesProps {
  readonly view: View;
  onChanged(view: View): void;
}

function Exchanges({ view, onChanged }: ExchangesProps) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const found = useEntries(view);
  const refused = refusedIn(found.error);
  const { filters } = view;
  const count = Object.keys(filters).length;
  const filtered = (next: View["filters"]) => onChanged({ ...view, filters: next });
  return (
    <>
      <PeriodForm period={view.period} onChosen={(period) => onChanged({ ...view, period })} />
      <details className="raccordo-panel" open={refused.size > 0 || undefined}>
        <summary>
          {t("exchanges.filters.title")} (
          {count === 0 ? t("exchanges.filters.none") : t("exchanges.filters.active", { count })})
        </summary>
        <FilterForm
          key={JSON.stringify(filters)}
          filters={filters}
          refused={refused}
          rooms={rooms}
          onChosen={filtered}
        />
      </details>
      <ActiveFilters filters={filters} rooms={rooms} onChosen={filtered} />
      <SavedViewsPanel search={searchOf(view)} />
      {found.error === null && <CountsChart view={view} />}
      <LayoutForm view={view} onChosen={onChanged} />
      <EntryList view={view} found={found} rooms={rooms} />
    </>
  );
}
