import { lazy, Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { SessionGate } from "./session/gate.tsx";
import { useSession } from "./session/session.ts";
import { Loading } from "./shell/loading.tsx";
import { homeOf } from "./shell/menu.ts";
import { Shell } from "./shell/shell.tsx";

const pages = {
  accessibility: lazy(() =>
    import("./pages/accessibility.tsx").then((m) => ({ default: m.AccessibilityPage })),
  ),
  administration: lazy(() =>
    import("./pages/administration.tsx").then((m) => ({ default: m.AdministrationPage })),
  ),
  administeredRoom: lazy(() =>
    import("./pages/administeredRoom.tsx").then((m) => ({ default: m.AdministeredRoomPage })),
  ),
  exchanges: lazy(() =>
    import("./pages/exchanges.tsx").then((m) => ({ default: m.ExchangesPage })),
  ),
  flows: lazy(() => import("./pages/flows.tsx").then((m) => ({ default: m.FlowsPage }))),
  registers: lazy(() =>
    import("./pages/registers.tsx").then((m) => ({ default: m.RegistersPage })),
  ),
  exchange: lazy(() => import("./pages/exchange.tsx").then((m) => ({ default: m.ExchangePage }))),
  proof: lazy(() => import("./pages/proof.tsx").then((m) => ({ default: m.ProofPage }))),
  incident: lazy(() => import("./pages/incident.tsx").then((m) => ({ default: m.IncidentPage }))),
  rules: lazy(() => import("./pages/rules.tsx").then((m) => ({ default: m.RulesPage }))),
  queues: lazy(() => import("./pages/queues.tsx").then((m) => ({ default: m.QueuesPage }))),
  welcome: lazy(() => import("./pages/welcome.tsx").then((m) => ({ default: m.WelcomePage }))),
  notFound: lazy(() => import("./pages/notFound.tsx").then((m) => ({ default: m.NotFoundPage }))),
} as const;

/** Which page an address shows; each is loaded when it is first come to. */
export function App() {
  return (
    <SessionGate>
      <Shell>
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
      </Shell>
    </SessionGate>
  );
}

function Home() {
  const { session } = useSession();
  return <Navigate to={homeOf(session.role)} replace />;
}
