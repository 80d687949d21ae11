import { Alert, Button } from "design-react-kit";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/generated/schema.ts";
import { RowsTable } from "../../shell/rowsTable.tsx";
import { timeText } from "./formats.ts";
import { RevokeDialog } from "./revokeDialog.tsx";
import { RotateDialog } from "./rotateDialog.tsx";
import { type Kind, StateWords } from "./stateWords.tsx";

type Credential = NonNullable<components["schemas"]["AdministeredRoom"]["credentials"]>[number];

const kinds: Readonly<Record<Credential["state"], Kind>> = {
  ...{ counts: "good", ended: "over", later: "warning" },
};

interface CredentialsProps {
  readonly room: string;
  readonly credentials: readonly Credential[] | null;
}

/** Who comes in as the room, and what can be done about it. */
export function Credentials({ room, credentials }: CredentialsProps) {
  const { t } = useTranslation();
  const [rotating, setRotating] = useState<readonly string[]>();
  const [revoking, setRevoking] = useState<string>();
  const [done, setDone] = useState("");
  const said = useRef<HTMLDivElement>(null);
  // The button that asked for it is gone: whoever uses the keyboard goes on from what was done (WCAG 2.4.3).
  useEffect(() => {
    if (done !== "") said.current?.focus();
  }, [done]);
  const counting = (credentials ?? []).flatMap((one) => (one.state === "counts" ? [one.id] : []));
  return (
    <section aria-labelledby="credentials">
      <h2 id="credentials" className="h4">
        {t("administration.room.credentials.title")}
      </h2>
      <p>{t("administration.room.credentials.lead")}</p>
      <div ref={said} tabIndex={-1} aria-live="polite">
        {done !== "" && <Alert color="success">{done}</Alert>}
      </div>
      {credentials === null && <p>{t("administration.room.credentials.unreadable")}</p>}
      {credentials?.length === 0 && <p>{t("administration.room.credentials.none")}</p>}
      {credentials !== null && credentials.length > 0 && (
        <CredentialTable credentials={credentials} revoke={setRevoking} />
      )}
      {credentials !== null && (
        <Button color="primary" className="mb-4" onClick={() => setRotating(counting)}>
          {t("administration.room.credentials.rotate")}
        </Button>
      )}
      {rotating !== undefined && (
        <RotateDialog room={room} seen={rotating} close={() => setRotating(undefined)} />
      )}
      {revoking !== undefined && (
        <RevokeDialog
          room={room}
          id={revoking}
          isLast={counting.length === 1}
          close={(words = "") => {
            setRevoking(undefined);
            setDone(words);
          }}
        />
      )}
    </section>
  );
}

interface TableProps {
  readonly credentials: readonly Credential[];
  revoke(id: string): void;
}

function CredentialTable({ credentials, revoke }: TableProps) {
  const { t } = useTranslation();
  const heads = (["name", "kind", "from", "until", "state", "action"] as const).map((one) =>
    t(`administration.room.credentials.${one}`),
  );
  return (
    <RowsTable
      caption={t("administration.room.credentials.caption")}
      heads={heads}
      rows={credentials.map(({ id, kind, from, until, state }) => ({
        key: id,
        cells: [
          id,
          t(`administration.room.credentials.kinds.${kind}`),
          timeText(from),
          until === null ? t("administration.room.credentials.noEnd") : timeText(until),
          <StateWords key="state" kind={kinds[state]}>
            {t(`administration.room.credentials.states.${state}`)}
          </StateWords>,
          state !== "ended" && (
            <Button key="revoke" color="danger" outline size="xs" onClick={() => revoke(id)}>
              {t("administration.room.credentials.revoke", { id })}
            </Button>
          ),
        ],
      }))}
    />
  );
}
