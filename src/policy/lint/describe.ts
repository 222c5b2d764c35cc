import { type PolicyFinding } from "./finding";

/**
 * A finding as one line for people.
 *
 * @internal
 */
export function describeFinding({ ruleId, path, position, message, fix }: PolicyFinding): string {
  const place = position === undefined ? path : `${path} (line ${position.line}, column ${position.column})`;
  return `${ruleId} ${place}: ${message}: ${fix}`;
}
