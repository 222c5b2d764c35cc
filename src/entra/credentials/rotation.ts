import { Fn, Op, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import { wrongKind } from "../../core/errors";
import { checkNumber } from "../../core/rules";
import { notOneRotation } from "../errors";
import type { CredentialOwner } from "./credential-owner";
import type { RotatingClientSecretOptions } from "./rotation-options";

/** Which of two secrets is handed out, and until when each is valid. */
export interface Rotation {
  /** The number of the secret that is handed out: odd or even. */
  readonly generation: number;
  /** Until when the secret of a generation is valid. */
  readonly endDateOf: (generation: number) => string;
  /** Whether later plans compute another end date for the secret that is there. */
  readonly isFromCreation: boolean;
}

/** A duration of Terraform is at most 292 years. */
const LONGEST_DURATION_DAYS = 106_751;

/** Two periods are two years at most, after which a secret counts as one that lives for long. */
const LONGEST_PERIOD_MONTHS = 12;

/**
 * @param pair what the secrets are children of
 * @throws when a number is no whole number, or not exactly one thing rotates the secrets
 */
export function rotationOf(
  owner: CredentialOwner,
  pair: Construct,
  { generation, rotationMonths, lifetimeDays }: RotatingClientSecretOptions,
): Rotation {
  requireCount(owner, "generation", generation);
  requireCount(owner, "lifetimeDays", lifetimeDays, LONGEST_DURATION_DAYS);
  requireCount(owner, "rotationMonths", rotationMonths, LONGEST_PERIOD_MONTHS);
  const given = [generation, rotationMonths].filter((number) => number !== undefined);
  if (given.length !== 1) throw notOneRotation(owner, given.length);
  if (rotationMonths === undefined) return byNumber(generation!, lifetimeDays ?? DEFAULT_LIFETIME_DAYS);
  if (lifetimeDays === undefined) return byCalendar(pair, rotationMonths);
  const expected = "none beside rotationMonths, whose secrets are valid until the end of the period after theirs";
  throw wrongKind(owner, "lifetimeDays", "a number", expected, "leave one of the two out");
}

const DEFAULT_LIFETIME_DAYS = 180;

function byNumber(generation: number, lifetimeDays: number): Rotation {
  const endDate = (): string => Fn.timeadd(Fn.plantimestamp(), hours(lifetimeDays));
  return { generation, endDateOf: endDate, isFromCreation: true };
}

/**
 * Periods of the calendar, counted from the year 0. A secret is valid until the end of the period after its own, which is when its turn comes again: so
 * what is replaced has expired, however many periods have passed without a deployment, and nothing but the time of the plan has to be known.
 */
function byCalendar(pair: Construct, rotationMonths: number): Rotation {
  const part = (format: string): string => Fn.formatdate(format, Fn.plantimestamp());
  const months = Op.add(Op.mul(part("YYYY"), 12), Op.sub(part("M"), 1));
  const period = new TerraformLocal(pair, "Period", Fn.floor(Op.div(months, rotationMonths)));
  const endDateOf = (generation: number): string => {
    const end = Op.mul(Op.add(generation, 2), rotationMonths);
    const [year, month] = [Fn.floor(Op.div(end, 12)), Op.add(Op.mod(end, 12), 1)];
    return Token.asString(Fn.format("%04d-%02d-01T00:00:00Z", [year, month]));
  };
  return { generation: period.asNumber, endDateOf, isFromCreation: false };
}

function hours(days: number): string {
  return Token.isUnresolved(days) ? `${Token.asString(Op.mul(days, 24))}h` : `${days * 24}h`;
}

function requireCount(owner: CredentialOwner, what: string, value: number | undefined, most?: number): void {
  const expected = `a whole number from 1${most === undefined ? "" : ` to ${most}`}`;
  const isCount = (count: number): boolean =>
    Number.isSafeInteger(count) && count >= 1 && count <= (most ?? Number.MAX_SAFE_INTEGER);
  checkNumber(owner, what, value, expected, isCount);
}
