import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, setRequestContext } from "../api/client.ts";
import { isSignedOut } from "../api/problem.ts";
import { SignInPage } from "../pages/signIn.tsx";
import { Loading } from "../shell/loading.tsx";
import { ProblemNote } from "../shell/problemNote.tsx";
import { type Purpose, purposes } from "./purpose.ts";
import { PurposeDialog } from "./purposeDialog.tsx";
import { SessionContext, sessionKey } from "./session.ts";
import { SessionEnd } from "./sessionEnd.tsx";

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
    queryKey: sessionKey,
    queryFn: readSession,
    retry: false,
  });
  const client = useQueryClient();
  const isOut = isSignedOut(error);
  const [purpose, setPurpose] = useState(storedPurpose);
  const [isChanging, setChanging] = useState(false);
  setRequestContext({ purpose, csrf: data?.csrf, language: i18n.language });
  useEffect(() => {
    if (purpose !== undefined) sessionStorage.setItem(purposeKey, purpose);
  }, [purpose]);
  // Who signs in next may be somebody else: they say why they read, and find nothing of what was read.
  useEffect(() => {
    if (!isOut) return;
    sessionStorage.removeItem(purposeKey);
    setPurpose(undefined);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  }, [isOut, client]);
  const state = useMemo(
    () =>
      data === undefined || purpose === undefined
        ? undefined
        : { session: data, purpose, changePurpose: () => setChanging(true) },
    [data, purpose],
  );
  if (isPending) return <Loading />;
  if (isOut) return <SignInPage />;
  // A session that was read once holds until the API says otherwise.
  if (error !== null && data === undefined)
    return <ProblemNote error={error} again={() => void refetch()} />;
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
      <SessionEnd />
    </>
  );
}
