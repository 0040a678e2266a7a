// How languages print one call of a stack trace. Every expression is anchored and its parts exclude what follows them, so that a
// line is read in time to its length.

/** A way to print a frame. */
export interface FrameFormat {
  language: "javascript" | "python" | "java" | "go" | "ruby" | "dotnet" | "php" | "rust";
  form: RegExp;
  /** Whether the newest call comes last. */
  newestLast: boolean;
}

export const frameFormats: readonly FrameFormat[] = [
  // V8: https://v8.dev/docs/stack-trace-api
  {
    language: "javascript",
    form: /^\s*at (?:async )?(?:new )?(?<function>[^()]*?) ?\((?<file>(?:[a-z-]+:\/{0,3})?(?:[^():]|\([^():]*\))*(?::[\\/](?:[^():]|\([^():]*\))*)?):\d+(?::\d+)?\)$/,
    newestLast: false,
  },
  {
    language: "javascript",
    form: /^\s*at (?:async )?(?<file>(?:[a-z-]+:\/{0,3})?[^\s():]+):\d+:\d+$/,
    newestLast: false,
  },
  // Java, Kotlin, Scala: https://docs.oracle.com/javase/8/docs/api/java/lang/Throwable.html#printStackTrace--
  {
    language: "java",
    form: /^\s*at (?:[\w.@-]+\/{1,2})?(?<function>[\w$.<>]+)\((?<file>[\w$-]+\.(?:java|kt|scala|groovy|clj)|Native Method|Unknown Source|<generated>)(?::\d+)?\)(?: .*)?$/,
    newestLast: false,
  },
  // .NET: https://learn.microsoft.com/dotnet/api/system.environment.stacktrace
  {
    language: "dotnet",
    form: /^\s*at (?<function>[\w.`<>[\],+|$]+)(?:\([^()]*\))(?: in (?<file>.+):line \d+)?$/,
    newestLast: false,
  },
  // Python: https://docs.python.org/3/library/traceback.html
  { language: "python", form: /^\s*File "(?<file>[^"]+)", line \d+(?:, in (?<function>.+))?$/, newestLast: true },
  // Ruby, before and since 3.4: https://docs.ruby-lang.org/en/3.4/Exception.html#method-i-full_message
  {
    language: "ruby",
    form: /^\s*(?:from |\d+: from )?(?<file>[^\s:'"`]+\.(?:rb|erb|ru|rake)|<internal:[^>]+>):\d+:in ['`](?<function>[^']+)'/,
    newestLast: false,
  },
  // PHP: https://www.php.net/manual/en/exception.gettraceasstring.php
  {
    language: "php",
    form: /^\s*#\d+ (?:(?<file>[^()\s][^()]*)\(\d+\)|\[internal function\]): (?<function>[^()]+)\(/,
    newestLast: false,
  },
  // Firefox and Safari.
  {
    language: "javascript",
    form: /^(?:async\*)?(?<function>[^@\s]*)@(?<file>(?:https?|webpack|file|app):[^\s]+?):\d+(?::\d+)?$/,
    newestLast: false,
  },
];

/** A way to print a call in two lines: what was called, and where. */
export interface TwoLineFormat {
  language: "go" | "rust";
  call: RegExp;
  place: RegExp;
}

export const twoLineFormats: readonly TwoLineFormat[] = [
  // https://pkg.go.dev/runtime/debug#Stack; type arguments stand in brackets.
  {
    language: "go",
    call: /^(?<function>[\w./*()·-]+(?:\[[^[\]()]*\])?[\w./*()·-]*)\((?:[^()]*|\.\.\.)\)$/,
    place: /^\s+(?<file>[^\s:]+\.(?:go|s)):\d+(?: \+0x[0-9a-f]+)?$/,
  },
  // https://doc.rust-lang.org/std/backtrace/
  {
    language: "rust",
    call: /^\s*\d+:(?:\s+0x[0-9a-f]+ -)?\s+(?<function>[\w<&(*$][\w<>[\](){}:&*$, .'@-]*)$/,
    place: /^\s+at (?<file>[^\s:]+(?::[\\/][^\s:]*)?\.rs):\d+(?::\d+)?$/,
  },
];

/** Lines between frames that say nothing: calls of the browser itself. */
export const noFrame = /^(?:[^@\s]*@)?\[native code\]$/;
