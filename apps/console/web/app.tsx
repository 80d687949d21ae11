import { Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { SessionGate } from "./session/gate.tsx";
import { useSession } from "./session/session.ts";
import { UnsentNote } from "./session/unsentNote.tsx";
import { lazyPage } from "./shell/lazyPage.ts";
import { Loading } from "./shell/loading.tsx";
import { homeOf } from "./shell/menu.ts";
import { PageBoundary } from "./shell/pageBoundary.tsx";
import { Shell } from "./shell/shell.tsx";

/** Each page with the words that it shows. */
const pages = {
  accessibility: lazyPage(
    () => import("./pages/accessibility.tsx").then((m) => m.AccessibilityPage),
    ["accessibility"],
  ),
  administration: lazyPage(
    () => import("./pages/administration.tsx").then((m) => m.AdministrationPage),
    ["administration", "codes"],
  ),
  administeredRoom: lazyPage(
    () => import("./pages/administeredRoom.tsx").then((m) => m.AdministeredRoomPage),
    ["administration", "codes"],
  ),
  exchanges: lazyPage(
    () => import("./pages/exchanges.tsx").then((m) => m.ExchangesPage),
    ["exchanges", "codes"],
  ),
  flows: lazyPage(() => import("./pages/flows.tsx").then((m) => m.FlowsPage), ["flows", "codes"]),
  registers: lazyPage(
    () => import("./pages/registers.tsx").then((m) => m.RegistersPage),
    ["registers", "codes", "flows", "queues", "rules"],
  ),
  exchange: lazyPage(
    () => import("./pages/exchange.tsx").then((m) => m.ExchangePage),
    ["exchanges", "codes"],
  ),
  proof: lazyPage(
    () => import("./pages/proof.tsx").then((m) => m.ProofPage),
    ["proof", "codes", "administration"],
  ),
  incident: lazyPage(
    () => import("./pages/incident.tsx").then((m) => m.IncidentPage),
    ["incident", "codes"],
  ),
  rules: lazyPage(() => import("./pages/rules.tsx").then((m) => m.RulesPage), ["rules", "codes"]),
  queues: lazyPage(
    () => import("./pages/queues.tsx").then((m) => m.QueuesPage),
    ["queues", "codes"],
  ),
  welcome: lazyPage(() => import("./pages/welcome.tsx").then((m) => m.WelcomePage)),
  notFound: lazyPage(() => import("./pages/notFound.tsx").then((m) => m.NotFoundPage)),
} as const;

/** Which page an address shows; each is loaded when it is first come to. */
export function App() {
  return (
    <SessionGate>
      <Shell>
        <UnsentNote />
        <PageBoundary>
          <Suspense fallback={<Loading />}>
            <Routes>
              <Route path="/" element={<Home />} />
              <Route path="/scambi" element={<pages.exchanges />} />
              <Route path="/flussi" element={<pages.flows />} />
              <Route path="/registri" element={<pages.registers />} />
              <Route path="/scambi/:year/:index" element={<pages.exchange />} />
              <Route path="/prove" element={<pages.proof />} />
              <Route path="/scambi/eventi/:incident" element={<pages.incident />} />
              <Route path="/regole/*" element={<pages.rules />} />
              <Route path="/amministrazione" element={<pages.administration />} />
              <Route path="/amministrazione/sale/:room" element={<pages.administeredRoom />} />
              <Route path="/da-fare" element={<pages.queues />} />
              <Route path="/benvenuto" element={<pages.welcome />} />
              <Route path="/accessibilita" element={<pages.accessibility />} />
              <Route path="*" element={<pages.notFound />} />
            </Routes>
          </Suspense>
        </PageBoundary>
      </Shell>
    </SessionGate>
  );
}

function Home() {
  const { session } = useSession();
  return <Navigate to={homeOf(session.role)} replace />;
}
