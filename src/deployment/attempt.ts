import { DeploymentError } from "./errors";

/** A value of the model, or undefined if it could not be resolved. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DeploymentError) return undefined;
    throw error;
  }
}
