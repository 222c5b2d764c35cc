import { existsSync, readFileSync, statSync } from "node:fs";
import { Deployment } from "../deployment";
import { stackFiles } from "../deployment/input";
import { messageOf, unreadableInput } from "./errors";

/** What a JSON file of Terraform is. */
export type TerraformKind = "synthesized" | "plan" | "state";

const SYNTH_FILE = "cdk.tf.json";

/** A deployment, and the files that it was read from by the names of their stacks; one without a name for a plan or a state. */
export interface ReadDeployment {
  readonly deployment: Deployment;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads the folder that cdktf writes, a synthesized stack, or what `terraform show -json` writes of a plan or a state.
 *
 * @param path the path for the system
 * @param shown the path in messages
 */
export function readDeployment(path: string, shown: string): ReadDeployment {
  if (!existsSync(path)) throw unreadableInput(shown, "it does not exist");
  if (statSync(path).isDirectory()) return readFolder(path, shown);
  const text = textOfFile(path, shown);
  return fromJson(jsonOf(text, shown), shown, path);
}

/**
 * Reads one JSON file.
 *
 * @param path the path for the system: a configuration reads files next to it
 */
export function fromJson(json: object, shown: string, path: string): ReadDeployment {
  const kind = kindOf(json, shown);
  if (kind === "synthesized")
    return { deployment: Deployment.fromSynth(path), files: new Map([[stackOf(json), shown]]) };
  const deployment = kind === "plan" ? Deployment.fromPlan(json) : Deployment.fromState(json);
  return { deployment, files: new Map([["", shown]]) };
}

function readFolder(folder: string, shown: string): ReadDeployment {
  const paths = stackFiles(folder);
  if (paths.length === 0) {
    throw unreadableInput(
      shown,
      `it has no ${SYNTH_FILE} and no stacks/<name>/${SYNTH_FILE}; expected what cdktf synth writes`,
    );
  }
  const stacks = paths.map((path) => {
    const file = shown + path.slice(folder.length).replace(/\\/g, "/");
    return { file, json: jsonOf(textOfFile(path, file), file) };
  });
  return {
    deployment: Deployment.fromSynth(paths),
    files: new Map(stacks.map(({ file, json }) => [stackOf(json), file])),
  };
}

export function textOfFile(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw unreadableInput(shown, messageOf(error));
  }
}

export function jsonOf(text: string, shown: string): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The message of the parser can hold a part of the text, which may be a secret.
    throw unreadableInput(shown, "it is no JSON");
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  throw unreadableInput(shown, "it is no JSON object; expected what cdktf synth or terraform show -json writes");
}

function kindOf(json: object, shown: string): TerraformKind {
  if ("planned_values" in json) return "plan";
  if ("format_version" in json && ("values" in json || "terraform_version" in json)) return "state";
  if ("serial" in json && "lineage" in json) {
    throw unreadableInput(shown, "it is a state file; expected what terraform show -json writes of it");
  }
  if (["resource", "data", "terraform", "provider", "module"].some((key) => key in json)) return "synthesized";
  throw unreadableInput(shown, "it is no JSON of Terraform; expected what cdktf synth or terraform show -json writes");
}

/** The name that cdktf gives a stack in its metadata. */
function stackOf(json: object): string {
  const comment = (json as { readonly "//"?: { readonly metadata?: { readonly stackName?: unknown } } })["//"];
  const name = comment?.metadata?.stackName;
  return typeof name === "string" ? name : "";
}
