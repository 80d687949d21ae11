import { useQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { useSession } from "../../session/session.ts";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { HoldDialog } from "./holdDialog.tsx";
import type { HoldReason } from "./holdReasonChoice.tsx";
import { Holds } from "./holds.tsx";
import { QueueSection } from "./section.tsx";
import { SignHoldDialog } from "./signHoldDialog.tsx";
import { momentText } from "./times.ts";

/** Terms that are over, and what is kept beyond its term. */
export function Retention() {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const [meant, setMeant] = useState<Meant>();
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
              mayHold && row.room !== null && !row.held_by_own && (
                <Button
                  key="hold"
                  size="xs"
                  color="primary"
                  onClick={() =>
                    setMeant({ of: row.mode, incident: row.incident, room: row.room ?? "" })
                  }
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
      {meant !== undefined && <HoldDialogs about={meant} close={() => setMeant(undefined)} />}
    </QueueSection>
  );
}

interface Meant {
  readonly of: "actual" | "exercise";
  readonly incident: string;
  /** Own room in whose name it is kept. */
  readonly room: string;
}

/** At once for some days, or signed at once. */
function HoldDialogs({ about, close }: { readonly about: Meant; close(): void }) {
  const [signing, setSigning] = useState<{ readonly reason: HoldReason | undefined }>();
  if (signing !== undefined) {
    return <SignHoldDialog about={about} first={signing.reason} close={close} />;
  }
  const { of, incident } = about;
  return (
    <HoldDialog about={{ of, incident }} sign={(reason) => setSigning({ reason })} close={close} />
  );
}
