import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useRoomNames } from "../rooms/rooms.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { Credentials } from "./administration/credentials.tsx";
import { FactList } from "./administration/factList.tsx";
import { numberText } from "./administration/formats.ts";
import { useRoom } from "./administration/polled.ts";
import { EdgeState, Presence, Waiting } from "./administration/roomsTable.tsx";
import { WebhookState } from "./administration/webhookState.tsx";

/** One room of one's own titolare: state, credentials, webhook and what it did not take. */
export function AdministeredRoomPage() {
  const { t } = useTranslation();
  const { room: id = "" } = useParams();
  const nameOf = useRoomNames();
  const { data, error, isPending, refetch } = useRoom(id);
  return (
    <>
      <PageHeading title={t("administration.room.title", { room: nameOf(id) })} />
      <p>
        <Link to="/amministrazione">{t("administration.room.back")}</Link>
      </p>
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data !== undefined && (
        <>
          <section aria-labelledby="state">
            <h2 id="state" className="h4">
              {t("administration.room.state")}
            </h2>
            <FactList
              facts={[
                [t("administration.room.id"), <code key="id">{id}</code>],
                [t("administration.rooms.edge"), <EdgeState key="edge" room={data.room} />],
                [t("administration.rooms.presence"), <Presence key="presence" room={data.room} />],
                [t("administration.rooms.waiting"), <Waiting key="waiting" room={data.room} />],
                [t("administration.room.slot"), numberText(data.room.slot)],
                [
                  t("administration.room.comuni"),
                  data.room.municipalities.map((code) => code.replace("istat:", "")).join(", ") ||
                    "–",
                ],
              ]}
            />
          </section>
          <Credentials room={id} credentials={data.credentials} />
          <WebhookState room={id} detail={data} />
        </>
      )}
    </>
  );
}
