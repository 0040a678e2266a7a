/** Why a process could not get its ground (database, data folder, port) ready. */
export type SetupErrorCode =
  | "DATA_FOLDER_IN_USE"
  | "DATA_FOLDER_UNUSABLE"
  | "DATABASE_PORT_TAKEN"
  | "DATABASE_UNREACHABLE"
  | "DATABASE_TOO_OLD"
  | "DATABASE_FORBIDDEN"
  | "DATABASE_OF_ANOTHER_VERSION"
  | "POSTGRES_UNAVAILABLE"
  | "POSTGRES_DID_NOT_START";

/** An expected failure while starting. `message` says what happened and why, `nextStep` what the operator does about it. */
export class SetupError extends Error {
  readonly code: SetupErrorCode;
  readonly nextStep: string;

  constructor(code: SetupErrorCode, message: string, nextStep: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "SetupError";
    this.code = code;
    this.nextStep = nextStep;
  }
}
