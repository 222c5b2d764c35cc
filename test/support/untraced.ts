/**
 * cdktf keeps the stack trace of each token, which Jest maps to the sources: half of the time of a test of constructs. Nearly nothing here reads them. cdktf
 * asks for traces without a limit; errors have one, and keep theirs.
 */
// A static function, which uses no `this`.
// eslint-disable-next-line @typescript-eslint/unbound-method
const { captureStackTrace } = Error;
Error.captureStackTrace = (target, below) => {
  if (Error.stackTraceLimit < Number.MAX_SAFE_INTEGER) captureStackTrace(target, below);
};

/** For a test that reads the traces of tokens. */
export function keepTraces(): void {
  Error.captureStackTrace = captureStackTrace;
}
