import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { useSession } from "../../session/session.ts";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { queues } from "../../words/queues.it.ts";
import { Choice } from "./choice.tsx";
import { OrderDialog } from "./orderDialog.tsx";
import { QueueSection } from "./section.tsx";
import { momentText } from "./times.ts";

type Emergency = components["schemas"]["ReviewList"]["reviews"][number];
type Outcome = keyof typeof queues.reviews.outcomes;
const outcomes = Object.keys(queues.reviews.outcomes) as readonly Outcome[];

/** Emergencies that own rooms declared: somebody looks at each within a day. */
export function Reviews() {
  const { t, i18n } = useTranslation();
  const [meant, setMeant] = useState<Emergency>();
  const nameOf = useRoomNames();
  const asked = useQuery({
    queryKey: ["reviews"],
    queryFn: () => answered(api.GET("/v1/log/reviews", { params: { query: { state: "all" } } })),
  });
  const rows = asked.data?.reviews ?? [];
  const open = rows.filter(({ review }) => review === null);
  const overdue = open.filter((row) => row.overdue).length;
  return (
    <QueueSection
      title={t("queues.reviews.title", { open: open.length, overdue })}
      lead={t("queues.reviews.lead")}
      asked={asked}
    >
      {asked.isSuccess && rows.length === 0 && <p>{t("queues.reviews.none")}</p>}
      {rows.length > 0 && (
        <RowsTable
          caption={t("queues.reviews.caption")}
          heads={[
            ...[t("queues.when"), t("queues.room"), t("queues.reason")],
            ...[t("queues.state"), t("queues.action")],
          ]}
          rows={rows.map((row) => ({
            key: `${row.year}/${row.index}`,
            cells: [
              momentText(row.at, i18n.language),
              `${nameOf(row.room)}${row.mode === "exercise" ? ` (${t("queues.exercise")})` : ""}`,
              t(`queues.reviews.emergencies.${row.emergency}`),
              <ReviewState row={row} key="state" />,
              row.review === null && (
                <Button key="do" size="xs" color="primary" onClick={() => setMeant(row)}>
                  {t("queues.reviews.do")}
                  <span className="visually-hidden">
                    {` ${nameOf(row.room)}, ${momentText(row.at, i18n.language)}`}
                  </span>
                </Button>
              ),
            ],
          }))}
        />
      )}
      {asked.data?.more === true && <p>{t("queues.more")}</p>}
      {meant !== undefined && <ReviewDialog row={meant} close={() => setMeant(undefined)} />}
    </QueueSection>
  );
}

function ReviewState({ row: { review, overdue, due } }: { readonly row: Emergency }) {
  const { t, i18n } = useTranslation();
  if (review !== null) {
    const at = momentText(review.at, i18n.language);
    return (
      <>
        {t("queues.reviews.done", { outcome: t(`queues.reviews.outcomes.${review.outcome}`), at })}
      </>
    );
  }
  const at = momentText(due, i18n.language);
  return overdue ? <strong>{t("queues.overdueSince", { at })}</strong> : t("queues.dueBy", { at });
}

function ReviewDialog({ row, close }: { readonly row: Emergency; close(): void }) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const client = useQueryClient();
  const nameOf = useRoomNames();
  const [outcome, setOutcome] = useState<Outcome>();
  const order = () =>
    outcome && {
      ...{ format: "raccordo-review-order/1", outcome, issued: new Date().toISOString() },
      notice: { year: row.year, seq: row.index + 1 },
    };
  return (
    <OrderDialog
      title={t("queues.reviews.dialog")}
      role={session.role}
      order={order}
      send={async ({ body, signatures }) => {
        const signed = { body, signatures: [...signatures] };
        const { outcome } = await answered(
          api.POST("/v1/log/reviews", { body: { order: signed } }),
        );
        await client.invalidateQueries();
        return outcome;
      }}
      close={close}
    >
      <p>
        {t("queues.reviews.what", {
          ...{ room: nameOf(row.room), at: momentText(row.at, i18n.language) },
          reason: t(`queues.reviews.emergencies.${row.emergency}`),
        })}
      </p>
      <Choice<Outcome>
        legend={t("queues.reviews.outcome")}
        values={outcomes}
        chosen={outcome}
        words={(value) => t(`queues.reviews.outcomes.${value}`)}
        choose={setOutcome}
      />
    </OrderDialog>
  );
}
