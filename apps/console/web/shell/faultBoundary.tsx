import { Alert, Button } from "design-react-kit";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface FaultBoundaryProps {
  readonly children: ReactNode;
}
interface FaultBoundaryState {
  readonly isBroken: boolean;
}

/** A page that cannot show what it was given: it says so, and the menu around it goes on working. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { isBroken: false };

  static getDerivedStateFromError(): FaultBoundaryState {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <Alert color="danger" role="alert">
      <h1 className="h5">{t("problem.page")}</h1>
      <p>{t("problem.pageAdvice")}</p>
      <Button color="danger" outline size="sm" onClick={() => location.reload()}>
        {t("problem.again")}
      </Button>
    </Alert>
  );
}
