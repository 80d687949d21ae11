import { Alert, Button } from "design-react-kit";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { PageHeading } from "./pageHeading.tsx";

interface CatchProps {
  /** Where the page is: another page begins anew. */
  readonly at: string;
  readonly children: ReactNode;
}

interface CatchState {
  readonly failedAt: string | undefined;
}

/** React asks for a class where faults of what is drawn within are caught. */
class Catch extends Component<CatchProps, CatchState> {
  override state: CatchState = { failedAt: undefined };

  static getDerivedStateFromError(): CatchState {
    return { failedAt: location.pathname };
  }

  override componentDidUpdate(): void {
    // Whoever comes back to a page that failed is not told of the failure of then.
    const { failedAt } = this.state;
    if (failedAt !== undefined && failedAt !== this.props.at)
      this.setState({ failedAt: undefined });
  }

  override render(): ReactNode {
    return this.state.failedAt === this.props.at ? <PageFailed /> : this.props.children;
  }
}

/** Around a page: where it cannot be drawn or loaded, it says so, and the menu stays. */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation();
  return <Catch at={pathname}>{children}</Catch>;
}

function PageFailed() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("failed.title")} />
      <Alert color="danger" role="alert">
        <p>{t("failed.lead")}</p>
        <Button color="primary" size="sm" onClick={() => location.reload()}>
          {t("failed.reload")}
        </Button>
      </Alert>
    </>
  );
}
