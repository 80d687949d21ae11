import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

interface PageHeadingProps {
  readonly title: string;
  readonly lead?: ReactNode;
}

/**
 * The heading of a page. It names the window and takes the focus when the page is come to: whoever does not see the
 * screen hears where they are (WCAG 2.4.2, 2.4.3).
 */
export function PageHeading({ title, lead }: PageHeadingProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
    heading.current?.focus({ preventScroll: false });
  }, [title, t]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="h2">
        {title}
      </h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </>
  );
}
