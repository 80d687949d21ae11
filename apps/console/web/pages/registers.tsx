import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { type SessionView, useSession } from "../session/session.ts";
import { PageHeading } from "../shell/pageHeading.tsx";
import { Accesses } from "./registers/accesses.tsx";
import { Breach } from "./registers/breach.tsx";
import { Inventory } from "./registers/inventory.tsx";
import { MomentForm, useMoment } from "./registers/moment.tsx";
import { Processings } from "./registers/processings.tsx";

/** Parts of the page, by their name in the address. */
const parts = {
  trattamenti: Processings,
  inventario: Inventory,
  violazione: Breach,
  accessi: Accesses,
} as const;
type Part = keyof typeof parts;
const names: readonly Part[] = ["trattamenti", "inventario", "violazione", "accessi"];

/** The scope of a breach is the titolare's own to tell; others would be refused. */
const namesFor = (role: SessionView["role"]): readonly Part[] =>
  names.filter((name) => name !== "violazione" || role === "privacy_officer");

/** Parts that tell of a moment: going from one to the other, one stays at it. */
const ofMoment: readonly Part[] = ["trattamenti", "inventario"];

const addressOf = (parte: Part, at: string | null): string =>
  new URLSearchParams({
    ...{ parte, ...(at !== null && ofMoment.includes(parte) && { at }) },
  }).toString();

/** Registers that the law asks for, made of the rules in force and of the log. */
export function RegistersPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [search] = useSearchParams();
  const offered = namesFor(session.role);
  const current = offered.find((name) => name === search.get("parte")) ?? "trattamenti";
  const Shown = parts[current];
  const at = useMoment();
  return (
    <>
      <PageHeading title={t("menu.registers")} lead={t("registers.lead")} />
      <nav aria-label={t("registers.parts.label")} className="d-print-none mb-4">
        <ul className="nav nav-pills flex-wrap">
          {offered.map((name) => (
            <li key={name} className="nav-item">
              <Link
                to={`/registri?${addressOf(name, at)}`}
                className={`nav-link ${name === current ? "text-decoration-underline fw-bold" : ""}`}
                aria-current={name === current ? "page" : undefined}
              >
                {t(`registers.parts.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {ofMoment.includes(current) && <MomentForm />}
      <Shown />
    </>
  );
}
