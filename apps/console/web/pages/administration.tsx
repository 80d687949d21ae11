import { useTranslation } from "react-i18next";
import { Loading } from "../shell/loading.tsx";
import { PageHeading } from "../shell/pageHeading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { Faults } from "./administration/faults.tsx";
import { timeText } from "./administration/formats.ts";
import { LogState } from "./administration/logState.tsx";
import { useInstallation } from "./administration/polled.ts";
import { ProcessesTable } from "./administration/processesTable.tsx";
import { RoomsTable } from "./administration/roomsTable.tsx";
import { StorageState } from "./administration/storageState.tsx";
import { VersionsAndLater } from "./administration/versionsAndLater.tsx";

/** How the installation and one's own rooms are: what is wrong first. */
export function AdministrationPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useInstallation();
  return (
    <>
      <PageHeading title={t("administration.title")} lead={t("administration.lead")} />
      <p>{t("administration.scope")}</p>
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
      {data !== undefined && (
        <>
          <p className="small">{t("administration.updated", { time: timeText(data.at) })}</p>
          <Faults faults={data.faults} />
        </>
      )}
      <RoomsTable />
      {data !== undefined && (
        <>
          <ProcessesTable processes={data.processes} />
          <LogState installation={data} />
        </>
      )}
      <StorageState />
      {data !== undefined && <VersionsAndLater versions={data.versions} />}
    </>
  );
}
