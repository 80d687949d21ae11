import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { useSession } from "../../session/session.ts";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { fieldWords } from "../../words/codeWords.ts";
import { OrderDialog } from "./orderDialog.tsx";
import { QueueSection } from "./section.tsx";
import { momentText } from "./times.ts";

type Recall = components["schemas"]["RecallList"]["recalls"][number];
interface Confirmation {
  readonly recall: Recall;
  readonly room: string;
}

/** Data that were taken back, and rooms that have still to confirm. */
export function Recalls() {
  const { t, i18n } = useTranslation();
  const [meant, setMeant] = useState<Confirmation>();
  const asked = useQuery({
    queryKey: ["recalls"],
    queryFn: () => answered(api.GET("/v1/log/recalls", { params: { query: { state: "all" } } })),
  });
  const rows = asked.data?.recalls ?? [];
  const open = rows.filter((row) => row.open);
  const overdue = open.filter((row) => row.overdue).length;
  return (
    <QueueSection
      title={t("queues.recalls.title", { open: open.length, overdue })}
      lead={t("queues.recalls.lead")}
      asked={asked}
    >
      {asked.isSuccess && rows.length === 0 && <p>{t("queues.recalls.none")}</p>}
      {rows.length > 0 && (
        <RowsTable
          caption={t("queues.recalls.caption")}
          heads={[
            ...[t("queues.when"), t("queues.recalls.what"), t("queues.reason")],
            ...[t("queues.state"), t("queues.recalls.rooms")],
          ]}
          rows={rows.map((row) => ({
            key: `${row.year}/${row.index}`,
            cells: [
              momentText(row.at, i18n.language),
              `${t(`queues.recalls.kinds.${row.kind}`)}: ${fieldWords(t, row.path)}`,
              t(`queues.recalls.reasons.${row.reason}`),
              <RecallState row={row} key="state" />,
              <RecallRooms row={row} confirm={setMeant} key="rooms" />,
            ],
          }))}
        />
      )}
      {asked.data?.more === true && <p>{t("queues.more")}</p>}
      {meant !== undefined && <ConfirmDialog {...meant} close={() => setMeant(undefined)} />}
    </QueueSection>
  );
}

function RecallState({ row: { open, overdue, until } }: { readonly row: Recall }) {
  const { t, i18n } = useTranslation();
  const at = momentText(until, i18n.language);
  if (!open) return <>{t("queues.recalls.confirmed")}</>;
  return overdue ? <strong>{t("queues.overdueSince", { at })}</strong> : t("queues.dueBy", { at });
}

interface RecallRoomsProps {
  readonly row: Recall;
  confirm(confirmation: Confirmation): void;
}

function RecallRooms({ row, confirm }: RecallRoomsProps) {
  const { t } = useTranslation();
  const nameOf = useRoomNames();
  return (
    <ul className="list-unstyled mb-0">
      {row.rooms.map(({ slot, room, state }) => (
        <li key={slot}>
          {room === null ? t("queues.recalls.gone", { slot }) : nameOf(room)}:{" "}
          {t(`queues.recalls.states.${state}`)}{" "}
          {room !== null && state !== "confirmed" && (
            <Button size="xs" color="primary" onClick={() => confirm({ recall: row, room })}>
              {t("queues.recalls.confirm")}
              <span className="visually-hidden">{` ${nameOf(room)}, ${fieldWords(t, row.path)}`}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function ConfirmDialog({ recall, room, close }: Confirmation & { close(): void }) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const client = useQueryClient();
  const nameOf = useRoomNames();
  return (
    <OrderDialog
      title={t("queues.recalls.dialog")}
      role={session.role}
      order={() => ({
        ...{ format: "raccordo-confirmation-order/1", room, issued: new Date().toISOString() },
        notice: { year: recall.year, seq: recall.index + 1 },
      })}
      send={async ({ body, signatures }) => {
        const order = { body, signatures: [...signatures] };
        const { outcome } = await answered(
          api.POST("/v1/log/recalls/confirmations", { body: { order } }),
        );
        await client.invalidateQueries();
        return outcome;
      }}
      close={close}
    >
      <p>
        {t("queues.recalls.statement", {
          ...{ room: nameOf(room), path: fieldWords(t, recall.path) },
          ...{ at: momentText(recall.at, i18n.language) },
        })}
      </p>
    </OrderDialog>
  );
}
