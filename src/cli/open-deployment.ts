import { resolve } from "node:path";
import type { Deployment } from "../deployment";
import type { Service } from "../deployment/model";
import type { EntraUser } from "../issuer/directory";
import { uuidV5 } from "../deployment/uuid";
import { GUID } from "../oauth/entra-tenant";
import type { CommandOption } from "./command";
import { readDeployment } from "./deployment-input";
import { unknown, UsageError } from "./errors";
import type { CommandIo } from "./io";
import type { ParsedArguments } from "./parsed-arguments";

/** Which deployment a command works with. */
export const DEPLOYMENT_OPTIONS: readonly CommandOption[] = [
  {
    name: "deployment",
    short: "d",
    value: "path",
    description:
      "The folder that cdktf synth writes, a cdk.tf.json, or what terraform show -json writes of a plan or a state; cdktf.out if it is not given.",
  },
  { name: "service", value: "name", description: "The API Management service, if the deployment has several." },
];

/** A deployment and the service in it that a command works with. */
export interface OpenDeployment {
  readonly path: string;
  readonly shown: string;
  readonly deployment: Deployment;
  readonly service: Service;
}

export function openDeployment(given: ParsedArguments, io: CommandIo): OpenDeployment {
  const shown = given.text("deployment") ?? "cdktf.out";
  const path = resolve(io.cwd, shown);
  const { deployment } = readDeployment(path, shown);
  return { path, shown, deployment, service: serviceIn(deployment, given.text("service"), shown) };
}

function serviceIn({ services }: Deployment, name: string | undefined, shown: string): Service {
  const names = services.map((service) => service.name);
  const found = services.filter((service) => name === undefined || service.name === name);
  const [service] = found;
  if (service === undefined) {
    if (name !== undefined && names.length > 0) throw unknown("service", name, names);
    throw new UsageError(`${shown} has no API Management service; give another deployment with --deployment`);
  }
  if (found.length > 1)
    throw new UsageError(`${shown} has the services ${names.join(", ")}; choose one with --service`);
  return service;
}

/** The user that a name stands for: an object id, or a name to sign in with. */
export function userNamed(name: string): EntraUser {
  const isId = GUID.test(name);
  return {
    objectId: isId ? name : (uuidV5("url", `user:${name}`) ?? name),
    displayName: name,
    userPrincipalName: isId ? `${name}@example.com` : name,
    groups: [],
  };
}
