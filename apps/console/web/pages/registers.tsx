import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { PageHeading } from "../shell/pageHeading.tsx";
import { Accesses } from "./registers/accesses.tsx";
import { Breach } from "./registers/breach.tsx";
import { Inventory } from "./registers/inventory.tsx";
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

/** Registers that the law asks for, made of the rules in force and of the log. */
export function RegistersPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const current = names.find((name) => name === search.get("parte")) ?? "trattamenti";
  const Shown = parts[current];
  return (
    <>
      <PageHeading title={t("menu.registers")} lead={t("registers.lead")} />
      <nav aria-label={t("registers.parts.label")} className="d-print-none mb-4">
        <ul className="nav nav-pills flex-wrap">
          {names.map((name) => (
            <li key={name} className="nav-item">
              <Link
                to={`/registri?parte=${name}`}
                className={`nav-link ${name === current ? "text-decoration-underline fw-bold" : ""}`}
                aria-current={name === current ? "page" : undefined}
              >
                {t(`registers.parts.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Shown />
    </>
  );
}
