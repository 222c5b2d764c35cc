import { ApplicationPasswordA } from "@cdktf/provider-azuread/lib/application-password";
import { Fn, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { checkObject, type Kinds, NUMBER, optional, STRING } from "../../core/kinds";
import { checkNumber, checkOptional, RULES } from "../../core/rules";
import { SecretValue } from "../../core/secret-value";
import { textForTerraform } from "../../core/terraform-text";
import { EXPIRED_GENERATION, longLivedSecret } from "../errors";
import { acceptsPersonalAccounts } from "../personal-accounts";
import { secretOf, versionOf } from "./client-secret";
import type { CredentialOwner } from "./credential-owner";
import { type ExpiryCondition, isValid, notExpired } from "./expiry";

/** Options of a client secret that is rotated. */
export interface RotatingClientSecretOptions {
  /**
   * The number of the secret that is handed out, from 1. Add 1 to rotate, and deploy before you add the next: a step of 2, or back, deletes the
   * secret that clients have.
   */
  readonly generation: number;
  /**
   * How many days each secret is valid from its creation, up to 106751. Rotate after half of it. A change counts from the next secret on.
   *
   * @default 180
   */
  readonly lifetimeDays?: number;
  /**
   * The name of the secrets in the portal, which gets a number.
   *
   * @default - the id
   */
  readonly displayName?: string;
}

/** A duration of Terraform is at most 292 years. */
const LONGEST_DURATION_DAYS = 106_751;

const OPTIONS: Kinds<RotatingClientSecretOptions> = {
  generation: NUMBER,
  lifetimeDays: optional(NUMBER),
  displayName: optional(STRING),
};

/**
 * Two secrets that take turns. Odd generations hand out the one and even generations the other, and the first plan of a generation replaces the
 * one that it hands out. So the secret that clients have until then stays valid until the generation after.
 */
export function addRotatingClientSecret(
  owner: CredentialOwner,
  id: string,
  options: RotatingClientSecretOptions,
): SecretValue {
  STRING.require(owner, "id", id);
  checkObject(owner, "options", options, OPTIONS);
  const { generation, lifetimeDays = 180 } = options;
  requireCount(owner, "generation", generation);
  requireCount(owner, "lifetimeDays", lifetimeDays, LONGEST_DURATION_DAYS);
  checkOptional(owner, "displayName", options.displayName, RULES.text);
  if (!Token.isUnresolved(lifetimeDays) && lifetimeDays > 731)
    warnOnce(owner, longLivedSecret(id, "fewer lifetimeDays"));
  const pair = new Construct(owner, `RotatingSecret-${id}`);
  const displayName = options.displayName ?? id;
  const make = (name: string, turn: 0 | 1): ApplicationPasswordA =>
    create(ApplicationPasswordA, pair, name, {
      applicationId: owner.applicationId,
      displayName: textForTerraform(`${displayName} (${name.toLowerCase()})`),
      endDate: Fn.timeadd(Fn.plantimestamp(), hours(lifetimeDays)),
      rotateWhenChanged: { generation: lastTurn(generation, turn) },
      lifecycle: {
        // Personal accounts allow no third secret. Nobody has the one that is replaced.
        createBeforeDestroy: !acceptsPersonalAccounts(owner),
        // The end date counts from the creation of each secret. Every later plan computes another one.
        ignoreChanges: ["end_date"],
        postcondition: usable(generation, turn),
      },
    });
  const [odd, even] = [make("Odd", 1), make("Even", 0)];
  const generated = { clientId: owner.clientId, keepsPrevious: true };
  if (!Token.isUnresolved(generation)) {
    const current = generation % 2 === 1 ? odd : even;
    return secretOf(current, { ...generated, endDate: current.endDate });
  }
  const isOdd = Op.eq(Op.mod(generation, 2), 1);
  const choose = (one: unknown, other: unknown): unknown => Fn.conditional(isOdd, one, other);
  const endDate = Token.asString(choose(odd.endDate, even.endDate));
  const version = Token.asNumber(choose(versionOf(odd), versionOf(even)));
  const value = (): string => Token.asString(choose(odd.value, even.value));
  return SecretValue._fromTerraform(value, version, { ...generated, endDate });
}

/** The generation that handed out this secret last: its own or the one before. */
function lastTurn(generation: number, turn: 0 | 1): string {
  if (!Token.isUnresolved(generation)) return String(generation - ((generation + turn) % 2));
  return Token.asString(Op.sub(generation, Op.mod(turn === 1 ? Op.add(generation, 1) : generation, 2)));
}

/** That the secret is valid, if it is the one that is handed out. It is about the secret that is there, and not about the end date of this plan. */
function usable(generation: number, turn: 0 | 1): ExpiryCondition[] | undefined {
  if (!Token.isUnresolved(generation)) return generation % 2 === turn ? notExpired(EXPIRED_GENERATION) : undefined;
  const rest = Op.mod(generation, 2);
  // The operators of cdktf write a 0 as undefined.
  const isIdle = turn === 1 ? Op.neq(rest, 1) : Op.eq(rest, 1);
  return [{ condition: Op.or(isIdle, isValid()), errorMessage: EXPIRED_GENERATION }];
}

function hours(days: number): string {
  return Token.isUnresolved(days) ? `${Token.asString(Op.mul(days, 24))}h` : `${days * 24}h`;
}

function requireCount(owner: CredentialOwner, what: string, value: number, most?: number): void {
  const expected = `a whole number from 1${most === undefined ? "" : ` to ${most}`}`;
  const isCount = (count: number): boolean =>
    Number.isSafeInteger(count) && count >= 1 && count <= (most ?? Number.MAX_SAFE_INTEGER);
  checkNumber(owner, what, value, expected, isCount);
}
