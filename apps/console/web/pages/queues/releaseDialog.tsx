import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { useSession } from "../../session/session.ts";
import { OrderDialog } from "./orderDialog.tsx";
import { momentText } from "./times.ts";

export type StandingHold = components["schemas"]["HoldList"]["holds"][number];

/** Ends a legal hold: a privacy officer signs, since what was due is destroyed and does not come back. */
export function ReleaseDialog({ hold, close }: { readonly hold: StandingHold; close(): void }) {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const client = useQueryClient();
  const { mode, incident, year, index, at, reason } = hold;
  const order = () => ({
    ...{ format: "raccordo-hold-release/1", mode, incident, hold: { year, seq: index + 1 } },
    issued: new Date().toISOString(),
  });
  return (
    <OrderDialog
      title={t("queues.retention.releaseTitle")}
      role={session.role}
      order={order}
      send={async ({ body, signatures }) => {
        const signed = { body, signatures: [...signatures] };
        const { outcome } = await answered(
          api.POST("/v1/log/holds/releases", { body: { order: signed } }),
        );
        await client.invalidateQueries();
        return outcome;
      }}
      close={close}
    >
      <p>
        {t("queues.retention.releaseStatement", {
          ...{ incident: incident.slice(0, 12), at: momentText(at, i18n.language) },
          reason: t(`queues.retention.reasons.${reason}`),
        })}
      </p>
      <p>{t("queues.retention.releaseLead")}</p>
    </OrderDialog>
  );
}
