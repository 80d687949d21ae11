import { Alert, Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/problem.ts";

interface ProblemNoteProps {
  readonly error: unknown;
  readonly again?: (() => void) | undefined;
}

/** What went wrong, in the words of the API, and what to do; never a code alone, never a stack. */
export function ProblemNote({ error, again }: ProblemNoteProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Alert color="danger" role="alert">
      <p className="alert-heading h5">{problem?.title ?? t("problem.title")}</p>
      <p>{problem === undefined ? t("problem.offline") : problem.advice}</p>
      {problem?.instance !== undefined && (
        <p className="small">{t("problem.reference", { instance: problem.instance })}</p>
      )}
      {again !== undefined && (
        <Button color="danger" outline size="sm" onClick={again}>
          {t("problem.again")}
        </Button>
      )}
    </Alert>
  );
}
