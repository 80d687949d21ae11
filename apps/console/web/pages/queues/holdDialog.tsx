import { useQueryClient } from "@tanstack/react-query";
import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { Dialog } from "../../shell/dialog.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type HoldReason, HoldReasonChoice } from "./holdReasonChoice.tsx";
import { DoneBefore, wasBefore } from "./orderDialog.tsx";

export interface Holdable {
  readonly of: "actual" | "exercise";
  readonly incident: string;
}

interface HoldDialogProps {
  readonly about: Holdable;
  /** Has it signed instead, for the reason that was chosen so far. */
  sign(reason: HoldReason | undefined): void;
  close(): void;
}

/** Keeps an incident's data beyond their term, for some days: recorded in the name of who has signed in. */
export function HoldDialog({ about, sign, close }: HoldDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState<HoldReason>();
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [isBefore, setBefore] = useState(false);
  const go = async () => {
    setMissing(reason === undefined);
    if (reason === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      const { outcome } = await answered(api.POST("/v1/log/holds", { body: { ...about, reason } }));
      await client.invalidateQueries();
      if (wasBefore(outcome)) setBefore(true);
      else close();
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  if (isBefore) return <DoneBefore title={t("queues.retention.placeTitle")} close={close} />;
  return (
    <Dialog title={t("queues.retention.placeTitle")} onClosed={close}>
      <ModalBody>
        <p>{t("queues.retention.placeLead")}</p>
        <HoldReasonChoice chosen={reason} choose={setReason} />
        {isMissing && (
          <p role="alert" className="text-danger fw-semibold">
            {t("queues.sign.faults.choice")}
          </p>
        )}
        {error !== undefined && <ProblemNote error={error} isChange />}
      </ModalBody>
      <ModalFooter>
        <Button color="secondary" outline onClick={close}>
          {t("queues.cancel")}
        </Button>
        <Button color="primary" outline disabled={isBusy} onClick={() => sign(reason)}>
          {t("queues.retention.sign")}
        </Button>
        <Button color="primary" disabled={isBusy} onClick={() => void go()}>
          {t("queues.retention.place")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
