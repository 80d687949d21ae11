import { useTranslation } from "react-i18next";
import { PageHeading } from "../shell/pageHeading.tsx";
import { Anomalies } from "./queues/anomalies.tsx";
import { Openings } from "./queues/openings.tsx";
import { Recalls } from "./queues/recalls.tsx";
import { Retention } from "./queues/retention.tsx";
import { Reviews } from "./queues/reviews.tsx";

/** Everything that waits for a person. */
export function QueuesPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("menu.queues")} lead={t("queues.lead")} />
      <Reviews />
      <Recalls />
      <Retention />
      <Openings />
      <Anomalies />
    </>
  );
}
