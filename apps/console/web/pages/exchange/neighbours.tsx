import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { components } from "../../api/generated/schema.ts";
import { entryPath } from "../exchanges/view.ts";

type Answer = components["schemas"]["EntryWithNeighbours"];
type Place = NonNullable<Answer["in_log"]["before"]>;

/** What stands before and after, in the log and in the chain of the incident. */
export function Neighbours({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const { in_log: inLog, in_chain: inChain, entry } = answer;
  const isOfIncident = entry.incident !== undefined;
  return (
    <nav aria-label={t("exchange.where")} className="mb-4">
      <h2 className="h5">{t("exchange.where")}</h2>
      <ul>
        <Neighbour place={inLog.before} words="before" none="first" />
        <Neighbour place={inLog.after} words="after" none="last" />
        {isOfIncident && <Neighbour place={inChain.before} words="chainBefore" none="chainFirst" />}
        {isOfIncident && <Neighbour place={inChain.after} words="chainAfter" none="chainLast" />}
      </ul>
    </nav>
  );
}

interface NeighbourProps {
  readonly place: Place | undefined;
  readonly words: "before" | "after" | "chainBefore" | "chainAfter";
  readonly none: "first" | "last" | "chainFirst" | "chainLast";
}

function Neighbour({ place, words, none }: NeighbourProps) {
  const { t } = useTranslation();
  if (place === undefined) return <li>{t(`exchange.${none}`)}</li>;
  const said = { place: `${place.year}/${place.index}` };
  return (
    <li>
      <Link to={entryPath(place)}>{t(`exchange.${words}`, said)}</Link>
    </li>
  );
}
