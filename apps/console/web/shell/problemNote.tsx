import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "design-react-kit";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, isSignedOut, isUnanswered } from "../api/problem.ts";
import { sessionLeftKey } from "../session/session.ts";

interface ProblemNoteProps {
  readonly error: unknown;
  readonly again?: (() => void) | undefined;
  /** Something was sent that changes something: without an answer nobody knows whether it was done. */
  readonly isChange?: boolean;
}

/** What went wrong, in the words of the API, and what to do; never a code alone, never a stack. */
export function ProblemNote({ error, again, isChange = false }: ProblemNoteProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const client = useQueryClient();
  const isOut = isSignedOut(error);
  // What was asked beside the queries' cache finds out here that the session is over: whoever looks at that asks again.
  useEffect(() => {
    if (isOut) void client.invalidateQueries({ queryKey: sessionLeftKey });
  }, [isOut, client]);
  const silent = t(isChange ? "problem.perhapsDone" : "problem.offline");
  // The API's own advice for this one speaks to whoever writes a client.
  const isMalformed = problem?.code === "query-malformed";
  const told = isUnanswered(error) || problem === undefined ? silent : problem.advice;
  return (
    <Alert color="danger" role="alert" className="mt-3">
      <p className="alert-heading h5">{problem?.title ?? t("problem.title")}</p>
      <p>{isMalformed ? t("problem.malformed") : told}</p>
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
