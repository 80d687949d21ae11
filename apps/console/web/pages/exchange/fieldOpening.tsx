import { useMutation } from "@tanstack/react-query";
import { Button, ModalBody, ModalFooter } from "design-react-kit";
import type { TFunction } from "i18next";
import { lazy, Suspense, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "../../api/client.ts";
import type { components } from "../../api/generated/schema.ts";
import { ApiError } from "../../api/problem.ts";
import { useSession } from "../../session/session.ts";
import { Dialog } from "../../shell/dialog.tsx";
import { download } from "../../shell/download.ts";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { fieldPaths, fieldWords } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { isPoint, pointText } from "./placePoint.ts";

// The grid's projection and the drawing are of those alone who open a place.
const OpenedPlace = lazy(async () => ({
  default: (await import("./openedPlace.tsx")).OpenedPlace,
}));

interface FieldOpeningProps {
  readonly year: number;
  readonly index: number;
  /** The incident's pseudonym. */
  readonly incident: string | undefined;
}

type Opened = components["schemas"]["OpenedField"];

/** Opens one field of a message of one's own, when the reader has confirmed that it is recorded first. */
export function FieldOpening(place: FieldOpeningProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button color="primary" size="sm" onClick={() => setOpen(true)}>
        {t("exchange.field.open")}
      </Button>
      {isOpen && <OpeningDialog {...place} onClosed={() => setOpen(false)} />}
    </>
  );
}

function useOpening({ year, index }: FieldOpeningProps) {
  return useMutation({
    mutationFn: ({ path, ref }: { readonly path: string; readonly ref: string }) => {
      const query = { path, ...(ref !== "" && { ref }) };
      const params = { path: { year, index }, query };
      return answered(api.GET("/v1/log/entries/{year}/{index}/field", { params }));
    },
  });
}

/** The components among which one must choose, where an answer says so. */
function refsIn(error: unknown): readonly string[] {
  const problem = error instanceof ApiError ? error.problem : undefined;
  if (problem?.code !== "component-unclear") return [];
  return problem.pointers.map((pointer) => pointer.split("/")[2] ?? "");
}

function OpeningDialog({ onClosed, ...place }: FieldOpeningProps & { onClosed(): void }) {
  const { t } = useTranslation();
  const { purpose } = useSession();
  const id = useId();
  const [path, setPath] = useState("");
  const [ref, setRef] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { mutate, data, error, isPending } = useOpening(place);
  const refs = refsIn(error);
  const choose = (next: string) => {
    setPath(next);
    setRef("");
  };
  const open = () => {
    setMissing(path === "");
    if (path !== "") mutate({ path, ref });
  };
  return (
    <Dialog isWide title={t("exchange.field.title")} onClosed={onClosed}>
      <ModalBody>
        <p>{t("exchange.field.first", { purpose: t(`purpose.words.${purpose}`) })}</p>
        <FieldChoice id={id} path={path} isMissing={isMissing} onChosen={choose} />
        {refs.length > 0 && <ComponentChoice id={id} refs={refs} chosen={ref} onChosen={setRef} />}
        {error !== null && refs.length === 0 && <ProblemNote error={error} />}
        {data !== undefined && <OpenedField opened={data} />}
        {data !== undefined && <PlaceOfField key={data.file.leaf} opened={data} of={place} />}
      </ModalBody>
      <ModalFooter>
        <Button color="secondary" outline onClick={onClosed}>
          {t("exchange.field.cancel")}
        </Button>
        <Button color="primary" disabled={isPending} onClick={open}>
          {t("exchange.field.confirm")}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}

interface FieldChoiceProps {
  readonly id: string;
  readonly path: string;
  readonly isMissing: boolean;
  onChosen(path: string): void;
}

function FieldChoice({ id, path, isMissing, onChosen }: FieldChoiceProps) {
  const { t } = useTranslation();
  return (
    <>
      <label htmlFor={`${id}-path`}>{t("exchange.field.path")}</label>
      <select
        className="form-select"
        id={`${id}-path`}
        value={path}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-missing` : undefined}
        onChange={({ target }) => onChosen(target.value)}
      >
        <option value="">{t("exchange.field.choose")}</option>
        {fieldPaths.map((known) => (
          <option key={known} value={known}>
            {fieldWords(t, known)}
          </option>
        ))}
      </select>
      {isMissing && (
        <p role="alert" className="text-danger" id={`${id}-missing`}>
          {t("exchange.field.missing")}
        </p>
      )}
    </>
  );
}

interface ComponentChoiceProps {
  readonly id: string;
  readonly refs: readonly string[];
  readonly chosen: string;
  onChosen(ref: string): void;
}

function ComponentChoice({ id, refs, chosen, onChosen }: ComponentChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="mt-3">
      <legend className="h6">{t("exchange.field.unclear")}</legend>
      {refs.map((ref) => (
        <div className="form-check" key={ref}>
          <input
            type="radio"
            name={`${id}-ref`}
            id={`${id}-${ref}`}
            checked={chosen === ref}
            onChange={() => onChosen(ref)}
          />
          <label htmlFor={`${id}-${ref}`}>{t("exchange.field.component", { ref })}</label>
        </div>
      ))}
    </fieldset>
  );
}

/** A value as a person reads it; the file has it as it was committed to. */
function valueText(t: TFunction, language: string, value: unknown): string {
  if (typeof value === "string") return value;
  return isPoint(value) ? pointText(t, language, value) : isolated(JSON.stringify(value));
}

function OpenedField({ opened: { file, read } }: { readonly opened: Opened }) {
  const {
    t,
    i18n: { language },
  } = useTranslation();
  const { path, value } = file.opening;
  const place = `${read.year}/${read.index}`;
  return (
    <div role="status" className="mt-3">
      <dl>
        <dt>
          {t("exchange.field.value")} ({fieldWords(t, path)})
        </dt>
        <dd className="raccordo-statement">{valueText(t, language, value)}</dd>
      </dl>
      <p>{t("exchange.field.read", { place })}</p>
      <Button
        color="primary"
        outline
        size="xs"
        onClick={() => download("campo.json", "application/json", JSON.stringify(file))}
      >
        {t("exchange.field.file")}
      </Button>
    </div>
  );
}

interface PlaceOfFieldProps {
  readonly opened: Opened;
  readonly of: FieldOpeningProps;
}

/** What went of an opened point, when the reader asks for it; nothing for any other field. */
function PlaceOfField({ opened, of: { year, index, incident } }: PlaceOfFieldProps) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const { path, ref, value: point } = opened.file.opening;
  if (path !== "place.point" || !isPoint(point) || incident === undefined) return null;
  if (isShown) {
    return (
      <Suspense fallback={<Loading />}>
        <OpenedPlace {...{ year, index, incident, point }} place={ref} />
      </Suspense>
    );
  }
  return (
    <>
      <p className="mt-3 mb-1">{t("exchange.field.place.recorded")}</p>
      <Button color="primary" outline size="xs" onClick={() => setShown(true)}>
        {t("exchange.field.place.show")}
      </Button>
    </>
  );
}
