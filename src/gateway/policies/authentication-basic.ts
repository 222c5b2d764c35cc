import type { Step } from "../step";

/** Signs in at the backend with a name and a password. */
export function authenticationBasic(step: Step): void {
  const credentials = `${step.text("username")}:${step.text("password")}`;
  step.request.headers.set("Authorization", [`Basic ${Buffer.from(credentials).toString("base64")}`]);
  step.decision = "Authorization is set";
}
