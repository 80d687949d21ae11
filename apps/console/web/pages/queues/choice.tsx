import { useId } from "react";

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly values: readonly T[];
  readonly chosen: T | undefined;
  words(value: T): string;
  choose(value: T): void;
}

/** One of a few words. */
export function Choice<T extends string>({
  legend,
  values,
  chosen,
  words,
  choose,
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset>
      <legend className="h6">{legend}</legend>
      {values.map((value) => (
        <div className="form-check" key={value}>
          <input
            type="radio"
            name={id}
            id={`${id}-${value}`}
            checked={chosen === value}
            onChange={() => choose(value)}
          />
          <label htmlFor={`${id}-${value}`}>{words(value)}</label>
        </div>
      ))}
    </fieldset>
  );
}
