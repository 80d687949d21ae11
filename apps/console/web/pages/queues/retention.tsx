import { useQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { useSession } from "../../session/session.ts";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { type Holdable, HoldDialog } from "./holdDialog.tsx";
import { ReleaseDialog, type StandingHold } from "./releaseDialog.tsx";
import { QueueSection } from "./section.tsx";
import { momentText } from "./times.ts";

/** Terms that are over, and what is kept beyond its term. */
export function Retention() {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const [meant, setMeant] = useState<Holdable>();
  const terms = useQuery({
    queryKey: ["retention"],
    queryFn: () =>
      answered(api.GET("/v1/log/retention", { params: { query: { state: "open", limit: 100 } } })),
  });
  const counts = terms.data?.counts ?? {};
  const numbers = {
    ...{ due: counts["due"] ?? 0, overdue: counts["overdue"] ?? 0 },
    ...{ held: counts["held"] ?? 0, done: counts["done"] ?? 0 },
  };
  const rows = terms.data?.rows ?? [];
  const mayHold = session.role === "privacy_officer";
  return (
    <QueueSection
      title={t("queues.retention.title", numbers)}
      lead={t("queues.retention.lead", numbers)}
      asked={terms}
    >
      {terms.isSuccess && rows.length === 0 && <p>{t("queues.retention.none")}</p>}
      {rows.length > 0 && (
        <RowsTable
          caption={t("queues.retention.caption")}
          heads={[
            ...[t("queues.incident"), t("queues.retention.part"), t("queues.retention.term")],
            ...[t("queues.state"), t("queues.action")],
          ]}
          rows={rows.map((row) => ({
            key: `${row.mode}/${row.incident}/${row.part}`,
            cells: [
              <code key="incident">{row.incident.slice(0, 12)}</code>,
              t(`queues.retention.parts.${row.part}`),
              momentText(row.due, i18n.language),
              t(`queues.retention.states.${row.state}`),
              mayHold && row.hold === null && (
                <Button
                  key="hold"
                  size="xs"
                  color="primary"
                  onClick={() => setMeant({ of: row.mode, incident: row.incident })}
                >
                  {t("queues.retention.place")}
                  <span className="visually-hidden"> {row.incident.slice(0, 12)}</span>
                </Button>
              ),
            ],
          }))}
        />
      )}
      {terms.data?.more === true && <p>{t("queues.more")}</p>}
      <Holds mayRelease={mayHold} />
      {meant !== undefined && <HoldDialog about={meant} close={() => setMeant(undefined)} />}
    </QueueSection>
  );
}

function Holds({ mayRelease }: { readonly mayRelease: boolean }) {
  const { t, i18n } = useTranslation();
  const [meant, setMeant] = useState<StandingHold>();
  const { data } = useQuery({
    queryKey: ["holds"],
    queryFn: () => answered(api.GET("/v1/log/holds", { params: { query: { limit: 100 } } })),
  });
  const holds = data?.holds ?? [];
  if (holds.length === 0) return <p>{t("queues.retention.noHolds")}</p>;
  return (
    <>
      <RowsTable
        caption={t("queues.retention.holds")}
        heads={[t("queues.incident"), t("queues.when"), t("queues.reason"), t("queues.action")]}
        rows={holds.map((hold) => ({
          key: `${hold.year}/${hold.index}`,
          cells: [
            <code key="incident">{hold.incident.slice(0, 12)}</code>,
            momentText(hold.at, i18n.language),
            t(`queues.retention.reasons.${hold.reason}`),
            mayRelease && (
              <Button
                key="release"
                size="xs"
                color="primary"
                outline
                onClick={() => setMeant(hold)}
              >
                {t("queues.retention.release")}
                <span className="visually-hidden"> {hold.incident.slice(0, 12)}</span>
              </Button>
            ),
          ],
        }))}
      />
      {meant !== undefined && <ReleaseDialog hold={meant} close={() => setMeant(undefined)} />}
    </>
  );
}
