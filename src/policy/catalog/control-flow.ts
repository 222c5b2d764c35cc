import { type PolicySpec, type ValueSet } from "./model";
import {
  ALL_BUT_ON_ERROR,
  ANY_GATEWAY,
  ANY_SCOPE,
  ANY_SECTION,
  any,
  boolean,
  choice,
  EXPRESSION,
  ID,
  integer,
  LITERAL,
  optional,
  policy,
  REQUIRED,
  some,
  string,
} from "./parts";
import { PolicySection } from "../model/section";

const WAIT_FOR: ValueSet = {
  name: "WaitFor",
  summary: "How many of the enclosed policies have to be done before the request goes on.",
  values: { all: "All of them.", any: "The first one; the others are abandoned." },
};

/** Policies that decide which others run. */
export const CONTROL_FLOW: readonly PolicySpec[] = [
  {
    name: "base",
    summary: "Runs what the next broader scope does in the same section. Without it, that does not run.",
    sections: ANY_SECTION,
    scopes: ["workspace", "product", "api", "operation"],
    doubtfulScopes: ["global"],
    gateways: ANY_GATEWAY,
  },
  {
    name: "choose",
    summary: "Runs the policies of the first branch whose condition is true.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID],
    children: [
      some("when", {
        summary: "The branches, in the order in which their conditions are tried.",
        attributes: [
          boolean("condition", "When the branch runs: an expression that returns a `bool`.", {
            ...REQUIRED,
            ...EXPRESSION,
          }),
        ],
        inside: "policies",
      }),
      optional("otherwise", { summary: "What runs when no condition is true.", inside: "policies" }),
    ],
  },
  {
    name: "include-fragment",
    summary: "Runs the policies of a fragment, as if they were written here. A fragment cannot include another one.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID, string("fragment-id", "The id of the fragment.", { ...REQUIRED, ...LITERAL })],
  },
  {
    name: "retry",
    summary: "Runs the enclosed policies once, and again as long as a condition is true.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      boolean("condition", "When to run again: an expression that returns a `bool`. It is evaluated after each run.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
      integer("count", "How often to run again at most.", {
        ...REQUIRED,
        ...EXPRESSION,
        range: { min: 1 },
        doubtfulRange: { min: 1, max: 50 },
      }),
      integer("interval", "How long to wait before the first further run.", {
        ...REQUIRED,
        ...EXPRESSION,
        unit: "seconds",
        range: { min: 0 },
      }),
      integer(
        "delta",
        "How much longer to wait each time. With a longest wait as well, the wait grows exponentially.",
        {
          ...EXPRESSION,
          unit: "seconds",
          range: { min: 1 },
          absent: "always wait for the same time",
        },
      ),
      integer("max-interval", "How long to wait at most.", {
        ...EXPRESSION,
        unit: "seconds",
        range: { min: 1 },
        absent: "no limit",
      }),
      boolean("first-fast-retry", "Whether the first further run comes without a wait.", {
        ...EXPRESSION,
        default: "false",
      }),
    ],
    rules: [
      { kind: "requires", name: "max-interval", needs: "delta", certainty: "doubtful" },
      { kind: "ascending", names: ["interval", "max-interval"], certainty: "doubtful" },
    ],
    inside: "policies",
  },
  {
    name: "wait",
    summary: "Runs the enclosed policies side by side and waits for them.",
    sections: ALL_BUT_ON_ERROR,
    doubtfulSections: [PolicySection.ON_ERROR],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      choice("for", WAIT_FOR, "How many of the policies have to be done.", {
        ...EXPRESSION,
        default: "all",
        prop: "waitFor",
      }),
    ],
    order: "any",
    children: [
      any("choose", policy("A choice.")),
      any("send-request", policy("A request to another service.")),
      any("cache-lookup-value", policy("A look-up in the cache.")),
      any("cache-store-value", policy("A value for the cache.", { undocumented: true })),
      any("forward-request", policy("The request to the backend.", { undocumented: true })),
      any("authentication-managed-identity", policy("A token for a managed identity.", { undocumented: true })),
      any("authentication-token", policy("A token.", { undocumented: true })),
    ],
  },
];
