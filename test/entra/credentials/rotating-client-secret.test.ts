import { Fn, Op, TerraformResource, TerraformVariable, Token } from "cdktf";
import { KeyVaultSecret } from "cdktf-apim-oauth";
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

describe("a generation from the time of a time_rotating, as docs/credentials.md shows it", () => {
  const stack = newStack();
  const rotation = new TerraformResource(stack, "Rotation", {
    terraformResourceType: "time_rotating",
    lifecycle: { ignoreChanges: ["rfc3339"] },
  });
  rotation.addOverride("rotation_days", 30);
  rotation.addOverride("rfc3339", Fn.plantimestamp());
  const time = rotation.getStringAttribute("rfc3339");
  const months = Op.add(Op.mul(Fn.formatdate("YYYY", time), 12), Fn.formatdate("M", time));
  const generation = Token.asNumber(Fn.floor(Op.div(months, 3)));
  newClient(stack).addRotatingClientSecret("Portal", { generation, lifetimeDays: 180 });
  const configuration = synth(stack);

  /** What makes Terraform replace the secrets, in the order even and odd, when the time is that of a rotation. */
  const keepersAt = (rotated: string): string[] =>
    ["Even", "Odd"].map((name) => {
      const { generation: keeper } = find(configuration, name).rotate_when_changed as Arguments;
      const expression = /^\$\{(.*)\}$/.exec(keeper as string)![1]!;
      const [year, month] = rotated.split("-").map(Number);
      const formatdate = (format: string, given: string): number => {
        expect(given).toBe(rotated);
        return format === "YYYY" ? year! : month!;
      };
      const known = expression.replaceAll("time_rotating.Rotation.rfc3339", JSON.stringify(rotated));
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const evaluate = Function("formatdate", "floor", `return ${known}`) as (...values: unknown[]) => unknown;
      return String(evaluate(formatdate, Math.floor));
    });
  const replacedBetween = (before: string, after: string): string[] => {
    const [old, current] = [keepersAt(before), keepersAt(after)];
    return ["even", "odd"].filter((_, index) => old[index] !== current[index]);
  };

  test("the time is known in the plan that rotates, and stays until the next rotation", () => {
    expect(configuration.resource!.time_rotating).toEqual({
      Rotation: { lifecycle: { ignore_changes: ["rfc3339"] }, rfc3339: "${plantimestamp()}", rotation_days: 30 },
    });
  });

  test.each([
    ["a rotation within the period", "2027-03-01", "2027-05-31", []],
    ["the first one of the next period", "2027-05-31", "2027-06-30", ["even"]],
    ["the one after it", "2027-08-31", "2027-09-30", ["odd"]],
    ["across a year", "2027-11-20", "2027-12-20", ["even"]],
    ["a month and a half late", "2027-05-20", "2027-08-04", ["even"]],
    ["a whole period late", "2027-05-20", "2027-09-20", ["even", "odd"]],
  ])("%s replaces what it should", (_when, before, after, replaced) => {
    const given = [`${before}T00:00:00Z`, `${after}T00:00:00Z`] as const;
    expect(replacedBetween(...given)).toEqual(replaced);
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
