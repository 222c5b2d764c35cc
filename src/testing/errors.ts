/** What a test asks for and cannot get. */
export class TestingError extends Error {
  public override readonly name = "TestingError";
}

export function notSynthesizable(value: unknown): TestingError {
  return new TestingError(
    `LocalGateway.fromStack got ${shown(value)}; expected an App with stacks, a TerraformStack, or a list of stacks`,
  );
}

export function synthErrors(errors: readonly string[]): TestingError {
  return new TestingError(`the program cannot be synthesized:\n  ${errors.join("\n  ")}`);
}

export function notFound(what: string, wanted: unknown, known: readonly string[], found = 0): TestingError {
  const which = found > 1 ? `${found} ${what}s are` : `no ${what} is`;
  return new TestingError(`${which} ${shown(wanted)}; expected ${oneOf(known)}`);
}

export function notOnly(what: string, place: string, option: string, known: readonly string[]): TestingError {
  return new TestingError(
    `${place} has to choose among ${known.length} ${what}s; give one as ${option}: ${known.join(", ") || "none"}`,
  );
}

export function noPrincipal(name: string): TestingError {
  return new TestingError(
    `${name} has no service principal in the deployment, so Entra ID gives it no token; expected an azuread_service_principal for its client id`,
  );
}

/** Fails if an API does not have one of the scopes or roles: a misspelt one would be refused for a reason that the test does not mean. */
export function checkPermissions(
  kind: "scope" | "role",
  values: readonly string[],
  api: string,
  known: readonly { readonly value: string }[],
): void {
  const names = known.map(({ value }) => value);
  const wrong = values.find((value) => !names.includes(value));
  if (wrong !== undefined) {
    throw new TestingError(`${api} has no ${kind} ${JSON.stringify(wrong)}; expected ${oneOf(names)}`);
  }
}

export function unknownFault(fault: unknown, known: readonly string[]): TestingError {
  return new TestingError(`the fault of a token is ${shown(fault)}; expected ${oneOf(known)}`);
}

export function noGatewayResult(value: unknown): TestingError {
  return new TestingError(`${shown(value)} is no result of a gateway; expected what await gateway.request(…) gives`);
}

export function noTable(value: unknown): TestingError {
  return new TestingError(`${shown(value)} is no table of access; expected what await gateway.access() gives`);
}

export function noPolicy(value: unknown): TestingError {
  const text = typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : shown(value);
  return new TestingError(`${text} is no policy document; expected one that begins with <policies> or <fragment>`);
}

export function unknownExceptions(unknown: readonly string[], operations: readonly string[]): TestingError {
  return new TestingError(`no operation is ${unknown.map(shown).join(" or ")}; expected ${oneOf(operations)}`);
}

export function checkFailed(message: string): TestingError {
  return new TestingError(message);
}

function oneOf(known: readonly string[]): string {
  return known.length === 0 ? "one, and the deployment has none" : `one of ${known.join(", ")}`;
}

/** A value in a message: a construct by its path, other objects by their kind. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  const path = (value as { readonly node?: { readonly path?: unknown } }).node?.path;
  if (typeof path === "string") return path === "" ? "an app without stacks" : `the construct ${path}`;
  if (value instanceof Promise) return "a promise, without await,";
  return Array.isArray(value) ? `a list of ${value.length}` : "an object";
}
