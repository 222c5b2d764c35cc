import { TerraformVariable } from "cdktf";
import { KeyVaultSecret, type RotatingClientSecretOptions } from "cdktf-apim-oauth";
import { resolveText } from "../../../src/core/terraform-text";
import {
  type Arguments,
  type Configuration,
  newApp,
  newClient,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

const PASSWORD = "azuread_application_password";

/** The pair of a generation, and the logical id of the secret that is handed out. */
function deployed(generation: number): {
  readonly pair: Readonly<Record<string, Arguments>>;
  readonly current: string;
} {
  const stack = newStack();
  const secret = newClient(stack).addRotatingClientSecret("Portal", { generation });
  const [, current] = /^\$\{azuread_application_password\.([\w-]+)\.value\}$/.exec(
    resolveText(stack, secret._expression(stack)),
  )!;
  return { pair: synth(stack).resource![PASSWORD]!, current: current! };
}

/** What makes Terraform replace a secret. Its end date is ignored, and conditions replace nothing. */
function identity(secret: Arguments): string {
  return JSON.stringify({ ...secret, lifecycle: undefined });
}

describe("each next generation", () => {
  test.each([1, 2, 3, 4, 5, 6, 41, 42])(
    "after %d replaces the secret that nobody is handed, and hands out the new one",
    (generation) => {
      const [before, after] = [deployed(generation), deployed(generation + 1)];
      expect(Object.keys(before.pair)).toHaveLength(2);
      const replaced = Object.keys(before.pair).filter(
        (id) => identity(before.pair[id]!) !== identity(after.pair[id]!),
      );
      expect(replaced).toEqual([after.current]);
      expect(after.current).not.toBe(before.current);
    },
  );

  test("stays as it is until the one after", () => {
    expect(deployed(7)).toEqual(deployed(7));
  });
});

test("a secret lives from its creation on, and the plan fails when the one that is handed out has expired", () => {
  const { pair, current } = deployed(1);
  const shared = {
    application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
    end_date: '${timeadd(plantimestamp(), "4320h")}',
  };
  const lifecycle = { create_before_destroy: true, ignore_changes: ["end_date"] };
  expect(pair[current]).toEqual({
    ...shared,
    display_name: "Portal (odd)",
    rotate_when_changed: { generation: "1" },
    lifecycle: {
      ...lifecycle,
      postcondition: [
        {
          condition: "${(timecmp(self.end_date, plantimestamp()) == 1)}",
          error_message: expect.stringMatching(
            / has expired; expected .*: give addRotatingClientSecret the /,
          ) as string,
        },
      ],
    },
  });
  const [idle] = Object.keys(pair).filter((id) => id !== current);
  expect(pair[idle!]).toEqual({
    ...shared,
    display_name: "Portal (even)",
    rotate_when_changed: { generation: "0" },
    lifecycle,
  });
});

/** Evaluates an expression about the generation as Terraform does. */
function evaluated(template: unknown, generation: number): string {
  const expression = /^\$\{(.*)\}$/.exec(template as string)![1]!.replaceAll("var.generation", String(generation));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return String((Function(`return ${expression}`) as () => unknown)());
}

describe("a generation that only Terraform knows", () => {
  const stack = newStack();
  const generation = new TerraformVariable(stack, "generation", { type: "number" }).numberValue;
  const lifetimeDays = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
  const value = newClient(stack).addRotatingClientSecret("Portal", { generation, lifetimeDays });
  new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name: "portal", value });
  const configuration = synth(stack);
  const [even, odd] = ["Even", "Odd"].map((name) => find(configuration, name));

  test.each([1, 2, 3, 8, 9])("takes the same turns: %d", (number) => {
    const known = deployed(number);
    const generations = Object.values(known.pair).map(({ rotate_when_changed }) => rotate_when_changed);
    const found = [even, odd].map((secret) => ({
      generation: evaluated((secret!.rotate_when_changed as Arguments).generation, number),
    }));
    expect(found).toEqual(generations);
    const written = resourceOf(configuration, "azurerm_key_vault_secret");
    for (const argument of ["value_wo", "value_wo_version", "expiration_date"]) {
      const [, condition, first, second] = /^\$\{\((.*) == 1\) \? (.*) : (.*)\}$/.exec(written[argument] as string)!;
      expect([condition, /_Odd_/.test(first!), /_Even_/.test(second!)]).toEqual(["(var.generation % 2)", true, true]);
    }
  });

  test.each([
    [1, "Odd"],
    [2, "Even"],
  ])("needs a valid secret only where it is handed out: %d, %s", (number, current) => {
    for (const [secret, name] of [[odd!, "Odd"] as const, [even!, "Even"] as const]) {
      const [{ condition }] = (secret.lifecycle as { postcondition: [Arguments] }).postcondition;
      const expired = (condition as string).replace("timecmp(self.end_date, plantimestamp())", "-1");
      expect([name, evaluated(expired, number)]).toEqual([name, String(name !== current)]);
    }
  });

  test("and a lifetime", () => {
    expect(odd!.end_date).toBe('${timeadd(plantimestamp(), "${(var.days * 24)}h")}');
  });
});

