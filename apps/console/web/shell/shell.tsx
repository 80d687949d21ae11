import { useQueryClient } from "@tanstack/react-query";
import { Badge, Button, Container } from "design-react-kit";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useRoomsAwaited } from "../rooms/rooms.ts";
import { useSession } from "../session/session.ts";
import { signOut } from "../session/signOut.ts";
import { isolated } from "../words/isolated.ts";
import { AlarmBand } from "./alarmBand.tsx";
import { Footer } from "./footer.tsx";
import { LanguageSwitch } from "./languageSwitch.tsx";
import { Loading } from "./loading.tsx";
import { menu } from "./menu.ts";
import { SkipLinks } from "./skipLinks.tsx";
import { useWaiting } from "./waiting.ts";

/** Header, menu and footer around every page. Rooms have their names from the first moment: another is as long as it is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const isAwaited = useRoomsAwaited();
  return (
    <>
      <SkipLinks />
      <header className="it-header-wrapper">
        <SlimHeader />
        <CentreHeader />
        <Menu />
      </header>
      <AlarmBand />
      <main id="content" tabIndex={-1}>
        <Container className="my-4">{isAwaited ? <Loading /> : children}</Container>
      </main>
      <Footer />
    </>
  );
}

function SlimHeader() {
  const { t } = useTranslation();
  const { session, purpose, changePurpose } = useSession();
  const client = useQueryClient();
  const leave = () => {
    void signOut().then((to) => {
      client.clear();
      location.assign(to);
    });
  };
  return (
    <div className="it-header-slim-wrapper">
      <Container>
        <div className="d-flex flex-wrap align-items-center gap-2 py-1 text-white">
          <span className="me-auto raccordo-who">
            <bdi>{isolated(session.name)}</bdi> · {t(`roles.${session.role}`)}
            {session.titolare !== null && (
              <>
                {" · "}
                <bdi>{isolated(session.titolare)}</bdi>
              </>
            )}
          </span>
          <Button color="primary" size="xs" onClick={changePurpose}>
            {t("purpose.current", { purpose: t(`purpose.words.${purpose}`) })}
            <span className="visually-hidden"> – {t("purpose.change")}</span>
          </Button>
          <LanguageSwitch />
          <Button color="primary" size="xs" onClick={leave}>
            {t("session.signOut")}
          </Button>
        </div>
      </Container>
    </div>
  );
}

function CentreHeader() {
  const { t } = useTranslation();
  return (
    <div className="it-header-center-wrapper it-small-header">
      <Container>
        <div className="it-header-center-content-wrapper">
          <div className="it-brand-wrapper">
            <NavLink to="/">
              <div className="it-brand-text">
                <div className="it-brand-title">{t("product")}</div>
                <div className="it-brand-tagline d-none d-md-block">{t("tagline")}</div>
              </div>
            </NavLink>
          </div>
        </div>
      </Container>
    </div>
  );
}

function Menu() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [isOpen, setOpen] = useState(false);
  const waiting = useWaiting();
  const items = menu.filter(({ roles }) => roles.includes(session.role));
  return (
    <nav className="raccordo-menu" id="menu" aria-label={t("menu.label")} tabIndex={-1}>
      <Container>
        <Button
          className="d-lg-none"
          color="primary"
          aria-expanded={isOpen}
          aria-controls="menu-items"
          onClick={() => setOpen(!isOpen)}
        >
          {t("menu.open")}
        </Button>
        <ul id="menu-items" className={isOpen ? "is-open" : ""}>
          {items.map(({ path, words, isCounted = false }) => (
            <li key={path}>
              <NavLink to={path} onClick={() => setOpen(false)}>
                {t(`menu.${words}`)}
                {isCounted && <Count count={waiting.get(path) ?? 0} />}
              </NavLink>
            </li>
          ))}
        </ul>
      </Container>
    </nav>
  );
}

/** How many things wait on a page: its room is there before anybody knows. */
function Count({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return (
    <span className="raccordo-menu-count">
      {count > 0 && (
        <Badge color="warning" className="ms-2">
          {count}
          <span className="visually-hidden"> {t("menu.waiting")}</span>
        </Badge>
      )}
    </span>
  );
}
