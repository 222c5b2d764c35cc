import { error, type Place } from "../core/errors";

/** The error messages of this folder. */

export function nobodyMayCall(place: Place): Error {
  return error(
    place,
    "neither users nor applications may call; expected at least one scope or role: name the scopes in users, the roles in applications, or both",
  );
}

export function testConsoleWithoutSecret(place: Place): Error {
  return error(
    place,
    "testConsole has no secretEndDate and only applications may call; expected one, because the portal gets a token for itself with a secret: set secretEndDate, or leave testConsole out",
  );
}