describe("with rotationMonths", () => {
  const rotationMonths = 3;
  const stack = newStack();
  const value = newClient(stack).addRotatingClientSecret("Portal", { rotationMonths });
  new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name: "portal", value });
  const configuration = synth(stack);
  const [[local, period]] = Object.entries(configuration.locals as Record<string, string>) as [[string, string]];

  interface Made {
    readonly end: string;
    readonly generation: string;
  }

  /** The pair as a deployment at a time configures it, and which of the two is handed out. */
  function at(now: string): { readonly Even: Made; readonly Odd: Made; readonly current: "Even" | "Odd" } {
    const functions = {
      plantimestamp: () => now,
      formatdate: (format: string, time: string) => Number(time.split("-")[format === "YYYY" ? 0 : 1]),
      floor: Math.floor,
      format: (_: string, year: number, month: number) => `${year}-${String(month).padStart(2, "0")}-01T00:00:00Z`,
    };
    const run = (template: unknown): unknown => {
      const expression = /^\$\{(.*)\}$/.exec(template as string)![1]!.replaceAll(`local.${local}`, "period");
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const evaluate = Function(...Object.keys(functions), "period", `return ${expression}`) as (
        ...all: unknown[]
      ) => unknown;
      return evaluate(...Object.values(functions), template === period ? undefined : run(period));
    };
    const made = (name: string): Made => {
      const { end_date: end, rotate_when_changed: keeper } = find(configuration, name);
      return { end: run(end) as string, generation: String(run((keeper as Arguments).generation)) };
    };
    return { Even: made("Even"), Odd: made("Odd"), current: (run(period) as number) % 2 === 1 ? "Odd" : "Even" };
  }

  test("nothing but the time of the plan decides, by the calendar", () => {
    expect(period).toBe(
      '${floor((((formatdate("YYYY", plantimestamp()) * 12) + (formatdate("M", plantimestamp()) - 1)) / 3))}',
    );
    expect(at("2026-11-29T12:00:00Z")).toEqual({
      current: "Odd",
      Odd: { end: "2027-04-01T00:00:00Z", generation: "8107" },
      Even: { end: "2027-01-01T00:00:00Z", generation: "8106" },
    });
    // A later plan of the period computes the same, so nothing is ignored and nothing can have expired.
    expect(at("2026-12-31T23:59:59Z")).toEqual(at("2026-10-01T00:00:00Z"));
    expect(find(configuration, "Odd").lifecycle).toEqual({ create_before_destroy: true });
  });

  test("a vault gets the one that is handed out, with its end", () => {
    const written = resourceOf(configuration, "azurerm_key_vault_secret");
    for (const argument of ["value_wo", "value_wo_version", "expiration_date"]) {
      const [, condition, odd, even] = /^\$\{\((.*) == 1\) \? (.*) : (.*)\}$/.exec(written[argument] as string)!;
      expect([condition, /_Odd_/.test(odd!), /_Even_/.test(even!)]).toEqual([`(local.${local} % 2)`, true, true]);
    }
  });

  test.each([
    ["in time", "2027-01-01", "2027-04-01", 1],
    ["late in one period, early in the next", "2027-06-30", "2027-07-01", 1],
    ["across a year", "2027-12-31", "2028-01-01", 1],
    ["twice in a period", "2027-02-28", "2027-03-31", 0],
    ["after a period without a deployment", "2027-03-31", "2027-07-01", 2],
    ["after years", "2027-05-20", "2031-09-20", 2],
  ])("a deployment %s replaces nothing that is valid", (_when, before, after, count) => {
    const [old, now] = [`${before}T12:00:00Z`, `${after}T12:00:00Z`];
    const [first, second] = [at(old), at(now)];
    const replaced = (["Even", "Odd"] as const).filter((name) => first[name].generation !== second[name].generation);
    expect(replaced).toHaveLength(count);
    expect(replaced.filter((name) => first[name].end > now)).toEqual([]);
    // The one that is handed out lasts for a period more, and each has an end that Entra ID takes.
    expect(second[second.current].end > now && second.Even.end > now && second.Odd.end > now).toBe(true);
    if (count === 1) expect(first[first.current].end > now).toBe(true);
  });

  test("any number of months makes whole periods", () => {
    for (const months of [1, 2, 5, 12]) {
      const other = newStack();
      newClient(other).addRotatingClientSecret("Portal", { rotationMonths: months });
      expect(JSON.stringify(synth(other).locals)).toContain(` / ${months}))}`);
    }
  });

  test("the secret goes to another stack", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    const secret = newClient(first).addRotatingClientSecret("Portal", { rotationMonths });
    new KeyVaultSecret(second, "Written", { vault: newVault(second), name: "portal", value: secret });
    const { First, Second } = synthStacks(app);
    expect(JSON.stringify(Second!.resource)).not.toMatch(/[({ ](?:local|azuread_application_password)\./);
    const outputs = Object.values(First!.output!).map((output) => [output.value, output.sensitive]);
    expect(outputs).toContainEqual([expect.stringMatching(/^\$\{local\./), true]);
    expect(outputs).toContainEqual([expect.stringMatching(/_Even_\w+\.value\}$/), true]);
  });

  test.each<[Partial<RotatingClientSecretOptions>, string]>([
    [{ rotationMonths: 0 }, "rotationMonths is 0; expected a whole number from 1 to 12: "],
    [{ rotationMonths: 13 }, "rotationMonths is 13; expected a whole number from 1 to 12: "],
    [{ rotationMonths: 1.5 }, "rotationMonths is 1.5; expected a whole number from 1 to 12: "],
    [{ generation: 1 }, "what rotates the secrets is given 2 times; expected exactly one of generation and "],
    [{ rotationMonths: undefined }, "what rotates the secrets is given 0 times; "],
    [{ lifetimeDays: 90 }, "lifetimeDays is a number; expected none beside rotationMonths, "],
  ])("fails for %j", (options, message) => {
    const client = newClient(newStack());
    expect(() => client.addRotatingClientSecret("Portal", { rotationMonths, ...options })).toThrow(
      `Stack/Client: ${message}`,
    );
  });
});

