import { ApplicationPasswordA } from "@cdktf/provider-azuread/lib/application-password";
import { Fn, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { checkObject, ID, type Kinds, NUMBER, optional, STRING } from "../../core/kinds";
import { checkOptional, RULES } from "../../core/rules";
import { SecretValue } from "../../core/secret-value";
import { textForTerraform } from "../../core/terraform-text";
import { EXPIRED_GENERATION, longLivedSecret } from "../errors";
import { acceptsPersonalAccounts } from "../personal-accounts";
import { secretOf, versionOf } from "./client-secret";
import type { CredentialOwner } from "./credential-owner";
import { type ExpiryCondition, isValid, notExpired } from "./expiry";
import { rotationOf } from "./rotation";
import type { RotatingClientSecretOptions } from "./rotation-options";

const OPTIONS: Kinds<RotatingClientSecretOptions> = {
  generation: optional(NUMBER),
  rotationMonths: optional(NUMBER),
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
  ID.require(owner, "id", id);
  checkObject(owner, "options", options, OPTIONS);
  checkOptional(owner, "displayName", options.displayName, RULES.text);
  const { lifetimeDays } = options;
  const pair = new Construct(owner, `RotatingSecret-${id}`);
  const { generation, endDateOf, isFromCreation } = rotationOf(owner, pair, options);
  if (lifetimeDays !== undefined && !Token.isUnresolved(lifetimeDays) && lifetimeDays > 731)
    warnOnce(owner, longLivedSecret(id, "fewer lifetimeDays"));
  const displayName = options.displayName ?? id;
  const make = (name: string, turn: 0 | 1): ApplicationPasswordA => {
    const last = lastTurn(generation, turn);
    return create(ApplicationPasswordA, pair, name, {
      applicationId: owner.applicationId,
      displayName: textForTerraform(`${displayName} (${name.toLowerCase()})`),
      endDate: endDateOf(last),
      rotateWhenChanged: { generation: Token.isUnresolved(last) ? Token.asString(Token.asAny(last)) : String(last) },
      lifecycle: {
        // Personal accounts allow no third secret. Nobody has the one that is replaced.
        createBeforeDestroy: !acceptsPersonalAccounts(owner),
        // Of a period of the calendar, the one that is handed out is always valid.
        ...(isFromCreation && { ignoreChanges: ["end_date"], postcondition: usable(generation, turn) }),
      },
    });
  };
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
function lastTurn(generation: number, turn: 0 | 1): number {
  if (!Token.isUnresolved(generation)) return generation - ((generation + turn) % 2);
  return Token.asNumber(Op.sub(generation, Op.mod(turn === 1 ? Op.add(generation, 1) : generation, 2)));
}

/** That the secret is valid, if it is the one that is handed out. It is about the secret that is there, and not about the end date of this plan. */
function usable(generation: number, turn: 0 | 1): ExpiryCondition[] | undefined {
  if (!Token.isUnresolved(generation)) return generation % 2 === turn ? notExpired(EXPIRED_GENERATION) : undefined;
  const rest = Op.mod(generation, 2);
  // The operators of cdktf write a 0 as undefined.
  const isIdle = turn === 1 ? Op.neq(rest, 1) : Op.eq(rest, 1);
  return [{ condition: Op.or(isIdle, isValid()), errorMessage: EXPIRED_GENERATION }];
}
