import type { ReactNode, RefObject } from "react";

interface ScrollRegionProps {
  readonly label: string;
  /** What it looks like where it is no long list. */
  readonly className?: string;
  readonly region?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** What is longer or wider than the screen: it scrolls on its own, and the keyboard reaches it (WCAG 2.1.1). */
export function ScrollRegion({
  label,
  className = "raccordo-scroll",
  region,
  children,
}: ScrollRegionProps) {
  return (
    <section
      className={className}
      ref={region}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
    >
      {children}
    </section>
  );
}
