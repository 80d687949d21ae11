import { Modal, ModalHeader } from "design-react-kit";
import { type ReactNode, useId } from "react";

interface DialogProps {
  readonly title: ReactNode;
  /** How it is left with nothing done; absent: it must be answered. */
  readonly onClosed?: (() => void) | undefined;
  /** A press beside it does not close it: what it shows is shown once. */
  readonly isHeld?: boolean;
  /** It tells of something that the reader did not ask for. */
  readonly isAlert?: boolean;
  /** It is higher than most, and begins at the window's top. */
  readonly isTall?: boolean;
  /** It is wide, and its middle scrolls while its buttons stay. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/**
 * A question or an answer over the page. It stands at its place from the first moment: one that fades in is there
 * unseen for a third of a second and then moves, so that a press meant for one choice would reach another, or none.
 */
export function Dialog({ title, onClosed, children, ...shape }: DialogProps) {
  const { isHeld = false, isAlert = false, isTall = false, isWide = false } = shape;
  const id = useId();
  return (
    <Modal
      isOpen
      fade={false}
      labelledBy={id}
      centered={!isTall}
      scrollable={isWide}
      {...(onClosed && { toggle: onClosed })}
      {...(isHeld && { backdrop: "static" })}
      {...(isAlert && { role: "alertdialog" })}
      {...(isWide && { size: "lg" })}
    >
      <ModalHeader tag="h2" id={id}>
        {title}
      </ModalHeader>
      {children}
    </Modal>
  );
}
