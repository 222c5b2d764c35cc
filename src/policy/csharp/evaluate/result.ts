import { type NetValue } from "./contract/values";

/** What an evaluation comes to. */
export type EvaluationResult =
  | { readonly kind: "value"; readonly value: NetValue }
  | {
      /** An exception that nothing in the expression catches. */
      readonly kind: "exception";
      /** The full name of its type. */
      readonly type: string;
      readonly message: string;
    }
  | {
      /** Something is not there: nobody knows what the service would do. */
      readonly kind: "unsupported";
      /** The construct, the type or the member. */
      readonly feature: string;
      readonly start: number;
      readonly end: number;
    }
  | {
      /** A limit was reached. */
      readonly kind: "limit";
      readonly message: string;
    };
