import { checkProps, type Kinds, NUMBER, optional } from "../../core/kinds";
import { checkNumber } from "../../core/rules";
import type { PolicyElement } from "../../policy/model/node";
import { QuotaByKey, RateLimitByKey } from "../../policy/statements";
import { emptyQuota } from "../errors";
import { callerOrAddress } from "./verified-caller";

/** Options of `CallerLimit.rate`. */
export interface CallerRateOptions {
  /** How many calls each caller has. */
  readonly calls: number;
  /** The window that the calls are counted in, in seconds, from 1 to 300. */
  readonly renewalPeriodSeconds: number;
}

/** Options of `CallerLimit.quota`: calls, bandwidth or both. */
export interface CallerQuotaOptions {
  /**
   * How many calls each caller has.
   *
   * @default - any number
   */
  readonly calls?: number;
  /**
   * How many kilobytes each caller has.
   *
   * @default - any number
   */
  readonly bandwidthKilobytes?: number;
  /** The period after which the quota is full again, in seconds: at least 300, or 0 for never. */
  readonly renewalPeriodSeconds: number;
}

const RATE: Kinds<CallerRateOptions> = { calls: NUMBER, renewalPeriodSeconds: NUMBER };
const QUOTA: Kinds<CallerQuotaOptions> = {
  calls: optional(NUMBER),
  bandwidthKilobytes: optional(NUMBER),
  renewalPeriodSeconds: NUMBER,
};

/**
 * A limit for each caller that a `JwtPolicy` lets in: a user, or an application that calls for itself.
 *
 * It counts by claims that the issuer determines. A caller of an anonymous operation is counted by its address. The tier Consumption has no such
 * limits, and the v2 tiers have no quota.
 *
 * @see https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy
 */
export class CallerLimit {
  /**
   * So many calls in a sliding window; the next is answered 429.
   *
   * @throws when a number is out of range
   */
  public static rate(options: CallerRateOptions): CallerLimit {
    const place = "CallerLimit.rate";
    checkProps(place, options, RATE);
    requireCount(place, "calls", options.calls);
    checkNumber(place, "renewalPeriodSeconds", options.renewalPeriodSeconds, "a whole number from 1 to 300", (given) =>
      isBetween(given, 1, 300),
    );
    return new CallerLimit((prefix) => new RateLimitByKey({ ...options, counterKey: callerOrAddress(prefix) }));
  }

  /**
   * So many calls or kilobytes in a fixed period; the next call is answered 403.
   *
   * @throws when a number is out of range, or neither calls nor bandwidth are given
   * @see https://learn.microsoft.com/azure/api-management/quota-by-key-policy
   */
  public static quota(options: CallerQuotaOptions): CallerLimit {
    const place = "CallerLimit.quota";
    checkProps(place, options, QUOTA);
    if (options.calls === undefined && options.bandwidthKilobytes === undefined) throw emptyQuota(place);
    requireCount(place, "calls", options.calls);
    requireCount(place, "bandwidthKilobytes", options.bandwidthKilobytes);
    const [option, expected] = ["renewalPeriodSeconds", "0, or a whole number of at least 300"];
    checkNumber(place, option, options.renewalPeriodSeconds, expected, (given) =>
      given === 0 ? true : isBetween(given, 300, MOST),
    );
    return new CallerLimit((prefix) => new QuotaByKey({ ...options, counterKey: callerOrAddress(prefix) }));
  }

  private constructor(private readonly make: (prefix: string) => PolicyElement) {}

  /**
   * The statement.
   *
   * @internal
   * @param prefix what separates the counters of this limit from those of others, which API Management would count together
   */
  public _statement(prefix: string): PolicyElement {
    return this.make(prefix);
  }
}

const MOST = 2147483647;

function requireCount(place: string, what: string, count: number | undefined): void {
  checkNumber(place, what, count, `a whole number from 1 to ${MOST}`, (given) => isBetween(given, 1, MOST));
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
