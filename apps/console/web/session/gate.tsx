import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, setRequestContext } from "../api/client.ts";
import { ApiError } from "../api/problem.ts";
import { SignInPage } from "../pages/signIn.tsx";
import { Loading } from "../shell/loading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { type Purpose, purposes } from "./purpose.ts";
import { PurposeDialog } from "./purposeDialog.tsx";
import { SessionContext } from "./session.ts";

const purposeKey = "raccordo.purpose";
const storedPurpose = (): Purpose | undefined => {
  const stored = sessionStorage.getItem(purposeKey);
  return purposes.find((known) => known === stored);
};

const readSession = () => answered(api.GET("/v1/session"));

/** Shows the pages to who has signed in and said why; the sign-in page to everybody else. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["session"],
    queryFn: readSession,
    retry: false,
  });
  const [purpose, setPurpose] = useState(storedPurpose);
  const [isChanging, setChanging] = useState(false);
  setRequestContext({ purpose, csrf: data?.csrf, language: i18n.language });
  useEffect(() => {
    if (purpose !== undefined) sessionStorage.setItem(purposeKey, purpose);
  }, [purpose]);
  const state = useMemo(
    () =>
      data === undefined || purpose === undefined
        ? undefined
        : { session: data, purpose, changePurpose: () => setChanging(true) },
    [data, purpose],
  );
  if (isPending) return <Loading />;
  if (error instanceof ApiError && error.problem?.status === 401) return <SignInPage />;
  if (error !== null) return <ProblemNote error={error} again={() => void refetch()} />;
  const chosen = (next: Purpose) => {
    setPurpose(next);
    setChanging(false);
  };
  return (
    <>
      {(isChanging || purpose === undefined) && (
        <PurposeDialog
          current={purpose}
          onChosen={chosen}
          onCancelled={purpose === undefined ? undefined : () => setChanging(false)}
        />
      )}
      {state !== undefined && <SessionContext value={state}>{children}</SessionContext>}
    </>
  );
}
