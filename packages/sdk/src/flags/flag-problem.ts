/** Why a definition cannot be evaluated, in few words: where it is wrong is said by `findProblems` of `@plumbline/sdk/flags/authoring`. */
export class FlagProblem extends Error {
  override readonly name = "FlagProblem";
}
