import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { useSession } from "../../session/session.ts";
import type { Holdable } from "./holdDialog.tsx";
import { type HoldReason, HoldReasonChoice } from "./holdReasonChoice.tsx";
import { OrderDialog } from "./orderDialog.tsx";

interface SignHoldDialogProps {
  readonly about: Holdable & { readonly room: string };
  readonly first: HoldReason | undefined;
  close(): void;
}

/** Has a privacy officer sign for a hold: it stands until it is ended, whatever became of the one that lapses. */
export function SignHoldDialog({ about, first, close }: SignHoldDialogProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const client = useQueryClient();
  const [reason, setReason] = useState(first);
  const { of: mode, incident, room } = about;
  const order = () =>
    reason && {
      ...{ format: "raccordo-hold-order/1", mode, incident, room, reason },
      issued: new Date().toISOString(),
    };
  return (
    <OrderDialog
      title={t("queues.retention.signTitle")}
      role={session.role}
      order={order}
      send={async ({ body, signatures }) => {
        const signed = { body, signatures: [...signatures] };
        const { outcome } = await answered(
          api.POST("/v1/log/holds/signed", { body: { order: signed } }),
        );
        await client.invalidateQueries();
        return outcome;
      }}
      close={close}
    >
      <p>{t("queues.retention.signLead", { incident: incident.slice(0, 12) })}</p>
      <HoldReasonChoice chosen={reason} choose={setReason} />
    </OrderDialog>
  );
}
