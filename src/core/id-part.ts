import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveText } from "./terraform-text";

/** A part of a construct id, which must not contain tokens. */
export function idPart(scope: IConstruct, value: string): string {
  return Token.isUnresolved(value) ? resolveText(scope, value).replace(/[^A-Za-z0-9]/g, "") : value;
}
