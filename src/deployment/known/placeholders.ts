import { createHash } from "node:crypto";
import { Secret } from "../terraform/value";
import { uuidV5 } from "../uuid";

/** A GUID that is the same wherever the same name is asked for. */
export function placeholderGuid(name: string): string {
  return uuidV5("url", `terraform:${name}`) ?? "";
}

/** A secret that is the same wherever the same name is asked for. */
export function placeholderSecret(name: string): Secret {
  return new Secret(createHash("sha256").update(`terraform:${name}`, "utf8").digest("base64url").slice(0, 40));
}
