import type { EventLog } from "#libs/eventlog/port";

/** The log, but for what is said otherwise. */
export function logBut(log: EventLog, changed: Partial<EventLog>): EventLog {
  return {
    append: (subject, data, options) => log.append(subject, data, options),
    appendAnyway: (...args) => log.appendAnyway(...args),
    overwrite: (...args) => log.overwrite(...args),
    overwriteUnanswered: (...args) => log.overwriteUnanswered(...args),
    removeHeld: (filter) => log.removeHeld(filter),
    last: (...args) => log.last(...args),
    firstFrom: (...args) => log.firstFrom(...args),
    countSubjects: (...args) => log.countSubjects(...args),
    info: (stream) => log.info(stream),
    ...changed,
  };
}
