import "bootstrap-italia/dist/css/bootstrap-italia.min.css";
import "./raccordo.css";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { ApiError, isSignedOut } from "./api/problem.ts";
import { App } from "./app.tsx";
import { type SessionView, sessionKey } from "./session/session.ts";
import { rememberUnsent, watchUnsent } from "./session/unsent.ts";
import { beginLanguage } from "./words/language.ts";

const triesMax = 2;
/** What the API has refused it would refuse again; only what did not arrive is asked for again. */
const retry = (failures: number, error: unknown): boolean =>
  failures < triesMax && error instanceof ApiError && (error.problem?.status ?? 503) === 503;

/**
 * What is asked or ordered goes out now or fails now. The library would keep an order of a browser that believes itself
 * offline and send it when it is not, with nobody there any more, or after it was cancelled; and on a network of its
 * own, without internet, a browser may believe that for ever.
 */
const networkMode = "always";

/** Whatever is refused since the session is over leads to the sign-in, at the same address. */
const onError = (error: unknown): void => {
  if (!isSignedOut(error)) return;
  const session = client.getQueryData<SessionView>(sessionKey);
  if (session !== undefined) rememberUnsent(session.name);
  void client.invalidateQueries({ queryKey: sessionKey });
};

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== sessionKey[0]) onError(error);
    },
  }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      ...{ networkMode, retry, staleTime: 10_000 },
      ...{ refetchOnReconnect: true, refetchOnWindowFocus: false },
    },
    mutations: { networkMode },
  },
});

/** For so long a browser may still draw a text in the font that it was meant for (`font-display: fallback`). */
const fontsMsMax = 3_000;

/**
 * When the page's fonts are there, or will not be used any more: a text that changes its font changes its width, and
 * a button its place.
 */
async function fontsSettled(): Promise<void> {
  const fonts = [400, 600].map((weight) => document.fonts.load(`${weight} 1em "Titillium Web"`));
  const over = new Promise((resolve) => setTimeout(resolve, fontsMsMax));
  await Promise.race([Promise.allSettled(fonts), over]);
}

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
watchUnsent();
await Promise.all([beginLanguage(), fontsSettled()]);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
