import { Fn, Token } from "cdktf";
import { checkNumber } from "../../core/rules";

/**
 * The tier of a service and the number of its units.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-features
 */
export class ApimSku {
  /** Billed by call. It has no developer portal and no virtual network. */
  public static consumption(): ApimSku {
    return new ApimSku("Consumption", 0);
  }

  /** One unit without a service level agreement, not for production. */
  public static developer(): ApimSku {
    return new ApimSku("Developer", 1);
  }

  /** @param units 1 or 2; 1 when it is not given */
  public static basic(units: number = 1): ApimSku {
    return ApimSku.of("Basic", units, 2);
  }

  /** @param units 1 to 10; 1 when it is not given */
  public static basicV2(units: number = 1): ApimSku {
    return ApimSku.of("BasicV2", units, 10);
  }

  /** @param units 1 to 4; 1 when it is not given */
  public static standard(units: number = 1): ApimSku {
    return ApimSku.of("Standard", units, 4);
  }

  /** @param units 1 to 10; 1 when it is not given */
  public static standardV2(units: number = 1): ApimSku {
    return ApimSku.of("StandardV2", units, 10);
  }

  /** @param units 1 to 99; 1 when it is not given */
  public static premium(units: number = 1): ApimSku {
    return ApimSku.of("Premium", units, 99);
  }

  /** @param units 1 to 30; 1 when it is not given */
  public static premiumV2(units: number = 1): ApimSku {
    return ApimSku.of("PremiumV2", units, 30);
  }

  private static of(tier: string, units: number, most: number): ApimSku {
    const isWithin = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
    checkNumber(`ApimSku for ${tier}`, "units", units, `a whole number from 1 to ${most}`, isWithin);
    return new ApimSku(tier, units);
  }

  /** The name of the tier, such as `Premium`. */
  public readonly tier: string;
  /** The number of units; 0 for Consumption. */
  public readonly units: number;

  private constructor(tier: string, units: number) {
    this.tier = tier;
    this.units = units;
  }

  /** The name with the units, such as `Premium_2`. */
  public get name(): string {
    const { tier, units } = this;
    return Token.isUnresolved(units) ? Token.asString(Fn.format(`${tier}_%d`, [units])) : `${tier}_${units}`;
  }
}
