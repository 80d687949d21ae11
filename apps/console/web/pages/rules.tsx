import { useTranslation } from "react-i18next";
import { NavLink, Route, Routes } from "react-router";
import { ComparePage } from "./rules/compare.tsx";
import { DryRunPage } from "./rules/dryRun.tsx";
import { RuleListPage } from "./rules/list.tsx";
import { RevokePage } from "./rules/revoke.tsx";
import { SignPage } from "./rules/sign.tsx";
import { TablePage } from "./rules/table.tsx";

const parts = [
  { to: "/regole", words: "list" },
  { to: "/regole/confronto", words: "compare" },
  { to: "/regole/prova", words: "dryRun" },
  { to: "/regole/firma", words: "sign" },
  { to: "/regole/revoca", words: "revoke" },
] as const;

/** The rules: which there are, what they say, what they would do, and how people change them. */
export function RulesPage() {
  const { t } = useTranslation();
  return (
    <>
      <nav aria-label={t("rules.nav.label")} className="mb-4 d-print-none">
        <ul className="nav nav-tabs flex-wrap">
          {parts.map(({ to, words }) => (
            <li className="nav-item" key={to}>
              <NavLink className="nav-link" to={to} end>
                {t(`rules.nav.${words}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Routes>
        <Route index element={<RuleListPage />} />
        <Route path="confronto" element={<ComparePage />} />
        <Route path="prova" element={<DryRunPage />} />
        <Route path="firma" element={<SignPage />} />
        <Route path="revoca" element={<RevokePage />} />
        <Route path=":hash" element={<TablePage />} />
      </Routes>
    </>
  );
}
