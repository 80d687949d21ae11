import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answered, api } from "../api/client.ts";
import { useRooms } from "../rooms/rooms.ts";
import { useSession } from "../session/session.ts";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { EntryFacts } from "./exchange/entryFacts.tsx";
import { EntryRooms } from "./exchange/entryRooms.tsx";
import { FieldOpening } from "./exchange/fieldOpening.tsx";
import { Neighbours } from "./exchange/neighbours.tsx";
import { isDecision, type Speech, tell } from "./exchanges/sentences.ts";
import type { Entry } from "./exchanges/view.ts";

/** One entry of the log: what it says, and what stands before and after it. */
export function ExchangePage() {
  const { t, i18n } = useTranslation();
  const rooms = useRooms();
  const { year = "", index = "" } = useParams();
  const speech = useMemo(() => ({ t, language: i18n.language, rooms }), [t, i18n.language, rooms]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["/v1/log/entries/{year}/{index}", year, index],
    queryFn: ({ signal }) => {
      const path = { year: Number(year), index: Number(index) };
      return answered(api.GET("/v1/log/entries/{year}/{index}", { signal, params: { path } }));
    },
  });
  return (
    <>
      <p>
        <Link to="/scambi">{t("exchange.back")}</Link>
      </p>
      <PageHeading title={t("exchange.title", { year, index })} />
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Sentences entry={data.entry} speech={speech} />
          <Neighbours answer={data} />
          <Onward entry={data.entry} />
          <EntryFacts entry={data.entry} read={data.read} speech={speech} />
          {isDecision(data.entry) && <EntryRooms entry={data.entry} speech={speech} />}
        </>
      )}
    </>
  );
}

function Sentences({ entry, speech }: { readonly entry: Entry; readonly speech: Speech }) {
  const { head, rooms } = tell(entry, speech);
  return (
    <>
      <p className="lead">{head}</p>
      {rooms.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}

/** Where one goes from here: the incident, the proof, one field. */
function Onward({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { year, index, incident, sender } = entry;
  // A field is opened of a message of one's own room: whose facts are not seen is another's.
  const mayOpen =
    session.role === "privacy_officer" && entry.kind === "exchange" && sender !== null;
  return (
    <div className="raccordo-fields mb-4">
      {incident !== undefined && (
        <Link className="btn btn-outline-primary btn-sm" to={`/scambi/eventi/${incident}`}>
          {t("exchange.timeline")}
        </Link>
      )}
      <Link className="btn btn-outline-primary btn-sm" to={`/prove?entry=${year}/${index}`}>
        {t("exchange.proof")}
      </Link>
      {mayOpen && <FieldOpening key={`${year}/${index}`} {...{ year, index, incident }} />}
    </div>
  );
}