function find(configuration: Configuration, name: string): Arguments {
  return Object.entries(configuration.resource![PASSWORD]!).find(([id]) => id.includes(`_${name}_`))![1];
}

test("a vault follows the secret, its end and its key", () => {
  const stack = newStack();
  const value = newClient(stack).addRotatingClientSecret("Portal", { generation: 2 });
  new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name: "portal", value });
  const written = resourceOf(synth(stack), "azurerm_key_vault_secret");
  const even = /^\$\{(azuread_application_password\.Client_RotatingSecret-Portal_Even_\w+)\.value\}$/;
  const [, address] = even.exec(written.value_wo as string)!;
  expect(written).toMatchObject({
    value_wo_version: `\${parseint(substr(${address!}.key_id, 0, 7), 16)}`,
    expiration_date: `\${${address!}.end_date}`,
  });
});

test("a secret goes to another stack as a sensitive output", () => {
  const app = newApp();
  const [first, second] = [newStack("First", app), newStack("Second", app)];
  const value = newClient(first).addRotatingClientSecret("Portal", { generation: 1 });
  new KeyVaultSecret(second, "Written", { vault: newVault(second), name: "portal", value });
  const { First } = synthStacks(app);
  const outputs = Object.values(First!.output!);
  const secret = outputs.find((output) => /\.value\}$/.test(output.value as string));
  expect(secret).toMatchObject({ sensitive: true });
});

test.each([
  [731, 0],
  [732, 1],
])("a lifetime of %d days gets %d warnings", (lifetimeDays, count) => {
  const stack = newStack();
  newClient(stack).addRotatingClientSecret("Portal", { generation: 1, lifetimeDays });
  expect(warningsIn(stack).filter((warning) => warning.includes("more than two years"))).toHaveLength(count);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 60])("fails for generation %d", (generation) => {
  expect(() => newClient(newStack()).addRotatingClientSecret("Portal", { generation })).toThrow(
    `Stack/Client: generation is ${generation}; expected a whole number from 1: `,
  );
});

test.each([0, 1.5, 106_752])(
  "fails for a lifetime of %d days, which Terraform cannot add to a time",
  (lifetimeDays) => {
    expect(() => newClient(newStack()).addRotatingClientSecret("Portal", { generation: 1, lifetimeDays })).toThrow(
      `Stack/Client: lifetimeDays is ${lifetimeDays}; expected a whole number from 1 to 106751: `,
    );
  },
);

test("a name of both may be any text", () => {
  const stack = newStack();
  newClient(stack).addRotatingClientSecret("Portal", {
    generation: 1,
    displayName: 'The "portal" of ${env}, 5 %{x} $',
  });
  expect(resourcesOf(synth(stack), PASSWORD).map(({ display_name }) => display_name)).toEqual(
    ["even", "odd"].map((turn) => `The "portal" of $\${env}, 5 %%{x} $ (${turn})`),
  );
});
