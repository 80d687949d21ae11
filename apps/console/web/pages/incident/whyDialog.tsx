import { useQuery } from "@tanstack/react-query";
import { Button, ModalBody, ModalFooter } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import { useRoomNames } from "../../rooms/rooms.ts";
import { Dialog } from "../../shell/dialog.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { fieldWords } from "../../words/codeWords.ts";
import type { Entry, FieldRow, Why } from "./incidentView.ts";
import { WhyFieldText } from "./whyField.tsx";
import { WhyVersion } from "./whyVersion.tsx";

interface WhyDialogProps {
  readonly entry: Pick<Entry, "year" | "index">;
  readonly room: string;
  readonly field: FieldRow;
  onClosed(): void;
}

/** Why one field of one room's copy went or did not: rule, article with its words, version, nearest change. */
export function WhyDialog({ entry, room, field, onClosed }: WhyDialogProps) {
  const { t } = useTranslation();
  const nameOf = useRoomNames();
  const { year, index } = entry;
  const { ref, path } = field;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["why", year, index, room, path],
    queryFn: () => whyOf({ year, index, room, path }),
  });
  const said = data?.fields.find((one) => one.ref === ref);
  return (
    <Dialog
      isTall
      title={t("incident.why.title", { field: fieldWords(t, path) })}
      onClosed={onClosed}
    >
      <ModalBody>
        <p>{t("incident.why.to", { room: nameOf(room) })}</p>
        {isPending && <Loading />}
        {error !== null && <ProblemNote error={error} again={() => void refetch()} />}
        {data !== undefined && said !== undefined && <WhyFieldText why={data} field={said} />}
        {data !== undefined && <WhyVersion version={data.version} />}
        <p className="small">{t("incident.why.recorded")}</p>
      </ModalBody>
      <ModalFooter>
        <Button color="primary" onClick={onClosed}>
          {t("incident.why.close")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}

interface Wanted {
  readonly year: number;
  readonly index: number;
  readonly room: string;
  readonly path: string;
}

const whyOf = ({ year, index, room, path }: Wanted): Promise<Why> =>
  answered(
    api.GET("/v1/log/entries/{year}/{index}/why", {
      params: { path: { year, index }, query: { room, path } },
    }),
  );
