import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { type Row, RowsTable } from "../../shell/rowsTable.tsx";
import { namedIn } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { numberText, timeText } from "./formats.ts";
import { roomKey } from "./polled.ts";
import { StateWords } from "./stateWords.tsx";

type Letter = NonNullable<components["schemas"]["AdministeredRoom"]["dead_letters"]>[number];

interface DeadLettersProps {
  readonly room: string;
  readonly letters: readonly Letter[];
}

/** The first signs of a delivery's id: enough to tell one from another. */
const shortOf = (delivery: string): string => delivery.slice(0, 8);

/** Copies that the receiver did not take, without their content; those that still wait can be tried again. */
export function DeadLetters({ room, letters }: DeadLettersProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const retrying = useMutation({
    mutationFn: (delivery: string) =>
      answered(
        api.POST("/v1/admin/rooms/{room}/dead-letters/{delivery}/retry", {
          params: { path: { room, delivery } },
        }),
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: roomKey(room) }),
  });
  const names = ["delivery", "mode", "state", "since", "tries", "code", "action"] as const;
  return (
    <>
      <h3 className="h5 mt-4">{t("administration.room.letters.title")}</h3>
      {retrying.error !== null && <ProblemNote error={retrying.error} isChange />}
      {retrying.isSuccess && (
        <Alert color="success" role="status">
          {t("administration.room.letters.asked", { delivery: shortOf(retrying.variables) })}
        </Alert>
      )}
      {letters.length === 0 ? (
        <p>{t("administration.room.letters.none")}</p>
      ) : (
        <RowsTable
          caption={t("administration.room.letters.caption")}
          heads={names.map((one) => t(`administration.room.letters.${one}`))}
          rows={letters.map((letter) => rowOf(t, letter, retrying.mutate))}
        />
      )}
    </>
  );
}

/** What came of the last try: in words, with the status where the receiver gave one; else the code itself. */
function LastAnswer({ code }: Pick<Letter, "code">) {
  const { t } = useTranslation();
  const words: Readonly<Record<string, string>> = t("administration.room.letters.codes", {
    returnObjects: true,
  });
  const [, status] = /^http-([1-5]\d\d)$/.exec(code) ?? [];
  const known = namedIn(words, code);
  if (status === undefined) return known ?? <code>{isolated(code)}</code>;
  const http = t("administration.room.letters.http", { status });
  return known === undefined ? http : `${known} (${http})`;
}

function rowOf(t: TFunction, letter: Letter, retry: (delivery: string) => void): Row {
  const { delivery, mode, state, since, tries, code } = letter;
  return {
    key: delivery,
    cells: [
      <code key="delivery">{shortOf(delivery)}</code>,
      t(`administration.room.letters.modes.${mode}`),
      <StateWords key="state" kind={state === "dead" ? "warning" : "bad"}>
        {t(`administration.room.letters.states.${state}`)}
      </StateWords>,
      timeText(since),
      numberText(tries),
      <LastAnswer key="code" code={code} />,
      state === "dead" && (
        <Button key="retry" color="primary" outline size="xs" onClick={() => retry(delivery)}>
          {t("administration.room.letters.retry", { delivery: shortOf(delivery) })}
        </Button>
      ),
    ],
  };
}
