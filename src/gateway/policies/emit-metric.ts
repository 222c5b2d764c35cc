import type { Step } from "../step";

/** Counts something in Application Insights, which changes nothing for the caller. */
export async function emitMetric(step: Step): Promise<void> {
  await sendMetric(step, step.text("name"), step.number("value", 1));
  step.decision = `${step.text("name")}: ${step.number("value", 1)}`;
}

/** Sends a metric with the dimensions that a policy names. Errors change nothing. */
export async function sendMetric(step: Step, name: string, value: number): Promise<void> {
  const properties = new Map([["namespace", step.tryText("namespace") ?? "API Management"]]);
  for (const dimension of step.parts("dimension")) {
    const key = dimension.text("name");
    properties.set(key, dimension.tryText("value") ?? knownDimension(step, key));
  }
  await step.services.emit({ kind: "metric", target: name, body: String(value), properties }).catch(() => undefined);
}

/** The value of a dimension that the gateway knows. */
function knownDimension({ exchange }: Step, name: string): string {
  const { api, operation, product, user, subscription, service } = exchange.facts;
  switch (name) {
    case "API ID":
      return api.id;
    case "Operation ID":
      return operation.id;
    case "Product ID":
      return product?.id ?? "None";
    case "User ID":
      return user?.id ?? "None";
    case "Subscription ID":
      return subscription?.id ?? "None";
    case "Location":
      return service.region;
    case "Gateway ID":
      return "managed";
    default:
      return "";
  }
}
