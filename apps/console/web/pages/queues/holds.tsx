import { useQuery } from "@tanstack/react-query";
import { Button } from "design-react-kit";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { ReleaseDialog, type StandingHold } from "./releaseDialog.tsx";
import { SignHoldDialog } from "./signHoldDialog.tsx";
import { momentText } from "./times.ts";

/** Legal holds that stand, each titolare's by itself: one signs for one's own, and ends it. */
export function Holds({ mayRelease }: { readonly mayRelease: boolean }) {
  const { t, i18n } = useTranslation();
  const nameOf = useRoomNames();
  const [ending, setEnding] = useState<StandingHold>();
  const [signing, setSigning] = useState<StandingHold>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["holds"],
    queryFn: () => answered(api.GET("/v1/log/holds", { params: { query: { limit: 100 } } })),
  });
  if (isPending) return <Loading />;
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  const { holds } = data;
  if (holds.length === 0) return <p>{t("queues.retention.noHolds")}</p>;
  const until = ({ until: end }: StandingHold) =>
    end === null
      ? t("queues.retention.untilEnded")
      : t("queues.retention.unsigned", { until: momentText(end, i18n.language) });
  return (
    <>
      <RowsTable
        caption={t("queues.retention.holds")}
        heads={[
          ...[t("queues.incident"), t("queues.retention.room"), t("queues.when")],
          ...[t("queues.reason"), t("queues.retention.standsUntil"), t("queues.action")],
        ]}
        rows={holds.map((hold) => ({
          key: `${hold.year}/${hold.index}`,
          cells: [
            <code key="incident">{hold.incident.slice(0, 12)}</code>,
            hold.room === null ? t("queues.retention.nobody") : nameOf(hold.room),
            momentText(hold.at, i18n.language),
            t(`queues.retention.reasons.${hold.reason}`),
            until(hold),
            mayRelease && <Actions key="actions" {...{ hold, setSigning, setEnding }} />,
          ],
        }))}
      />
      {signing !== undefined && (
        <SignHoldDialog
          about={{ of: signing.mode, incident: signing.incident, room: signing.room ?? "" }}
          first={signing.reason}
          close={() => setSigning(undefined)}
        />
      )}
      {ending !== undefined && <ReleaseDialog hold={ending} close={() => setEnding(undefined)} />}
    </>
  );
}

interface ActionsProps {
  readonly hold: StandingHold;
  setSigning(hold: StandingHold): void;
  setEnding(hold: StandingHold): void;
}

function Actions({ hold, setSigning, setEnding }: ActionsProps) {
  const { t } = useTranslation();
  if (!hold.own) return <>{t("queues.retention.elsewhere")}</>;
  const name = <span className="visually-hidden"> {hold.incident.slice(0, 12)}</span>;
  return (
    <div className="d-flex flex-wrap gap-2">
      {hold.until !== null && hold.room !== null && (
        <Button size="xs" color="primary" onClick={() => setSigning(hold)}>
          {t("queues.retention.sign")}
          {name}
        </Button>
      )}
      <Button size="xs" color="primary" outline onClick={() => setEnding(hold)}>
        {t("queues.retention.release")}
        {name}
      </Button>
    </div>
  );
}
